"""What browsers send, before anything trusts it: a number of a row, a line of text."""

from __future__ import annotations

_LARGEST = 2**63 - 1


def number(written: str | None) -> int:
    """The id a form sent back; 0, which no row has, for everything that is none."""
    if not written or not written.isascii() or not written.isdigit() or len(written) > 19:
        return 0
    found = int(written)
    return found if found <= _LARGEST else 0


def line(written: str | None, longest: int) -> str:
    """One line of text without control characters, at most so long."""
    kept = (written or "")[: longest * 2].encode("utf-8", "ignore").decode()
    return "".join(sign for sign in kept if sign.isprintable()).strip()[:longest]
