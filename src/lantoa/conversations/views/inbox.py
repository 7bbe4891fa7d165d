"""The inbox: one list, filters as links, state in the address, keyset pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.accounts.logic import StaffRequest
from lantoa.accounts.models import Staff
from lantoa.accounts.queries import holders_of
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import rows, threads
from lantoa.conversations.queries.threads import Filter
from lantoa.conversations.states import Kind
from lantoa.conversations.views.thread import pane_of, without_pane
from lantoa.journal.logic import Actor
from lantoa.kit import clock, paging, sent
from lantoa.kit.collation import by_name, by_person, name_key
from lantoa.kit.doors import needs
from lantoa.places.models import Desk

_ALL = "Tất cả"
_BAR: tuple[tuple[Kind, str, str], ...] = (
    (Kind.EMERGENCY, "bell", "Khẩn"),
    (Kind.TIP, "list", "Tin báo"),
    (Kind.COMPLAINT, "users", "Việc cán bộ"),
    (Kind.QUESTION, "ask", "Câu hỏi"),
    (Kind.DEVICE_FAULT, "tool", "Thiết bị"),
    (Kind.FEEDBACK, "up", "Góp ý"),
    (Kind.CHAT, "chat", "Chào hỏi"),
    (Kind.SPAM, "", "Rác"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """One filter of the bar."""

    words: str
    icon: str
    query: str
    here: bool
    count: int | None = None


@needs("read")
@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    """The list, and at a desk the thread that is open beside it."""
    actor, asked = request.actor, request.GET
    wanted = filter_of(request)
    listed = list_name(actor.desks, wanted)
    found = threads.page(actor, wanted, after=_place(listed, asked), limit=threads.PAGE)
    page = paging.cut(found, threads.PAGE, listed, lambda thread: (thread.rank, thread.n))
    held = Desk.objects.select_related("unit", "area").filter(pk__in=actor.desks)
    desks = by_name(held, lambda desk: name_key(rows.desk_words(desk)))
    opened = threads.by_public_id(actor, asked["mo"]) if "mo" in asked else None
    context = {
        "rows": rows.rows_of(page.rows),
        "older": _query(asked, sau=page.older) if page.older else "",
        "first": "sau" not in asked,
        "wanted": wanted,
        "bar": bar(asked, wanted, threads.counts(actor)),
        "desks": _desks(asked, wanted, desks),
        "where": next((rows.desk_words(d) for d in desks if d.pk == wanted.desk or len(desks) == 1), ""),
        "colleagues": _colleagues(actor),
        "since": clock.now().isoformat(),
        "back": request.get_full_path(),
        "may_pick": actor.may("answer"),
        **(_beside(request, opened, page.rows) if opened is not None else {}),
    }
    return render(request, "conversations/inbox.html", context)


def _beside(request: StaffRequest, opened: Thread, listed: list[Thread]) -> dict[str, Any]:
    """The thread that is open beside the list, and the row to go on with once it is answered."""
    ids = [one.public_id for one in listed]
    at = ids.index(opened.public_id) if opened.public_id in ids else -1
    around = ids[at + 1 : at + 2] or ids[max(0, at - 1) : at] if at >= 0 else ids[:1]
    shown = {"pane_of": without_pane(request.get_full_path()), "following": "".join(around)}
    return {**pane_of(request, opened), **shown}


@needs("read")
@require_safe
def news(request: StaffRequest) -> HttpResponse:
    """For polling: 204 while nothing came since the page was made, else a line with a link."""
    try:
        since = datetime.fromisoformat(request.GET.get("tu", ""))
        since = since if since.tzinfo is None else since.astimezone(timezone.utc)
    except (ValueError, OverflowError):  # no moment, or one that lies beyond the calendar in UTC
        return HttpResponse(status=204)
    if since.tzinfo is None or not threads.since(request.actor, since):
        return HttpResponse(status=204)
    return render(request, "conversations/_news.html", {"back": request.GET.get("ve", "")})


def filter_of(request: StaffRequest) -> Filter:
    """The filter an address asks for; words that are not ours are ignored."""
    asked = request.GET
    desk = asked.get("ban", "")
    return Filter(
        kind=asked["loai"] if asked.get("loai") in Kind.values else "",
        owner=int(request.actor.id) if asked.get("cua") == "toi" else None,
        waiting=asked.get("cho") == "1",
        open=asked.get("xong") != "1",
        desk=int(desk) if desk.isdecimal() and len(desk) < 18 else None,
    )


def list_name(desks: tuple[int, ...], wanted: Filter) -> str:
    """What a cursor belongs to: this order on these desks."""
    return f"cards/{'open' if wanted.open else 'closed'}/{','.join(map(str, desks))}"


def _place(listed: str, asked: QueryDict) -> tuple[int, int] | None:
    place = paging.opened(listed, asked.get("sau", ""))
    return (place[0], place[1]) if place is not None and len(place) == 2 else None


def _query(asked: QueryDict, **changes: str) -> str:
    """The address with some words changed; an empty value takes a word away. Always leaves page and pane."""
    kept = {name: value for name, value in asked.items() if name in ("loai", "cua", "cho", "xong", "ban")}
    kept |= changes
    words = urlencode([(name, value) for name, value in kept.items() if value])
    return f"?{words}" if words else "?"


def bar(asked: QueryDict, wanted: Filter, counts: dict[str, int]) -> list[Link]:
    """Kinds that have something, with counts; then mine, waiting, done."""
    plain = wanted.owner is None and not wanted.waiting and wanted.open
    every = _query(asked, loai="", cua="", cho="", xong="")
    links = [Link(_ALL, "", every, plain and not wanted.kind, sum(counts.values()))]
    for kind, icon, words in _BAR:
        if counts.get(kind) or wanted.kind == kind:
            query = _query(asked, loai=kind, cua="", cho="", xong="")
            links.append(Link(words, icon, query, plain and wanted.kind == kind, counts.get(kind, 0)))
    only = {"loai": "", "cua": "", "cho": "", "xong": ""}
    links.append(Link("Của tôi", "user", _query(asked, **{**only, "cua": "toi"}), wanted.owner is not None))
    links.append(Link("Chờ người báo", "clock", _query(asked, **{**only, "cho": "1"}), wanted.waiting))
    links.append(Link("Đã xong", "check", _query(asked, **{**only, "xong": "1"}), not wanted.open))
    return links


def _desks(asked: QueryDict, wanted: Filter, desks: list[Desk]) -> list[Link]:
    if len(desks) < 2:
        return []
    links = [Link("Mọi hộp thư", "", _query(asked, ban=""), wanted.desk is None)]
    links += [Link(rows.desk_words(d), "", _query(asked, ban=str(d.pk)), wanted.desk == d.pk) for d in desks]
    return links


def _colleagues(actor: Actor) -> list[Staff]:
    """Who of the own unit may be given threads in bulk; whether they hold the desk is asked for each thread."""
    return by_person(holders_of("read", unit=actor.unit)) if actor.unit and actor.may("assign") else []


def chosen(request: StaffRequest) -> list[Thread]:
    """The ticked rows that this person may see, at most a page of them."""
    ids = [sent.line(one, 16) for one in request.POST.getlist("chon")[: threads.PAGE]]
    return list(threads.visible_to(request.actor).select_related("desk", "desk__unit").filter(public_id__in=ids))
