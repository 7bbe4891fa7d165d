from __future__ import annotations

from django.db import models


class Floor(models.Model):
    """One row of the floor: about as large as a stored event."""

    body = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.pk)
