"""Sessions of the staff side: the database holds neither a key that opens one nor what it says.

Whoever reads the database or a backup finds keyed hashes and sealed words; only the browser has the key itself.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from typing import Any

from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from lantoa.accounts.logic import hashed_session
from lantoa.kit import clock, keys
from lantoa.kit.seal import HeldKey, SealBroken


class SessionStore(SessionBase):
    """Django's session table, with keyed hashes where the keys stood and sealed content."""

    def exists(self, session_key: str) -> bool:
        """Whether a key is taken."""
        return _rows(session_key).exists()

    def create(self) -> None:
        """A new session under a fresh key."""
        self._session_key = secrets.token_hex(20)
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Write it. One that was ended meanwhile is not brought back (UpdateError)."""
        if self.session_key is None:
            self.create()
            return
        held: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        if self.session_key is None:  # ended while it was being looked up
            raise UpdateError
        ends = self.get_expiry_date(modification=clock.now())
        fields = {"session_data": _sealed(held, self.session_key), "expire_date": ends}
        if must_create:
            Session.objects.create(session_key=hashed_session(self.session_key), **fields)
        elif not _rows(self.session_key).update(**fields):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End the one with this key, or the own."""
        key = session_key or self.session_key
        if key is not None:
            _rows(key).delete()

    def load(self) -> dict[str, Any]:
        """What the session says. An unknown key, one whose time is over, and altered content are nobody's."""
        key = str(self.session_key)
        row = _rows(key).filter(expire_date__gt=clock.now()).values_list("session_data", flat=True).first()
        held = None if row is None else _opened(row, key)
        if held is None:
            self._session_key = None
        return held or {}

    @classmethod
    def clear_expired(cls) -> None:
        """Forget what is over."""
        Session.objects.filter(expire_date__lt=clock.now()).delete()


def _rows(session_key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=hashed_session(session_key))


def _key() -> HeldKey:
    return HeldKey(0, keys.purpose_key("session-content/1"))


def _place(session_key: str) -> str:
    return f"session:{hashed_session(session_key)}"


def _sealed(held: dict[str, Any], session_key: str) -> str:
    return b64encode(_key().seal_text(json.dumps(held), row=_place(session_key))).decode()


def _opened(content: str, session_key: str) -> dict[str, Any] | None:
    try:
        return dict(json.loads(_key().unseal_text(b64decode(content), row=_place(session_key))))
    except (SealBroken, ValueError):
        return None
