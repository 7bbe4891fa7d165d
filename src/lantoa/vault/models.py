from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.vault.states import OpeningState


class Key(models.Model):
    """A wrapped key. Destroyed keys keep their row without the key, so that nothing reuses the id."""

    class Kind(models.TextChoices):
        THREAD = "thread", "chuyện"
        PERSON = "person", "người liên hệ"
        FILE = "file", "tệp"
        DAY = "day", "ngày"
        PURPOSE = "purpose", "mục đích"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    wrapped = models.BinaryField(null=True)
    label = models.CharField(max_length=40, null=True, unique=True, help_text="day or purpose, where there is one each")
    mark = models.CharField(max_length=16, help_text="drawn; names the key in the list of destroyed ones outside")
    made_on = models.DateField()
    destroyed_at = models.DateTimeField(null=True)
    wiped_at = models.DateTimeField(null=True, help_text="when SQLite's files held it no longer; unused on PostgreSQL")

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(destroyed_at__isnull=False, wiped_at__isnull=True), name="key_unwiped"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["thread", "person", "file", "day", "purpose"]), name="key_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=True, destroyed_at__isnull=False)
                | models.Q(wrapped__isnull=False, destroyed_at__isnull=True),
                name="key_destroyed_or_held",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Opening(models.Model):
    """That somebody asked to see who a reporter is. The reason is sealed under a key of its own purpose.

    ``thread`` is the id of a matter on an upper floor. A second person decides; ``expires`` ends the wish, later
    the right to look. ``delayed_until`` with a sealed legal ground keeps it from the reporter's page so long.
    """

    thread = models.BigIntegerField()
    unit = models.BigIntegerField(null=True, help_text="the unit whose desk the matter lies on")
    state = models.CharField(max_length=10, choices=OpeningState.choices, default=OpeningState.ASKED)
    seen_state = models.CharField(max_length=10, blank=True, help_text="as the inspectorate saw it last")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_unit = models.BigIntegerField(null=True)
    asked_role = models.CharField(max_length=60, blank=True)
    ref = models.CharField(max_length=16, unique=True, help_text="drawn; names the row in seals and addresses")
    reason = models.BinaryField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_unit = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    expires = models.DateTimeField()
    delayed_until = models.DateTimeField(null=True)
    ground = models.BinaryField(default=b"", help_text="sealed legal ground of the delay")

    class Meta:
        indexes = [
            models.Index(fields=["thread", "id"], name="opening_thread"),
            models.Index(fields=["expires"], condition=models.Q(state__in=["asked", "consented"]), name="opening_live"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=OpeningState.values), name="opening_state"),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="opening_two_people",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["consented", "opened"]) | models.Q(decided_by__isnull=False),
                name="opening_consented",
            ),
            models.CheckConstraint(
                condition=models.Q(delayed_until__isnull=True) | ~models.Q(ground=b""), name="opening_delay_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"opening {self.pk}"
