from __future__ import annotations

from django.db import models


class Seal(models.Model):
    """One batch of lines chained to the batch before it, with a key outside the database.

    ``marks`` holds id and keyed mark of each line, so that a fault can be named line by line; the unique
    ``number`` makes a missing batch visible and lets two workers never seal side by side.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    marks = models.BinaryField()
    mac = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"seal {self.number}"


class Line(models.Model):
    """One thing that happened: ids, a verb and digests, never content. Appended, never changed."""

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=12)
    actor_id = models.CharField(max_length=40)
    verb = models.CharField(max_length=48)
    unit = models.BigIntegerField(null=True)
    thread = models.BigIntegerField(null=True)
    about = models.CharField(max_length=60, blank=True)
    digest = models.BinaryField(max_length=32, default=b"")
    reason = models.BinaryField(default=b"")
    seal = models.ForeignKey(Seal, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["thread", "id"], name="line_thread"),
            models.Index(fields=["unit", "id"], name="line_unit"),
            # what inspectors ask; intake by machines writes neither of the two
            models.Index(fields=["actor_id", "id"], condition=models.Q(actor_kind="staff"), name="line_person"),
            models.Index(fields=["verb", "id"], condition=models.Q(actor_kind="staff"), name="line_staff_verb"),
            models.Index(fields=["id"], condition=models.Q(seal__isnull=True), name="line_unsealed"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.about}".strip()
