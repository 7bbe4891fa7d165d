from __future__ import annotations

from django.urls import path

from lantoa.delivery import views

public = [
    path("hooks/zalo-oa/", views.hook, {"kind": "zalo_oa"}, name="hook-zalo-oa"),
    path("hooks/<slug:kind>/<str:account>/", views.hook, name="hook"),
]
urlpatterns = public
handler400 = "lantoa.delivery.views.refused"
handler404 = "lantoa.delivery.views.nothing_here"
handler500 = "lantoa.delivery.views.broken"
