"""What residents do, as events (zalo.md 2.4), and the echo of what the account does."""

import json

import pytest

from standins.zalo.samples import SAMPLES


def heard(caller, hook, **said: object) -> dict:
    caller.say(**said)
    caller.control("idle")
    return hook.events[-1]


def it_follows_and_leaves_without_a_sender(caller, hook):
    for kind in ("follow", "unfollow"):
        event = heard(caller, hook, kind=kind)

        assert event["event_name"] == kind
        assert "sender" not in event
        assert event["follower"]["id"]


def it_asks_to_be_forgotten(caller, hook):
    event = heard(caller, hook, kind="user_withdraw")

    assert (event["event_name"], "message" in event) == ("user_withdraw", False)


def it_speaks_in_a_group_whose_id_stands_where_the_account_stood(caller, zalo, hook):
    event = heard(caller, hook, text="Ngã tư kẹt xe", group="Tổ 5")

    assert event["event_name"] == "user_send_group_text"
    assert event["recipient"]["id"] in zalo.world.groups
    assert event["oa_id"] in zalo.world.accounts


def it_sends_a_picture_in_a_group(caller, hook):
    event = heard(caller, hook, kind="image", text="", group="Tổ 5")

    assert event["event_name"] == "user_send_group_image"


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def it_sends_real_files_from_its_own_host(caller, zalo, hook, kind):
    event = heard(caller, hook, kind=kind, text="")
    url = event["message"]["attachments"][0]["payload"]["url"]

    status, headers, body = caller.raw("GET", url.removeprefix(zalo.url))

    assert (status, headers["Content-Type"], body) == (200, SAMPLES[kind][1], SAMPLES[kind][2]())


def it_lets_media_addresses_expire(caller, zalo, hook):
    event = heard(caller, hook, kind="audio", text="")
    url = event["message"]["attachments"][0]["payload"]["url"]
    caller.control("clock", {"advance_s": 1801})

    status, _, _ = caller.raw("GET", url.removeprefix(zalo.url))

    assert url.endswith(".amr")
    assert status == 404


def it_can_redirect_a_media_address_elsewhere(caller, zalo, hook):
    event = heard(caller, hook, kind="image", text="")
    url = event["message"]["attachments"][0]["payload"]["url"]
    caller.control("faults", {"where": "media", "what": "redirect", "to": f"{zalo.url}/__standin__/idle"})

    status, _, body = caller.raw("GET", url.removeprefix(zalo.url))

    assert (status, body) == (200, b'{"idle": true}')


def it_sends_a_place_as_text_numbers(caller, hook):
    event = heard(caller, hook, kind="location", text="", latitude="10.03", longitude="105.78")

    payload = event["message"]["attachments"][0]["payload"]
    assert payload == {"coordinates": {"latitude": "10.03", "longitude": "105.78"}}


def it_can_leave_the_text_out(caller, hook):
    assert "text" not in heard(caller, hook, without_text=True)["message"]


@pytest.mark.parametrize("when", ["before", "after"])
def it_echoes_what_the_account_sent(caller, hook, when):
    caller.control("style", {"echo": when})
    user = caller.say()["user_id"]
    caller.control("idle")

    sent = caller.send(user)["data"]
    caller.control("idle")

    event = hook.events[-1]
    assert event["event_name"] == "oa_send_text"
    assert event["message"]["msg_id"] == sent["message_id"]
    assert event["recipient"]["id"] == user
    assert "admin_id" not in event["sender"]


def it_marks_a_human_in_the_chat_tool(caller, hook):
    event = heard(caller, hook, kind="takeover", text="Để tôi trả lời")

    assert event["event_name"] == "oa_send_text"
    assert event["sender"]["admin_id"]


def it_tells_of_receipt_and_sight_when_told_to(caller, hook):
    caller.control("style", {"status_events": True})
    caller.send(caller.say()["user_id"])
    caller.control("idle")

    assert {"user_received_message", "user_seen_message"} <= {one["event_name"] for one in hook.events}


def it_draws_the_same_ids_from_the_same_seed(hook):
    from standins.zalo.server import Standin

    def ids() -> list[str]:
        with Standin(seed="same") as one:
            talk = one.control.say(None, [{"text": "a"}, {"text": "b"}])
            return [row["msg_id"] for row in talk] + list(one.world.accounts)

    assert ids() == ids()


def it_makes_pictures_that_other_programs_can_read():
    import io

    from PIL import Image

    for kind in ("image", "sticker", "gif"):
        with Image.open(io.BytesIO(SAMPLES[kind][2]())) as picture:
            picture.load()
    with Image.open(io.BytesIO(SAMPLES["image"][2]())) as picture:
        assert picture.getexif().get_ifd(0x8825)


def it_answers_json_without_escapes_lost(caller):
    status, _, body = caller.raw("GET", "/__standin__/state")

    assert status == 200
    assert json.loads(body)["accounts"][0]["name"] == "Công an phường"
