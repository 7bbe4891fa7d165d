"""Two trees: what anybody may open, and what needs a sign-in. Rooms below bring their own lists."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

public: list[URLPattern | URLResolver] = []
staff: list[URLPattern | URLResolver] = []

urlpatterns = [*public, *staff]
