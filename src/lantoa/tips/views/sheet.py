"""The hand-over sheet: a person cuts what was told, and what they cut is what is printed."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lantoa.conversations.actions import read
from lantoa.tips import rules
from lantoa.tips.actions.sheet import cut_sheet
from lantoa.tips.forms.sheet import SheetForm, cut_of
from lantoa.tips.logic.sheet import Cut, without
from lantoa.tips.models import Tip
from lantoa.tips.queries import sheets, tips
from lantoa.tips.states import HAS_SHEET
from lantoa.tips.views.tip import actor_of, found


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """The printable sheet once somebody cut it; before that, and with ``?sua=1``, the page to cut it."""
    tip, actor = found(request, public_id), actor_of(request)
    if not rules.may_hand_over(actor, tip) or tip.state not in HAS_SHEET:
        raise Http404
    for one in tips.together(actor, tip):
        read.opened(by=actor, thread=one.thread)
    if request.method == "POST":
        return _cut(request, tip)
    kept = sheets.kept(actor, tip)
    if kept is None:
        return _page(request, tip, sheets.draft_of(actor, tip))
    if "sua" in request.GET:
        return _page(request, tip, _with_later(kept[1], sheets.draft_of(actor, tip)))
    context = {"tip": tip, "thread": tip.thread, "sheet": kept[0], "cut": kept[1], "files": sheets.files_of(actor, tip)}
    return render(request, "tips/sheet.html", context)


def _with_later(kept: Cut, draft: Cut) -> Cut:
    """What was cut before, and what was told since."""
    known = {one.ref or one.label: one.text for one in kept.tellings}
    return Cut(
        kept.place,
        tuple(replace(one, text=known.get(one.ref, known.get(one.label, one.text))) for one in draft.tellings),
    )


def _cut(request: HttpRequest, tip: Tip) -> HttpResponse:
    actor = actor_of(request)
    draft = sheets.draft_of(actor, tip)
    cut = cut_of(request.POST, draft)
    if "cat" in request.POST:
        unwanted = request.POST.getlist("bo")
        if unwanted:
            messages.success(request, _("Đã bỏ những chỗ đó. Đọc lại lời kể bên dưới."), extra_tags="ok")
        else:
            messages.error(request, _("Chưa đánh dấu chỗ nào để bỏ."), extra_tags="warn")
        return _page(request, tip, without(cut, unwanted))
    form = SheetForm(request.POST)
    if not form.is_valid():
        return _page(request, tip, cut, status=422, why=form.errors)
    whole = replace(cut, tellings=(*cut.tellings, *sheets.unseen(actor, tip)))
    cut_sheet(by=actor, tip=tip, cut=whole)
    messages.success(request, _("Đã lưu lời kể của phiếu. Đây là phiếu sẽ in."), extra_tags="ok")
    if len(cut.tellings) < len(draft.tellings):
        messages.warning(request, _("Người báo vừa kể thêm. Lời kể mới chưa có trong phiếu: bấm sửa để cắt rồi in."))
    return redirect("tip-sheet", tip.thread.public_id)


def _page(request: HttpRequest, tip: Tip, cut: Cut, *, status: int = 200, why: object = None) -> HttpResponse:
    context = {"tip": tip, "thread": tip.thread, "cut": cut, "why": why,
               "suggested": sheets.suggested(actor_of(request), tip, cut)}  # fmt: skip
    return render(request, "tips/sheet_cut.html", context, status=status)
