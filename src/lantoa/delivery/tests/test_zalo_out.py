"""Answers leave through the messenger's servers (a stand-in), or wait where the officer sees why."""

import json
from datetime import timedelta

import pytest

from lantoa.delivery import actions, queries
from lantoa.delivery.actions import grant as grants
from lantoa.delivery.actions.connect import connect_account
from lantoa.delivery.logic.messenger import Fault, Secrets, SendRefused
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Bucket, Grant, Outbox
from lantoa.delivery.queries.known import forget_accounts, known
from lantoa.delivery.states import OutboxState
from lantoa.delivery.tasks import drain_outbox, refresh_grants
from lantoa.delivery.tests.conftest import APP, OA, SECRET
from lantoa.delivery.tests.standin import Standin
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.places.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.process]
APP_SECRET = "app-secret-example"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    file = tmp_path_factory.mktemp("zalo") / "accounts.json"
    row = {"oa_id": OA, "app_id": APP, "name": "Công an phường Ninh Kiều", "secret": SECRET, "app_secret": APP_SECRET}
    file.write_text(json.dumps([row]))
    zalo = Standin("zalo", "--accounts", file)
    yield zalo
    zalo.stop()


@pytest.fixture
def zalo(servers, settings):
    settings.DEV_MESSENGER_HOST = servers.host
    servers.tell("faults", method="DELETE")
    servers.tell("style", {"error_without_number": False, "oa_per_minute": 2000, "second_use_code": -14014})
    servers.tell("user", {"user": "Rhea", "refuse": 0})
    return servers


@pytest.fixture
def rhea(zalo):
    return zalo.tell("say", {"user": "Rhea", "text": "Có trộm"})["user_id"]


@pytest.fixture
def account(zalo, db):
    unit = Unit.objects.create(path="/1/", kind="commune", name="Ninh Kiều")
    pair = zalo.tell("grant", {"oa_id": OA})
    account = connect_account(
        by=HOUSE,
        messenger=all_messengers()["zalo_oa"],
        unit=unit.pk,
        external_id=OA,
        app_id=APP,
        secrets=Secrets(SECRET, APP_SECRET),
        refresh_token=pair["refresh_token"],
    )
    forget_accounts()
    return account


@pytest.fixture
def promise(account):
    def promise(address, text="Đã nhận tin.", key="a", **more):
        return actions.send(
            by=HOUSE, account=account.pk, address=address, text=text, key=key, purpose="answer", thread=7, **more
        )

    return promise


def state():
    row = Outbox.objects.get()
    return OutboxState(row.state), row.fault


def texts(zalo, since):
    return [row["text"] for row in zalo.sent()[since:]]


def it_sends_and_empties(zalo, rhea, promise):
    before = len(zalo.sent())
    promise(rhea)

    assert drain_outbox() == 1
    assert drain_outbox() == 0

    assert texts(zalo, before) == ["Đã nhận tin."]
    row = Outbox.objects.get()
    assert (row.state, row.body, row.to, row.fault) == (OutboxState.SENT, None, None, "")
    assert queries.waiting(7) == []


def it_sends_a_long_text_in_parts_and_a_picture_with_the_last(zalo, rhea, promise):
    before = len(zalo.sent())
    sentence = "Công an phường đã kiểm tra và nhắc nhở. "
    promise(rhea, text=sentence * 120, picture=PNG)

    drain_outbox()

    rows = zalo.sent()[before:]
    assert [row["kind"] for row in rows] == ["text", "text", "image"]
    assert all(len(row["text"]) <= 2000 and row["text"].endswith(".") for row in rows)
    assert " ".join(row["text"] for row in rows) == (sentence * 120).strip()
    assert state() == (OutboxState.SENT, "")


