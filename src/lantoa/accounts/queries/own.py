"""What belongs to one person: second factor, recovery codes, machines."""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.accounts.models import RecoveryCode, SecondFactor, Staff, StaffSession


def has_factor(staff: Staff) -> bool:
    """Whether a second factor is set up."""
    return SecondFactor.objects.filter(pk=staff.pk).exists()


def codes_left(staff: Staff) -> int:
    """How many recovery codes are unused."""
    return RecoveryCode.objects.filter(staff=staff, used_at__isnull=True).count()


def machines_of(staff: Staff) -> QuerySet[StaffSession]:
    """The machines somebody is signed in on, the newest first."""
    return StaffSession.objects.filter(staff=staff).order_by("-seen_on", "-pk")
