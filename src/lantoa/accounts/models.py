from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from lantoa.accounts.states import Gift, Role
from lantoa.places.models import Desk, Unit


class StaffManager(BaseUserManager["Staff"]):
    """Looks staff up by sign-in name."""


class Staff(AbstractBaseUser):
    """A person who signs in: officer, chief, inspector, volunteer, administrator."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    rank = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    objects = StaffManager()

    def __str__(self) -> str:
        return f"{self.rank} {self.name}".strip()


class Post(models.Model):
    """A role in a unit for a span of time. Closing it ends every right that came with it."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "unit", "role"], condition=models.Q(until__isnull=True), name="post_once"
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="post_role"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.unit_id}"


class Posting(models.Model):
    """A desk that somebody sits at for a span of time: whoever sits there sees what lies on it."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="postings")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="postings")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "desk"], condition=models.Q(until__isnull=True), name="posting_once"
            )
        ]

    def __str__(self) -> str:
        return f"posting {self.desk_id}"


class SecondFactor(models.Model):
    """The sealed secret of somebody's code app, and the last time step it was used for."""

    staff = models.OneToOneField(Staff, on_delete=models.CASCADE, related_name="second_factor", primary_key=True)
    secret = models.BinaryField()
    last_step = models.BigIntegerField(default=0, help_text="no code works twice: later steps only")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"second factor {self.staff_id}"


class RecoveryCode(models.Model):
    """One code for the day the phone is gone; kept as a keyed hash, good once."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.BinaryField(max_length=32)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "digest"], name="recovery_once")]

    def __str__(self) -> str:
        return f"recovery {self.pk}"


class Slip(models.Model):
    """A one-time sign-in slip, printed and handed over: sets a password and a second factor."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="slips")
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"slip {self.pk}"


class Reset(models.Model):
    """A request to give somebody a new slip. Needs two people: the chief and the administrator."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="resets")
    chief = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    admin = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff"], condition=models.Q(done_at__isnull=True), name="reset_once"),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True) | models.Q(chief__isnull=False, admin__isnull=False),
                name="reset_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"reset {self.pk}"


class StaffSession(models.Model):
    """A machine somebody is signed in on: a word for it and two dates. No address, no browser name, no key."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="sessions")
    session_hash = models.CharField(max_length=40, unique=True, help_text="keyed hash, as the session's own row")
    device = models.CharField(max_length=40)
    since = models.DateField()
    seen_on = models.DateField()

    def __str__(self) -> str:
        return f"session {self.pk}"


class Given(models.Model):
    """Somebody gave somebody an account, a post, a desk, a slip, or half of a reset that was done. Only appended."""

    giver = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="given")
    what = models.CharField(max_length=8, choices=Gift.choices)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="given_at")]
        constraints = [models.CheckConstraint(condition=models.Q(what__in=Gift.values), name="given_what")]

    def __str__(self) -> str:
        return f"{self.what} {self.giver_id} to {self.taker_id}"


class KeptFrom(models.Model):
    """A matter that speaks of this member of staff: never shown to that person, on whatever desk it lies.

    It only takes away: what the desk does not show, no row here can show. ``lifted`` while everybody who could see the
    matter is named in it: what nobody sees is lost.
    """

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    thread = models.BigIntegerField(help_text="number of the thread; nothing else of it")
    lifted = models.BooleanField(default=False, help_text="nobody else is left who could see it: takes nothing away")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "thread"], name="kept_from_once")]
        indexes = [models.Index(fields=["thread"], name="kept_from_thread")]

    def __str__(self) -> str:
        return f"kept from {self.staff_id}"
