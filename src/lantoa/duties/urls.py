from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from lantoa.duties import views

public: list[URLPattern | URLResolver] = []
staff: list[URLPattern | URLResolver] = [
    path("chuong/", views.rings, name="rings"),
    path("chuong/nhan/", views.accept, name="accept-rings"),
    path("so-truc/", views.duty_number, name="duty-number"),
]
