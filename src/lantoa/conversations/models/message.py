from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.conversations.models.thread import Thread
from lantoa.conversations.states import Channel, Direction


class Message(models.Model):
    """One thing said in a thread, sealed under the thread's key.

    ``ref`` is drawn by us and names the row inside the seal and in addresses. ``found`` is the sealed
    list of what sorting saw (plates, phones, words that counted).
    """

    ref = models.CharField(max_length=16, unique=True)
    source = models.BinaryField(max_length=32, null=True, unique=True, help_text="keyed hash of the event it came by")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=4, choices=Direction.choices)
    channel = models.CharField(max_length=16, choices=Channel.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    body = models.BinaryField()
    found = models.BinaryField(default=b"")
    files = models.JSONField(default=list, help_text="ids of media files")
    other_matter = models.BooleanField(default=False, help_text="sorting: seems to be about something else")
    sent_at = models.DateTimeField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    outbox_key = models.CharField(max_length=80, blank=True, help_text="how its way out is found")

    class Meta:
        indexes = [models.Index(fields=["thread", "id"], name="message_thread")]
        constraints = [
            models.CheckConstraint(condition=models.Q(direction__in=Direction.values), name="message_direction")
        ]

    def __str__(self) -> str:
        return self.ref


class Opened(models.Model):
    """That a person read a thread in an hour: one row and one journal line for each."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    hour = models.DateTimeField()
    upto = models.BigIntegerField(null=True, help_text="id of the newest message of the person that was shown")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "staff", "hour"], name="opened_once_an_hour")]

    def __str__(self) -> str:
        return str(self.pk)
