"""Why something was not done with a tip, in words that say what can be done instead."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.conversations.actions import handle, reply
from lantoa.tips.actions import merge, move, work
from lantoa.tips.models import Tip
from lantoa.tips.states import ENDED

REFUSALS = {
    move.NotAllowed: gettext_lazy("Việc này cần người khác làm: anh/chị không giữ hộp thư này hoặc không có quyền."),
    reply.NotAllowed: gettext_lazy("Việc này cần người khác làm: anh/chị không giữ hộp thư này hoặc không có quyền."),
    move.WrongMove: gettext_lazy("Tin đang ở bước “%(state)s”, không làm được việc này."),
    move.TooLate: gettext_lazy("Có người vừa làm trước. Đã tải lại, xem lại rồi làm tiếp."),
    move.Passed: gettext_lazy("Đã quá 10 phút, không hoàn tác được nữa."),
    reply.EmptyText: gettext_lazy("Viết câu muốn nhắn, một câu cũng được."),
    work.TooLong: gettext_lazy("Không gia hạn được lâu hơn: tất cả nhiều nhất 40 ngày."),
    merge.NotTogether: gettext_lazy("Hai tin này không gộp được. Cứ xử lý từng tin."),
    handle.NotTheirDesk: gettext_lazy("Người này không giữ hộp thư của tin, nên chưa giao được."),
    handle.TipDecides: gettext_lazy("Tin này đang là tin báo, làm ở trang tin báo."),
}


def why_not(fault: Exception, verb: str, tip: Tip) -> str:
    """The sentence for one refusal of one verb on a tip as it is now."""
    if isinstance(fault, move.WrongMove):
        if verb == "hoi" and tip.state in ENDED:
            return _("Tin %(state)s, không hỏi thêm được. Dùng \"Nhắn\".") % {
                "state": tip.get_state_display().lower()
            }  # fmt: skip
        return str(REFUSALS[move.WrongMove]) % {"state": tip.get_state_display()}
    return str(REFUSALS[type(fault)])
