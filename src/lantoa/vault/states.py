"""The life of an opening: who asked to see who a reporter is, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models


class OpeningState(models.TextChoices):
    """Where an opening stands."""

    ASKED = "asked", "đang xin"
    CONSENTED = "consented", "đã đồng ý"
    REFUSED = "refused", "không đồng ý"
    OPENED = "opened", "đã mở"
    EXPIRED = "expired", "hết hạn"


MOVES: Mapping[str, frozenset[str]] = {
    OpeningState.ASKED: frozenset({OpeningState.CONSENTED, OpeningState.REFUSED, OpeningState.EXPIRED}),
    OpeningState.CONSENTED: frozenset({OpeningState.OPENED, OpeningState.EXPIRED}),
    OpeningState.REFUSED: frozenset(),
    OpeningState.OPENED: frozenset(),
    OpeningState.EXPIRED: frozenset(),
}
FIRST = OpeningState.ASKED
"""From state to the states it may move to. An opened one stays readable for its asker until it expires by time."""
