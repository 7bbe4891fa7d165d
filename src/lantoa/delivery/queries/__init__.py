"""Reading the post."""

from lantoa.delivery.queries.known import Known, known, known_of_app
from lantoa.delivery.queries.waiting import Waiting, address_hash, waiting, why

__all__ = ["Known", "Waiting", "address_hash", "known", "known_of_app", "waiting", "why"]
