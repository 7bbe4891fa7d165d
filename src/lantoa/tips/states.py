"""The life of a tip: its states, the one table of moves, and the groups named here and nowhere else."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    RECEIVED = "received", "Đã nhận"
    ACKNOWLEDGED = "acknowledged", "Đã xem"
    CHECKING = "checking", "Đang kiểm tra"
    ANSWERED = "answered", "Đã trả lời"
    CLOSED = "closed", "Kết thúc"
    HANDED_OVER = "handed_over", "Đã chuyển"
    MERGED = "merged", "Đã gộp"
    REFUSED = "refused", "Từ chối"
    WITHDRAWN = "withdrawn", "Đã rút"


_S = State
MOVES: dict[State, frozenset[State]] = {
    _S.RECEIVED: frozenset(
        {_S.ACKNOWLEDGED, _S.CHECKING, _S.ANSWERED, _S.HANDED_OVER, _S.MERGED, _S.REFUSED, _S.WITHDRAWN}
    ),
    # back to received only by taking the look back, within ten minutes
    _S.ACKNOWLEDGED: frozenset(
        {_S.RECEIVED, _S.CHECKING, _S.ANSWERED, _S.HANDED_OVER, _S.MERGED, _S.REFUSED, _S.WITHDRAWN}
    ),
    _S.CHECKING: frozenset({_S.ANSWERED, _S.HANDED_OVER, _S.MERGED, _S.REFUSED, _S.WITHDRAWN}),
    _S.ANSWERED: frozenset({_S.CHECKING, _S.CLOSED, _S.HANDED_OVER, _S.MERGED, _S.WITHDRAWN}),
    _S.CLOSED: frozenset({_S.CHECKING}),
    _S.HANDED_OVER: frozenset({_S.ANSWERED}),
    # only as it was before, and only by letting go of the main tip
    _S.MERGED: frozenset({_S.RECEIVED, _S.ACKNOWLEDGED, _S.CHECKING, _S.ANSWERED, _S.WITHDRAWN}),
    _S.REFUSED: frozenset({_S.RECEIVED}),
    _S.WITHDRAWN: frozenset(),
}

OPEN = frozenset({_S.RECEIVED, _S.ACKNOWLEDGED, _S.CHECKING, _S.ANSWERED})
NEEDS_AN_ANSWER = frozenset({_S.RECEIVED, _S.ACKNOWLEDGED, _S.CHECKING})
HAS_SHEET = frozenset({_S.HANDED_OVER, *(one for one in State if _S.HANDED_OVER in MOVES[one])})
ENDED = frozenset({_S.CLOSED, _S.HANDED_OVER, _S.MERGED, _S.REFUSED, _S.WITHDRAWN})


def may_move(before: str, after: str) -> bool:
    """Whether the table allows this move."""
    return State(after) in MOVES[State(before)]


class Refusal(models.TextChoices):
    """Why a tip is refused; the reporter reads it."""

    WRONG_KIND = "wrong_kind", "Đây là câu hỏi, đã chuyển sang hỏi đáp"
    NOT_OURS = "not_ours", "Không thuộc thẩm quyền công an"
    TOO_LITTLE = "too_little", "Không đủ thông tin để kiểm tra"
    NOT_SO = "not_so", "Đã kiểm tra, không có việc như tin báo"
    OTHER = "other", "Lý do khác"


class Helped(models.TextChoices):
    """The one question at the end: did this help?"""

    YES = "yes", "Có"
    PARTLY = "partly", "Một phần"
    NO = "no", "Chưa"
