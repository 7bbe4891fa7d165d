"""What a kept file is, and what may become of it."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    PICTURE = "picture", "Hình"
    VOICE = "voice", "Tiếng nói"
    CLIP = "clip", "Clip"
    OTHER = "other", "Tệp khác"


class State(models.TextChoices):
    """``awaited``: still with the messenger. ``clean``: shown. ``parked``: sealed as it came, shown on no page, given
    out with a reason. ``lost``: the messenger never gave it. ``destroyed``: gone, the row stays."""

    AWAITED = "awaited", "Đang tải"
    CLEAN = "clean", "Đã làm sạch"
    PARKED = "parked", "Để riêng"
    LOST = "lost", "Không tải được"
    DESTROYED = "destroyed", "Đã hủy"


MOVES: dict[str, frozenset[str]] = {
    State.AWAITED: frozenset({State.CLEAN, State.PARKED, State.LOST, State.DESTROYED}),
    State.CLEAN: frozenset({State.DESTROYED}),
    State.PARKED: frozenset({State.DESTROYED}),
    State.LOST: frozenset({State.DESTROYED}),
    State.DESTROYED: frozenset(),
}
