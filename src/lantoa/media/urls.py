from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from lantoa.media import views

_PLACE = "tep/<str:ref>/<str:variant>/<str:token>"
public: list[URLPattern | URLResolver] = [path(_PLACE, views.public_file, name="media-file")]
staff: list[URLPattern | URLResolver] = [path(_PLACE, views.staff_file, name="media-staff-file")]
