"""Reading the post."""

from lantoa.delivery.queries.known import Known, known, known_of_app
from lantoa.delivery.queries.waiting import Reach, Waiting, address_hash, reach, waiting, why

__all__ = ["Known", "Reach", "Waiting", "address_hash", "known", "known_of_app", "reach", "waiting", "why"]
