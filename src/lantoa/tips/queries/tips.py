"""Tips through the eyes of a person, and what a page needs around one."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet

from lantoa.conversations.models import PlateMark, Thread
from lantoa.conversations.queries import threads as reading
from lantoa.journal.logic import Actor
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.tips import rules
from lantoa.tips.models import Tip
from lantoa.tips.states import OPEN

SAME_HOURS = 72


def visible_to(actor: Actor) -> QuerySet[Tip]:
    """Tips whose thread lies on one of this person's desks, and does not speak of this person."""
    return _seen(reading.visible_to(actor))


def _seen(rows: QuerySet[Thread]) -> QuerySet[Tip]:
    return Tip.objects.select_related(
        "thread", "thread__desk", "thread__desk__unit", "thread__area", "thread__owner", "thread__correspondent",
        "unit", "clock_unit", "merged_into", "merged_into__thread", "merged_into__clock_unit",
    ).filter(thread__in=rows.exclude(reading.TAKEN_BACK).values("n"))  # fmt: skip


def by_public_id(actor: Actor, public_id: str) -> Tip | None:
    """The tip of a thread this person may open, or nothing."""
    return _seen(reading.openable_by(actor)).filter(thread__public_id=public_id).first()


def by_number(actor: Actor, number: str) -> Tip | None:
    """A tip by its number ``26-001187``, or nothing."""
    return visible_to(actor).filter(number=number).first()


def merged_with(actor: Actor, tip: Tip) -> list[Thread]:
    """The other matters merged into one with this tip, as far as this person may open them: their tellers could be
    told by the same answer."""
    main = tip.merged_into_id or tip.pk
    together = Tip.objects.filter(Q(pk=main) | Q(merged_into=main)).exclude(pk=tip.pk)
    return list(reading.openable_by(actor).exclude(reading.TAKEN_BACK).filter(n__in=together.values("thread")))


def followers_of(main: Tip) -> QuerySet[Tip]:
    """The tips that follow this one, with what moving and telling needs."""
    return Tip.objects.select_related(
        "thread__desk__unit", "thread__correspondent", "thread__area", "thread__owner", "unit", "clock_unit",
        "merged_into",
    ).filter(merged_into=main.pk).order_by("pk")  # fmt: skip


def history(thread: Thread, limit: int = 100) -> list[Line]:
    """What happened to this thread, newest first."""
    return list(Line.objects.filter(thread=thread.n).order_by("-id")[:limit])


def same_plates(tip: Tip) -> list[Tip]:
    """Open tips of the same desk within 72 hours in which an equal plate stands."""
    marks = [bytes(m) for m in PlateMark.objects.filter(thread=tip.thread_id).values_list("mark", flat=True)]
    if not marks:
        return []
    since = clock.now() - timedelta(hours=SAME_HOURS)
    others = PlateMark.objects.filter(desk=tip.thread.desk_id, mark__in=marks, at__gte=since).exclude(
        thread=tip.thread_id
    )
    return list(
        Tip.objects.select_related("thread").filter(thread__in=others.values("thread"), state__in=OPEN).distinct()[:5]
    )


def candidates(tip: Tip, limit: int = 40) -> list[Tip]:
    """Open tips of the same desk from the hours around: what a duplicate may hide among."""
    around = timedelta(hours=SAME_HOURS)
    return list(
        Tip.objects.select_related("thread")
        .filter(
            thread__desk=tip.thread.desk_id,
            state__in=OPEN,
            received_at__range=(tip.received_at - around, tip.received_at + around),
        )
        .exclude(pk=tip.pk)
        .order_by("-id")[:limit]
    )


def together(actor: Actor, tip: Tip) -> list[Tip]:
    """The tip and those merged into it, as far as this person may read them: whose words a sheet shows and an answer is
    compared with."""
    return [tip, *(one for one in followers_of(tip) if rules.may_read(actor, one))]
