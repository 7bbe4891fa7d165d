"""A text cut into pieces for the screen: plain, words that counted, plates and phones behind a chip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.kit import phones, plates
from lantoa.kit.fold import flat, nfc


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
    spans: list[tuple[int, int, str, int]] = []
    for plate in plates.find(composed):
        if plate.plate in found_plates:
            spans.append((plate.start, plate.end, "plates", list(found_plates).index(plate.plate)))
    for phone in phones.find(composed):
        if phone.number in found_phones:
            spans.append((phone.start, phone.end, "phones", list(found_phones).index(phone.number)))
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


def covered(text: str) -> str:
    """The text for lists: plates and phones replaced by what they are."""
    composed = nfc(text)
    spans = [(f.start, f.end, "[biển số]") for f in plates.find(composed)]
    spans += [(f.start, f.end, "[số điện thoại]") for f in phones.find(composed)]
    out, at = [], 0
    for start, end, word in sorted(spans):
        if start >= at:
            out += [composed[at:start], word]
            at = end
    return "".join(out) + composed[at:]
