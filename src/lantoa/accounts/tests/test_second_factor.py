"""Nobody is staff with a password alone, nor with somebody else's code, nor after they left for good."""

import pytest

from lantoa.accounts.middleware import VERIFIED
from lantoa.accounts.models import Staff

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
