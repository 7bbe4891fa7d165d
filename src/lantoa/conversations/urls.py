"""Addresses of conversations."""

from __future__ import annotations

from django.urls import path

from lantoa.conversations.views import chip, purpose

staff = [
    path("tim-so/", purpose.purpose, name="search-number"),
    path("hop-thu/<slug:public_id>/so/<slug:ref>/<slug:what>/<int:index>/", chip.chip, name="thread-chip"),
]
