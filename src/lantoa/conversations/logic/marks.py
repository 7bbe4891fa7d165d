"""A text cut into pieces for the screen: plain, words that counted, plates and phones behind a chip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.kit import phones, plates
from lantoa.kit.fold import flat, nfc

_MOST = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a text. ``what`` is empty, ``word``, ``plates`` or ``phones``; the text of a chip is
    empty: the page must not hold what nobody opened."""

    what: str
    text: str
    index: int = 0


def pieces(text: str, *, found_plates: Sequence[str], found_phones: Sequence[str], words: Sequence[str]) -> list[Piece]:
    """The text in order. Chips win over words; overlapping finds keep the first."""
    composed = nfc(text)
    known = {"plates": list(found_plates), "phones": list(found_phones)}
    spans: list[tuple[int, int, str, int]] = [
        (start, end, what, known[what].index(value))
        for start, end, what, value in numbers(composed)
        if value in known[what]
    ]
    taken = list(spans)
    plain = flat(composed)
    for word in sorted({flat(nfc(w)) for w in words if w.strip()}, key=len, reverse=True):
        at = plain.find(word)
        while at >= 0:
            end = at + len(word)
            alone = not plain[at - 1 : at].isalnum() and not plain[end : end + 1].isalnum()
            if alone and all(end <= s or at >= e for s, e, _, _ in taken):
                taken.append((at, end, "word", 0))
            at = plain.find(word, end)
    return _cut(composed, sorted(taken))


def numbers(composed: str) -> list[tuple[int, int, str, str]]:
    """Every place of every plate and phone, also of one that stands twice (the finders tell each once).

    Start, end, ``plates`` or ``phones``, and the normal form.
    """
    out: list[tuple[int, int, str, str]] = []
    left = composed
    for _round in range(_MOST):
        hits = [(f.start, f.end, "plates", f.plate) for f in plates.find(left) if f.end > f.start]
        spare = _blanked(left, hits)
        hits += [(f.start, f.end, "phones", f.number) for f in phones.find(spare) if f.end > f.start]
        if not hits:
            break
        out += hits
        left = _blanked(left, hits)
    return sorted(out)


def _blanked(text: str, hits: Sequence[tuple[int, int, str, str]]) -> str:
    for start, end, _what, _value in hits:
        text = text[:start] + "·" * (end - start) + text[end:]
    return text


def _cut(text: str, spans: list[tuple[int, int, str, int]]) -> list[Piece]:
    out, at = [], 0
    for start, end, what, index in spans:
        if start < at:
            continue
        if start > at:
            out.append(Piece("", text[at:start]))
        out.append(Piece(what, text[start:end] if what == "word" else "", index))
        at = end
    if at < len(text):
        out.append(Piece("", text[at:]))
    return out


def covered(text: str, kinds: Sequence[str] = ("plates", "phones")) -> str:
    """The text for lists: plates and phones (or only the named kinds) replaced by what they are."""
    composed = nfc(text)
    names = {"plates": "[biển số]", "phones": "[số điện thoại]"}
    spans = [(start, end, names[what]) for start, end, what, _value in numbers(composed) if what in kinds]
    out, at = [], 0
    for start, end, word in sorted(spans):
        if start >= at:
            out += [composed[at:start], word]
            at = end
    return "".join(out) + composed[at:]
