from __future__ import annotations

from django.db import models


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
    made_on = models.DateField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
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
