"""What crosses the seams of delivery: an event from outside, and what a messenger is."""

from lantoa.delivery.logic.inbound import Event, Inbound, Media

__all__ = ["Event", "Inbound", "Media"]
