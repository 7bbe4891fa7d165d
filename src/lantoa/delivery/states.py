"""Where a row of the post stands. Both machines move only by conditional update."""

from __future__ import annotations

from django.db import models


class InboxState(models.IntegerChoices):
    """An event that came in. Only ``stored`` and ``parked`` rows still hold their sealed body."""

    STORED = 0, "đã nhận"
    DONE = 1, "xong"
    IGNORED = 2, "bỏ qua"
    PARKED = 3, "để riêng"


class OutboxState(models.IntegerChoices):
    """A message that has to leave. Only ``waiting``, ``held`` and ``parked`` rows hold address and text."""

    WAITING = 0, "chờ gửi"
    SENT = 1, "đã gửi"
    HELD = 2, "chờ người nhận nhắn lại"
    PARKED = 3, "để riêng"
    GIVEN_UP = 4, "không gửi được"


class OutboxRank(models.IntegerChoices):
    """Who goes first where not all can leave at once: what belongs to an emergency."""

    LIFE = 0, "khẩn"
    ORDINARY = 1, "thường"


INBOX_MOVES: dict[InboxState, frozenset[InboxState]] = {
    InboxState.STORED: frozenset({InboxState.DONE, InboxState.IGNORED, InboxState.PARKED}),
    InboxState.PARKED: frozenset({InboxState.STORED, InboxState.IGNORED}),
    InboxState.DONE: frozenset(),
    InboxState.IGNORED: frozenset(),
}

OUTBOX_MOVES: dict[OutboxState, frozenset[OutboxState]] = {
    OutboxState.WAITING: frozenset({OutboxState.SENT, OutboxState.HELD, OutboxState.PARKED, OutboxState.GIVEN_UP}),
    OutboxState.HELD: frozenset({OutboxState.WAITING, OutboxState.GIVEN_UP}),
    OutboxState.PARKED: frozenset({OutboxState.WAITING, OutboxState.GIVEN_UP}),
    OutboxState.SENT: frozenset(),
    OutboxState.GIVEN_UP: frozenset(),
}

UNSENT = (OutboxState.WAITING, OutboxState.HELD, OutboxState.PARKED)
FULL = (InboxState.STORED, InboxState.PARKED)
