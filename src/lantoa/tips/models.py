from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models

from lantoa.conversations.models import Thread
from lantoa.places.models import Unit
from lantoa.tips.states import Helped, Refusal, State


class Tip(models.Model):
    """One matter that the unit answers for. Exactly one thread; merged tips keep their threads apart."""

    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="tip")
    number = models.CharField(max_length=9, unique=True, help_text="26-001187, drawn, for staff only")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    received_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    noticed_at = models.DateTimeField(null=True, help_text="the reporter was told that it was received")
    crime_at = models.DateTimeField(null=True, help_text="an officer marked: looks like a crime")
    crime_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    handed_over_at = models.DateTimeField(null=True)
    handed_to = models.CharField(max_length=120, blank=True)
    official_number = models.CharField(max_length=40, blank=True)
    extended_days = models.PositiveSmallIntegerField(default=0)
    waiting_since = models.DateTimeField(null=True)
    waited = models.DurationField(default=timedelta, help_text="how long our own clocks stood still so far")
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    merged_from = models.CharField(max_length=12, choices=State.choices, blank=True)
    merged_at = models.DateTimeField(null=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    refusal = models.CharField(max_length=12, choices=Refusal.choices, blank=True)
    helped = models.CharField(max_length=8, choices=Helped.choices, blank=True)
    helped_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["merged_into"], name="tip_merged_into")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="tip_state"),
            models.CheckConstraint(
                condition=models.Q(state="merged", merged_into__isnull=False)
                | (~models.Q(state="merged") & models.Q(merged_into__isnull=True)),
                name="tip_merged_names_its_main",
            ),
        ]

    def __str__(self) -> str:
        return self.number
