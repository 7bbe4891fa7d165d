"""The messengers' door: a true event is stored once and answered; anything else changes nothing."""

import contextlib
import io
import json

import pytest
from django.db import OperationalError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.delivery import actions, views
from lantoa.delivery.actions import door, group, store
from lantoa.delivery.actions.day_key import held
from lantoa.delivery.logic.messenger import Call, Garbage
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Inbox
from lantoa.delivery.states import InboxState
from lantoa.delivery.tests.conftest import APP, OTHER_OA, OTHER_SECRET, RHEA, SECRET, event, sign
from lantoa.errands.models import Errand
from lantoa.journal.models import Line
from lantoa.kit import clock

pytestmark = pytest.mark.django_db

VECTOR = (
    '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730",'
    '"recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Xin chào",'
    '"msg_id":"96d3cdf3af150460909"},"timestamp":"1790000000000"}'
).encode()
VECTOR_MAC = "d8f10d52e6e88e41d6e95031fd59d29801d6d92a0faadaa54f35effec0a24b65"


def opened(row):
    name = door.row_name(row.channel, row.account_id, row.external_id, row.content)
    return held(row.key).unseal(bytes(row.body), row=name)


def it_stores_a_signed_event_sealed(account, post):
    lines = Line.objects.count()

    assert post().status_code == 200

    row = Inbox.objects.get()
    assert (row.channel, row.account_id, row.external_id) == ("zalo_oa", account.pk, "96d3cdf3af150460909")
    assert (row.state, row.rank) == (InboxState.STORED, 1)
    assert b"Xin ch" not in bytes(row.body)
    assert json.loads(opened(row))["message"]["text"] == "Xin chào"
    assert (Line.objects.count(), Errand.objects.count()) == (lines, 0)


def it_stores_many_in_one_statement_and_the_same_once(account, django_assert_num_queries):
    now = clock.now()
    rows = [store.Arrival("zalo_oa", account.pk, str(n % 40), b"x", 1, 1, 0, now, now) for n in range(64)]

    with django_assert_num_queries(1):
        assert store.store(rows) == 40

    assert store.store(rows) == 0


@pytest.mark.parametrize("form", ["mac={}", "{}", "sha256={}", "MAC={}", "mac= {}", " mac={} "])
def it_believes_the_published_example_in_every_form(account, post, form):
    assert post(body=VECTOR, mac=form.format(VECTOR_MAC)).status_code == 200
    assert post(body=VECTOR, mac=form.format(VECTOR_MAC.upper())).status_code == 200


def it_believes_a_time_stamp_in_a_header(account, post):
    raw = json.dumps(event(timestamp=None)).encode()

    answer = post(body=raw, mac=sign(raw, stamp="1790000000001"), **{"X-ZEvent-Timestamp": "1790000000001"})

    assert answer.status_code == 200


@pytest.mark.parametrize("mac", ["", "mac=", "mac=00", "mac=" + "0" * 64, "é", VECTOR_MAC])
def it_refuses_a_wrong_signature(account, post, mac):
    account.__class__.objects.update(verified_at="2026-01-01T00:00:00Z")

    assert post(mac=mac or " ").status_code == 401
    assert Inbox.objects.count() == 0


def it_refuses_a_missing_signature(account, client):
    answer = client.post("/hooks/zalo-oa/", json.dumps(event()), content_type="application/json")

    assert answer.status_code == 401
    assert Inbox.objects.count() == 0


def it_refuses_a_body_changed_after_signing(account, post):
    raw = json.dumps(event()).encode()

    assert post(body=raw + b" ", mac=sign(raw)).status_code == 401
    assert post(body=json.dumps(json.loads(raw), indent=1).encode(), mac=sign(raw)).status_code == 401


