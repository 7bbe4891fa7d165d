"""The second factor: RFC 6238 codes over a sealed secret, and recovery codes as keyed hashes."""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from django.db import transaction
from django.db.models import QuerySet

from lantoa.accounts.logic import SLIP_SIGNS, is_recovery, tidy_code
from lantoa.accounts.models import RecoveryCode, SecondFactor, Staff
from lantoa.journal import actions as journal
from lantoa.journal.logic import Actor
from lantoa.kit import clock, keys
from lantoa.kit.seal import HeldKey

PERIOD = 30
TOLERANCE = 1
RECOVERY_COUNT = 10


class WrongCode(Exception):
    """No code of this moment, or one that was used before."""


def _key() -> HeldKey:
    return HeldKey(0, keys.purpose_key("second-factor/1"))


def code_at(secret: bytes, step: int) -> str:
    """The six figures of one time step (RFC 4226)."""
    return HOTP(secret, 6, SHA1()).generate(step).decode()  # noqa: S303 - every code app speaks SHA-1 only


def fitting_step(secret: bytes, code: str) -> int | None:
    """The time step, at most one away from now, whose code this is."""
    if not code.isascii():
        return None
    now = int(clock.now().timestamp()) // PERIOD
    for step in range(now - TOLERANCE, now + TOLERANCE + 1):
        if secrets.compare_digest(code_at(secret, step), code):
            return step
    return None


def _secret_of(row: SecondFactor) -> bytes:
    return _key().unseal(bytes(row.secret), row=f"second-factor:{row.pk}")


def sealed_secret(secret: bytes, staff: Staff) -> bytes:
    """The secret as its row keeps it."""
    return _key().seal(secret, row=f"second-factor:{staff.pk}")


def begin_factor() -> bytes:
    """A fresh secret, to be shown once; nothing is stored before a code proves that the app has it."""
    return secrets.token_bytes(20)


@transaction.atomic
def confirm_factor(*, by: Actor, staff: Staff, secret: bytes, code: str) -> list[str]:
    """Keep the secret when the code fits it. Returns the recovery codes, shown once. Raises WrongCode."""
    step = fitting_step(secret, tidy_code(code))
    if step is None:
        raise WrongCode
    SecondFactor.objects.update_or_create(
        staff=staff,
        defaults={
            "secret": sealed_secret(secret, staff),
            "last_step": step,
            "made_at": clock.now(),
        },
    )
    journal.write(by=by, verb="second_factor.set", about=f"staff:{staff.pk}")
    return new_recovery_codes(by=by, staff=staff)


@transaction.atomic
def new_recovery_codes(*, by: Actor, staff: Staff) -> list[str]:
    """Ten new codes instead of all old ones; returned once, kept as keyed hashes."""
    codes = ["".join(secrets.choice(SLIP_SIGNS) for _ in range(10)) for _ in range(RECOVERY_COUNT)]
    RecoveryCode.objects.filter(staff=staff).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(staff=staff, digest=keys.hashed("recovery/1", f"{staff.pk}:{code}")) for code in codes
    )
    journal.write(by=by, verb="recovery_codes.drawn", about=f"staff:{staff.pk}")
    return codes


def code_fits(*, staff: Staff, code: str) -> bool:
    """Whether ``use_code`` would accept this code now. Nothing is used up; costs no slow hash."""
    tidy = tidy_code(code)
    factor = SecondFactor.objects.filter(staff=staff).first()
    if factor is None:
        return False
    if is_recovery(tidy):
        return _unused(staff, tidy).exists()
    step = fitting_step(_secret_of(factor), tidy)
    return step is not None and step > factor.last_step


def use_code(*, by: Actor, staff: Staff, code: str) -> None:
    """Accept a code of the app or a recovery code, each once, in every process. Raises WrongCode."""
    tidy = tidy_code(code)
    factor = SecondFactor.objects.filter(staff=staff).first()
    if factor is None:
        raise WrongCode
    if not is_recovery(tidy):
        step = fitting_step(_secret_of(factor), tidy)
        if step is None or not SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step):
            raise WrongCode
        return
    _use_recovery(by=by, staff=staff, tidy=tidy)


@transaction.atomic
def _use_recovery(*, by: Actor, staff: Staff, tidy: str) -> None:
    if not _unused(staff, tidy).update(used_at=clock.now()):
        raise WrongCode
    journal.write(by=by, verb="recovery_code.used", about=f"staff:{staff.pk}")


def _unused(staff: Staff, tidy: str) -> QuerySet[RecoveryCode]:
    digest = keys.hashed("recovery/1", f"{staff.pk}:{tidy}")
    return RecoveryCode.objects.filter(staff=staff, digest=digest, used_at__isnull=True)
