"""Answers leave through the messenger's servers (a stand-in), or wait where the officer sees why."""

from datetime import timedelta

import pytest

from lantoa.delivery import queries
from lantoa.delivery.actions import grant as grants
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Allowance, Bucket, Outbox
from lantoa.delivery.queries.known import known
from lantoa.delivery.states import OutboxState
from lantoa.delivery.tasks import drain_outbox
from lantoa.delivery.tests.conftest import APP, OA
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock

pytestmark = [pytest.mark.django_db, pytest.mark.process]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


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
        (-320, (OutboxState.HELD, "charged:-320")),
        (-321, (OutboxState.HELD, "charged:-321")),
        (-218, (OutboxState.WAITING, "quota:-218")),
        (-403, (OutboxState.PARKED, "permanent:-403")),
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


def it_holds_an_answer_after_seven_days_until_the_person_writes(zalo, sending, promise):
    stranger = zalo.tell("say", {"user": "Ba Tư", "text": "Chào", "timestamp": 1_700_000_000_000})["user_id"]
    promise(stranger)

    drain_outbox()

    assert state() == (OutboxState.HELD, "window:-230")
    assert "7 ngày" in queries.waiting(7)[0].why


@pytest.mark.parametrize("code", [-320, -321, -211, -213, -218, -227, -230, -244, -201, -248, -237, -403])
def it_stops_one_row_and_not_the_batch_for_what_concerns_one_person_or_charge(zalo, promise, code):
    zalo.tell("user", {"user": "Ba", "refuse": code})
    people = zalo.tell("say", [{"user": name, "text": "Chào"} for name in ("An", "Ba", "Cam", "Dao", "Em")])
    before = len(zalo.sent())
    for number, said in enumerate(people):
        promise(said["user_id"], key=str(number))

    drain_outbox()

    zalo.tell("user", {"user": "Ba", "refuse": 0})
    assert len(texts(zalo, before)) == 4
    assert Outbox.objects.exclude(state=OutboxState.SENT).get().key == "1"


def it_counts_each_call_not_each_row(zalo, promise):
    """Two pictures are four calls, a long text is three: five allowed calls carry the first picture and the long
    text."""
    names = ("An", "Ba", "Cam")
    first, second, third = (
        said["user_id"] for said in zalo.tell("say", [{"user": name, "text": "Chào"} for name in names])
    )
    grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])
    Bucket.objects.update(allowed=5)
    before = len(zalo.sent())
    promise(first, key="1", picture=PNG)
    promise(second, key="2", text="Công an phường đã kiểm tra và nhắc nhở. " * 120)
    promise(third, key="3", picture=PNG)

    with clock.moved(clock.now()):
        drain_outbox()
        assert sorted(row["kind"] for row in zalo.sent()[before:]) == ["image", "text", "text", "text"]
        assert Outbox.objects.exclude(state=OutboxState.SENT).get().fault == "turn:"
        clock.advance(timedelta(seconds=59))
        drain_outbox()
        assert Outbox.objects.filter(state=OutboxState.SENT).count() == 2
        clock.advance(timedelta(seconds=2))
        drain_outbox()

    assert Outbox.objects.filter(state=OutboxState.SENT).count() == 3


def it_goes_on_with_a_long_text_where_the_allowed_calls_ended(zalo, rhea, promise):
    grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])
    Bucket.objects.update(allowed=2)
    sentence = "Công an phường đã kiểm tra và nhắc nhở. "
    before = len(zalo.sent())
    promise(rhea, text=sentence * 120)

    with clock.moved(clock.now()):
        drain_outbox()
        assert len(texts(zalo, before)) == 2
        clock.advance(timedelta(seconds=61))
        drain_outbox()

    assert " ".join(texts(zalo, before)) == (sentence * 120).strip()


def it_keeps_what_the_answer_says_of_the_package(zalo, sending, promise):
    far = int((clock.now() - timedelta(days=3)).timestamp() * 1000)
    late = zalo.tell("say", {"user": "Bà Sáu", "text": "Chào", "timestamp": far})["user_id"]
    zalo.tell("accounts", {"oa_id": OA, "app_id": APP, "name": "Ninh Kiều", "sub_quota": 7})
    promise(late)

    drain_outbox()

    kept = Allowance.objects.get()
    assert (kept.account_id, kept.left, kept.total, str(kept.until)) == (sending.pk, 6, 7, "2026-12-31")


def it_knows_that_nothing_is_left_when_an_answer_was_charged(zalo, sending, promise):
    far = int((clock.now() - timedelta(days=3)).timestamp() * 1000)
    late = zalo.tell("say", {"user": "Bà Bảy", "text": "Chào", "timestamp": far})["user_id"]
    zalo.tell("accounts", {"oa_id": OA, "app_id": APP, "name": "Ninh Kiều", "sub_quota": 0})
    promise(late)

    drain_outbox()

    assert Allowance.objects.get().left == 0
    zalo.tell("accounts", {"oa_id": OA, "app_id": APP, "name": "Ninh Kiều", "sub_quota": 500})


def it_waits_and_is_not_stuck_when_nobody_is_there_to_call(zalo, rhea, promise, settings):
    promise(rhea)
    grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])
    settings.DEV_MESSENGER_HOST = "127.0.0.1:9"  # the discard port: nobody listens

    with clock.moved(clock.now()):
        for _ in range(20):
            drain_outbox()
            clock.advance(timedelta(hours=1))

    assert state() == (OutboxState.WAITING, "away:ConnectionRefusedError")
    assert Outbox.objects.get().tries == 0
    assert queries.parked(HOUSE) == []


def it_keeps_within_the_quota(zalo, rhea, promise):
    Bucket.objects.update(allowed=2)
    before = len(zalo.sent())
    for number in range(5):
        promise(rhea, key=str(number))

    drain_outbox()

    assert len(zalo.sent()) - before == 2
    waiting = queries.waiting(7)
    assert len(waiting) == 3
    assert {w.why for w in waiting} == {"Đang gửi nhiều tin. Tin này sẽ đi trong ít phút."}
    assert drain_outbox() == 0


def it_lets_the_others_rest_when_the_messenger_is_away(zalo, promise):
    grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])
    zalo.tell("faults", {"where": "api", "what": "500", "times": -1})
    for number, said in enumerate(zalo.tell("say", [{"user": f"R{n}", "text": "Chào"} for n in range(40)])):
        promise(said["user_id"], key=str(number))

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


def it_tells_one_person_everything_in_order(zalo, rhea, promise):
    before = len(zalo.sent())
    for number in range(12):
        promise(rhea, text=f"Câu {number}.", key=f"k{number}")

    drain_outbox()

    assert texts(zalo, before) == [f"Câu {number}." for number in range(12)]


def it_lets_nothing_overtake_what_has_to_come_again(zalo, rhea, promise):
    grants.access(known("zalo_oa", OA), all_messengers()["zalo_oa"])
    before = len(zalo.sent())
    promise(rhea, text="Một.", key="1")
    promise(rhea, text="Hai.", key="2")
    zalo.tell("faults", {"where": "api", "what": "500", "times": 1})

    drain_outbox()
    promise(rhea, text="Ba.", key="3")
    drain_outbox()

    assert texts(zalo, before) == []
    with clock.moved(clock.now() + timedelta(minutes=1)):
        drain_outbox()
    assert texts(zalo, before) == ["Một.", "Hai.", "Ba."]