def it_never_takes_one_communes_secret_for_another(account, connect, post):
    connect(OTHER_OA, OTHER_SECRET)

    assert post(event(recipient={"id": OTHER_OA}), secret=SECRET).status_code == 401
    assert post(event(oa_id=OTHER_OA), secret=SECRET).status_code == 401
    assert post(event(recipient={"id": OTHER_OA}), secret=OTHER_SECRET).status_code == 200
    assert Inbox.objects.exclude(state=InboxState.PARKED).count() == 1


def it_refuses_accounts_it_does_not_know(account, post):
    assert post(event(recipient={"id": "1"})).status_code == 401
    assert Inbox.objects.count() == 0


def it_keeps_a_call_of_an_account_never_verified_for_a_day(account, post, monkeypatch):
    monkeypatch.setattr(door, "_minute", {})

    codes = {
        post(event(message={"msg_id": str(n), "text": "Cần giúp"}), secret="typed wrong").status_code for n in range(30)
    }

    assert codes == {401}
    rows = Inbox.objects.all()
    assert len(rows) == door.UNBELIEVED_A_MINUTE
    assert {(r.state, r.fault) for r in rows} == {(InboxState.PARKED, "unverified")}
    assert "Cần giúp".encode() not in bytes(rows[0].body)


def it_finds_the_account_by_signature_when_the_event_names_none(account, connect, post):
    other = connect(OTHER_OA, OTHER_SECRET)

    said = event("user_submit_info", recipient=None, message=None, info={"name": "Rhea"})
    assert post(said, secret=OTHER_SECRET).status_code == 200
    assert post(said, secret="neither").status_code == 401

    assert Inbox.objects.get().account_id == other.pk


def it_parks_an_event_that_several_accounts_could_have_signed(account, connect, post):
    connect(OTHER_OA, SECRET)

    assert post(event("user_submit_info", recipient=None, message=None)).status_code == 200

    row = Inbox.objects.get()
    assert (row.state, row.account_id, row.fault) == (InboxState.PARKED, None, "several_accounts")
    assert row.external_id.startswith(f"app:{APP}:")


@pytest.mark.parametrize("body", [b"{}", b"", b" {} "])
def it_answers_the_unsigned_probe(client, body):
    answer = client.post("/hooks/zalo-oa/", body, content_type="application/json")

    assert (answer.status_code, Inbox.objects.count()) == (200, 0)


def it_answers_a_repetition_and_changes_nothing(account, post):
    said = event()
    post(said)
    before = Inbox.objects.values().get()

    assert post(said).status_code == 200

    assert Inbox.objects.values().get() == before


def it_tells_events_about_one_message_apart_and_keeps_no_address_in_their_ids(account, post):
    for name in ("user_send_text", "user_seen_message", "user_reacted_message", "user_received_message", "brand_new"):
        assert post(event(name)).status_code == 200
        assert post(event(name)).status_code == 200

    ids = list(Inbox.objects.values_list("external_id", flat=True))
    assert not any(RHEA in found for found in ids)
    assert len({found.partition(":")[0] for found in ids}) == 5


def it_puts_urgent_words_first(account, post):
    post(event(message={"msg_id": "1", "text": "chào"}))
    post(event(message={"msg_id": "2", "text": "cháy nhà"}))

    assert dict(Inbox.objects.values_list("external_id", "rank")) == {"1": 1, "2": 0}


@pytest.mark.parametrize(
    "body", [b"no", b"[]", b"1", b'"x"', b"\xff\xfe", b"{", b"[" * 100_000, b'{"a":' * 50_000, b"\x00"]
)
def it_refuses_garbage(account, post, body):
    assert post(body=body, mac="mac=" + "0" * 64).status_code == 400
    assert Inbox.objects.count() == 0


def it_refuses_a_call_that_is_too_long(account, post, client):
    assert post(body=b" " * (256 * 1024 + 1), mac="mac=0").status_code == 413
    assert client.get("/hooks/zalo-oa/").status_code == 405
    assert client.post("/hooks/nothing/1/").status_code == 404


