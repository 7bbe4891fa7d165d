"""Each button of a thread's page: fetch, parse, one action, answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.accounts.logic import StaffRequest
from lantoa.conversations.actions import handle, read, reply
from lantoa.conversations.actions.reply import NotAllowed
from lantoa.conversations.forms.handling import AnswerForm, AssignForm, HandForm, LabelForm, NoteForm, TitleForm
from lantoa.conversations.logic.leak import LEAST_REASON
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import rows, threads
from lantoa.conversations.views.bulk import closed_from
from lantoa.conversations.views.thread import fetched, page
from lantoa.kit import back, undo
from lantoa.kit.doors import needs


def _done(request: StaffRequest, thread: Thread, said: str, taken_back: tuple[str, list[Any]] | None) -> HttpResponse:
    if taken_back is None:
        messages.success(request, said, extra_tags="ok")
    else:
        undo.offer(request, said, to=reverse("undo"), what=taken_back[0], done=[taken_back[1]])
    listed = back.row(request, within=reverse("inbox"))
    return redirect(listed) if listed else redirect("thread", thread.public_id)


def _refused(request: StaffRequest, thread: Thread, said: str) -> HttpResponse:
    messages.error(request, said, extra_tags="danger")
    return redirect("thread", thread.public_id)


def _tried(
    request: StaffRequest,
    thread: Thread,
    verb: Callable[[], object],
    said: str,
    taken_back: tuple[str, list[Any]] | None = None,
) -> HttpResponse:
    """Do it, or say in words why not. ``taken_back``: how it is undone."""
    try:
        verb()
    except NotAllowed as fault:
        raise Http404 from fault
    except handle.TipDecides:
        return _refused(request, thread, _("Đây là tin báo: dùng nút của tin báo."))
    except handle.NothingToDo:
        return _refused(request, thread, _("Có người vừa làm trước. Xem lại bên dưới."))
    except handle.NotTheirDesk:
        return _refused(request, thread, _("Người này không giữ hộp thư này nữa. Chọn người khác."))
    return _done(request, thread, said, taken_back)


def wanting(request: HttpRequest) -> str:
    """What is missing on the page that asks why a sentence goes out as it is, once it was sent without."""
    return _("Ghi một câu: vì sao vẫn gửi") if "leak_reason" in request.POST else ""


@needs("answer")
@require_POST
def answer(request: StaffRequest, public_id: str) -> HttpResponse:
    """Send an answer; when it could tell who told, ask first."""
    thread = fetched(request, public_id)
    if thread.has_tip:
        return _refused(request, thread, _("Đây là tin báo: dùng nút của tin báo."))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return page(request, thread, status=422, answer=form)
    text, reason = form.cleaned_data["text"], form.cleaned_data["leak_reason"]
    hits = rows.leaks(thread, text)
    if hits and len(reason) < LEAST_REASON:
        read.opened(by=request.actor, thread=thread)  # what is shared confirms what was told
        context = {"thread": thread, "hits": hits, "text": text, "send": request.path}
        context |= {"wanting": wanting(request), "carried": back.carried(request)}
        return render(request, "conversations/answer_check.html", context, status=422)
    ready = reply.prepare(thread, text)
    return _tried(
        request,
        thread,
        lambda: reply.answer(by=request.actor, thread=thread, ready=ready, leak_reason=reason if hits else ""),
        _("Đã gửi. Người báo đọc được ngay trên trang xem tin."),
    )


@needs("answer")
@require_POST
def note(request: StaffRequest, public_id: str) -> HttpResponse:
    """A word to colleagues."""
    thread = fetched(request, public_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return page(request, thread, status=422, note=form)
    text = form.cleaned_data["text"]
    return _tried(request, thread, lambda: reply.note(by=request.actor, thread=thread, text=text), _("Đã lưu ghi chú."))


@needs("answer")
@require_POST
def assign(request: StaffRequest, public_id: str) -> HttpResponse:
    """Give it to a colleague, take it, or let it go."""
    thread = fetched(request, public_id)
    form = AssignForm(request.POST, thread=thread)
    if not form.is_valid():
        return page(request, thread, status=422, assign=form)
    to = form.cleaned_data["to"]
    said = _("Đã giao cho %s.") % to if to else _("Đã bỏ giao.")
    before = [thread.public_id, thread.owner_id, to.pk if to else None]
    return _tried(
        request, thread, lambda: handle.assign(by=request.actor, thread=thread, to=to), said, ("assign", before)
    )


@needs("assign")
@require_POST
def hand(request: StaffRequest, public_id: str) -> HttpResponse:
    """Move it whole to another unit or area; afterwards it may be out of sight."""
    thread = fetched(request, public_id)
    if thread.has_tip:
        return _refused(request, thread, _("Đây là tin báo: dùng nút của tin báo."))
    form = HandForm(request.POST, thread=thread)
    if not form.is_valid():
        return page(request, thread, status=422, hand=form)
    unit, area = form.cleaned_data["unit"] or thread.desk.unit, form.cleaned_data["area"]
    try:
        handle.hand_to(by=request.actor, thread=thread, unit=unit, area=area)
    except NotAllowed as fault:
        raise Http404 from fault
    messages.success(request, _("Đã chuyển tới %s.") % (area or unit), extra_tags="ok")
    return redirect("thread", public_id) if threads.by_public_id(request.actor, public_id) else redirect("inbox")


@needs("answer")
@require_POST
def labels(request: StaffRequest, public_id: str) -> HttpResponse:
    """Set kind, category and urgency as a person sees them."""
    thread = fetched(request, public_id)
    form = LabelForm(request.POST)
    if not form.is_valid():
        return page(request, thread, status=422, labels=form)
    try:
        handle.correct(by=request.actor, thread=thread, **form.cleaned_data)
    except NotAllowed as fault:
        raise Http404 from fault
    except handle.TipDecides:
        return _refused(request, thread, _("Đây là tin báo: dùng nút của tin báo."))
    messages.success(request, _("Đã lưu loại tin."), extra_tags="ok")
    return redirect("thread", public_id) if threads.by_public_id(request.actor, public_id) else redirect("inbox")


@needs("answer")
@require_POST
def title(request: StaffRequest, public_id: str) -> HttpResponse:
    """A title of one's own for the row."""
    thread = fetched(request, public_id)
    form = TitleForm(request.POST)
    if not form.is_valid():
        return page(request, thread, status=422, title_form=form)
    words = form.cleaned_data["title"]
    asks = "seen" not in request.POST and not rows.is_present_title(thread, words)
    if asks and (hits := rows.leaks(thread, words)):
        read.opened(by=request.actor, thread=thread)
        context = {"thread": thread, "hits": hits, "title": words, "send": request.path}
        return render(request, "conversations/title_check.html", context, status=422)
    return _tried(
        request, thread, lambda: handle.entitle(by=request.actor, thread=thread, title=words), _("Đã đặt tên.")
    )


@needs("answer")
@require_POST
def wait(request: StaffRequest, public_id: str) -> HttpResponse:
    """The resident has the word, or no longer."""
    thread = fetched(request, public_id)
    waiting = request.POST.get("cho") == "1"
    said = _("Đang chờ người báo. Hạn của mình tạm dừng.") if waiting else _("Thôi chờ. Hạn chạy tiếp.")
    return _tried(request, thread, lambda: handle.wait(by=request.actor, thread=thread, waiting=waiting), said)


@needs("answer")
@require_POST
def close(request: StaffRequest, public_id: str) -> HttpResponse:
    """End a matter without a tip."""
    thread = fetched(request, public_id)
    before = ("close", closed_from(thread))
    return _tried(request, thread, lambda: handle.close(by=request.actor, thread=thread), _("Đã kết thúc."), before)


@needs("answer")
@require_POST
def reopen(request: StaffRequest, public_id: str) -> HttpResponse:
    """Take it up again."""
    thread = fetched(request, public_id)
    return _tried(request, thread, lambda: handle.reopen(by=request.actor, thread=thread), _("Đã mở lại."))
