from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.conversations.states import Category, Channel, Chip, Kind, Mode, Urgency
from lantoa.places.models import Area, Desk


class Thread(models.Model):
    """One matter of one person, and its desk card: the only list row of the house.

    ``n`` is the arrival number and never shown; ``public_id`` stands in addresses; ``desk`` is the
    whole of who may see it.
    """

    n = models.BigAutoField(primary_key=True)
    public_id = models.CharField(max_length=16, unique=True)
    key = models.BigIntegerField(help_text="id of its key in the vault")
    correspondent = models.ForeignKey(
        "conversations.Correspondent", null=True, on_delete=models.SET_NULL, related_name="threads", db_index=False
    )
    account = models.BigIntegerField(null=True, help_text="the account it came by and is answered by")
    channel = models.CharField(max_length=16, choices=Channel.choices)
    mode = models.CharField(max_length=12, choices=Mode.choices)
    before = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="later", db_index=False)
    beside = models.OneToOneField(
        "self", null=True, on_delete=models.SET_NULL, related_name="copy",
        help_text="of a copy above: the emergency with the same words, whose receipt opens both",
    )  # fmt: skip
    about_police = models.BooleanField(
        default=False, help_text="was ever a complaint, or ever lay above the units: nothing takes it away"
    )

    # The composite indexes below serve; one more index for each key would only be written.
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    category = models.CharField(max_length=24, choices=Category.choices, blank=True)
    urgency = models.CharField(max_length=10, choices=Urgency.choices)
    sure = models.BooleanField(default=True, help_text="false: the sorter asks a person")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="who set the kind",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    open = models.BooleanField(default=True)
    waiting = models.BooleanField(default=False, help_text="waiting for the resident")
    unread = models.BooleanField(default=True)
    has_tip = models.BooleanField(default=False, help_text="only tips writes the card from now on")
    owed_since = models.DateTimeField(null=True, help_text="since when an answer is owed; empty: none is")
    due_at = models.DateTimeField()
    rank = models.BigIntegerField(help_text="order of the open list: urgency, then due")
    chip = models.CharField(max_length=12, choices=Chip.choices, default=Chip.NEW)
    excerpt = models.BinaryField()
    title = models.BinaryField(default=b"", help_text="sealed; only when an officer wrote one")
    place = models.BinaryField(default=b"", help_text="sealed place in words")
    wishes = models.BinaryField(default=b"", help_text="sealed: how to answer, who must not notice")

    folding = models.PositiveSmallIntegerField(default=1)
    tokens = models.TextField(blank=True, help_text="exactly what the search row holds")
    received_at = models.DateTimeField()
    last_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    keep_until = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["desk", "rank", "n"], condition=models.Q(open=True), name="card_open"),
            models.Index(fields=["desk", "kind", "rank", "n"], condition=models.Q(open=True), name="card_open_kind"),
            models.Index(fields=["desk", "n", "kind", "chip", "category", "urgency", "owner"], name="card_all"),
            models.Index(fields=["correspondent", "n"], name="card_correspondent"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="thread_kind"),
            models.CheckConstraint(condition=models.Q(urgency__in=Urgency.values), name="thread_urgency"),
            models.CheckConstraint(condition=models.Q(chip__in=Chip.values), name="thread_chip"),
            models.CheckConstraint(condition=models.Q(mode__in=Mode.values), name="thread_mode"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Wait(models.Model):
    """One stretch of time in which the resident had the word; our own clocks do not count it."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="waits")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, help_text="empty: it goes on")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread"], condition=models.Q(until=None), name="wait_once_at_a_time"),
            models.CheckConstraint(condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                                   name="wait_ends_after_it_began"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.since} - {self.until}"


class Correction(models.Model):
    """That an officer set another label: the thread's id and the label, nothing else."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=12)
    before = models.CharField(max_length=24, blank=True)
    after = models.CharField(max_length=24)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.field}: {self.after}"


class PlateMark(models.Model):
    """Keyed hash of a plate in a thread's text: counts only inside duplicates of one desk, 72 hours."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="plates")
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    mark = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["desk", "mark", "at"], name="plate_mark")]

    def __str__(self) -> str:
        return str(self.pk)


class NumberMark(models.Model):
    """Keyed hash of a plate or phone in a thread's text, for searches with a written purpose, 90 days."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="numbers")
    mark = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["mark", "at"], name="number_mark")]

    def __str__(self) -> str:
        return str(self.pk)
