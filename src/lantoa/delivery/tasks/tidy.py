"""Regular jobs of the post: forget in time, keep tokens fresh."""

from __future__ import annotations

import logging

from lantoa.delivery.actions import forget
from lantoa.delivery.actions.grant import EARLY, access
from lantoa.delivery.logic.messenger import SendRefused
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Grant
from lantoa.delivery.queries.known import known_by_id
from lantoa.journal.logic import HOUSE

log = logging.getLogger(__name__)


def tidy() -> None:
    """Each hour: forget emptied rows after 30 days, unbelieved calls after one, held messages after 30, windows after
    eight, and destroy the keys of days that no row needs any more."""
    forget.forget_rows(by=HOUSE)
    forget.destroy_day_keys(by=HOUSE)


def refresh_grants() -> None:
    """Every ten minutes: renew what runs out within three hours, long before anybody has to wait for it."""
    for grant in Grant.objects.filter(lost_at__isnull=True):
        known = known_by_id(grant.account_id)
        if known is None:
            continue
        try:
            access(known, all_messengers()[known.kind], margin=EARLY)
        except SendRefused as refused:
            log.warning("the token of account %s could not be renewed: %s", known.id, refused)
