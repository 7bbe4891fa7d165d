"""Sending a file of messages through their own doors, as their senders would. Used by ``lantoa replay``; the stand-ins
it needs are programs of their own, spoken to over HTTP only."""
