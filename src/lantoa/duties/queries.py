"""What rings now, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from lantoa.duties import rules
from lantoa.duties.models import Ring
from lantoa.journal.logic import Actor


@dataclass
class Bunch:
    """Rings of one desk within ten minutes: shown as one line, accepted by one button, none dropped."""

    desk: str
    unit: str
    phone: str
    since: datetime
    passed_on: bool
    ids: list[int] = field(default_factory=list)
    threads: list[int] = field(default_factory=list)

    @property
    def marks(self) -> str:
        """The ids as the button sends them."""
        return ",".join(str(pk) for pk in self.ids)


def visible_to(actor: Actor) -> QuerySet[Ring]:
    """Every ring of the person's desks, and those passed on to one of them; none of a matter kept from them."""
    if not rules.may_hear(actor) or not actor.desks:
        return Ring.objects.none()
    heard = Ring.objects.filter(Q(desk__in=actor.desks) | Q(above__in=actor.desks))
    return heard.exclude(thread__in=actor.kept_from) if actor.kept_from else heard


def called(actor: Actor) -> QuerySet[Ring]:
    """The rings by which this person was called: whoever a bell calls can open the matter, also when the bell was
    passed on or the matter moved since."""
    return visible_to(actor)


def ringing(actor: Actor) -> QuerySet[Ring]:
    """What rings for this person now, the oldest first."""
    waiting = visible_to(actor).filter(accepted_at__isnull=True)
    return waiting.select_related("desk__unit", "desk__area").order_by("pk")


def bunched(rings: Sequence[Ring]) -> list[Bunch]:
    """The same, by place and minutes."""
    found: dict[str, Bunch] = {}
    for ring in rings:
        place = ring.desk.area.name if ring.desk.area else ring.desk.get_kind_display()
        bunch = found.setdefault(
            ring.bunch, Bunch(place, ring.desk.unit.name, ring.desk.unit.duty_phone, ring.since, False)
        )
        bunch.passed_on = bunch.passed_on or ring.passed_on_at is not None
        bunch.ids.append(ring.pk)
        bunch.threads.append(ring.thread)
    return list(found.values())


def accepted_lately(actor: Actor, since: datetime) -> QuerySet[Ring]:
    """What this person accepted since then, the newest first."""
    mine = visible_to(actor).filter(accepted_by=int(actor.id), accepted_at__gte=since)
    return mine.select_related("desk__unit", "desk__area").order_by("-accepted_at")


def accepted_at(thread: int) -> datetime | None:
    """When somebody accepted the bell of this thread; nothing while it still rings, or when none rang."""
    rings = Ring.objects.filter(thread=thread, accepted_at__isnull=False).order_by("accepted_at")
    return rings.values_list("accepted_at", flat=True).first()
