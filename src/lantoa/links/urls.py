from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from lantoa.links import views

public: list[URLPattern | URLResolver] = [path("k/<slug:signs>", views.follow, name="printed-link")]
staff: list[URLPattern | URLResolver] = []
