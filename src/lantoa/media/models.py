from __future__ import annotations

from django.db import models

from lantoa.media.states import Kind, State


class MediaFile(models.Model):
    """A kept file. Its own key lies wrapped under the key of its thread: gone with it.

    ``owner`` is the id of the thread, known to the floors above; nothing here reads it as more than a number.
    """

    ref = models.CharField(max_length=32, unique=True)
    owner = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    fault = models.CharField(max_length=24, blank=True, help_text="why it is parked")
    mime = models.CharField(max_length=40)
    size = models.BigIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    removed = models.JSONField(default=list, help_text="what was taken out: place, time, device, tags, motion")
    has_original = models.BooleanField(default=False)
    wrapped = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "id"], name="file_owner")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="file_state"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="file_kind"),
            models.CheckConstraint(
                condition=models.Q(state="destroyed", wrapped__isnull=True, destroyed_at__isnull=False)
                | models.Q(~models.Q(state="destroyed"), wrapped__isnull=False, destroyed_at__isnull=True),
                name="file_destroyed_or_held",
            ),
        ]

    def __str__(self) -> str:
        return self.ref
