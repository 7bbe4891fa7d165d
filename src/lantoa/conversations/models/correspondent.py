from __future__ import annotations

from django.db import models


class Correspondent(models.Model):
    """One person on one channel: found by keyed hash, the address sealed under the person's own key."""

    channel = models.CharField(max_length=16)
    account = models.BigIntegerField(null=True)
    address_hash = models.BinaryField(max_length=32)
    person_key = models.BigIntegerField()
    address = models.BinaryField(null=True)
    contact = models.BinaryField(null=True, help_text="what they handed over when asked, sealed like the address")
    last_contact_at = models.DateTimeField()
    asked_where_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True, help_text="withdrew: the address is destroyed, nothing leaves")

    class Meta:
        constraints = [
            # two, because SQLite takes every missing account for another one
            models.UniqueConstraint(fields=["channel", "account", "address_hash"], name="correspondent_once"),
            models.UniqueConstraint(
                fields=["channel", "address_hash"],
                condition=models.Q(account__isnull=True),
                name="correspondent_once_no_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"


class Invitation(models.Model):
    """That an author in a group was invited to write privately: once in 30 days."""

    address_hash = models.BinaryField(max_length=32, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
