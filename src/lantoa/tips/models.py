from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.conversations.models import Thread
from lantoa.conversations.states import Urgency
from lantoa.places.models import Unit
from lantoa.tips.states import Helped, Refusal, State


class Tip(models.Model):
    """One matter that the unit answers for. Exactly one thread; merged tips keep their threads apart."""

    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="tip")
    number = models.CharField(max_length=9, unique=True, help_text="26-001187, drawn, for staff only")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    received_at = models.DateTimeField()
    clock_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", help_text="whose working hours count: the first unit's"
    )
    look_urgency = models.CharField(
        max_length=10, choices=Urgency.choices, help_text="how soon it had to be looked at when it came"
    )
    acknowledged_at = models.DateTimeField(null=True)
    checking_at = models.DateTimeField(null=True, help_text="checking began for the first time")
    first_answered_at = models.DateTimeField(null=True, help_text="never emptied: what was late stays so")
    answered_at = models.DateTimeField(null=True, help_text="the last answer; empty again once reopened")
    closed_at = models.DateTimeField(null=True)
    noticed_at = models.DateTimeField(null=True, help_text="the reporter was told that it was received")
    crime_at = models.DateTimeField(null=True, help_text="an officer marked: looks like a crime")
    crime_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    handed_over_at = models.DateTimeField(null=True)
    handed_to = models.CharField(max_length=120, blank=True)
    official_number = models.CharField(max_length=40, blank=True)
    extended_days = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    merged_first = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False,
        help_text="the tip it was laid to by hand, where that one was merged later itself",
    )  # fmt: skip
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


class Again(models.Model):
    """One further round of checking after an answer, from the reopening to the next answer."""

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="rounds")
    since = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tip"], condition=models.Q(done_at=None), name="again_once_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.since} - {self.done_at}"


class Sheet(models.Model):
    """The hand-over sheet as an officer cut it: what is printed, sealed under the key of the tip's thread."""

    tip = models.OneToOneField(Tip, on_delete=models.CASCADE, related_name="sheet")
    body = models.BinaryField(help_text="sealed: the place and the tellings, as they were cut")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
