from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.places.models import Desk


class Ring(models.Model):
    """An emergency that rings on its desk until a named person accepts it. Never deleted unheard."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    above = models.ForeignKey(Desk, null=True, on_delete=models.PROTECT, related_name="+")
    thread = models.BigIntegerField(unique=True, help_text="number of the thread; nothing else of it")
    bunch = models.CharField(max_length=40, help_text="same place, same ten minutes")
    since = models.DateTimeField()
    passed_on_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["desk", "id"], condition=models.Q(accepted_at__isnull=True), name="ring_desk"),
            models.Index(fields=["above", "id"], condition=models.Q(accepted_at__isnull=True), name="ring_above"),
            models.Index(
                fields=["since"],
                condition=models.Q(accepted_at__isnull=True, passed_on_at__isnull=True),
                name="ring_waiting",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="ring_accepted_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"ring {self.pk}"
