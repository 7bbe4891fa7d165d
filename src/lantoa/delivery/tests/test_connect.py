"""Accounts are connected by command, changed by repeating it, and never taken from another unit."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lantoa.delivery import actions, queries
from lantoa.delivery.models import Account, Bucket, Grant, Inbox, Outbox
from lantoa.delivery.queries.known import forget_accounts, known
from lantoa.delivery.states import InboxState, OutboxState
from lantoa.delivery.tasks import drain_inbox
from lantoa.delivery.tests.conftest import APP, OA, SECRET, event
from lantoa.journal.logic import HOUSE, Actor
from lantoa.journal.models import Line
from lantoa.places.models import Unit, UnitCode

pytestmark = pytest.mark.django_db


@pytest.fixture
def units(db):
    for n, code in enumerate(["31120", "31135"]):
        unit = Unit.objects.create(path=f"/{n}/", kind="commune", name=f"Phường {n}")
        UnitCode.objects.create(unit=unit, code=code, valid_from="2025-07-01")


@pytest.fixture
def connect(units, tmp_path):
    def connect(*more, secret=SECRET, unit="31120"):
        file = tmp_path / "secret"
        file.write_text(secret + "\n")
        out = StringIO()
        call_command(
            "connect",
            "zalo-oa",
            "--unit",
            unit,
            "--app-id",
            APP,
            "--oa-id",
            OA,
            "--secret-file",
            str(file),
            *more,
            stdout=out,
        )
        forget_accounts()
        return out.getvalue()

    return connect


def it_connects_and_says_what_is_missing(connect):
    said = connect()

    account = Account.objects.get()
    assert (account.kind, account.app_id, account.external_id, account.unit.name) == ("zalo_oa", APP, OA, "Phường 0")
    assert SECRET.encode() not in bytes(account.secrets)
    assert known("zalo_oa", OA).secrets.secret == SECRET
    assert "only receives" in said
    assert [line.verb for line in Line.objects.all()] == ["account.connected"]
    assert {t.code for t in queries.troubles()} == {"silent", "receives_only"}


def it_takes_the_app_secret_and_a_first_token(connect, tmp_path):
    for name in ("app", "token"):
        (tmp_path / name).write_text(f"{name}-example")

    connect("--app-secret-file", str(tmp_path / "app"), "--token-file", str(tmp_path / "token"))

    assert known("zalo_oa", OA).secrets.app_secret == "app-example"
    assert b"token-example" not in bytes(Grant.objects.get().tokens)


def it_is_repeatable_and_forgets_the_proof_of_an_old_secret(connect):
    connect()
    Account.objects.update(verified_at="2026-01-01T00:00:00Z")
    connect()
    assert Account.objects.get().verified_at is not None

    connect(secret="another")

    assert Account.objects.get().verified_at is None
    assert known("zalo_oa", OA).secrets.secret == "another"


def it_takes_what_was_kept_while_the_secret_was_wrong(connect, post):
    connect(secret="typed wrong")
    taken = []
    actions.set_taker(taken.append, lambda text: False)
    assert post(event(message={"text": "Chào", "msg_id": "1"})).status_code == 401

    said = connect()
    drain_inbox()

    assert "1 events that were kept" in said
    assert [inbound.text for inbound in taken] == ["Chào"]
    assert Inbox.objects.get().state == InboxState.DONE


def it_refuses_what_belongs_elsewhere_and_what_it_does_not_know(connect, tmp_path):
    connect()

    with pytest.raises(CommandError, match="another unit"):
        connect(unit="31135")
    with pytest.raises(CommandError, match="No unit has the code"):
        connect(unit="99999")
    with pytest.raises(CommandError, match="empty"):
        connect(secret="")
    with pytest.raises(CommandError, match="cannot be read"):
        connect("--app-secret-file", str(tmp_path / "nothing"))
    assert Account.objects.get().unit.name == "Phường 0"


def it_connects_a_gateway_for_short_messages(units, tmp_path):
    (tmp_path / "in").write_text("a")
    (tmp_path / "out").write_text("b")
    common = ["connect", "sms", "--unit", "31120", "--number", "0292 000 0113", "--secret-file", str(tmp_path / "in")]

    call_command(
        *common, "--gateway", "https://sms.example/send", "--token-file", str(tmp_path / "out"), stdout=StringIO()
    )

    secrets = known("sms", "02920000113", fresh=True).secrets
    assert (secrets.secret, secrets.app_secret, secrets.address) == ("a", "b", "https://sms.example/send")
    with pytest.raises(CommandError, match="https"):
        call_command(*common, "--gateway", "http://sms.example/send", stdout=StringIO())


def it_exports_what_arrived_without_content(connect, post):
    connect()
    post(event(message={"text": "Hẻm 45 có trộm", "msg_id": "1"}))
    actions.remember("web", "nonce-1")
    post(event(message={"text": "a", "msg_id": "9"}), mac="mac=" + "0" * 64)
    out = StringIO()

    call_command("inbox", "export", stdout=out)

    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [set(row) for row in rows] == [{"external_id", "channel", "account", "received_at", "state"}] * 2
    assert [(r["external_id"], r["channel"], r["account"], r["state"]) for r in rows] == [
        ("1", "zalo_oa", OA, "stored"),
        ("nonce-1", "web", None, "done"),
    ]
    assert "trộm" not in out.getvalue()


def it_shows_parked_rows_to_whoever_may_see_them_and_lets_them_come_again(connect, post):
    connect()
    post(event("user_send_text", message="?"))
    drain_inbox()
    adam = Actor("staff", "1", None, frozenset({"stuck.see"}))
    vinh = Actor("staff", "2")

    shown = queries.parked(adam)

    assert [(s.box, s.fault, s.why[:9]) for s in shown] == [("inbox", "shape:message", "Ứng dụng ")]
    assert queries.parked(vinh) == []
    with pytest.raises(actions.NotYours):
        actions.try_again(by=vinh, inbox=[shown[0].id])
    assert actions.try_again(by=adam, inbox=[shown[0].id]) == 1
    assert Inbox.objects.get().state == InboxState.STORED


def it_lets_a_parked_message_leave_again(connect):
    connect()
    row = actions.send(by=HOUSE, account=Account.objects.get().pk, address="1", text="a", key="a", purpose="answer")
    Outbox.objects.update(state=OutboxState.PARKED, fault="permanent:-248", tries=8)

    assert actions.try_again(by=HOUSE, outbox=[row.pk]) == 1

    assert Outbox.objects.values_list("state", "tries", "fault").get() == (OutboxState.WAITING, 0, "")


def it_sets_how_much_may_be_sent_and_keeps_it(connect):
    connect()
    assert Bucket.objects.get().allowed == 100

    connect("--per-minute", "2000")
    assert Bucket.objects.get().allowed == 2000
    connect()

    assert Bucket.objects.get().allowed == 2000
