"""Whether a message will arrive is known before it is written: window, package, switches, refusals."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from lantoa.delivery import actions, queries
from lantoa.delivery.actions import allowance
from lantoa.delivery.actions.window import touch
from lantoa.delivery.logic.messenger import Left
from lantoa.delivery.models import Account, Grant, Outbox
from lantoa.delivery.queries import Reach, outlook
from lantoa.delivery.queries.known import forget_accounts
from lantoa.delivery.states import OutboxState
from lantoa.delivery.tasks import drain_outbox
from lantoa.delivery.tests.conftest import OA, RHEA
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def sends(connect):
    """An account that may send; nobody has written to it."""
    account = connect(app_secret="a", refresh_token="r")
    Grant.objects.update(expires_at=clock.now() + timedelta(days=1))
    return account


def wrote(account, ago):
    touch([(account.pk, RHEA, clock.now() - ago)])


@pytest.mark.parametrize(
    ("ago", "wanted"),
    [
        (timedelta(hours=47), Reach.FREE),
        (timedelta(hours=49), Reach.COUNTED),
        (timedelta(days=6, hours=23), Reach.COUNTED),
        (timedelta(days=7, minutes=1), Reach.CLOSED),
    ],
)
def it_knows_how_long_somebody_may_be_written_to(sends, ago, wanted):
    wrote(sends, ago)

    assert outlook(sends.pk, RHEA).reach == wanted


def it_says_until_when(sends):
    with clock.moved(clock.now()):
        wrote(sends, timedelta(hours=1))

        found = outlook(sends.pk, RHEA)

        assert found.until == clock.now() + timedelta(days=7, hours=-1)
        assert found.free_until == clock.now() + timedelta(hours=47)


def it_knows_that_the_package_is_used_up_until_its_last_day(sends):
    with clock.moved(clock.now()):
        wrote(sends, timedelta(days=3))
        allowance.told(sends.pk, Left(0, 500, clock.today() + timedelta(days=2)))
        assert outlook(sends.pk, RHEA).reach == Reach.SPENT

        clock.advance(timedelta(days=3))
        wrote(sends, timedelta(days=3))

        assert (outlook(sends.pk, RHEA).reach, outlook(sends.pk, RHEA).left) == (Reach.COUNTED, None)


def it_believes_a_refusal_for_want_of_quota_for_a_day(sends):
    with clock.moved(clock.now()):
        wrote(sends, timedelta(days=3))
        allowance.told(sends.pk, Left(0))
        assert outlook(sends.pk, RHEA).reach == Reach.SPENT

        clock.advance(timedelta(hours=25))

        assert outlook(sends.pk, RHEA).reach == Reach.COUNTED


def it_knows_who_takes_no_messages_any_more(sends):
    wrote(sends, timedelta(hours=1))
    actions.send(by=HOUSE, account=sends.pk, address=RHEA, text="a", key="a", purpose="answer", thread=7)
    Outbox.objects.update(state=OutboxState.HELD, fault="person:-213")

    assert outlook(sends.pk, RHEA).reach == Reach.REFUSED
    assert outlook(sends.pk, "").reach == Reach.REFUSED


@pytest.mark.parametrize("how", ["no grant", "lost", "off"])
def it_knows_that_an_account_cannot_send(sends, how):
    wrote(sends, timedelta(hours=1))
    if how == "no grant":
        Grant.objects.all().delete()
    elif how == "lost":
        Grant.objects.update(lost_at=clock.now())
    else:
        call_command("account", OA, "--off", "send")

    assert outlook(sends.pk, RHEA).reach == Reach.MUTE


def it_never_sends_by_surprise_what_would_cost_money(sends):
    wrote(sends, timedelta(days=3))
    allowance.told(sends.pk, Left(0, 500, date(2099, 1, 1)))
    actions.send(by=HOUSE, account=sends.pk, address=RHEA, text="a", key="a", purpose="answer", thread=7)

    drain_outbox()

    row = Outbox.objects.get()
    assert (row.state, row.fault) == (OutboxState.HELD, "charged:")
    assert "mất tiền" in queries.waiting(7)[0].why

    call_command("account", OA, "--on", "charge")
    assert Outbox.objects.get().state == OutboxState.WAITING
    assert outlook(sends.pk, RHEA).reach == Reach.COUNTED


def it_lets_nothing_leave_an_account_that_is_switched_off_and_everything_once_it_is_on(sends):
    wrote(sends, timedelta(hours=1))
    call_command("account", OA, "--off", "send")
    forget_accounts()
    actions.send(by=HOUSE, account=sends.pk, address=RHEA, text="a", key="a", purpose="answer", thread=7)

    drain_outbox()

    row = Outbox.objects.get()
    assert (row.state, row.fault) == (OutboxState.WAITING, "off:")
    assert "đang tắt" in queries.waiting(7)[0].why
    assert [t.code for t in queries.troubles() if t.code == "off"] == ["off"]

    call_command("account", OA, "--on", "send")
    assert (Outbox.objects.get().fault, queries.troubles()[-1].code) == ("", "silent")
    assert set(Line.objects.values_list("verb", flat=True)) >= {"account.send_off", "account.send_on"}


def it_lists_accounts_with_what_they_may_do_and_have_left(sends, capsys):
    allowance.told(sends.pk, Left(7, 500, date(2099, 1, 1)))
    call_command("account", OA, "--off", "picture")

    said = capsys.readouterr().out
    assert f"zalo_oa {OA}" in said
    assert "send on, picture off, invite on, charge off; 100 calls a minute; 7 messages left" in said
    with pytest.raises(CommandError, match="No account has the id 5"):
        call_command("account", "5")
    assert not Account.objects.get().may_picture
