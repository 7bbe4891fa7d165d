from __future__ import annotations

from django.db import models


class Errand(models.Model):
    """Later work as a row: one per announcement and listener. A lease is a ``due`` moved forward;
    an ``owner`` that is still written on a due row died with it in the hand."""

    class State(models.IntegerChoices):
        WAITING = 0, "chờ"
        DONE = 1, "xong"
        PARKED = 2, "để riêng"

    task = models.CharField(max_length=120)
    args = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True, unique=True)
    state = models.SmallIntegerField(choices=State.choices, default=State.WAITING)
    due = models.DateTimeField()
    owner = models.CharField(max_length=40, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["due", "id"], condition=models.Q(state=0), name="errand_due"),
            models.Index(fields=["id"], condition=models.Q(state=2), name="errand_parked"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(state__in=[0, 1, 2]), name="errand_state")]

    def __str__(self) -> str:
        return self.task


class Tick(models.Model):
    """One run of a regular job in one slot of time: the unique pair keeps it single."""

    name = models.CharField(max_length=120)
    slot = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "slot"], name="tick_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.slot}"
