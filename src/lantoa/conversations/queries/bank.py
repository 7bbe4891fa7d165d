"""Ready answers a person may use or change, and the one that fits a question."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from lantoa.conversations import rules
from lantoa.conversations.logic import bank
from lantoa.conversations.models import SavedAnswer, Thread
from lantoa.conversations.states import Kind
from lantoa.journal.logic import Actor
from lantoa.places.models import Unit
from lantoa.places.queries import calendar_of, duty_phone

_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_ASKED = (Kind.QUESTION, Kind.FEEDBACK, Kind.CHAT)


def visible_to(actor: Actor) -> QuerySet[SavedAnswer]:
    """Answers of the person's unit and of the units above it, retired ones too, by title."""
    unit = Unit.objects.filter(pk=actor.unit).first() if actor.unit and actor.may("bank") else None
    return _of(unit) if unit else SavedAnswer.objects.none()


def _of(unit: Unit) -> QuerySet[SavedAnswer]:
    return SavedAnswer.objects.filter(unit__in=unit.line).select_related("unit").order_by("title", "pk")


def found(actor: Actor, typed: str) -> list[SavedAnswer]:
    """Those whose title or cues hold all typed words, marks or not."""
    return [row for row in visible_to(actor) if bank.holds_all(row.words, typed)]


def may_change(actor: Actor, answer: SavedAnswer) -> bool:
    """Whether this person keeps the answers of its unit."""
    return rules.may_keep_answers(actor, answer.unit)


def facts_of(unit: Unit) -> Mapping[str, str]:
    """What placeholders stand for in a unit."""
    return {
        "ten_don_vi": f"Công an {unit.name[:1].lower()}{unit.name[1:]}",
        "so_truc": duty_phone(unit),
        "gio_lam_viec": hours_of(unit),
    }


def hours_of(unit: Unit) -> str:
    """Working hours in words: ``07:30-11:30, 13:30-17:00, thứ Hai tới thứ Sáu``."""
    calendar = calendar_of(unit)
    days = sorted(calendar.weekdays)
    if not days or not calendar.spans:
        return ""
    spans = ", ".join(f"{a:%H:%M}-{b:%H:%M}" for a, b in calendar.spans)
    whole = days == list(range(days[0], days[-1] + 1)) and len(days) > 2
    return f"{spans}, " + (f"{_DAYS[days[0]]} tới {_DAYS[days[-1]]}" if whole else ", ".join(_DAYS[d] for d in days))


def best_for(thread: Thread, asked: str) -> SavedAnswer | None:
    """The ready answer that fits what was asked; only for questions and talk."""
    if thread.has_tip or thread.kind not in _ASKED:
        return None
    rows = list(_of(thread.desk.unit).filter(active=True))
    if not rows:
        return None
    pk = bank.best(asked, [(row.pk, row.words) for row in rows])
    return next((row for row in rows if row.pk == pk), None)


def usable(thread: Thread, typed: str, limit: int = 8) -> list[SavedAnswer]:
    """Answers that may be taken for a thread and hold all typed words, marks or not."""
    rows = _of(thread.desk.unit).filter(active=True)
    return [row for row in rows if bank.holds_all(row.words, typed)][:limit]


def for_thread(thread: Thread, pk: int) -> str:
    """The text of one answer, ready to be looked over and sent; empty when it is not this unit's or retired."""
    row = _of(thread.desk.unit).filter(active=True, pk=pk).first()
    return bank.filled(row.body, facts_of(thread.desk.unit)) if row else ""
