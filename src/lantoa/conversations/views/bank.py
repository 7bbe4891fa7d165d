"""Staff pages of the ready answers: the list with its search, one answer, retiring, the starter set."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.accounts.logic import StaffRequest
from lantoa.conversations import rules
from lantoa.conversations.actions import bank as verbs
from lantoa.conversations.forms.bank import SavedAnswerForm
from lantoa.conversations.logic.bank import filled
from lantoa.conversations.models import SavedAnswer
from lantoa.conversations.queries import bank
from lantoa.kit.doors import needs
from lantoa.places.models import Unit


def _unit(request: StaffRequest) -> Unit:
    unit = Unit.objects.filter(pk=request.actor.unit or 0).first()
    if unit is None:
        raise Http404
    return unit


def _found(request: StaffRequest, pk: int) -> SavedAnswer:
    answer = bank.visible_to(request.actor).filter(pk=pk).first()
    if answer is None:
        raise Http404
    return answer


def _tried(form: SavedAnswerForm, verb: Callable[[], SavedAnswer]) -> SavedAnswer | None:
    """The answer that was kept, or None with the reason beside the field."""
    try:
        return verb()
    except verbs.TitleTaken:
        form.add_error("title", _("Đơn vị đã có câu này. Sửa câu cũ hoặc đặt tên khác"))
    except verbs.UnknownPlaceholder as fault:
        form.add_error("body", _("Không biết điền gì vào {%(name)s}. Dùng mấy chữ ghi ở trên") % {"name": fault})
    return None


@needs("bank")
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: StaffRequest) -> HttpResponse:
    """All answers of one's unit and those above, searched without marks; a form for a new one."""
    unit = _unit(request)
    may = rules.may_keep_answers(request.actor, unit)
    form = SavedAnswerForm(request.POST or None)
    if request.method == "POST":
        if not may:
            raise Http404
        if form.is_valid():
            answer = _tried(form, lambda: verbs.add_answer(by=request.actor, unit=unit, **form.cleaned_data))
            if answer:
                messages.success(request, _("Đã thêm câu có sẵn."), extra_tags="ok")
                return redirect("bank-one", answer.pk)
    typed = request.GET.get("q", "").strip()[:80]
    rows = bank.found(request.actor, typed)
    own = any(row.unit_id == unit.pk for row in rows)
    facts = bank.facts_of(unit)
    shown = [(row, filled(row.body, facts)) for row in rows]
    context = {"rows": shown, "typed": typed, "form": form, "may": may, "bare": may and not typed and not own}
    return render(request, "conversations/bank.html", context, status=422 if form.errors else 200)


@needs("bank")
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: StaffRequest, pk: int) -> HttpResponse:
    """One answer as a resident will read it; whoever keeps it can change it."""
    answer = _found(request, pk)
    may = bank.may_change(request.actor, answer)
    held = {"title": answer.title, "cues": answer.cues, "body": answer.body}
    form = SavedAnswerForm(request.POST or None, initial=held)
    if request.method == "POST":
        if not may:
            raise Http404
        if form.is_valid() and _tried(
            form, lambda: verbs.change_answer(by=request.actor, answer=answer, **form.cleaned_data)
        ):
            messages.success(request, _("Đã lưu."), extra_tags="ok")
            return redirect("bank-one", answer.pk)
    shown = filled(answer.body, bank.facts_of(_unit(request)))
    context = {"answer": answer, "form": form, "may": may, "shown": shown}
    return render(request, "conversations/bank_one.html", context, status=422 if form.errors else 200)


@needs("bank")
@require_POST
def retire(request: StaffRequest, pk: int) -> HttpResponse:
    """Put an answer away, or take it out again."""
    answer = _found(request, pk)
    try:
        verbs.retire_answer(by=request.actor, answer=answer, active=not answer.active)
    except verbs.NotTheirBank as fault:
        raise Http404 from fault
    said = _("Câu này dùng lại được rồi.") if answer.active else _("Đã cất. Máy không gợi ý câu này nữa.")
    messages.success(request, said, extra_tags="ok")
    return redirect("bank-one", answer.pk)


@needs("bank")
@require_POST
def plant(request: StaffRequest) -> HttpResponse:
    """Take the starter set into one's own unit."""
    try:
        many = verbs.plant_starter(by=request.actor, unit=_unit(request))
    except verbs.NotTheirBank as fault:
        raise Http404 from fault
    said = ngettext(
        "Đã thêm {n} câu. Đọc lại từng câu trước khi dùng.", "Đã thêm {n} câu. Đọc lại từng câu trước khi dùng.", many
    )
    messages.success(request, said.format(n=many), extra_tags="ok")
    return redirect("bank")
