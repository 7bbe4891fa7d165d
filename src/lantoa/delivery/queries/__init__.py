"""Reading the post."""

from lantoa.delivery.queries.export import stored_events
from lantoa.delivery.queries.known import Known, known, known_of_app
from lantoa.delivery.queries.stuck import Stuck, Trouble, parked, troubles
from lantoa.delivery.queries.waiting import Reach, Waiting, address_hash, reach, waiting, why

__all__ = [
    "Known",
    "Reach",
    "Stuck",
    "Trouble",
    "Waiting",
    "address_hash",
    "known",
    "known_of_app",
    "parked",
    "reach",
    "stored_events",
    "troubles",
    "waiting",
    "why",
]
