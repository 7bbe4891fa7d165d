"""What a kept file is, and what may become of it."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    PICTURE = "picture", "Hình"
    VOICE = "voice", "Tiếng nói"
    CLIP = "clip", "Clip"
    OTHER = "other", "Tệp khác"


class State(models.TextChoices):
    """``clean``: shown. ``parked``: sealed as it came, nobody is shown it. ``destroyed``: gone, the row stays."""

    CLEAN = "clean", "Đã làm sạch"
    PARKED = "parked", "Để riêng"
    DESTROYED = "destroyed", "Đã hủy"


MOVES: dict[str, frozenset[str]] = {
    State.CLEAN: frozenset({State.DESTROYED}),
    State.PARKED: frozenset({State.DESTROYED}),
    State.DESTROYED: frozenset(),
}
