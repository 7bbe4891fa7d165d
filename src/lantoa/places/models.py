from __future__ import annotations

from django.db import models

from lantoa.places.states import AreaKind, DeskKind, UnitKind


class Unit(models.Model):
    """A unit of administration, of today or of the past. Its id is its key, never code or name."""

    kind = models.CharField(max_length=12, choices=UnitKind.choices)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=120, unique=True, help_text="/1/7/ from the root, with own id last")
    name = models.CharField(max_length=120)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    boundary = models.JSONField(null=True, help_text="GeoJSON MultiPolygon coordinates")
    box = models.JSONField(null=True, help_text="[west, south, east, north] of the boundary")
    duty_phone = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["lat", "lon"], name="unit_point")]
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=UnitKind.values), name="unit_kind")]

    def __str__(self) -> str:
        return self.name


class UnitCode(models.Model):
    """The official code of a unit for a span of time; codes are given again to others."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="codes")
    code = models.CharField(max_length=12)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="code_once")]

    def __str__(self) -> str:
        return self.code


class Area(models.Model):
    """A neighbourhood group within a commune: the ground of one beat."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="areas")
    kind = models.CharField(max_length=12, choices=AreaKind.choices)
    name = models.CharField(max_length=80)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    words = models.TextField(blank=True, help_text="landmarks and streets, one a line")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="area_once"),
            models.CheckConstraint(condition=models.Q(kind__in=AreaKind.values), name="area_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class Desk(models.Model):
    """What a thread lies on, and the whole of who may see it."""

    kind = models.CharField(max_length=14, choices=DeskKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="desks")
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="desks")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "unit", "area"], nulls_distinct=False, name="desk_once"),
            models.CheckConstraint(condition=models.Q(kind__in=DeskKind.values), name="desk_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit_id}"
