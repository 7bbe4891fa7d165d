"""Zalo Official Account: signed webhooks in, consultation messages out (documented 2026, see docs/zalo.md)."""

from __future__ import annotations

from lantoa.delivery.messengers.zalo_oa.messenger import ZaloOA

messenger = ZaloOA()
