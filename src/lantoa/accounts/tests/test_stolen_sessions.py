"""Whoever reads the database, or a backup of it, comes in nowhere with what stands there."""

from base64 import b64decode

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connection

from lantoa.accounts import actions
from lantoa.accounts.models import StaffSession
from lantoa.journal.logic import HOUSE

PAGE = "/can-bo/vao/may/"


def everything_stored():
    """Every value of every row of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [repr(bytes(v) if isinstance(v, memoryview) else v) for row in cursor.fetchall() for v in row]
    return "\n".join(found)


def it_keeps_no_key_of_a_session_in_any_table(cast, client_of):
    client = client_of(cast.otto)
    client.get(PAGE)

    key = client.cookies[settings.SESSION_COOKIE_NAME].value

    assert client.get(PAGE).status_code == 200
    assert key not in everything_stored()


@pytest.mark.parametrize("table", [Session, StaffSession])
def it_opens_nothing_to_whoever_sends_what_the_table_holds(cast, client_of, client, table):
    client_of(cast.otto)
    stolen = [v for row in table.objects.values() for v in row.values() if isinstance(v, str) and v.isascii()]

    answers = set()
    for value in stolen:
        client.cookies[settings.SESSION_COOKIE_NAME] = value
        answers.add(client.get(PAGE).status_code)

    assert answers == {302}


def it_says_nothing_readable_of_who_is_signed_in(cast, client_of):
    client_of(cast.otto)

    held = Session.objects.get()

    assert held.get_decoded() == {}
    assert b"_auth_user" not in b64decode(held.session_data)


def it_takes_no_content_of_one_session_under_another_key(cast, client_of):
    otto, ines = client_of(cast.otto), client_of(cast.ines)
    rows = list(Session.objects.order_by("session_key"))
    for row, other in zip(rows, reversed([row.session_data for row in rows]), strict=True):
        Session.objects.filter(pk=row.pk).update(session_data=other)

    assert [client.get(PAGE).status_code for client in (otto, ines)] == [302, 302]


def it_brings_no_ended_session_back_with_a_late_answer(cast, client_of):
    client = client_of(cast.otto)
    late = client.session
    actions.end_session(by=HOUSE, session=StaffSession.objects.get())

    with pytest.raises(UpdateError):
        late.save()

    assert client.get(PAGE).status_code == 302


def it_ends_all_sessions_and_slips_at_once(cast, client_of, house):
    clients = [client_of(cast.otto), client_of(cast.ines)]
    nga = actions.hire(by=HOUSE, username="nga", name="Ngô Thị Nga", unit=house.here, role="beat")
    slip = actions.give_slip(by=HOUSE, staff=nga)

    ended = actions.end_everybody(by=HOUSE)

    assert ended == 2
    assert [client.get(PAGE).status_code for client in clients] == [302, 302]
    with pytest.raises(actions.SlipRefused):
        actions.use_slip(by=HOUSE, username="nga", code=slip, password="bốn con sếu bay")
