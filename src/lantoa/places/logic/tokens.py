"""A text cut into words as they are compared, with how and where they were written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lantoa.kit.fold import flat

LIMIT = 4000
"""Nobody names a place for the first time behind so many signs."""
_WORD = re.compile(r"[^\W_]+")
_SHORT = re.compile(r"(kv|p|f|ap)(\d{1,2})$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, as compared and as written."""

    plain: str
    raw: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words; ``kv3`` and ``kv 3`` spelled out as ``khu vuc 3``, ``p3`` as ``p 3``."""
    plain = flat(text)
    out: list[Token] = []
    for match in _WORD.finditer(plain):
        start, end = match.span()
        token = Token(match[0], text[start:end], start, end)
        short = _SHORT.match(token.plain) if start == 0 or plain[start - 1] in " (,;:\n" else None
        for part in short.groups() if short else (token.plain,):
            if part == "kv":
                out += [replace(token, plain="khu", raw="khu"), replace(token, plain="vuc", raw="vuc")]
            elif part not in ("so",) or not out or out[-1].plain != "vuc":
                out.append(replace(token, plain=part, raw=part) if short else token)
    return out
