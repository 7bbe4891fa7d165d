from __future__ import annotations

from django.db import models

from lantoa.conversations.models.thread import Thread


class Receipt(models.Model):
    """The way back for whoever holds the 16 digits; the digits themselves are stored nowhere."""

    lookup = models.BinaryField(max_length=32, unique=True)
    nonce = models.CharField(max_length=32, unique=True)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="receipts")
    made_at = models.DateTimeField()
    slow = models.BooleanField(default=False, help_text="drawn when look-ups were a slow hash")

    class Meta:
        indexes = (models.Index(fields=["slow"], condition=models.Q(slow=True), name="receipt_slow"),)

    def __str__(self) -> str:
        return str(self.pk)
