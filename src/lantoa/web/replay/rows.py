"""The file: one message a line, moved in time so that the last is now."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

CHANNELS = ("zalo_oa", "zalo_group", "web", "sms", "hotline_note")


class BadFile(Exception):
    """A line that cannot be sent; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One message to be sent. ``ward`` is the commune it names, where the file knows it."""

    id: str
    channel: str
    at: datetime
    text: str
    ward: str = ""
    copies: int = 1


def read(path: Path) -> list[Row]:
    """All rows in the order of the file. Raises BadFile."""
    rows = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise BadFile(f"{path} cannot be read: {fault}") from fault
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
            at = datetime.fromisoformat(said["sent_at"])
            row = Row(str(said["id"]), said["channel"], at, said["text"], said.get("ward") or "")
        except (ValueError, KeyError, TypeError) as fault:
            raise BadFile(f"Line {number} is not a message (id, channel, sent_at, text): {fault!r}") from fault
        if row.channel not in CHANNELS or at.tzinfo is None:
            raise BadFile(f"Line {number}: channel must be one of {', '.join(CHANNELS)}, sent_at needs its time zone.")
        rows.append(row)
    if not rows:
        raise BadFile(f"{path} holds no message.")
    return rows


def moved(rows: Iterable[Row], now: datetime) -> list[Row]:
    """Oldest first, every time moved by the same span, so that the last is ``now`` and the spacing stays."""
    ordered = sorted(rows, key=lambda row: row.at)
    by = now - ordered[-1].at
    return [Row(r.id, r.channel, r.at + by, r.text, r.ward, r.copies) for r in ordered]


def disturbed(rows: list[Row], *, shuffle: bool, duplicate: float, seed: int = 1) -> list[Row]:
    """In any order when asked, and so many of them twice."""
    chance = random.Random(seed)
    out = [Row(r.id, r.channel, r.at, r.text, r.ward, 1 + (chance.random() < duplicate)) for r in rows]
    if shuffle:
        chance.shuffle(out)
    return out
