"""Keyed hashes of folded words: what search stores instead of words.

A token is 5 bytes of an HMAC in base32 (8 signs); PostgreSQL keeps the first 4 bytes as a number.
Words with five or more digits, plates, phones and ID numbers never become tokens (DECIDED).
"""

from __future__ import annotations

import base64
from collections.abc import Iterable

from lantoa.kit import keys, text


def token(word: str) -> str:
    """The token of one folded word, or of a scope such as ``desk:12``."""
    return base64.b32encode(keys.hashed("token/1", word)[:5]).decode()


def as_number(one: str) -> int:
    """A token as PostgreSQL stores it: four bytes, signed."""
    return int.from_bytes(base64.b32decode(one)[:4], "big", signed=True)


def of_card(texts: Iterable[str], *, desk: int, kind: str, category: str) -> str:
    """All tokens of a thread, joined by blanks, each once, in a fixed order."""
    words = {word for one in texts for word in text.search_words(one)}
    scope = {f"desk:{desk}", f"kind:{kind}"} | ({f"category:{category}"} if category else set())
    return " ".join(sorted({token(word) for word in words | scope}))


def add_words(tokens: str, more: str) -> str:
    """The tokens with those of a further text."""
    return " ".join(sorted(set(tokens.split()) | {token(word) for word in text.search_words(more)}))


def swap_scope(tokens: str, before: Iterable[str], after: Iterable[str]) -> str:
    """The tokens with scopes (``desk:12``) exchanged."""
    kept = set(tokens.split()) - {token(one) for one in before}
    return " ".join(sorted(kept | {token(one) for one in after}))
