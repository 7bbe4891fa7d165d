"""What happened in the demonstration: plays of ``plays.toml``, run in the order of their clock."""

from __future__ import annotations

import heapq
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from lantoa.errands import tasks as errands
from lantoa.kit import clock
from lantoa.web.demo.steps import Scene, arrive, do
from lantoa.web.worker import drained

_AFTER = re.compile(r"(\d+)([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(slots=True)
class Play:
    """One matter: how it arrived, what was done, and what became of it."""

    id: str
    row: dict[str, Any]
    steps: list[dict[str, Any]]
    scene: Scene = field(init=False)

    def __post_init__(self) -> None:
        self.scene = Scene(self.id, self.row)

    def begins(self, now: datetime) -> datetime:
        """The moment of arrival."""
        if "ago" in self.row:
            return now - timedelta(minutes=self.row["ago"])
        day = clock.here(now).date() - timedelta(days=self.row["days"])
        return datetime.combine(day, time.fromisoformat(self.row["at"]), clock.HERE)


@cache
def _told() -> list[dict[str, Any]]:
    held = tomllib.loads((Path(__file__).parent / "plays.toml").read_text(encoding="utf-8"))["play"]
    return list(held)


def all_plays() -> list[Play]:
    """Every play of the file, nothing done yet."""
    return [Play(row["id"], row, list(row.get("steps", ()))) for row in _told()]


def after(words: str) -> timedelta:
    """``40m``, ``11h``, ``3d``."""
    match = _AFTER.fullmatch(words)
    if match is None:
        raise ValueError(f"not a span of time: {words!r}")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def run(plays: list[Play], now: datetime, progress: Callable[[Iterator[Any], int], Iterator[Any]]) -> dict[str, Any]:
    """Let everything happen, earliest first; what would lie in the future does not happen. Returns the receipts."""
    scenes = {play.id: play.scene for play in plays}
    order: list[tuple[datetime, int, Play, int]] = []
    for number, play in enumerate(plays):
        heapq.heappush(order, (play.begins(now), number, play, -1))
    total = len(plays) + sum(len(play.steps) for play in plays)
    for at, number, play, step in progress(_events(order), total):
        with clock.moved(at):
            try:
                if step < 0:
                    arrive(play.scene)
                else:
                    do(play.scene, play.steps[step], scenes)
            except Exception as fault:
                fault.add_note(f"play {play.id}, step {step}")
                raise
            drained((errands.drain,))
        following = step + 1
        if following < len(play.steps):
            then = at + after(play.steps[following]["after"])
            if then < now:
                heapq.heappush(order, (then, number, play, following))
    return {play.id: play.scene.receipt for play in plays if play.scene.receipt}


def _events(order: list[tuple[datetime, int, Play, int]]) -> Iterator[tuple[datetime, int, Play, int]]:
    while order:
        yield heapq.heappop(order)
