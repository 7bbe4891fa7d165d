"""What rings now, and for whom; who took what."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from lantoa.duties import rules
from lantoa.duties.logic import Matter, Taken
from lantoa.duties.models import Call, Ring
from lantoa.journal.logic import Actor
from lantoa.places.queries import duty_phones

log = logging.getLogger("lantoa.duties")
Wording = Callable[[Actor, Sequence[int]], Mapping[int, Matter]]
_wording: list[Wording] = []


def worded_by(wording: Wording) -> None:
    """Who says in words what rings, for whoever may read it (the roof, once at start)."""
    _wording[:] = [wording]


def words_for(actor: Actor, rings: Iterable[Ring]) -> Mapping[int, Matter]:
    """What and where, by number of the thread. Never raises: a bell without words still rings."""
    threads = [ring.thread for ring in rings]
    try:
        return _wording[0](actor, threads) if _wording and threads else {}
    except Exception as fault:
        log.error("words of rings: %s", type(fault).__name__)
        return {}


@dataclass(slots=True)
class Line:
    """One ring as a person sees it; ``matter`` only for whoever may read it."""

    ring: Ring
    matter: Matter | None = None


@dataclass
class Bunch:
    """Rings of one desk within ten minutes, none dropped: one heading, a line each, taken singly or together."""

    desk: str
    unit: str
    phone: str
    since: datetime
    passed_on: bool = False
    ids: list[int] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def marks(self) -> str:
        """The ids as the button sends them."""
        return ",".join(str(pk) for pk in self.ids)

    @property
    def hidden(self) -> int:
        """How many have no line of their own."""
        return len(self.ids) - len(self.lines)


def visible_to(actor: Actor) -> QuerySet[Ring]:
    """Every ring that called one of the person's desks; none of a matter kept from them."""
    if not rules.may_hear(actor) or not actor.desks:
        return Ring.objects.none()
    heard = Ring.objects.filter(Exists(Call.objects.filter(ring=OuterRef("pk"), desk__in=actor.desks)))
    return heard.exclude(thread__in=actor.kept_from) if actor.kept_from else heard


def called(actor: Actor) -> QuerySet[Ring]:
    """The rings by which this person was called: whoever a bell calls can open the matter, also when the bell was
    passed on or the matter moved since."""
    return visible_to(actor)


def ringing(actor: Actor) -> QuerySet[Ring]:
    """What rings for this person now, the oldest first."""
    waiting = visible_to(actor).filter(accepted_at__isnull=True, ended_at__isnull=True)
    return waiting.select_related("desk__unit", "desk__area").order_by("pk")


def bunched(rings: Sequence[Ring], actor: Actor | None = None, *, most: int = 20) -> list[Bunch]:
    """The same, by place and minutes; the first ``most`` with a line each, in words for whoever may read them."""
    found: dict[str, Bunch] = {}
    phones = duty_phones({ring.desk.unit_id: ring.desk.unit for ring in rings}.values()) if rings else {}
    words = words_for(actor, rings[:most]) if actor is not None else {}
    for n, ring in enumerate(rings):
        unit = ring.desk.unit
        place = ring.desk.area.name if ring.desk.area else ring.desk.get_kind_display()
        bunch = found.setdefault(ring.bunch, Bunch(place, unit.name, phones[unit.pk], ring.since))
        bunch.passed_on = bunch.passed_on or ring.passed_on_at is not None
        bunch.ids.append(ring.pk)
        if n < most:
            bunch.lines.append(Line(ring, words.get(ring.thread)))
    return list(found.values())


def accepted_lately(actor: Actor, since: datetime) -> list[Line]:
    """What this person accepted since then, the newest first."""
    mine = visible_to(actor).filter(accepted_by=int(actor.id), accepted_at__gte=since)
    rings = list(mine.select_related("desk__unit", "desk__area").order_by("-accepted_at")[:50])
    words = words_for(actor, rings)
    return [Line(ring, words.get(ring.thread)) for ring in rings]


def accepted_now(actor: Actor, rings: Sequence[Ring]) -> list[Line]:
    """What was taken this moment, with the way to it."""
    words = words_for(actor, rings[:20])
    return [Line(ring, words.get(ring.thread)) for ring in rings]


def taken(threads: Iterable[int]) -> dict[int, Taken]:
    """Who took which of these matters over, and when. One statement; none for none."""
    wanted = list(threads)
    if not wanted:
        return {}
    rows = Ring.objects.filter(thread__in=wanted, accepted_at__isnull=False).select_related("accepted_by")
    return {row.thread: Taken(row.accepted_at, str(row.accepted_by)) for row in rows if row.accepted_at}


def accepted_at(thread: int) -> datetime | None:
    """When somebody accepted the bell of this thread; nothing while it still rings, or when none rang."""
    held = taken([thread]).get(thread)
    return held.at if held is not None else None
