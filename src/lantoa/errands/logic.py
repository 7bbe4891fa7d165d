"""What lower floors say to upper ones: small frozen records in the past tense."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Announcement:
    """Base of all announcements; fields are primitive ids only."""

    def fields(self) -> dict[str, Any]:
        """The fields by name, as a listener receives them."""
        return asdict(self)
