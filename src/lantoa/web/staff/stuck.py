"""*Everything that is stuck and why*: one page over the rooms below, with ids, classes and words, never content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from lantoa.accounts.logic import StaffRequest
from lantoa.delivery import actions as delivery
from lantoa.delivery import queries as post
from lantoa.errands import actions as errands
from lantoa.errands import queries as promised
from lantoa.errands.rules import may_see_stuck
from lantoa.journal.logic import Actor
from lantoa.media import queries as media

MOST = 200
OTHER = "việc nền"
ERRANDS = {
    "ring_for": "báo trực ban",
    "text_duty": "nhắn số trực ban",
    "becomes_tip": "lập tin báo",
    "files_go": "hủy tệp của tin đã hủy",
    "pass_on_unanswered": "báo tiếp lên trên",
    "sweep": "dọn định kỳ",
    "tidy": "dọn định kỳ",
    "refresh_grants": "gia hạn quyền gửi",
    "carry_head_out": "chép đầu sổ nhật ký",
    "taken_over": "giao tin cho người đã nhận chuông",
    "wipe": "xóa hẳn khóa đã hủy",
}
POST = {
    "zalo_oa": "Zalo",
    "sms": "SMS",
    "answer": "trả lời",
    "news": "báo có tin mới",
    "receipt": "mã nhận tin",
    "status": "đã nhận",
    "where": "hỏi nơi xảy ra",
    "emergency": "số khẩn cấp",
    "invitation": "mời nhắn riêng",
    "duty": "nhắn số trực ban",
}
LATE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that does not go on by itself. ``key`` names it for the button; empty: no button helps."""

    key: str
    what: str
    why: str
    tries: int
    since: datetime


def errand_rows(actor: Actor) -> list[Row]:
    """Parked errands."""
    rows = promised.parked_for(actor)[:MOST]
    return [
        Row(
            f"errand:{r.pk}",
            f"{_(ERRANDS.get(r.task.rpartition('.')[2], OTHER))} {r.pk}",
            _why(r.fault),
            r.tries,
            r.made_at,
        )
        for r in rows
    ]


def _why(fault: str) -> str:
    """What a class of fault means for whoever keeps the house running."""
    known = {
        "UnknownTask": _("Bản phần mềm này không còn việc ấy. Cập nhật xong thì thử lại."),
        "WorkerDied": _("Tiến trình nền bị dừng giữa chừng nhiều lần ở đúng việc này."),
        "OperationalError": _("Cơ sở dữ liệu bị khóa hoặc không trả lời."),
        "OSError": _("Ổ đĩa đầy hoặc không ghi được."),
        "KeyDestroyed": _("Khóa đã bị hủy: nội dung không còn đọc được nữa."),
        "KeyFileBroken": _("Tệp khóa không đọc được. Đặt lại bản sao đã cất."),
    }
    return known.get(fault.split(" ")[0], _("Làm nhiều lần không xong. Xem nhật ký máy chủ vào giờ này."))


def post_rows(actor: Actor) -> list[Row]:
    """Parked events and messages."""
    boxes = {"inbox": _("Tin đến"), "outbox": _("Tin gửi đi")}
    return [
        Row(f"{r.box}:{r.id}", f"{boxes[r.box]}, {_(POST.get(r.what, OTHER))}, {r.id}", r.why, r.tries, r.since)
        for r in post.parked(actor, limit=MOST)
    ]


def file_rows(actor: Actor) -> list[Row]:
    """Files that could not be made safe to show."""
    return [
        Row(
            "",
            f"{r.get_kind_display()} {r.pk}",
            _("Giữ kín, không hiện trên trang nào. Ai được đọc tin thì lấy ra được, phải ghi lý do."),
            0,
            r.made_at,
        )
        for r in media.parked_for(actor)[:MOST]
    ]


def context_for(actor: Actor) -> dict[str, object]:
    """What the page shows."""
    late = promised.late(LATE).order_by("due").first()
    return {
        "sections": [
            (_("Việc để sau"), errand_rows(actor)),
            (_("Tin đến, tin gửi đi"), post_rows(actor)),
            (_("Hình, tiếng, clip"), file_rows(actor)),
        ],
        "late": late.due if late else None,
        "troubles": post.troubles(),
    }


@never_cache
def stuck(request: StaffRequest) -> HttpResponse:
    """The page; a POST starts the chosen rows again."""
    if not may_see_stuck(request.actor):
        raise Http404
    if request.method == "POST":
        count = _again(request.actor, request.POST.getlist("row"))
        said = ngettext("Đã cho chạy lại %d việc.", "Đã cho chạy lại %d việc.", count) % count
        messages.success(request, said if count else _("Chưa chọn việc nào."), "ok" if count else "warn")
        return redirect("stuck")
    return render(request, "web/stuck.html", context_for(request.actor))


def _again(actor: Actor, rows: list[str]) -> int:
    chosen: dict[str, list[int]] = {"errand": [], "inbox": [], "outbox": []}
    for row in rows:
        kind, _sep, number = row.partition(":")
        if kind in chosen and number.isdigit() and len(number) < 19:
            chosen[kind].append(int(number))
    count = errands.retry(by=actor, ids=chosen["errand"]) if chosen["errand"] else 0
    if chosen["inbox"] or chosen["outbox"]:
        count += delivery.try_again(by=actor, inbox=chosen["inbox"], outbox=chosen["outbox"])
    return count
