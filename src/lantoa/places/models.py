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
    valid_to = models.DateField(null=True, help_text="the last day it stood")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    area_km2 = models.FloatField(null=True)
    west = models.FloatField(null=True)
    south = models.FloatField(null=True)
    east = models.FloatField(null=True)
    north = models.FloatField(null=True)
    duty_phone = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["west", "south"], name="unit_box"),
            models.Index(fields=["parent", "name"], name="unit_parent_name"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=UnitKind.values), name="unit_kind")]

    def __str__(self) -> str:
        return self.name

    @property
    def line(self) -> list[int]:
        """The ids from the root down to this unit."""
        return [int(step) for step in self.path.split("/") if step]


class Boundary(models.Model):
    """The outline of a unit, in a row of its own: lists and pages of units never read it."""

    unit = models.OneToOneField(Unit, primary_key=True, on_delete=models.CASCADE, related_name="boundary")
    shape = models.JSONField(help_text="GeoJSON MultiPolygon coordinates")

    def __str__(self) -> str:
        return f"boundary {self.unit_id}"


class UnitCode(models.Model):
    """The official code of a unit for a span of time; codes are given again to others."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="codes")
    code = models.CharField(max_length=12)
    valid_from = models.DateField(null=True, help_text="empty: earlier than the house knows")
    valid_to = models.DateField(null=True, help_text="the last day")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="code_once"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(valid_from__isnull=True), name="code_once_without_beginning"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Succession(models.Model):
    """Ground that went from a unit of the past to a unit that followed it."""

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="followed_by")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="follows")
    whole = models.BooleanField(help_text="all of the old unit, or its main part, went here")
    trusted = models.BooleanField(help_text="checked; an unchecked row is never used for routing")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="succession_once")]

    def __str__(self) -> str:
        return f"{self.old_id} > {self.new_id}"


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
            models.UniqueConstraint(
                fields=["kind", "unit"], condition=models.Q(area__isnull=True), name="desk_once_in_unit"
            ),
            models.UniqueConstraint(fields=["area"], condition=models.Q(area__isnull=False), name="desk_once_in_area"),
            models.CheckConstraint(condition=models.Q(kind__in=DeskKind.values), name="desk_kind"),
            models.CheckConstraint(
                condition=models.Q(kind=DeskKind.BEAT, area__isnull=False)
                | (~models.Q(kind=DeskKind.BEAT) & models.Q(area__isnull=True)),
                name="desk_beat_has_area",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit_id}"


class WorkingHours(models.Model):
    """When a unit works, if it is not the common week; asked upward through the path."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="hours")
    spans = models.JSONField(help_text='[["07:30", "11:30"], ["13:30", "17:00"]]')
    weekdays = models.JSONField(help_text="[0, 1, 2, 3, 4]: Monday is 0")

    def __str__(self) -> str:
        return f"hours of {self.unit_id}"


class Holiday(models.Model):
    """A day off, from the public list or written by hand; a row without a name cancels a listed one."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class MakeUpDay(models.Model):
    """A Saturday or Sunday worked in place of another day."""

    day = models.DateField(unique=True)
    instead_of = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.day)
