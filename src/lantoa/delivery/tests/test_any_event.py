"""Whatever an event says, at the door, when it is read and in the round: only itself is set aside, never a
neighbour."""

import contextlib
import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lantoa.delivery import actions
from lantoa.delivery.logic import Inbound
from lantoa.delivery.logic.messenger import Call, Garbage, SendRefused, UnknownShape
from lantoa.delivery.messengers import all_messengers, http
from lantoa.delivery.models import Inbox
from lantoa.delivery.states import InboxState
from lantoa.delivery.tasks import drain_inbox
from lantoa.delivery.tests.conftest import OA, RHEA, event

FIXED = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LEAF = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(alphabet=st.characters(), max_size=20),
    st.sampled_from(["\ud800", "\x00", "9" * 400, "-1", "NaN", "https://a..zdn.vn/x", "http://[::1", "1e999", OA,
        RHEA]),
)  # fmt: skip
ANY = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                [
                    "id", "text", "msg_id", "attachments", "type", "payload", "url", "coordinates", "latitude",
                    "longitude",
                    "description", "name", "full_address", "phone", "admin_id", "react_icon", "quote_msg_id",
                ]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=12,
)  # fmt: skip
NAMES = st.sampled_from(
    [
        "user_send_text", "user_send_image", "user_send_link", "user_send_location", "user_send_group_text", "follow",
        "anonymous_send_text", "oa_send_text", "unfollow", "user_withdraw", "user_submit_info", "user_reacted_message",
        "permission_revoked", "brand_new",
    ]
)  # fmt: skip
ZALO = st.fixed_dictionaries(
    {"event_name": st.one_of(NAMES, LEAF)},
    optional={
        name: ANY
        for name in ("app_id", "oa_id", "sender", "recipient", "follower", "message", "timestamp", "info", "group_id")
    },
)
SMS = st.fixed_dictionaries(
    {}, optional={n: ANY for n in ("id", "from", "to", "text", "sent_at", "ref", "part", "parts", "missing")}
)
BODIES = {"zalo_oa": ZALO, "sms": SMS}


@pytest.mark.parametrize("kind", sorted(all_messengers()))
def it_reads_any_event_or_says_that_it_cannot(kind):
    messenger = all_messengers()[kind]

    @FIXED
    @given(BODIES.get(kind, ANY))
    def reads(said):
        body = json.dumps(said).encode()
        with contextlib.suppress(Garbage):
            heard = messenger.hear(Call(body, {}))
            assert heard is None or len(heard.external_id) <= 200
        with contextlib.suppress(UnknownShape):
            found = messenger.parse(body, "1", OA)
            assert found is None or isinstance(found, Inbound)
            assert found is None or found.sent_at is None or found.sent_at.utcoffset() is not None

    reads()


@pytest.mark.parametrize("kind", sorted(all_messengers()))
def it_reads_any_bytes_or_says_that_it_cannot(kind):
    messenger = all_messengers()[kind]

    @FIXED
    @given(st.one_of(st.binary(max_size=80), st.text(max_size=40).map(lambda t: t.encode("utf-16"))))
    def reads(body):
        with contextlib.suppress(Garbage):
            messenger.hear(Call(body, {}))
        with contextlib.suppress(UnknownShape):
            messenger.parse(body, "1", OA)

    reads()


def _resolver(host, *_, **__):
    """As the system's: a name that is none is a fault of its own kind, and no name is found."""
    host.encode("idna")
    raise OSError("no such name")


ADDRESSES = st.one_of(
    st.text(alphabet=st.characters(), max_size=40),
    st.builds(
        "{}://{}.zdn.vn{}".format,
        st.sampled_from(["http", "https", "HTTPS", ""]),
        st.text(alphabet=st.characters(), max_size=70),
        st.text(alphabet=st.characters(), max_size=20),
    ),
)


@example("https://a..zdn.vn/x")
@example("https://.zdn.vn/x")
@example("https://" + "a" * 64 + ".zdn.vn/x")
@example("https://[::1.zdn.vn/x")
@example("https://\ud800.zdn.vn/x")
@example("https://photo.zdn.vn:٣/x")
@FIXED
@given(ADDRESSES)
def it_fetches_any_address_or_says_why_not(url):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(http.socket, "getaddrinfo", _resolver)
        for messenger in all_messengers().values():
            with pytest.raises(SendRefused):
                messenger.fetch(url, 10)


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["https://a..zdn.vn/x", "http://[::1/x", "\ud800", "https://.zdn.vn"])
def it_takes_the_words_and_the_neighbours_of_a_malformed_address(account, post, url):
    taken = []
    actions.set_taker(taken.append, lambda text: False)
    files = [{"type": "image", "payload": {"url": url}}]
    bad = event("user_send_image", message={"msg_id": "1", "text": "biển số đây", "attachments": files})
    assert post(body=json.dumps(bad).encode()).status_code == 200
    post(event(message={"msg_id": "2", "text": "chào"}))

    drain_inbox()

    assert sorted(inbound.text for inbound in taken) == ["biển số đây", "chào"]
    assert set(Inbox.objects.values_list("state", flat=True)) == {InboxState.DONE}


@pytest.mark.django_db
@settings(FIXED, max_examples=60)
@given(said=st.lists(ZALO, min_size=1, max_size=3))
def it_goes_on_with_the_neighbour_whatever_an_event_says(account, post, said):
    taken = []
    actions.set_taker(taken.append, lambda text: "cứu" in text)
    Inbox.objects.all().delete()
    for one in said:
        post(body=json.dumps({"recipient": {"id": OA}, "timestamp": "1", **one}).encode())
    post(event(message={"msg_id": "neighbour", "text": "cứu với"}))

    drain_inbox()

    assert "cứu với" in [inbound.text for inbound in taken]
    assert not Inbox.objects.filter(state=InboxState.STORED, owner__gt="").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("latitude", [10**400, "1e999", "NaN", None])
def it_takes_the_words_of_a_place_that_is_nowhere(account, post, latitude):
    taken = []
    actions.set_taker(taken.append, lambda text: False)
    where = [{"type": "location", "payload": {"coordinates": {"latitude": latitude, "longitude": 1}}}]
    said = event("user_send_location", message={"msg_id": "1", "text": "cháy nhà cứu với", "attachments": where})
    post(body=json.dumps(said).encode())

    drain_inbox()

    assert [(inbound.text, inbound.location) for inbound in taken] == [("cháy nhà cứu với", None)]
