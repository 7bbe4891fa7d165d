from __future__ import annotations

from django.db import models

from lantoa.links.states import Target
from lantoa.places.models import Area, Unit


class PrintedLink(models.Model):
    """Eight signs on paper, key rings and boards: where they lead is changed here, never on the paper."""

    signs = models.CharField(max_length=8, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=80, help_text="for staff: which batch, where it hangs")
    target = models.CharField(max_length=8, choices=Target.choices, default=Target.REPORT)
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "id"], name="link_unit")]
        constraints = [models.CheckConstraint(condition=models.Q(target__in=Target.values), name="link_target")]

    def __str__(self) -> str:
        return self.signs


class DayScans(models.Model):
    """How often a link was opened on a day. A number: no time, no address, no device."""

    link = models.ForeignKey(PrintedLink, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    scans = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "day"], name="scans_once_a_day")]

    def __str__(self) -> str:
        return f"{self.link_id} {self.day}"
