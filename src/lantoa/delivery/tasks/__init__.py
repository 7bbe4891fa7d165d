"""The worker's rounds and regular jobs of the post. ``web/wiring.py`` names them."""

from lantoa.delivery.tasks.duty import text_duty
from lantoa.delivery.tasks.files import fetch_files
from lantoa.delivery.tasks.inbox import drain_inbox
from lantoa.delivery.tasks.outbox import drain_outbox
from lantoa.delivery.tasks.tidy import refresh_grants, tidy

__all__ = ["drain_inbox", "drain_outbox", "fetch_files", "refresh_grants", "text_duty", "tidy"]
