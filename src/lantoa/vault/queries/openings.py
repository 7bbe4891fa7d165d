"""Who opened what, when and why: as the reporter, the officer, the second person and the inspector may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from lantoa.accounts.queries import entangled_with, settled
from lantoa.journal.logic import Actor
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.kit.seal import HeldKey
from lantoa.vault import rules
from lantoa.vault.models import Key, Opening
from lantoa.vault.queries.held import KeyDestroyed, hold
from lantoa.vault.states import OpeningState


@dataclass(frozen=True, slots=True)
class Told:
    """What the reporter's page says about one opening: never a name."""

    at: datetime
    role: str
    reason: str


def _key() -> HeldKey | None:
    return _labelled("openings")


def _labelled(label: str) -> HeldKey | None:
    pk = Key.objects.filter(label=label).values_list("pk", flat=True).first()
    try:
        return hold(pk) if pk is not None else None
    except KeyDestroyed:
        return None


def _text(key: HeldKey | None, opening: Opening, part: str) -> str:
    envelope = bytes(getattr(opening, part))
    return key.unseal_text(envelope, row=f"opening:{opening.ref}:{part}") if key and envelope else ""


def reason_of(opening: Opening, part: str = "reason") -> str:
    """The reason (or ``ground``) in the open: for pages of whoever may see the opening."""
    return _text(_key(), opening, part)


def for_reporter(*threads: int) -> list[Told]:
    """What was opened of this matter (and of its copy above), oldest first; delayed ones appear when their delay is
    over."""
    now = clock.now()
    rows = Opening.objects.filter(thread__in=threads, opened_at__isnull=False).order_by("opened_at")
    shown = [row for row in rows if row.delayed_until is None or row.delayed_until <= now]
    key = _key() if shown else None
    return [Told(row.opened_at or now, row.asked_role, _text(key, row, "reason")) for row in shown]


def for_officer(actor: Actor, thread: int) -> QuerySet[Opening]:
    """Openings of a matter that this person may see (the caller has checked the matter), newest first."""
    if not rules.may_ask(actor):
        return Opening.objects.none()
    return Opening.objects.filter(thread=thread).select_related("asked_by", "decided_by").order_by("-id")


def usable(actor: Actor, thread: int) -> Opening | None:
    """The opening with which this person may look now, if there is one."""
    if not rules.may_ask(actor):
        return None
    held = Opening.objects.filter(
        thread=thread,
        asked_by=int(actor.id),
        state__in=[OpeningState.CONSENTED, OpeningState.OPENED],
        expires__gt=clock.now(),
    )
    return next((row for row in held.order_by("-id") if rules.may_open(actor, row)), None)


def to_decide(actor: Actor) -> QuerySet[Opening]:
    """Wishes that this person may be the second person for (``rules.may_decide``), oldest first."""
    if actor.kind != "staff" or not actor.may("opening.consent") or not settled(int(actor.id), "opening.consent"):
        return Opening.objects.none()
    waiting = Opening.objects.filter(state=OpeningState.ASKED, expires__gt=clock.now())
    waiting = waiting.exclude(asked_by__in=entangled_with(int(actor.id)))
    if not actor.may("inspect"):
        waiting = waiting.exclude(Q(asked_unit=actor.unit)) if actor.unit is not None else waiting.none()
    return waiting.select_related("asked_by").order_by("id")


def decided_by_me(actor: Actor) -> QuerySet[Opening]:
    """What this person decided, newest first; nothing of matters that have come to speak of them."""
    if actor.kind != "staff" or not actor.may("opening.consent"):
        return Opening.objects.none()
    decided = Opening.objects.filter(decided_by=int(actor.id)).exclude(thread__in=actor.kept_from)
    return decided.select_related("asked_by").order_by("-id")


def for_inspector(actor: Actor) -> QuerySet[Opening]:
    """All openings, newest first, for the inspectorate, save those of matters that speak of whoever looks; nothing for
    anybody else."""
    if not actor.may("inspect"):
        return Opening.objects.none()
    shown = Opening.objects.exclude(thread__in=actor.kept_from)
    return shown.select_related("asked_by", "decided_by").order_by("-id")


def news_for(actor: Actor) -> int:
    """How many openings changed since the inspectorate last looked at the list; nothing for anybody else."""
    return for_inspector(actor).exclude(seen_state=F("state")).count()


def reasons_of(lines: Iterable[Line]) -> dict[int, str]:
    """The reasons of journal lines in the open, by line: for the inspector's page. At most five statements."""
    held = [line for line in lines if line.reason]
    if not held:
        return {}
    wanted = [int(line.about.split(":")[1]) for line in held if line.about.startswith("opening:")]
    openings = Opening.objects.in_bulk(wanted)
    key, other = _key(), _labelled("journal reasons")
    found: dict[int, str] = {}
    for line in held:
        if line.about.startswith("opening:"):
            opening = openings.get(int(line.about.split(":")[1]))
            found[line.pk] = _text(key, opening, "reason") if opening else ""
        elif other is not None:
            found[line.pk] = other.unseal_text(bytes(line.reason), row="reason")
    return found
