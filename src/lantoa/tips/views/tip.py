"""The list of tips and the page of one tip."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.conversations.actions import read
from lantoa.conversations.forms.handling import HandForm
from lantoa.conversations.queries import bank, threads
from lantoa.conversations.queries.rows import last_of, rows_of
from lantoa.conversations.states import LEADS_TO_TIP, Category, Chip, Kind, Urgency
from lantoa.journal.logic import Actor
from lantoa.kit import paging
from lantoa.tips.models import Tip
from lantoa.tips.queries import tips
from lantoa.tips.queries.page import tip_page
from lantoa.tips.states import Refusal

LIST = "tips"
_TABS = (Chip.RECEIVED, Chip.ACKNOWLEDGED, Chip.CHECKING, Chip.ANSWERED, Chip.WHERE, Chip.UNSURE)


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, as the middleware found."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Tips on this person's desks, overdue first; filters stand in the address."""
    actor = actor_of(request)
    if not actor.may("read"):
        raise Http404
    closed, chip = request.GET.get("xong") == "1", request.GET.get("buoc", "")
    category = request.GET.get("loai", "")
    wanted = threads.Filter(
        tips=True,
        open=not closed,
        chip=chip if chip in Chip.values else "",
        category=category if category in Category.values else "",
        owner=int(actor.id) if request.GET.get("toi") == "1" else None,
        overdue=request.GET.get("tre") == "1",
    )
    place = paging.opened(LIST, request.GET.get("sau", ""))
    after = (place[0], place[1]) if place else None
    found_rows = threads.page(actor, wanted, after=after)
    page = paging.cut(found_rows, threads.PAGE, LIST, lambda t: (t.rank, t.n))
    counts = threads.counts(actor, tips=True)
    return render(request, "tips/list.html", {
        "rows": rows_of(page.rows), "may_pick": actor.may("answer") and not closed, "older": page.older,
        "wanted": wanted, "total": sum(counts.values()),
        "tabs": [(c.value, c.label, counts[c.value]) for c in _TABS if counts[c.value] or c.value == chip],
        "categories": Category.choices, "here": request.GET,
    })  # fmt: skip


def found(request: HttpRequest, public_id: str) -> Tip:
    """The tip this person may see. Raises Http404."""
    tip = tips.by_public_id(actor_of(request), public_id)
    if tip is None:
        raise Http404
    return tip


@require_safe
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page of one tip."""
    tip = found(request, public_id)
    ready = request.GET.get("cau", "")
    return shown(request, tip, typed=bank.for_thread(tip.thread, int(ready[:9])) if ready.isdecimal() else "")


_FOLDS = {"gia-han": "longer", "tu-choi": "refused", "ghi-chu": "note"}
"""Which form of the page a verb stands in, where its address is no word for a template."""


def shown(request: HttpRequest, tip: Tip, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page, also after a form that needs another look; reading it leaves a line in the journal, once an hour."""
    actor = actor_of(request)
    read.opened(by=actor, thread=tip.thread)
    page = tip_page(actor, tip)
    # a kind that leads to no tip ends the tip: offered only where the tip may end so
    kinds = [one for one in Kind.choices if page.may["refuse"] or one[0] in LEADS_TO_TIP]
    choices: dict[str, Any] = {"kinds": kinds, "categories": Category.choices, "urgencies": Urgency.choices,
               "refusals": Refusal.choices}  # fmt: skip
    last = last_of(tip.thread, page.said)
    choices["opened"] = {_FOLDS.get(verb, verb): True} if (verb := more.get("verb")) else {}
    choices["hand"] = HandForm(thread=tip.thread) if page.may["transfer"] else None
    return render(request, "tips/tip.html", {"page": page, "tip": tip, "thread": tip.thread, "last": last, **choices,
                  **more}, status=status)  # fmt: skip
