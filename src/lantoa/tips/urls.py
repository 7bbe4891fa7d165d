"""Addresses of tips."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from lantoa.tips.views import act, bulk, desk, pieces, sheet, tip, undo
from lantoa.tips.views.report import receipt, walk
from lantoa.tips.views.status import door

public: list[URLPattern | URLResolver] = [
    path("bao-tin/", walk.report, name="report"),
    path("bao-tin/ma/", receipt.picture, name="receipt-picture"),
    path("bao-tin/<slug:place>/", walk.report, name="report-at"),
    path("tin/", door.status, name="status"),
]
staff: list[URLPattern | URLResolver] = [
    path("truc/", desk.desk, name="duty-desk"),
    path("truc/quanh/", desk.surroundings, name="duty-desk-around"),
    path("hoan-tac/", undo.take_back, name="undo"),
    path("tin/", tip.listed, name="tips"),
    path("tin/nhieu/da-xem/", bulk.acknowledge, name="tips-acknowledge"),
    path("tin/nhieu/nhan/", bulk.take, name="tips-take"),
    path("tin/<slug:public_id>/", tip.one, name="tip"),
    path("tin/<slug:public_id>/phieu/", sheet.sheet, name="tip-sheet"),
    path("tin/<slug:public_id>/lap/", pieces.make, name="tip-make"),
    path("tin/<slug:public_id>/<slug:verb>/", act.act, name="tip-act"),
]
