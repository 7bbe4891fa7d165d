"""What an officer does with a tip: one address for each verb, one action behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.accounts.models import Staff
from lantoa.conversations.actions import handle, read, reply
from lantoa.conversations.forms.handling import HandForm
from lantoa.conversations.logic.leak import LEAST_REASON, Hit
from lantoa.conversations.queries.rows import is_present_title, leaks
from lantoa.conversations.views.verbs import wanting
from lantoa.kit import back
from lantoa.media.forms import take_uploads
from lantoa.tips.actions import merge, move, official, work
from lantoa.tips.forms import work as forms
from lantoa.tips.models import Tip
from lantoa.tips.queries import tips
from lantoa.tips.queries.page import allowed
from lantoa.tips.states import NEEDS_AN_ANSWER, Refusal
from lantoa.tips.views.refusals import REFUSALS, why_not
from lantoa.tips.views.tip import actor_of, found, shown
from lantoa.tips.views.told import tell

Done = str
Verb = Callable[[HttpRequest, Tip], Done]


class Refused(Exception):
    """A form that needs another look, with its sentence."""


def _cleaned(form: django_forms.Form) -> dict[str, str]:
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form.cleaned_data


def _acknowledge(request: HttpRequest, tip: Tip) -> Done:
    move.acknowledge(by=actor_of(request), tip=tip)
    return _("Đã ghi: đã xem.")


def _check(request: HttpRequest, tip: Tip) -> Done:
    move.start_checking(by=actor_of(request), tip=tip)
    return _("Đã ghi: đang kiểm tra.")


class Leaky(Exception):
    """The text (or title) shares something with the words of whoever told; ``hits`` says what."""

    def __init__(self, hits: list[Hit], *, page: str = "conversations/answer_check.html") -> None:
        super().__init__()
        self.hits, self.page = hits, page


def _for_reporter(request: HttpRequest, tip: Tip, form: django_forms.Form) -> tuple[dict[str, str], str]:
    """What was written and, where it is sent in spite of a warning, why. Raises Refused, Leaky."""
    data = _cleaned(form)
    hits = leaks(tip.thread, data["text"], also=tips.merged_with(actor_of(request), tip))
    reason = data["leak_reason"].strip()
    if hits and len(reason) < LEAST_REASON:
        raise Leaky(hits)
    return data, reason if hits else ""


def _say(request: HttpRequest, tip: Tip) -> Done:
    data, reason = _for_reporter(request, tip, forms.TextForm(request.POST))
    work.say(by=actor_of(request), tip=tip, ready=reply.prepare(tip.thread, data["text"]), leak_reason=reason)
    return _("Đã gửi cho người báo.")


def _ask(request: HttpRequest, tip: Tip) -> Done:
    if tip.state not in NEEDS_AN_ANSWER:
        raise move.WrongMove(tip.state)
    data, reason = _for_reporter(request, tip, forms.TextForm(request.POST))
    ready = reply.prepare(tip.thread, data["text"])
    work.ask_more(by=actor_of(request), tip=tip, ready=ready, leak_reason=reason)
    return _("Đã hỏi người báo. Hạn của đơn vị tạm dừng tới khi họ trả lời.")


def _answer(request: HttpRequest, tip: Tip) -> Done:
    data, reason = _for_reporter(request, tip, forms.TextForm(request.POST))
    taken, refused = take_uploads(request, "tep", anonymous=True)
    ready = reply.prepare(tip.thread, data["text"], taken)
    work.answer(by=actor_of(request), tip=tip, ready=ready, files=taken, leak_reason=reason)
    if refused:
        why = " ".join(dict.fromkeys(one.sentence for one in refused))
        return _("Đã trả lời, nhưng có tệp không gửi được. %(why)s") % {"why": why}
    return _("Đã trả lời người báo.")


def _close(request: HttpRequest, tip: Tip) -> Done:
    work.close(by=actor_of(request), tip=tip)
    return _("Đã kết thúc. Người báo được hỏi: việc này có giúp được không.")


def _refuse(request: HttpRequest, tip: Tip) -> Done:
    data, reason = _for_reporter(request, tip, forms.RefuseForm(request.POST))
    ready = reply.prepare(tip.thread, data["text"])
    work.refuse(by=actor_of(request), tip=tip, refusal=Refusal(data["refusal"]), ready=ready,
                leak_reason=reason)  # fmt: skip
    return _("Đã từ chối, người báo đọc được lý do.")


class Unsure(Exception):
    """What starts a clock of the law is asked once more before it is done."""


def _crime(request: HttpRequest, tip: Tip) -> Done:
    if request.POST.get("chac") != "1":
        raise Unsure
    official.mark_crime(by=actor_of(request), tip=tip)
    return _("Đã đánh dấu. Phải chuyển trong 24 giờ. Bấm nhầm thì bỏ đánh dấu được trong 10 phút.")


def _uncrime(request: HttpRequest, tip: Tip) -> Done:
    official.unmark_crime(by=actor_of(request), tip=tip)
    return _("Đã bỏ đánh dấu. Nhật ký giữ cả hai lần.")


def _extend(request: HttpRequest, tip: Tip) -> Done:
    data = _cleaned(forms.ExtendForm(request.POST))
    work.extend(by=actor_of(request), tip=tip, days=int(data["days"]))
    return _("Đã gia hạn.")


def _hand_over(request: HttpRequest, tip: Tip) -> Done:
    data = _cleaned(forms.HandOverForm(request.POST))
    official.hand_over(by=actor_of(request), tip=tip, to=data["to"], official_number=data["official_number"])
    return _("Đã ghi: đã chuyển. Bấm Phiếu chuyển để cắt lời kể rồi in.")


def _number(request: HttpRequest, tip: Tip) -> Done:
    data = _cleaned(forms.NumberForm(request.POST))
    official.number_officially(by=actor_of(request), tip=tip, official_number=data["official_number"])
    return _("Đã ghi số tiếp nhận.")


def _merge(request: HttpRequest, tip: Tip) -> Done:
    data = _cleaned(forms.MergeForm(request.POST))
    into = tips.by_number(actor_of(request), data["into"])
    if into is None:
        raise Refused(_("Không thấy tin số này trong hộp thư của mình."))
    merge.merge(by=actor_of(request), tip=tip, into=into)
    return _("Đã gộp. Hoàn tác được trong 10 phút.")


def _unmerge(request: HttpRequest, tip: Tip) -> Done:
    merge.unmerge(by=actor_of(request), tip=tip)
    return _("Đã tách ra lại.")


def _copy(request: HttpRequest, tip: Tip) -> Done:
    data, reason = _for_reporter(request, tip, forms.TextForm(request.POST))
    ready = reply.prepare(tip.thread, data["text"])
    count = merge.copy_answer(by=actor_of(request), tip=tip, ready=ready, leak_reason=reason)
    return _("Đã gửi cho %(count)s người báo của tin đã gộp.") % {"count": count}


def _label(request: HttpRequest, tip: Tip) -> Done:
    data = _cleaned(forms.LabelForm(request.POST))
    actor = actor_of(request)
    title = data["title"] if "title" in request.POST else None
    fresh = title is not None and not is_present_title(tip.thread, title)
    asks = fresh and "seen" not in request.POST
    if asks and (hits := leaks(tip.thread, data["title"], also=tips.merged_with(actor, tip))):
        raise Leaky(hits, page="conversations/title_check.html")
    work.relabel(by=actor, tip=tip, kind=data["kind"], category=data["category"],
                 urgency=data["urgency"], title=title if fresh else None)  # fmt: skip
    return _("Đã sửa.")


def _assign(request: HttpRequest, tip: Tip) -> Done:
    to = _cleaned(forms.AssignForm(request.POST))["to"]
    colleague = Staff.objects.filter(pk=to).first() if to else None
    handle.assign(by=actor_of(request), thread=tip.thread, to=colleague)
    return _("Đã giao.") if colleague else _("Đã để chung trong hộp thư.")


def _transfer(request: HttpRequest, tip: Tip) -> Done:
    data: dict[str, Any] = {**_cleaned(HandForm(request.POST, thread=tip.thread))}
    unit, area = data["unit"] or tip.thread.desk.unit, data["area"]
    work.transfer(by=actor_of(request), tip=tip, unit=unit, area=area)
    return _("Đã chuyển tới %s.") % (area or unit)


def _note(request: HttpRequest, tip: Tip) -> Done:
    data = _cleaned(forms.TextForm(request.POST))
    reply.note(by=actor_of(request), thread=tip.thread, text=data["text"])
    return _("Đã ghi chú. Chỉ đồng nghiệp giữ hộp thư này thấy.")


VERBS: dict[str, Verb] = {
    "xem": _acknowledge, "kiem-tra": _check, "nhan": _say, "hoi": _ask, "tra-loi": _answer, "ket-thuc": _close,
    "tu-choi": _refuse, "dau-hieu": _crime, "bo-dau-hieu": _uncrime, "gia-han": _extend, "chuyen": _hand_over,
    "so": _number, "gop": _merge,
    "tach": _unmerge, "chep": _copy, "sua": _label, "giao": _assign, "di": _transfer, "ghi-chu": _note,
}  # fmt: skip


@require_POST
def act(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    """Do one thing with one tip and come back to it; what was refused is said in words and loses nothing."""
    tip = found(request, public_id)
    if verb not in VERBS:
        raise Http404
    before = [public_id, tip.thread.owner_id]
    try:
        tell(request, verb, VERBS[verb](request, tip), before)
    except Leaky as fault:
        return _look_again(request, tip, fault)
    except Refused as fault:
        return _again(request, public_id, str(fault), verb)
    except Unsure:
        if not allowed(actor_of(request), tip)["crime"]:
            return _again(request, public_id, why_not(move.WrongMove(), verb, tip), verb)
        return render(request, "tips/crime.html", {"tip": tip, "thread": tip.thread})
    except tuple(REFUSALS) as fault:
        return _again(request, public_id, why_not(fault, verb, found(request, public_id)), verb)
    if listed := back.row(request, within=reverse("inbox")):
        return redirect(listed)
    there = [public_id] if tips.by_public_id(actor_of(request), public_id) else []
    return redirect("tip" if there else "tips", *there)


def _look_again(request: HttpRequest, tip: Tip, fault: Leaky) -> HttpResponse:
    """*This sentence could tell who told you*: the sentence, what it shares, and a way to send it with a reason."""
    labels = ("refusal", "kind", "category", "urgency")
    carried = back.carried(request) | {name: request.POST[name] for name in labels if name in request.POST}
    for one in tips.together(actor_of(request), tip):  # what is shared confirms what was told
        read.opened(by=actor_of(request), thread=one.thread)
    context = {"thread": tip.thread, "hits": fault.hits, "text": request.POST.get("text", ""), "send": request.path,
               "title": request.POST.get("title", ""), "carried": carried, "wanting": wanting(request),
               "files": bool(request.FILES)}  # fmt: skip
    return render(request, fault.page, context, status=422)


def _again(request: HttpRequest, public_id: str, why: str, verb: str) -> HttpResponse:
    """The page as it is now, with the sentence and what was typed."""
    return shown(request, found(request, public_id), status=409, why=why, verb=verb, typed=request.POST.get("text", ""))
