"""The 16 digits that lead back to a thread, and the hash by which they are found.

The last digit checks the others (Damm's quasigroup), so a slip of the pen is told before anything is looked up.
Look-ups are HMAC(house key, digits): who holds only the database can test no digits, who holds the key file too reads
everything anyway (docs/decisions/0039). Guessing from outside is held by the limits.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from lantoa.kit import keys

LENGTH = 16
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


@dataclass(frozen=True, slots=True, repr=False)
class Drawn:
    """A receipt in the hand of whoever just got it: the digits live nowhere else."""

    digits: str
    lookup: bytes
    nonce: str

    def in_groups(self) -> str:
        """Four groups of four, as it is read out."""
        return grouped(self.digits)


def grouped(digits: str) -> str:
    """``4827 1590 3364 8012``."""
    return " ".join(digits[i : i + 4] for i in range(0, LENGTH, 4))


def _check_digit(digits: str) -> str:
    state = 0
    for sign in digits:
        state = int(_DAMM[state][int(sign)])
    return str(state)


def cleaned(typed: str) -> str:
    """The digits of what a person typed, without blanks, dots and dashes."""
    return "".join(sign for sign in typed if sign in "0123456789")


def well_formed(digits: str) -> bool:
    """16 digits whose last one fits: everything else is told apart without a look-up."""
    return len(digits) == LENGTH and digits.isascii() and digits.isdigit() and _check_digit(digits) == "0"


def lookup_of(digits: str) -> bytes:
    """32 bytes under which the receipt is stored."""
    return keys.hashed("receipt/2", digits)


def draw() -> Drawn:
    """A new receipt."""
    head = "".join(str(secrets.randbelow(10)) for _ in range(LENGTH - 1))
    digits = head + _check_digit(head)
    return Drawn(digits, lookup_of(digits), secrets.token_hex(12))
