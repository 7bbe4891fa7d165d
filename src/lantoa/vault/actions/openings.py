"""Opening who a reporter is: a reason, a second person, and a line that the inspector and the reporter see."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from lantoa.journal.actions import write
from lantoa.journal.logic import HOUSE, Actor
from lantoa.kit import clock
from lantoa.vault import rules
from lantoa.vault.actions.keys import labelled_key
from lantoa.vault.models import Opening
from lantoa.vault.states import MOVES, OpeningState

TO_DECIDE = timedelta(hours=72)
TO_LOOK = timedelta(hours=24)
LONGEST_DELAY = timedelta(days=366)
SHORTEST_REASON = 10


class NotAllowed(Exception):
    """This person may not do this with this opening."""


class TooNew(Exception):
    """The post of this person is younger than seven days: too new to ask."""


class ReasonMissing(Exception):
    """A reason of at least ten signs is needed."""


class GroundMissing(Exception):
    """A delay needs a legal ground and an end within a year."""


class TooLate(Exception):
    """Somebody decided in between, or the time is over."""


def _sealed(text: str, ref: str, part: str) -> bytes:
    return labelled_key("purpose", "openings").seal_text(text, row=f"opening:{ref}:{part}")


def _move(opening: Opening, to: str, **fields: object) -> Opening:
    """One step, only from a state that allows it and is still the one that was seen."""
    seen = opening.state
    if to not in MOVES[seen]:
        raise TooLate
    if Opening.objects.filter(pk=opening.pk, state=seen).update(state=to, **fields) != 1:
        raise TooLate
    return Opening.objects.get(pk=opening.pk)


@transaction.atomic
def ask(
    *,
    by: Actor,
    thread: int,
    unit: int | None,
    reason: str,
    role: str = "",
    delay_until: datetime | None = None,
    ground: str = "",
) -> Opening:
    """Ask to see who reported a matter. The caller has made sure that this person may see the matter itself.

    ``role`` is what the reporter will read about the asker, never a name. Raises NotAllowed, TooNew, ReasonMissing
    and GroundMissing. Nothing is opened by this.
    """
    if not rules.may_ask(by):
        raise NotAllowed
    if not rules.settled_to_ask(by):
        raise TooNew
    reason, ground = reason.strip(), ground.strip()
    if len(reason) < SHORTEST_REASON:
        raise ReasonMissing
    now = clock.now()
    if (delay_until is not None) != bool(ground):
        raise GroundMissing
    if delay_until is not None and not now < delay_until <= now + LONGEST_DELAY:
        raise GroundMissing
    ref = secrets.token_hex(8)
    opening = Opening.objects.create(
        thread=thread,
        unit=unit,
        asked_by_id=int(by.id),
        asked_unit=by.unit,
        asked_role=role,
        ref=ref,
        reason=_sealed(reason, ref, "reason"),
        asked_at=now,
        expires=now + TO_DECIDE,
        delayed_until=delay_until,
        ground=_sealed(ground, ref, "ground") if ground else b"",
    )
    _line(by, "opening.asked", opening)
    return opening


@transaction.atomic
def consent(*, by: Actor, opening: Opening) -> Opening:
    """The second person agrees: the asker may look for 24 hours. Raises NotAllowed and TooLate."""
    _decidable(by, opening)
    now = clock.now()
    moved = _move(
        opening,
        OpeningState.CONSENTED,
        decided_by=int(by.id),
        decided_unit=by.unit,
        decided_at=now,
        expires=now + TO_LOOK,
    )
    _line(by, "opening.consented", moved)
    return moved


@transaction.atomic
def refuse(*, by: Actor, opening: Opening) -> Opening:
    """The second person does not agree. Raises NotAllowed and TooLate."""
    _decidable(by, opening)
    moved = _move(opening, OpeningState.REFUSED, decided_by=int(by.id), decided_unit=by.unit, decided_at=clock.now())
    _line(by, "opening.refused", moved)
    return moved


@transaction.atomic
def open_identity(*, by: Actor, opening: Opening) -> Opening:
    """The asker looks: the first look is the moment that the reporter is told; each look is a line.

    Raises NotAllowed for anybody else, TooLate without consent or after the 24 hours. Only after this has
    returned may the caller unseal name and address.
    """
    if not rules.may_open(by, opening):
        raise NotAllowed
    now = clock.now()
    if opening.expires <= now:
        raise TooLate
    if opening.state == OpeningState.CONSENTED:
        opening = _move(opening, OpeningState.OPENED, opened_at=now)
    elif opening.state != OpeningState.OPENED:
        raise TooLate
    _line(by, "identity.opened", opening)
    return opening


def expire() -> int:
    """Regular job: wishes nobody decided and consents nobody used end. Returns how many."""
    live = [OpeningState.ASKED, OpeningState.CONSENTED]
    ended = 0
    for opening in list(Opening.objects.filter(state__in=live, expires__lte=clock.now())[:500]):
        with transaction.atomic():
            try:
                _line(HOUSE, "opening.expired", _move(opening, OpeningState.EXPIRED))
            except TooLate:
                continue
            ended += 1
    return ended


@transaction.atomic
def see_news(*, by: Actor, shown: Iterable[Opening]) -> int:
    """The inspectorate has these openings before it: each counts as seen as it was shown. Raises NotAllowed.

    What is kept from this one stays news for the others."""
    if not by.may("inspect"):
        raise NotAllowed
    fresh = [one for one in shown if one.seen_state != one.state and one.thread not in by.kept_from]
    return sum(Opening.objects.filter(pk=one.pk).update(seen_state=one.state) for one in fresh)


def _decidable(by: Actor, opening: Opening) -> None:
    if not rules.may_decide(by, opening):
        raise NotAllowed
    if opening.expires <= clock.now():
        raise TooLate


def _line(by: Actor, verb: str, opening: Opening) -> None:
    """One line in the journal; it lies with the unit of the matter and carries the reason as it was sealed."""
    write(
        by=by,
        verb=verb,
        unit=opening.unit,
        thread=opening.thread,
        about=f"opening:{opening.pk}",
        reason=bytes(opening.reason),
    )
