"""What somebody searched for, kept with the session: the address holds a sign, never the words.

Addresses stand in histories and logs. Sealed, because a session is a row; the last few only, so that Back and F5 work.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import MutableMapping
from typing import Any

from lantoa.kit import keys
from lantoa.kit.seal import HeldKey, SealBroken

NAME = "searches"
MOST = 8


def _key() -> HeldKey:
    return HeldKey(0, keys.purpose_key("search-kept/1"))


def keep(session: MutableMapping[str, Any], whose: str, held: dict[str, Any]) -> str:
    """Remember this search of a person; returns the sign under which it is found again."""
    sign = secrets.token_hex(8)
    sealed = _key().seal(json.dumps(held, ensure_ascii=False).encode(), row=f"search:{whose}:{sign}").hex()
    before = list(session.get(NAME, {}).items())[-(MOST - 1) :]
    session[NAME] = {**dict(before), sign: sealed}
    return sign


def kept(session: MutableMapping[str, Any], whose: str, sign: str) -> dict[str, Any] | None:
    """The search again; nothing when it is of another session or person, or too long ago."""
    try:
        plain = _key().unseal(bytes.fromhex(session.get(NAME, {})[sign]), row=f"search:{whose}:{sign}")
    except (KeyError, ValueError, SealBroken):
        return None
    return dict(json.loads(plain))
