from __future__ import annotations

from django.db import models

from lantoa.delivery.states import InboxState, OutboxRank, OutboxState


class Account(models.Model):
    """One account of a unit with a messenger (an Official Account, an SMS gateway). Secrets are sealed."""

    kind = models.CharField(max_length=12)
    app_id = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=40)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    secrets = models.BinaryField()
    active = models.BooleanField(default=True)
    may_send = models.BooleanField(default=True, help_text="anything leaves at all")
    may_picture = models.BooleanField(
        default=True, help_text="pictures leave too; else only the words, the page has all"
    )
    may_invite = models.BooleanField(default=True, help_text="who wrote in a group is asked to write privately")
    may_charge = models.BooleanField(default=False, help_text="messages that cost money each leave too")
    made_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, help_text="first event whose signature was right")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "external_id"], name="account_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.external_id}"


class Grant(models.Model):
    """The tokens with which an account may send. The lease makes one process refresh at a time."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="grant")
    tokens = models.BinaryField()
    version = models.PositiveIntegerField(default=1, help_text="counts stored pairs: who reads an older one re-reads")
    expires_at = models.DateTimeField(null=True)
    refreshed_at = models.DateTimeField(null=True)
    lease_owner = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    lost_at = models.DateTimeField(null=True, help_text="the refresh token is used up: a person must consent again")
    fault = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"grant of {self.account_id}"


class Inbox(models.Model):
    """An event, stored once: the same one has the same channel, account, id and content.

    Sealed under the key of its day, worked off once, then emptied.
    """

    channel = models.CharField(max_length=12)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    external_id = models.CharField(max_length=200)
    content = models.CharField(max_length=32, blank=True, default="", help_text="keyed digest of what the event says")
    body = models.BinaryField(null=True)
    key = models.BigIntegerField(null=True, help_text="id of the day's key in the vault")
    rank = models.SmallIntegerField(default=1, help_text="0 urgent, 1 ordinary")
    state = models.SmallIntegerField(choices=InboxState.choices, default=InboxState.STORED)
    due = models.DateTimeField()
    owner = models.CharField(max_length=40, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=60, blank=True, help_text="class and code, never text")
    received_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["rank", "due", "id"], condition=models.Q(state=0), name="inbox_due"),
            models.Index(fields=["id"], condition=models.Q(state=3), name="inbox_parked"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["account", "channel", "external_id", "content"], name="inbox_once"),
            models.UniqueConstraint(
                fields=["channel", "external_id", "content"],
                condition=models.Q(account__isnull=True),
                name="inbox_once_no_account",
            ),
            models.CheckConstraint(condition=models.Q(state__in=InboxState.values), name="inbox_state"),
            models.CheckConstraint(
                condition=models.Q(state__in=[0, 3]) | models.Q(body__isnull=True), name="inbox_emptied"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.external_id}"


class Attachment(models.Model):
    """A file that came with a message and is still with the messenger; gone once it was fetched or given up.

    Its address is sealed under the file's own key, so it ends with the thread.
    """

    file = models.BigIntegerField(unique=True, help_text="id of the awaited file")
    channel = models.CharField(max_length=12)
    address = models.BinaryField()
    rank = models.SmallIntegerField(default=1, help_text="0 urgent, 1 ordinary")
    due = models.DateTimeField()
    owner = models.CharField(max_length=40, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["rank", "due", "id"], name="attachment_due")]

    def __str__(self) -> str:
        return f"{self.channel} {self.file}"


class Outbox(models.Model):
    """A message that has to leave, promised in the transaction of its cause. Emptied when sent or given up."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120, unique=True, help_text="the same promise is made once")
    thread = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=24)
    rank = models.SmallIntegerField(default=OutboxRank.ORDINARY, choices=OutboxRank.choices)
    to = models.BinaryField(max_length=32, null=True, help_text="keyed hash of the address")
    body = models.BinaryField(null=True)
    picture = models.BinaryField(null=True)
    seal_key = models.BigIntegerField(null=True, help_text="id of the day's key in the vault")
    parts_sent = models.PositiveSmallIntegerField(default=0)
    state = models.SmallIntegerField(choices=OutboxState.choices, default=OutboxState.WAITING)
    due = models.DateTimeField()
    owner = models.CharField(max_length=40, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=60, blank=True, help_text="class and code, never text")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["rank", "due", "id"], condition=models.Q(state=0), name="outbox_rank"),
            models.Index(fields=["thread", "id"], name="outbox_thread"),
            models.Index(fields=["to"], condition=models.Q(state=2), name="outbox_held_to"),
            models.Index(fields=["id"], condition=models.Q(state__in=[2, 3]), name="outbox_stuck"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=OutboxState.values), name="outbox_state"),
            models.CheckConstraint(condition=models.Q(rank__in=OutboxRank.values), name="outbox_rank_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=[0, 2, 3])
                | models.Q(body__isnull=True, picture__isnull=True, to__isnull=True),
                name="outbox_emptied",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Window(models.Model):
    """When somebody last wrote to an account: the messenger lets us answer for days only. Holds no address."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    to = models.BinaryField(max_length=32)
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["last_at"], name="window_last")]
        constraints = [models.UniqueConstraint(fields=["account", "to"], name="window_once")]

    def __str__(self) -> str:
        return f"window {self.pk}"


class Bucket(models.Model):
    """The quota of an account: how many calls it may make in any minute, and those of the last one."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="bucket")
    allowed = models.PositiveIntegerField(help_text="calls in any 60 seconds")
    spent = models.JSONField(default=list, help_text="[owner, seconds since 1970, calls]: an owner's are on their way")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(allowed__gte=2), name="bucket_lets_through")]

    def __str__(self) -> str:
        return f"bucket of {self.account_id}"


class Allowance(models.Model):
    """What the messenger last said an account may still send beyond the free hours."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="allowance")
    left = models.PositiveIntegerField(help_text="messages of the package that are left")
    total = models.PositiveIntegerField(null=True)
    until = models.DateField(null=True, help_text="last day of the package's count")
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"allowance of {self.account_id}"
