"""The webhook sender: exact bytes signed, two seconds, a ladder, then silence (zalo.md 2)."""

import hashlib
import json

import pytest

from standins.zalo.server import Standin
from standins.zalo.signing import mac


def right(zalo: Standin, headers: dict[str, str], body: bytes) -> bool:
    """Recomputed here from the documented formula, not with the sender's function."""
    event = json.loads(body)
    app = zalo.world.apps[event["app_id"]]
    stamp = str(event["timestamp"])
    digest = hashlib.sha256(f"{app.app_id}".encode() + body + f"{stamp}{app.oa_secret}".encode()).hexdigest()
    return headers["x-zevent-signature"].removeprefix("mac=").removeprefix("sha256=") == digest


def it_matches_the_reference_vector():
    body = (
        '{"app_id":"360846524940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730",'
        '"recipient":{"id":"388613280878808645"},"event_name":"user_send_text",'
        '"message":{"text":"Xin chào","msg_id":"96d3cdf3af150460909"},"timestamp":"1790000000000"}'
    )

    assert mac("360846524940903967", body.encode(), "1790000000000", "OA-SECRET-EXAMPLE") == (
        "d8f10d52e6e88e41d6e95031fd59d29801d6d92a0faadaa54f35effec0a24b65"
    )


def it_probes_the_address_unsigned_with_an_empty_object(zalo, hook):
    headers, body = hook.got[0]

    assert body == b"{}"
    assert "x-zevent-signature" not in headers


def it_shows_the_oa_secret_only_after_the_probe_was_answered(caller, hook):
    hook.status = 403
    refused = caller.control("hook", {"url": hook.url})
    hook.status = 200

    saved = caller.control("hook", {"url": hook.url})

    assert "secret" not in refused
    assert saved["secret"]


def it_keeps_every_event_off_until_it_is_switched_on(caller, zalo, hook):
    other = caller.control("accounts", {"name": "Công an phường khác"})
    caller.control("hook", {"app_id": other["app_id"], "url": hook.url})
    silent = caller.say(oa_id=other["oa_id"])
    caller.control("hook", {"app_id": other["app_id"], "events": ["user_send_text"]})

    heard = caller.say(oa_id=other["oa_id"])

    assert silent["deliveries"] == []
    assert len(heard["deliveries"]) == 1


def it_sends_what_a_resident_wrote(caller, zalo, hook):
    said = caller.say("Có người đập phá xe")
    caller.control("idle")

    [event] = hook.events
    assert event["event_name"] == "user_send_text"
    assert event["sender"]["id"] == said["user_id"]
    assert event["recipient"]["id"] in zalo.world.accounts
    assert event["message"] == {"text": "Có người đập phá xe", "msg_id": said["msg_id"]}
    assert isinstance(event["timestamp"], str)


@pytest.mark.parametrize("json_style", ["compact", "spaced", "escaped", "spaced+escaped", "reordered"])
@pytest.mark.parametrize("prefix", ["mac=", "bare", "sha256="])
def it_signs_the_exact_bytes_in_every_spelling(caller, zalo, hook, json_style, prefix):
    caller.control("style", {"json": json_style, "mac": prefix})
    caller.say("Chào các anh")
    caller.control("idle")

    headers, body = hook.got[-1]

    assert right(zalo, headers, body)
    assert headers["x-zevent-signature"].startswith(prefix) == (prefix != "bare")
    assert (b": " in body) == ("spaced" in json_style)
    assert (b"\\u00e0" in body) == ("escaped" in json_style)


def it_can_write_the_time_as_a_number(caller, zalo, hook):
    caller.control("style", {"timestamp": "number"})
    caller.say()
    caller.control("idle")

    assert isinstance(hook.events[-1]["timestamp"], int)
    assert right(zalo, *hook.got[-1])


def it_can_take_the_signed_time_from_a_header_instead(caller, zalo, hook):
    caller.control("style", {"timestamp_header": "instead"})
    caller.say(timestamp=1_790_000_000_000)
    caller.control("idle")

    headers, body = hook.got[-1]

    app = next(iter(zalo.world.apps.values()))
    stamp = headers["x-zevent-timestamp"]
    assert stamp != json.loads(body)["timestamp"]
    assert headers["x-zevent-signature"] == "mac=" + mac(app.app_id, body, stamp, app.oa_secret)


