"""Cutting a long text where a reader would pause."""

from __future__ import annotations

import re
import unicodedata

PAUSES = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?…;])\s+"), re.compile(r"\s+"))


def split_text(text: str, limit: int) -> list[str]:
    """Parts of at most ``limit`` characters (NFC), cut at a paragraph, a line, a sentence, a word, in this order.

    No part is empty and no character but white space at the cuts is lost.
    """
    rest = unicodedata.normalize("NFC", text).strip()
    parts: list[str] = []
    while len(rest) > limit:
        cut = _cut(rest, limit)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def _cut(text: str, limit: int) -> int:
    for pause in PAUSES:
        cut = max((m.start() for m in pause.finditer(text, 0, limit + 1) if m.start() >= limit // 3), default=0)
        if cut:
            return cut
    return limit
