"""What the messenger's servers (a stand-in) send is believed in every spelling and read; its files wait for nobody and
nobody waits for them."""

import json

import pytest

from lantoa.delivery import actions
from lantoa.delivery.logic import Event
from lantoa.delivery.logic.messenger import SendRefused
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Account, Inbox
from lantoa.delivery.states import InboxState
from lantoa.delivery.tasks import drain_inbox
from lantoa.delivery.tests.conftest import APP, OA, SECRET
from lantoa.delivery.tests.standin import Recorder, Standin
from lantoa.journal.models import Line

pytestmark = [pytest.mark.django_db, pytest.mark.process]


@pytest.fixture(scope="module")
def hook():
    hook = Recorder()
    yield hook
    hook.stop()


@pytest.fixture(scope="module")
def servers(tmp_path_factory, hook):
    file = tmp_path_factory.mktemp("zalo") / "accounts.json"
    file.write_text(json.dumps([{"oa_id": OA, "app_id": APP, "name": "Ninh Kiều", "secret": SECRET}]))
    zalo = Standin("zalo", "--accounts", file, "--hook", hook.url)
    yield zalo
    zalo.stop()


@pytest.fixture
def zalo(servers, settings, hook):
    settings.DEV_MESSENGER_HOST = servers.host
    servers.tell("faults", method="DELETE")
    servers.tell(
        "style",
        {"mac": "mac=", "json": "compact", "timestamp": "text", "timestamp_header": "none", "media_ttl_ms": 60000},
    )
    hook.take()
    return servers


@pytest.fixture
def say(zalo, hook, client):
    """A resident acts, and what the servers post arrives at our door."""

    def say(**said):
        zalo.tell("say", {"user": "Rhea", **said})
        assert zalo.tell("idle?within=10")["idle"]
        codes = []
        for headers, body in hook.take():
            ours = {name: value for name, value in headers.items() if name.startswith("x-")}
            codes.append(
                client.post("/hooks/zalo-oa/", body, content_type="application/json", headers=ours).status_code
            )
        return codes

    return say


@pytest.fixture
def taken():
    taken = []
    actions.set_taker(taken.append, lambda text: "cháy" in text)
    return taken


@pytest.mark.parametrize("mac", ["mac=", "bare", "sha256="])
@pytest.mark.parametrize("spelling", ["compact", "spaced", "escaped", "spaced+escaped", "reordered"])
def it_believes_every_spelling(account, zalo, say, mac, spelling):
    zalo.tell("style", {"mac": mac, "json": spelling})

    assert say(text="Hẻm 45 có trộm") == [200]


@pytest.mark.parametrize(
    "style", [{"timestamp": "number"}, {"timestamp_header": "extra"}, {"timestamp_header": "instead"}]
)
def it_believes_every_way_to_tell_the_time(account, zalo, say, style):
    zalo.tell("style", style)

    assert say(text="Hẻm 45 có trộm") == [200]


@pytest.mark.parametrize("sign", ["wrong", "missing"])
def it_refuses_what_the_servers_did_not_sign(account, say, sign):
    Account.objects.update(verified_at="2026-01-01T00:00:00Z")

    assert say(text="Hẻm 45 có trộm", sign=sign) == [401]
    assert Inbox.objects.count() == 0


def it_notes_the_first_true_event_of_an_account(account, say, taken):
    say(text="Chào")

    drain_inbox()

    assert Account.objects.get().verified_at is not None
    assert Line.objects.filter(verb="account.verified").count() == 1


def it_takes_copies_once(account, say, taken):
    assert say(text="Chào", copies=4) == [200] * 4

    drain_inbox()

    assert [inbound.text for inbound in taken] == ["Chào"]


@pytest.mark.parametrize("kind", ["image", "audio", "video", "file", "gif"])
def it_hands_over_where_a_file_is_and_waits_for_none(account, zalo, say, taken, kind):
    zalo.tell("faults", {"where": "media", "what": "500", "times": 5})
    say(kind=kind)

    drain_inbox()

    media = taken[0].media[0]
    assert media.kind == kind
    zalo.tell("faults", method="DELETE")
    assert all_messengers()["zalo_oa"].fetch(media.url, 1 << 24)


@pytest.mark.parametrize(
    ("kind", "events"),
    [
        ("follow", []),
        ("unfollow", []),
        ("user_click_chatnow", []),
        ("user_withdraw", [Event.WITHDRAW]),
        ("submit_info", [Event.CONTACT_DATA]),
        ("takeover", [Event.TAKEOVER]),
        ("location", [Event.MESSAGE]),
        ("business_card", [Event.MESSAGE]),
        ("link", [Event.MESSAGE]),
        ("sticker", [Event.MESSAGE]),
    ],
)
def it_reads_every_kind_of_act(account, say, taken, kind, events):
    say(kind=kind, text="Chào" if kind == "takeover" else "")

    drain_inbox()

    assert [inbound.event for inbound in taken] == events
    assert all(inbound.author.isdigit() for inbound in taken)
    assert Inbox.objects.get().state == InboxState.DONE


def it_reads_groups(account, say, taken):
    say(text="Mất xe ở chợ", group="Tổ 5")

    drain_inbox()

    assert taken[0].group
    assert taken[0].author != taken[0].group
    assert taken[0].text == "Mất xe ở chợ"


@pytest.mark.parametrize(
    ("fault", "said"), [("redirect", "permanent:302"), ("500", "retry:500")], ids=["redirect", "500"]
)
def it_says_whether_asking_again_for_a_file_makes_sense(account, zalo, say, taken, fault, said):
    say(kind="image", text="một")
    drain_inbox()
    zalo.tell("faults", {"where": "media", "what": fault, "times": 1})

    with pytest.raises(SendRefused, match=said):
        all_messengers()["zalo_oa"].fetch(taken[0].media[0].url, 1 << 24)


def it_limits_the_size_of_a_file(account, say, taken):
    say(kind="image")
    drain_inbox()

    with pytest.raises(SendRefused, match="permanent:too_large"):
        all_messengers()["zalo_oa"].fetch(taken[0].media[0].url, 10)