@pytest.mark.parametrize("what", ["500", "html", "nothing"])
def it_comes_again_when_the_messenger_answers_nonsense(zalo, rhea, promise, what):
    before = len(zalo.sent())
    promise(rhea)
    grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])
    zalo.tell("faults", {"where": "api", "what": what, "times": 1})

    drain_outbox()
    assert state()[0] == OutboxState.WAITING
    assert state()[1].startswith("retry:")
    assert "tự gửi lại" in queries.waiting(7)[0].why
    assert drain_outbox() == 0
    with clock.moved(clock.now() + timedelta(minutes=1)):
        drain_outbox()

    assert texts(zalo, before) == ["Đã nhận tin."]


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (-32, (OutboxState.WAITING, "rate:-32")),
        (-211, (OutboxState.WAITING, "quota:-211")),
        (-230, (OutboxState.HELD, "window:-230")),
        (-213, (OutboxState.HELD, "person:-213")),
        (-221, (OutboxState.PARKED, "human:-221")),
        (-212, (OutboxState.PARKED, "config:-212")),
        (-248, (OutboxState.PARKED, "permanent:-248")),
        (-200, (OutboxState.WAITING, "retry:-200")),
        (-99999, (OutboxState.WAITING, "retry:-99999")),
    ],
)
def it_settles_a_refusal_by_its_class(zalo, rhea, promise, code, wanted):
    zalo.tell("faults", {"where": "api", "what": "code", "code": code, "times": 1})
    promise(rhea)

    drain_outbox()

    assert state() == wanted
    assert queries.waiting(7)[0].why != "Đang chờ gửi."


def it_holds_an_answer_after_seven_days_until_the_person_writes(zalo, account, promise):
    stranger = zalo.tell("say", {"user": "Ba Tư", "text": "Chào", "timestamp": 1_700_000_000_000})["user_id"]
    promise(stranger)

    drain_outbox()

    assert state() == (OutboxState.HELD, "window:-230")
    assert "7 ngày" in queries.waiting(7)[0].why


@pytest.mark.parametrize("code", [-216, -220])
def it_refreshes_once_and_sends_when_the_token_died(zalo, rhea, promise, code):
    before = len(zalo.sent())
    promise(rhea)
    grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])
    zalo.tell("faults", {"where": "api", "what": "code", "code": code, "times": 1})

    drain_outbox()

    assert texts(zalo, before) == ["Đã nhận tin."]
    assert Grant.objects.get().version == 3


def it_stores_a_new_pair_before_it_uses_it_and_keeps_both_halves(zalo, account):
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
def it_raises_the_alarm_when_the_grant_is_lost(zalo, rhea, account, promise, style, caplog):
    zalo.tell("style", style)
    zalo.tell("faults", {"where": "oauth", "what": "rotate-then-drop", "times": 1})
    promise(rhea)

    drain_outbox()
    assert state()[1].startswith("retry:")
    with clock.moved(clock.now() + timedelta(minutes=1)):
        drain_outbox()

    assert state()[0] == OutboxState.PARKED
    assert state()[1].startswith("grant_lost:")
    assert Grant.objects.get().lost_at is not None
    assert Line.objects.filter(verb="grant.lost").count() == 1
    assert "consent again" in caplog.text
    assert [t.code for t in queries.troubles() if t.code == "grant_lost"] == ["grant_lost"]
    assert "Quyền gửi" in queries.waiting(7)[0].why


def it_sends_what_waited_once_the_account_is_connected_again(zalo, rhea, account, promise):
    Grant.objects.update(lost_at=clock.now())
    promise(rhea)
    drain_outbox()
    assert state()[0] == OutboxState.PARKED

    token = zalo.tell("grant", {"oa_id": OA})["refresh_token"]
    connect_account(
        by=HOUSE,
        messenger=all_messengers()["zalo_oa"],
        unit=account.unit_id,
        external_id=OA,
        app_id=APP,
        secrets=Secrets(SECRET, APP_SECRET),
        refresh_token=token,
    )
    drain_outbox()

    assert state() == (OutboxState.SENT, "")


