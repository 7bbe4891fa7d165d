"""Addresses of tips."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from lantoa.tips.views import act, bulk, tip

public: list[URLPattern | URLResolver] = []
staff: list[URLPattern | URLResolver] = [
    path("tin/", tip.listed, name="tips"),
    path("tin/nhieu/da-xem/", bulk.acknowledge, name="tips-acknowledge"),
    path("tin/nhieu/nhan/", bulk.take, name="tips-take"),
    path("tin/<slug:public_id>/", tip.one, name="tip"),
    path("tin/<slug:public_id>/phieu/", tip.sheet, name="tip-sheet"),
    path("tin/<slug:public_id>/<slug:verb>/", act.act, name="tip-act"),
]
