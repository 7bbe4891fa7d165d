"""One matter: what was said, what is to be done, who did what."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.accounts.logic import StaffRequest
from lantoa.accounts.queries import names_of
from lantoa.conversations.actions import read
from lantoa.conversations.forms.handling import AnswerForm, AssignForm, HandForm, LabelForm
from lantoa.conversations.logic.bank import filled
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import bank, history, rows, sealed, threads
from lantoa.delivery.queries import waiting
from lantoa.kit import clock, paging, slots
from lantoa.kit.doors import needs


def fetched(request: StaffRequest, public_id: str) -> Thread:
    """The thread, if it lies on one of this person's desks; else 404."""
    thread = threads.by_public_id(request.actor, public_id)
    if thread is None or not request.actor.may("read"):
        raise Http404
    return thread


def without_pane(address: str) -> str:
    """The address of a list without the thread that is open beside it; empty for any other page."""
    path, _mark, asked = address.partition("?")
    if path != reverse("inbox"):
        return ""
    kept = [pair for pair in parse_qsl(asked) if pair[0] != "mo"]
    return f"{path}?{urlencode(kept)}" if kept else path


@needs("read")
@require_safe
def show(request: StaffRequest, public_id: str) -> HttpResponse:
    """The page of a thread; for htmx only the pane beside the list."""
    thread = fetched(request, public_id)
    if request.htmx:
        listed = without_pane(request.htmx.current_url_abs_path or "")
        return render(request, "conversations/_pane.html", {**pane_of(request, thread), "pane_of": listed})
    if thread.has_tip:
        return redirect(slots.render("thread.address", request.actor, thread=thread))
    ready = request.GET.get("cau", "")
    if ready.isdecimal() and request.actor.may("answer"):
        return page(request, thread, answer=AnswerForm({"text": bank.for_thread(thread, int(ready[:9]))}))
    return page(request, thread)


@needs("read")
@require_safe
def news(request: StaffRequest, public_id: str) -> HttpResponse:
    """Messages after the last one shown: 204 when there are none."""
    thread = fetched(request, public_id)
    last = paging.opened(f"thread/{thread.n}", request.GET.get("tu", ""))
    if last is None or not thread.messages.filter(pk__gt=last[0]).exists():
        return HttpResponse(status=204)
    read.opened(by=request.actor, thread=thread)
    said = sealed.said(thread, notes=True, holder=request.actor.id)
    fresh = [one for one in said if one.message.pk > last[0]]
    context = {"thread": thread, "said": fresh, "last": rows.last_of(thread, fresh)}
    return render(request, "conversations/_fresh.html", context)


@needs("answer")
@require_safe
def answers(request: StaffRequest, public_id: str) -> HttpResponse:
    """Ready answers to take for this thread: a piece for htmx (``ds``: the list alone), else a page."""
    thread = fetched(request, public_id)
    typed = request.GET.get("q", "").strip()[:80]
    whole = "conversations/_pick_list.html" if "ds" in request.GET else "conversations/_pick.html"
    facts = bank.facts_of(thread.desk.unit)
    picks = [(one, filled(one.body, facts)) for one in bank.usable(thread, typed)]
    context = {"thread": thread, "typed": typed, "picks": picks}
    return render(request, whole if request.htmx else "conversations/pick.html", context)


def page(request: StaffRequest, thread: Thread, *, status: int = 200, **more: Any) -> HttpResponse:
    """The whole page, also after something was refused (``status`` 422 and what was written in ``more``)."""
    context = {**pane_of(request, thread), **side_of(request, thread), **more}
    return render(request, "conversations/thread.html", context, status=status)


def pane_of(request: StaffRequest, thread: Thread) -> dict[str, Any]:
    """What the list's pane and the page share. Notes that this person opened the thread (one line an hour)."""
    read.opened(by=request.actor, thread=thread)
    card = sealed.card(thread)
    said = sealed.said(thread, notes=True, holder=request.actor.id)
    asked = next((one.text for one in reversed(said) if one.message.direction == "in"), "")
    return {
        "thread": thread,
        "title": rows.title_of(card),
        "own_title": card.title,
        "place": card.place,
        "signs": rows.signs_of(thread, rows.taken_among([thread]).get(thread.n), card.excerpt),
        "shows_due": rows.shows_due(thread),
        "due": clock.nearness(thread.due_at, clock.now()),
        "said": said,
        "last": rows.last_of(thread, said),
        "unsent": waiting(thread.n),
        "may_answer": request.actor.may("answer"),
        "ready": bank.best_for(thread, asked),
    }


def side_of(request: StaffRequest, thread: Thread) -> dict[str, Any]:
    """What stands beside the conversation on the thread's own page."""
    lines = history.of_thread(thread)
    names = names_of({line.actor_id for line in lines if line.actor_kind == "staff"})
    labels = {"kind": thread.kind, "category": thread.category, "urgency": thread.urgency}
    return {
        "wishes": sealed.wishes(thread),
        "lines": [history.told(line, names) for line in lines],
        "where": rows.desk_words(thread.desk),
        "assign": AssignForm(thread=thread, initial={"to": thread.owner_id}),
        "hand": HandForm(thread=thread),
        "labels": LabelForm(initial=labels),
        "may_assign": request.actor.may("assign"),
    }