@pytest.mark.parametrize("what", ["500", "html", "nothing"])
def it_never_overwrites_a_good_grant_with_a_bad_answer(zalo, account, what):
    zalo.tell("faults", {"where": "oauth", "what": what, "times": 1})
    before = bytes(Grant.objects.get().tokens)

    with pytest.raises(SendRefused) as refused:
        grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])

    assert refused.value.fault == Fault.RETRY
    row = Grant.objects.get()
    assert (bytes(row.tokens), row.lost_at, row.lease_until) == (before, None, None)
    grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])


def it_renews_tokens_long_before_they_end(zalo, account):
    refresh_grants()
    assert Grant.objects.get().version == 2
    refresh_grants()
    assert Grant.objects.get().version == 2

    with clock.moved(clock.now() + timedelta(hours=23)):
        refresh_grants()

    assert Grant.objects.get().version == 3


def it_keeps_within_the_quota(zalo, rhea, promise):
    Bucket.objects.update(tokens=2, cap=2, rate=0.001, at=clock.now().timestamp())
    before = len(zalo.sent())
    for number in range(5):
        promise(rhea, key=str(number))

    drain_outbox()

    assert len(zalo.sent()) - before == 2
    waiting = queries.waiting(7)
    assert len(waiting) == 3
    assert {w.why for w in waiting} == {"Đang gửi nhiều tin. Tin này sẽ đi trong ít phút."}
    assert drain_outbox() == 0


def it_only_receives_without_a_grant(zalo, rhea, promise):
    Grant.objects.all().delete()
    promise(rhea)

    drain_outbox()

    assert state() == (OutboxState.PARKED, "no_grant:")
    assert "chỉ nhận được tin" in queries.waiting(7)[0].why


def it_lets_the_others_rest_when_the_messenger_is_away(zalo, rhea, promise):
    grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])
    zalo.tell("faults", {"where": "api", "what": "500", "times": -1})
    for number in range(40):
        promise(rhea, key=str(number))

    drain_outbox()

    tried = Outbox.objects.filter(tries=1).count()
    assert 8 <= tried <= 12
    assert Outbox.objects.filter(tries=0, fault="away:500", state=OutboxState.WAITING).count() == 40 - tried
    zalo.tell("faults", method="DELETE")
    with clock.moved(clock.now() + timedelta(minutes=1)):
        drain_outbox()
    assert Outbox.objects.filter(state=OutboxState.SENT).count() == 40


def it_stops_the_whole_account_when_the_account_is_the_problem(zalo, rhea, promise):
    zalo.tell("faults", {"where": "api", "what": "code", "code": -221, "times": 40})
    for number in range(30):
        promise(rhea, key=str(number))

    drain_outbox()

    assert set(Outbox.objects.values_list("state", "fault")) == {(OutboxState.PARKED, "human:-221")}


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/x.jpg",
        "https://evil.example/x.jpg",
        "https://zdn.vn.evil.example/x.jpg",
        "https://user@photo.zdn.vn/x.jpg",
        "https://photo.zdn.vn:8443/x.jpg",
        "https://photo.zdn.vn:99999/x.jpg",
        "file:///etc/passwd",
        "ftp://photo.zdn.vn/x",
        "https://photo.zdn.vn/x y\r\nHost: z",
        "",
    ],
)
def it_refuses_foreign_addresses(settings, url):
    settings.DEV_MESSENGER_HOST = ""

    with pytest.raises(SendRefused) as refused:
        all_messengers()["zalo_oa"].fetch(url, 1 << 20)

    assert refused.value.fault == Fault.PERMANENT


def it_refuses_a_name_that_points_into_our_own_network(settings, monkeypatch):
    settings.DEV_MESSENGER_HOST = ""
    found = [(2, 1, 6, "", ("10.0.0.7", 443))]
    monkeypatch.setattr("lantoa.delivery.messengers.http.socket.getaddrinfo", lambda *a, **k: found)

    with pytest.raises(SendRefused, match="permanent:host"):
        all_messengers()["zalo_oa"].fetch("https://photo.zdn.vn/x.jpg", 1 << 20)
