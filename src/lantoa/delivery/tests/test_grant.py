"""Tokens: one refresher at a time, a new pair stored before it is used, an alarm when the consent is lost."""

from datetime import timedelta

import pytest

from lantoa.delivery import queries
from lantoa.delivery.actions import grant as grants
from lantoa.delivery.actions.connect import connect_account
from lantoa.delivery.logic.messenger import Fault, Secrets, SendRefused
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Grant, Outbox
from lantoa.delivery.queries.known import known
from lantoa.delivery.states import OutboxState
from lantoa.delivery.tasks import drain_inbox, drain_outbox, refresh_grants
from lantoa.delivery.tests.conftest import APP, APP_SECRET, OA, SECRET
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import clock

pytestmark = [pytest.mark.django_db, pytest.mark.process]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


def state():
    row = Outbox.objects.get()
    return OutboxState(row.state), row.fault


def texts(zalo, since):
    return [row["text"] for row in zalo.sent()[since:]]


@pytest.mark.parametrize("code", [-216, -220])
def it_refreshes_once_and_sends_when_the_token_died(zalo, rhea, promise, code):
    before = len(zalo.sent())
    promise(rhea)
    grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])
    zalo.tell("faults", {"where": "api", "what": "code", "code": code, "times": 1})

    drain_outbox()

    assert texts(zalo, before) == ["Đã nhận tin."]
    assert Grant.objects.get().version == 3


def it_stores_a_new_pair_before_it_uses_it_and_keeps_both_halves(zalo, sending):
    first = grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])

    again = grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])

    assert first == again
    row = Grant.objects.get()
    assert (row.version, row.lease_owner, row.lease_until) == (2, "", None)
    assert row.expires_at - clock.now() > timedelta(hours=24)
    assert first.token.encode() not in bytes(row.tokens)


def it_lets_one_process_refresh_and_the_others_wait(zalo, rhea, promise):
    Grant.objects.update(lease_owner="other", lease_until=clock.now() + timedelta(seconds=60))
    promise(rhea)

    drain_outbox()
    assert state() == (OutboxState.WAITING, "refreshing:")

    with clock.moved(clock.now() + timedelta(minutes=2)):  # the other one died
        drain_outbox()
    assert state()[0] == OutboxState.SENT


@pytest.mark.parametrize("style", [{}, {"second_use_code": -118}, {"error_without_number": True}])
def it_raises_the_alarm_when_the_grant_is_lost(zalo, rhea, sending, promise, style, caplog):
    zalo.tell("style", style)
    zalo.tell("faults", {"where": "oauth", "what": "rotate-then-drop", "times": 1})
    promise(rhea)

    drain_outbox()
    assert state()[1].startswith("retry:")
    with clock.moved(clock.now() + timedelta(minutes=1)):
        drain_outbox()

    assert state()[0] == OutboxState.WAITING
    assert state()[1].startswith("grant_lost:")
    assert queries.parked(HOUSE) == []
    assert Grant.objects.get().lost_at is not None
    assert Line.objects.filter(verb="grant.lost").count() == 1
    assert "consent again" in caplog.text
    assert [t.code for t in queries.troubles() if t.code == "grant_lost"] == ["grant_lost"]
    assert "Quyền gửi" in queries.waiting(7)[0].why


def it_sends_what_waited_once_the_account_is_connected_again(zalo, rhea, sending, promise):
    Grant.objects.update(lost_at=clock.now())
    promise(rhea)
    drain_outbox()
    assert state() == (OutboxState.WAITING, "grant_lost:")

    token = zalo.tell("grant", {"oa_id": OA})["refresh_token"]
    connect_account(
        by=HOUSE,
        messenger=all_messengers()["zalo_oa"],
        unit=sending.unit_id,
        external_id=OA,
        app_id=APP,
        secrets=Secrets(SECRET, APP_SECRET),
        refresh_token=token,
    )
    drain_outbox()

    assert state() == (OutboxState.SENT, "")


@pytest.mark.parametrize("what", ["500", "html", "nothing"])
def it_never_overwrites_a_good_grant_with_a_bad_answer(zalo, sending, what):
    zalo.tell("faults", {"where": "oauth", "what": what, "times": 1})
    before = bytes(Grant.objects.get().tokens)

    with pytest.raises(SendRefused) as refused:
        grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])

    assert refused.value.fault == Fault.RETRY
    row = Grant.objects.get()
    assert (bytes(row.tokens), row.lost_at, row.lease_until) == (before, None, None)
    grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])


def it_renews_tokens_long_before_they_end(zalo, sending):
    refresh_grants()
    assert Grant.objects.get().version == 2
    refresh_grants()
    assert Grant.objects.get().version == 2

    with clock.moved(clock.now() + timedelta(hours=23)):
        refresh_grants()

    assert Grant.objects.get().version == 3


def it_only_receives_without_a_grant(zalo, rhea, promise):
    Grant.objects.all().delete()
    promise(rhea)

    drain_outbox()

    assert state() == (OutboxState.WAITING, "no_grant:")
    assert queries.parked(HOUSE) == []
    assert "chỉ nhận được tin" in queries.waiting(7)[0].why


def it_only_receives_once_the_owner_of_the_account_took_the_permission_back(zalo, rhea, promise, post):
    said = {"app_id": APP, "oa_id": OA, "event_name": "permission_revoked"}
    stamp = int((clock.now() + timedelta(seconds=5)).timestamp() * 1000)
    assert post(said | {"timestamp": str(stamp)}).status_code == 200
    with clock.moved(clock.now() + timedelta(seconds=10)):
        drain_inbox()
        promise(rhea)
        drain_outbox()

    assert state() == (OutboxState.WAITING, "grant_lost:")
    assert [t.code for t in queries.troubles() if t.code == "grant_lost"] == ["grant_lost"]
    assert Line.objects.filter(verb="grant.lost").count() == 1


def it_lets_an_old_event_take_back_no_consent_that_was_given_after_it(zalo, sending, post):
    grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])
    said = {"app_id": APP, "oa_id": OA, "event_name": "permission_revoked"}

    post(said | {"timestamp": str(int((clock.now() - timedelta(days=1)).timestamp() * 1000))})
    drain_inbox()

    assert Grant.objects.get().lost_at is None
