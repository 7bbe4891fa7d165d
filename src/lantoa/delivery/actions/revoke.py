"""The owner of an account took back what they had allowed us."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from lantoa.delivery.models import Account, Grant
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock


@transaction.atomic
def revoked(*, by: Actor, account: int, at: datetime) -> bool:
    """The account only receives from now on, until somebody consents again; officers and ``doctor`` see it.

    Consent given after the event stands: the event was long on its way. Returns whether anything changed.
    """
    older = Q(refreshed_at__isnull=True) | Q(refreshed_at__lte=at)
    grants = Grant.objects.filter(older, account=account, lost_at__isnull=True)
    if not grants.update(lost_at=clock.now(), fault="revoked"):
        return False
    unit = Account.objects.values_list("unit_id", flat=True).get(pk=account)
    journal.write(by=by, verb="grant.lost", unit=unit, about=f"account:{account}")
    return True
