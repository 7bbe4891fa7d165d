"""What every page of the form is: it reads itself, says what it shows, and names what comes next."""

from __future__ import annotations

from typing import Any, Protocol

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from lantoa.kit.text import clean_incoming
from lantoa.tips.logic.answers import Answers

Errors = dict[str, str]
MOST_WORDS = 10_000
_MOST_SHOWN = 100_000


class Step(Protocol):
    """One page, a module of its own here."""

    def read(self, request: HttpRequest, answers: Answers) -> Errors:
        """Put what was posted into the answers, also what is not right yet. Returns a sentence for each field to
        correct."""

    def show(self, request: HttpRequest, answers: Answers) -> dict[str, Any]:
        """What the page needs beside the answers."""

    def after(self, answers: Answers) -> str:
        """The page that comes next."""


def text(post: QueryDict, name: str, limit: int = 500) -> str:
    """Typed words, cleaned and cut."""
    return clean_incoming(post.get(name, ""), limit)


def story(post: QueryDict, name: str = "ke") -> tuple[str, str]:
    """What was told, and a sentence where it is longer than one message may be: nothing is cut without a word.
    No ``maxlength`` says it in the browser: that cuts what is pasted, and says nothing."""
    told = text(post, name, _MOST_SHOWN)
    if len(told) <= MOST_WORDS:
        return told, ""
    too_long = _("Dài quá %(most)s chữ cái (đang có %(now)s). Bớt lại, phần còn lại gửi thêm sau bằng mã nhận tin.")
    return told, too_long % {
        "most": f"{MOST_WORDS:_}".replace("_", "."), "now": f"{len(told):_}".replace("_", "."),
    }  # fmt: skip


def nothing(request: HttpRequest, answers: Answers) -> dict[str, Any]:
    """A page that shows nothing but the answers."""
    return {}
