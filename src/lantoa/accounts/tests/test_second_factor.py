"""Nobody is staff with a password alone, nor with somebody else's code, nor after they left for good."""

import time
from datetime import datetime, timezone

import pytest

from lantoa.accounts.actions import begin_factor, confirm_factor
from lantoa.accounts.actions.factors import code_at, fitting_step
from lantoa.accounts.middleware import VERIFIED
from lantoa.accounts.models import Staff
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import clock

PAGES = ("/can-bo/vao/may/", "/can-bo/hop-thu/")


def signed_in(client, staff, **held):
    client.force_login(Staff.objects.get(pk=staff.pk))
    session = client.session
    session.update(held)
    session.save()
    return client


@pytest.mark.parametrize("page", PAGES)
def it_ends_a_session_that_saw_no_second_factor(client, cast, page):
    answer = signed_in(client, cast.otto).get(page)

    assert answer.status_code == 302 and answer["Location"].startswith("/can-bo/vao/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("page", PAGES)
def it_takes_nobody_elses_second_factor(client, cast, page):
    answer = signed_in(client, cast.otto, **{VERIFIED: cast.petra.pk}).get(page)

    assert answer.status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("page", PAGES)
def it_lets_nobody_go_on_who_is_no_longer_active(client, cast, page):
    client = signed_in(client, cast.otto, **{VERIFIED: cast.otto.pk})
    before = client.get(page).status_code
    Staff.objects.filter(pk=cast.otto.pk).update(is_active=False)

    assert (before, client.get(page).status_code) == (200, 302)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")],
)
def it_takes_the_codes_that_every_code_app_shows(seconds, code):
    """The figures of RFC 6238, appendix B, for SHA-1; six of its eight digits."""
    with clock.moved(datetime.fromtimestamp(seconds, tz=timezone.utc)):
        assert fitting_step(b"12345678901234567890", code) == seconds // 30
        assert fitting_step(b"12345678901234567890", f"{int(code) ^ 1:06d}") is None


def it_says_in_the_journal_whose_second_factor_and_recovery_codes_were_set(house, cast):
    secret = begin_factor()

    confirm_factor(by=HOUSE, staff=cast.otto, secret=secret, code=code_at(secret, int(time.time()) // 30))

    lines = Line.objects.filter(verb__in=("second_factor.set", "recovery_codes.drawn")).values_list("verb", "about")
    assert sorted(lines)[-2:] == [
        ("recovery_codes.drawn", f"staff:{cast.otto.pk}"),
        ("second_factor.set", f"staff:{cast.otto.pk}"),
    ]
