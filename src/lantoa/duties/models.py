from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.places.models import Desk


class Ring(models.Model):
    """An emergency that rings until a named person accepts it, or until it is none any more. Never deleted."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+", help_text="where the matter lies")
    thread = models.BigIntegerField(unique=True, help_text="number of the thread; nothing else of it")
    bunch = models.CharField(max_length=40, help_text="same place, same ten minutes")
    since = models.DateTimeField()
    next_at = models.DateTimeField(null=True, help_text="when it climbs on; empty at the top")
    passed_on_at = models.DateTimeField(null=True, help_text="when it climbed last")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="the matter is over, or an emergency no longer")
    ended_why = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(accepted_at__isnull=True, ended_at__isnull=True), name="ring_open"
            ),
            models.Index(
                fields=["next_at"],
                condition=models.Q(accepted_at__isnull=True, ended_at__isnull=True, next_at__isnull=False),
                name="ring_climbs",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="ring_accepted_by_somebody",
            ),
        ]

    @property
    def waits(self) -> bool:
        """Whether it still rings."""
        return self.accepted_at is None and self.ended_at is None

    def __str__(self) -> str:
        return f"ring {self.pk}"


class Call(models.Model):
    """A desk that a ring called, and when. Whoever was called once goes on hearing it and may open the matter, unless
    it became a complaint, which only its own desk and those above read."""

    ring = models.ForeignKey(Ring, on_delete=models.CASCADE, related_name="calls", db_index=False)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ring", "desk"], name="call_once")]

    def __str__(self) -> str:
        return f"call {self.ring_id} {self.desk_id}"