def it_says_try_again_when_the_database_does_not_answer(account, post, monkeypatch):
    def locked(rows):
        raise OperationalError("database is locked")

    class Nothing:
        in_atomic_block, vendor = False, "sqlite"
        settings_dict = {"NAME": "file"}
        close = ensure_connection = staticmethod(lambda: None)

    post()
    monkeypatch.setattr(group, "store", locked)
    monkeypatch.setattr(group, "connection", Nothing)

    answer = post()

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    group.drain()


WORDS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.text(), max_size=2))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.dictionaries(
        st.sampled_from(["app_id", "oa_id", "sender", "recipient", "event_name", "message", "timestamp", "group_id"]),
        st.one_of(WORDS, st.dictionaries(st.sampled_from(["id", "msg_id", "text", "attachments"]), WORDS)),
    )
)
def it_survives_any_object(said):
    messenger = all_messengers()["zalo_oa"]
    call = Call(json.dumps(said).encode(), {"x-zevent-signature": "mac=00"})

    heard = messenger.hear(call)

    assert heard is None or len(heard.external_id) <= 160
    assert not messenger.signed(call, APP, actions.connect.Secrets(secret=SECRET))


@given(body=st.binary(max_size=200))
def it_survives_any_bytes(body):
    messenger = all_messengers()["zalo_oa"]
    with contextlib.suppress(Garbage):
        messenger.hear(Call(body, {}))


def call(path="/hooks/zalo-oa/", body=b"", method="POST", **environ):
    """The door as the server calls it: status line and headers."""
    told = []
    given = {"PATH_INFO": path, "REQUEST_METHOD": method, "wsgi.input": io.BytesIO(body), **environ}
    assert views.application(given, lambda line, headers: told.append((line, dict(headers)))) == []
    return told[0]


def it_answers_the_server_as_it_answers_django(account, monkeypatch):
    raw = json.dumps(event()).encode()
    signed = {"HTTP_X_ZEVENT_SIGNATURE": f"mac={sign(raw)}"}

    assert call(body=raw, CONTENT_LENGTH=str(len(raw)), **signed)[0] == "200 OK"
    assert Inbox.objects.count() == 1
    assert call(body=raw, CONTENT_LENGTH=str(len(raw)))[0] == "401 Unauthorized"
    assert call(body=b"{}", CONTENT_LENGTH="2")[0] == "200 OK"
    assert call(body=b"no", CONTENT_LENGTH="2")[0] == "400 Bad Request"
    assert call(body=b"", CONTENT_LENGTH="")[0] == "200 OK"
    assert call(body=b"a" * 300_000, CONTENT_LENGTH="300000")[0] == "413 Content Too Large"
    assert call(body=b"a" * 300_000)[0] == "413 Content Too Large"
    assert call(CONTENT_LENGTH="-1")[0] == "413 Content Too Large"
    assert call(method="GET") == ("405 Method Not Allowed", {"Content-Length": "0", "Allow": "POST"})
    for path in ("/hooks/", "/hooks/nothing/", "/hooks/zalo-oa/1/2/", "/hooks/%00/"):
        assert call(path)[0] == "404 Not Found"

    monkeypatch.setattr(views.actions, "accept", lambda *_: 1 / 0)
    assert call(body=raw, CONTENT_LENGTH=str(len(raw)), **signed)[0] == "500 Internal Server Error"


def it_takes_an_event_that_is_sent_in_chunks(account):
    raw = json.dumps(event()).encode()

    assert call(body=raw, HTTP_X_ZEVENT_SIGNATURE=sign(raw))[0] == "200 OK"

    assert Inbox.objects.count() == 1


def it_keeps_no_wrong_call_once_the_secret_has_proven_right(account, post):
    assert post().status_code == 200
    assert post(event(message={"msg_id": "2", "text": "a"}), secret="wrong").status_code == 401

    assert [row.external_id for row in Inbox.objects.all()] == ["96d3cdf3af150460909"]
