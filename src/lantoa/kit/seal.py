"""The one sealing envelope: AES-256-GCM, bound to its key's id and to the row it belongs to."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
_HEAD = 1 + 8 + 12


class SealBroken(Exception):
    """The envelope was altered, belongs to another row, or was sealed with another key."""


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(32)


def key_id_of(envelope: bytes) -> int:
    """Which key an envelope was sealed with."""
    if len(envelope) < _HEAD + 16 or envelope[:1] != VERSION:
        raise SealBroken("Not an envelope of ours.")
    return int.from_bytes(envelope[1:9], "big")


@dataclass(frozen=True, slots=True, repr=False)
class HeldKey:
    """A key in the open, with its id (0 for keys that follow from the key file)."""

    id: int
    key: bytes

    def seal(self, plain: bytes, *, row: str) -> bytes:
        """Seal bytes for one row, such as ``"message:12"``: moved to another row it does not open."""
        head = VERSION + self.id.to_bytes(8, "big")
        nonce = secrets.token_bytes(12)
        return head + nonce + AESGCM(self.key).encrypt(nonce, plain, head + row.encode())

    def unseal(self, envelope: bytes, *, row: str) -> bytes:
        """The bytes again. Raises SealBroken."""
        if key_id_of(envelope) != self.id:
            raise SealBroken("Sealed with another key.")
        head, nonce = envelope[:9], envelope[9:_HEAD]
        try:
            return AESGCM(self.key).decrypt(nonce, envelope[_HEAD:], head + row.encode())
        except InvalidTag as fault:
            raise SealBroken("The envelope does not open for this row.") from fault

    def seal_text(self, plain: str, *, row: str) -> bytes:
        """As ``seal``, for text."""
        return self.seal(plain.encode(), row=row)

    def unseal_text(self, envelope: bytes, *, row: str) -> str:
        """As ``unseal``, for text."""
        return self.unseal(envelope, row=row).decode()
