"""Reading the post."""

from lantoa.delivery.queries.export import stored_events
from lantoa.delivery.queries.known import Known, known, known_of_app
from lantoa.delivery.queries.outlook import Outlook, Reach, outlook
from lantoa.delivery.queries.stuck import Stuck, parked
from lantoa.delivery.queries.switches import may
from lantoa.delivery.queries.troubles import Trouble, troubles
from lantoa.delivery.queries.waiting import Waiting, address_hash, waiting, why

__all__ = [
    "Known",
    "Outlook",
    "Reach",
    "Stuck",
    "Trouble",
    "Waiting",
    "address_hash",
    "known",
    "known_of_app",
    "may",
    "outlook",
    "parked",
    "stored_events",
    "troubles",
    "waiting",
    "why",
]
