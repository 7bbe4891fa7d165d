from __future__ import annotations

from django.urls import path

from lantoa.delivery import views

public = [
    path("hooks/zalo-oa/", views.hook, {"kind": "zalo-oa"}, name="hook-zalo-oa"),
    path("hooks/<slug:kind>/<str:account>/", views.hook, name="hook"),
]
