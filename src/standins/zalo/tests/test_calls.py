"""The account API: who may call, how often, and how it says no (zalo.md 1.1, 1.9)."""

import json
import time
from urllib.parse import quote

import pytest


def it_wants_the_token_bare_in_its_own_header(caller):
    token = caller.grant()["access_token"]

    answer = caller.api("GET", "/v2.0/oa/getoa", access_token="", Authorization=f"Bearer {token}")

    assert answer["error"] == -216


def it_tells_an_unknown_token_from_a_dead_one(caller):
    assert caller.api("GET", "/v2.0/oa/getoa", access_token="made up")["error"] == -216
    caller.refresh()

    assert caller.api("GET", "/v2.0/oa/getoa")["error"] == -220


def it_names_the_account_and_the_limit_on_every_call(caller, zalo):
    answer = caller.api("GET", "/v2.0/oa/getoa")

    assert answer["data"]["oaid"] in zalo.world.accounts
    assert caller.headers["X-RateLimit-Limit"] == "2000"
    assert caller.headers["X-RateLimit-Remain"] == "1999"


@pytest.mark.parametrize(
    ("cap", "message"), [("app_per_minute", "Your application reached"), ("oa_per_minute", "Your OA reached")]
)
def it_counts_calls_per_minute(caller, zalo, cap, message):
    zalo.world.clock.set(1_790_000_000_000, frozen=True)
    caller.control("style", {cap: 2})
    answers = [caller.api("GET", "/v2.0/oa/getoa") for _ in range(3)]
    zalo.world.clock.advance(60_000)

    fresh = caller.api("GET", "/v2.0/oa/getoa")

    assert [one["error"] for one in answers] == [0, 0, -32]
    assert answers[2]["message"].startswith(message)
    assert fresh["error"] == 0


def it_wants_reading_parameters_as_one_piece_of_json(caller):
    user = caller.say()["user_id"]

    plain = caller.api("GET", f"/v3.0/oa/user/detail?user_id={user}")
    wrapped = caller.api("GET", f"/v3.0/oa/user/detail?data={quote(json.dumps({'user_id': user}))}")

    assert plain["error"] == -201
    assert wrapped["data"]["display_name"] == "Rhea"


def it_wants_plain_parameters_for_groups(caller):
    caller.say(group="Tổ 5")
    group = caller.control("state")["groups"][0]["group_id"]

    plain = caller.api("GET", f"/v3.0/oa/group/getgroup?group_id={group}")
    wrapped = caller.api("GET", f"/v3.0/oa/group/getgroup?data={quote(json.dumps({'group_id': group}))}")

    assert plain["data"]["group_info"]["name"] == "Tổ 5"
    assert wrapped["error"] == -403


def it_refuses_a_body_that_is_not_json(caller):
    answer = caller.api("POST", "/v3.0/oa/message/cs", {"a": 1}, Content_Type="application/x-www-form-urlencoded")

    assert answer["error"] == -201


def it_checks_the_proof_when_the_console_asks_for_it(caller):
    caller.control("style", {"proof_required": True})

    assert caller.api("GET", "/v2.0/oa/getoa")["error"] == -242


def it_refuses_more_than_ten_lines_of_talk(caller):
    assert caller.api("GET", f"/v2.0/oa/conversation?data={quote(json.dumps({'count': 11}))}")["error"] == -210


def it_gives_ids_as_text_beyond_what_a_float_can_hold(caller):
    user = caller.say()["user_id"]

    assert user.isdigit()
    assert int(user) > 2**53


@pytest.mark.parametrize(("what", "seen"), [("500", (500, "application/json")), ("html", (200, "text/html"))])
def it_answers_garbage_when_told_to(caller, what, seen):
    caller.grant()
    caller.control("faults", {"where": "api", "what": what, "times": 1})

    status, headers, _ = caller.raw("GET", "/v2.0/oa/getoa", None, {"access_token": caller.tokens["access_token"]})

    assert (status, headers["Content-Type"].split(";")[0]) == seen
    assert caller.api("GET", "/v2.0/oa/getoa")["error"] == 0


@pytest.mark.parametrize("code", [-216, -220, -32, -200])
def it_answers_any_number_when_told_to(caller, code):
    caller.control("faults", {"where": "api", "what": "code", "code": code, "times": 1})

    assert caller.api("GET", "/v2.0/oa/getoa")["error"] == code


def it_can_accept_a_message_and_never_say_so(caller):
    user = caller.say()["user_id"]
    caller.grant()
    caller.control("faults", {"where": "api", "what": "accept-then-nothing", "times": 1})
    with pytest.raises(OSError):
        caller.send(user)

    assert len(caller.control("sent")["sent"]) == 1


def it_can_be_slow(caller):
    caller.grant()
    caller.control("faults", {"where": "api", "what": "slow", "seconds": 0.3, "times": 1})
    began = time.monotonic()

    caller.api("GET", "/v2.0/oa/getoa")

    assert time.monotonic() - began >= 0.3


def it_refuses_a_switch_it_does_not_know(caller):
    status, _, got = caller.raw("POST", "/__standin__/style", b'{"ecko": "never"}')

    assert status == 400
    assert b"ecko" in got
