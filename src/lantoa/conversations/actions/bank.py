"""Keeping the ready answers of a unit."""

from __future__ import annotations

from django.db import transaction

from lantoa.conversations import rules
from lantoa.conversations.logic import bank
from lantoa.conversations.models import SavedAnswer
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock
from lantoa.places.models import Unit


class NotTheirBank(Exception):
    """This person does not keep the answers of this unit."""


class TitleTaken(Exception):
    """The unit has an answer of this title already."""


class UnknownPlaceholder(Exception):
    """The body holds a placeholder the house cannot fill; the text is its name."""


def _asked(by: Actor, unit: Unit, title: str, body: str, but: int = 0) -> None:
    if not rules.may_keep_answers(by, unit):
        raise NotTheirBank
    holes = bank.unknown_holes(body)
    if holes:
        raise UnknownPlaceholder(holes[0])
    if SavedAnswer.objects.filter(unit=unit, title=title).exclude(pk=but).exists():
        raise TitleTaken


@transaction.atomic
def add_answer(*, by: Actor, unit: Unit, title: str, cues: str, body: str) -> SavedAnswer:
    """Keep a new answer. Raises NotTheirBank, TitleTaken, UnknownPlaceholder."""
    _asked(by, unit, title, body)
    now = clock.now()
    answer = SavedAnswer.objects.create(
        unit=unit, title=title, cues=cues, body=body, words=bank.words_of(title, cues), made_at=now, changed_at=now
    )
    write(by=by, verb="bank.added", unit=unit.pk, about=f"answer:{answer.pk}")
    return answer


@transaction.atomic
def change_answer(*, by: Actor, answer: SavedAnswer, title: str, cues: str, body: str) -> SavedAnswer:
    """Put an answer right; what was sent stays as it was sent. Raises as ``add_answer``."""
    _asked(by, answer.unit, title, body, answer.pk)
    answer.title, answer.cues, answer.body = title, cues, body
    answer.words, answer.changed_at = bank.words_of(title, cues), clock.now()
    answer.save(update_fields=["title", "cues", "body", "words", "changed_at"])
    write(by=by, verb="bank.changed", unit=answer.unit_id, about=f"answer:{answer.pk}")
    return answer


@transaction.atomic
def retire_answer(*, by: Actor, answer: SavedAnswer, active: bool = False) -> SavedAnswer:
    """Suggest it no more, or (``active``) again. Raises NotTheirBank."""
    if not rules.may_keep_answers(by, answer.unit):
        raise NotTheirBank
    answer.active, answer.changed_at = active, clock.now()
    answer.save(update_fields=["active", "changed_at"])
    if active:
        write(by=by, verb="bank.restored", unit=answer.unit_id, about=f"answer:{answer.pk}")
    else:
        write(by=by, verb="bank.retired", unit=answer.unit_id, about=f"answer:{answer.pk}")
    return answer


@transaction.atomic
def plant_starter(*, by: Actor, unit: Unit) -> int:
    """Add the answers of the starter set whose titles the unit lacks; how many. Raises NotTheirBank."""
    if not rules.may_keep_answers(by, unit):
        raise NotTheirBank
    have = set(SavedAnswer.objects.filter(unit=unit).values_list("title", flat=True))
    now = clock.now()
    rows = [
        SavedAnswer(
            unit=unit, title=d.title, cues=d.cues, body=d.body, words=bank.words_of(d.title, d.cues),
            made_at=now, changed_at=now,
        )
        for d in bank.starter()
        if d.title not in have
    ]  # fmt: skip
    SavedAnswer.objects.bulk_create(rows)
    if rows:
        write(by=by, verb="bank.planted", unit=unit.pk, about=f"unit:{unit.pk}")
    return len(rows)
