from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from lantoa.links.views import follow, manage

public: list[URLPattern | URLResolver] = [path("k/<slug:signs>", follow.follow, name="printed-link")]
staff: list[URLPattern | URLResolver] = [
    path("lien-ket/", manage.listed, name="links"),
    path("lien-ket/<int:pk>/", manage.one, name="link"),
    path("lien-ket/<int:pk>/qr/<slug:kind>", manage.code, name="link-code"),
    path("lien-ket/<int:pk>/to-in/", manage.sheet, name="link-sheet"),
]