@pytest.mark.parametrize("sign", ["wrong", "other"])
def it_can_sign_wrongly(caller, zalo, hook, sign):
    other = caller.control("accounts", {"name": "Công an phường khác"})["app_id"]
    caller.say(sign=other if sign == "other" else sign)
    caller.control("idle")

    assert not right(zalo, *hook.got[-1])


def it_can_leave_the_signature_out(caller, hook):
    caller.say(sign="missing")
    caller.control("idle")

    assert "x-zevent-signature" not in hook.got[-1][0]


def it_tries_again_on_the_ladder_with_the_same_bytes_and_a_count(caller, zalo, hook):
    hook.status = 500
    caller.say()
    caller.control("idle")
    for wait in (30, 300, 900, 1800, 3600):
        caller.control("clock", {"advance_s": wait + 1})
        caller.control("idle")

    tries = hook.got[1:]

    assert len({body for _, body in tries}) == 1
    assert [headers.get("num_retry") for headers, _ in tries] == [None, "1", "2", "3", "4", "5"]


def it_gives_up_after_the_last_try_and_disables_the_hook(caller, zalo, hook):
    hook.status = 500
    caller.say()
    caller.control("idle")
    for _ in range(5):
        caller.control("sender", {"flush": True})
        caller.control("idle")
    hook.status = 200

    later = caller.say()

    assert later["deliveries"] == []
    assert caller.control("state")["apps"][0]["disabled"] is True


def it_does_not_try_again_when_the_switch_is_off(caller, hook):
    caller.control("hook", {"retry": False})
    hook.status = 500
    caller.say()
    caller.control("idle")

    assert caller.control("deliveries")["counts"] == {"dropped": 1}


def it_may_try_again_only_when_nobody_answered(caller, hook):
    caller.control("style", {"retry_on": "connection"})
    hook.status = 401
    caller.say()
    caller.control("idle")

    assert caller.control("deliveries")["counts"] == {"dropped": 1}


def it_takes_a_late_answer_for_none(caller, hook):
    caller.control("style", {"deadline_ms": 100})
    hook.slow = 1.0
    caller.say()
    caller.control("idle")

    [row] = caller.control("deliveries")["deliveries"]
    assert row["state"] == "waiting"
    assert row["tries"][0]["late"] is True


def it_repeats_a_recorded_request_to_the_byte(caller, hook):
    caller.say()
    caller.control("idle")
    caller.control("replay", {})
    caller.control("idle")

    assert hook.got[-1][1] == hook.got[-2][1]
    assert hook.got[-1][0]["x-zevent-signature"] == hook.got[-2][0]["x-zevent-signature"]


def it_delivers_twice_when_told_to(caller, hook):
    caller.control("style", {"duplicate": 1.0})
    caller.say()
    caller.control("idle")

    assert len(hook.events) == 2


def it_changes_the_order_when_told_to(caller, hook):
    caller.control("style", {"shuffle": 19})
    for number in range(20):
        caller.say(str(number))
    caller.control("sender", {"flush": True})
    caller.control("idle")

    texts = [one["message"]["text"] for one in hook.events]

    assert sorted(texts, key=int) == [str(number) for number in range(20)]
    assert texts != [str(number) for number in range(20)]


def it_sends_events_nobody_has_heard_of(caller, zalo, hook):
    app_id = next(iter(zalo.world.apps))
    caller.control(
        "event", {"event": {"app_id": app_id, "event_name": "user_does_new_thing", "timestamp": "1790000000000"}}
    )
    caller.control("idle")

    assert hook.events[-1]["event_name"] == "user_does_new_thing"
    assert right(zalo, *hook.got[-1])


def it_serves_several_accounts_on_one_address_each_with_its_own_secret(caller, zalo, hook):
    other = caller.control("accounts", {"name": "Công an phường khác"})
    caller.control("hook", {"app_id": other["app_id"], "url": hook.url, "events": "all"})
    caller.say()
    caller.say(oa_id=other["oa_id"])
    caller.control("idle")

    assert len({event["recipient"]["id"] for event in hook.events}) == 2
    assert all(right(zalo, *one) for one in hook.got if one[1] != b"{}")
    assert len({app.oa_secret for app in zalo.world.apps.values()}) == 2
