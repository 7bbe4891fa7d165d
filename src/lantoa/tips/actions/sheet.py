"""The kept hand-over sheet: cut by a person, dropped when words of it are no part of the matter any more."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import transaction

from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock, keys
from lantoa.tips import rules
from lantoa.tips.actions.move import NotAllowed, WrongMove
from lantoa.tips.logic.sheet import Cut
from lantoa.tips.models import Sheet, Tip
from lantoa.tips.states import HAS_SHEET
from lantoa.vault.queries import hold


@transaction.atomic
def cut_sheet(*, by: Actor, tip: Tip, cut: Cut) -> Sheet:
    """Keep the sheet as this person cut it: this and nothing else is printed, and the journal's digest is of it.

    Raises NotAllowed, WrongMove.
    """
    if not rules.may_hand_over(by, tip):
        raise NotAllowed
    if tip.state not in HAS_SHEET:
        raise WrongMove(tip.state)
    body = json.dumps(cut.packed(), ensure_ascii=False)
    sealed = hold(tip.thread.key).seal_text(body, row=f"sheet:{tip.pk}")
    sheet, _new = Sheet.objects.update_or_create(
        tip=tip, defaults={"body": sealed, "made_by_id": int(by.id), "made_at": clock.now()}
    )
    _line(by, "tip.sheet_cut", tip, keys.hashed("sheet/1", body))
    return sheet


def drop_sheets(*, by: Actor, tips: Iterable[int | None]) -> None:
    """Whoever prints next cuts anew; what was printed lies with whom it was handed to, and the journal keeps the
    digest of what was cut. Inside the caller's transaction."""
    for sheet in Sheet.objects.filter(tip__in=[one for one in tips if one]).select_related("tip__thread__desk"):
        sheet.delete()
        _line(by, "tip.sheet_dropped", sheet.tip)


def _line(by: Actor, verb: str, tip: Tip, digest: bytes = b"") -> None:
    write(by=by, verb=verb, unit=tip.thread.desk.unit_id, thread=tip.thread_id, about=f"tip:{tip.pk}", digest=digest)
