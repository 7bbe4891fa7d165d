"""Tokens: form-encoded only, single use, the old one dies at once (zalo.md 1.2)."""

import json

import pytest


def it_gives_a_new_pair_and_says_the_time_left_as_text(caller):
    caller.grant()

    new = caller.refresh()

    assert new["expires_in"] == "90000"
    assert new["access_token"] != caller.tokens["access_token"]
    assert new["refresh_token"] != caller.tokens["refresh_token"]


def it_lets_the_old_access_token_die_at_once(caller):
    caller.grant()

    caller.refresh()

    assert caller.api("GET", "/v2.0/oa/getoa")["error"] == -220


@pytest.mark.parametrize("code", [-14014, -118])
def it_takes_a_refresh_token_only_once(caller, code):
    caller.control("style", {"second_use_code": code})
    caller.grant()
    caller.refresh()

    again = caller.refresh()

    assert again["error"] == code
    assert "access_token" not in again


def it_answers_errors_in_the_other_shape_and_with_status_200(caller):
    caller.grant()

    wrong = caller.refresh(refresh_token="never issued")

    assert {"error", "error_name", "error_reason", "error_description", "ref_doc"} == set(wrong)


def it_can_leave_the_error_number_out(caller):
    caller.control("style", {"error_without_number": True})
    caller.grant()

    wrong = caller.refresh(refresh_token="never issued")

    assert "error" not in wrong
    assert wrong["error_name"]


@pytest.mark.parametrize("secret", ["", "wrong"])
def it_refuses_a_missing_or_wrong_app_secret(caller, secret):
    caller.grant()

    assert "access_token" not in caller.refresh(header_secret_key=secret)


def it_refuses_a_json_body(caller, zalo):
    pair = caller.grant()
    app = next(iter(zalo.world.apps.values()))
    body = {"refresh_token": pair["refresh_token"], "app_id": app.app_id, "grant_type": "refresh_token"}

    headers = {"secret_key": app.app_secret, "Content-Type": "application/json"}
    _, _, got = caller.raw("POST", "/v4/oa/access_token", json.dumps(body).encode(), headers)

    assert json.loads(got)["error"] == -1013


def it_refuses_the_token_of_another_app(caller):
    caller.control("accounts", {"name": "Công an phường khác"})
    caller.grant()
    other = caller.control("state")["accounts"][1]["app_id"]

    assert "access_token" not in caller.refresh(app_id=other)


def it_loses_the_grant_when_the_answer_never_arrives(caller):
    caller.grant()
    caller.control("faults", {"where": "oauth", "what": "rotate-then-drop", "times": 1})
    with pytest.raises(OSError):
        caller.refresh()

    again = caller.refresh()

    assert again["error"] == -14014


def it_ends_an_access_token_after_25_hours_and_a_refresh_token_after_three_months(caller):
    caller.grant()
    caller.control("clock", {"advance_s": 25 * 3600 + 1})
    assert caller.api("GET", "/v2.0/oa/getoa")["error"] == -220
    caller.control("clock", {"advance_s": 90 * 86400})

    assert caller.refresh()["error"] == -14014


def it_exchanges_a_code_once_and_within_ten_minutes(caller, zalo):
    app, account = next(iter(zalo.world.apps.values())), next(iter(zalo.world.accounts.values()))
    app.callback = f"{zalo.url}/back"
    ask = f"/v4/oa/permission?app_id={app.app_id}&redirect_uri={app.callback}&state=s1"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    codes = []
    for _ in range(2):
        caller.raw("POST", ask, f"oa_id={account.oa_id}".encode(), form)
        codes.append(list(zalo.world.codes)[-1])
    caller.tokens = {"refresh_token": ""}

    first = caller.refresh(grant_type="authorization_code", code=codes[0])
    second = caller.refresh(grant_type="authorization_code", code=codes[0])
    caller.control("clock", {"advance_s": 601})
    late = caller.refresh(grant_type="authorization_code", code=codes[1])

    assert first["access_token"]
    assert "access_token" not in second
    assert "access_token" not in late


def it_refuses_a_callback_that_was_not_saved(caller, zalo):
    app = next(iter(zalo.world.apps.values()))

    _, _, got = caller.raw("GET", f"/v4/oa/permission?app_id={app.app_id}&redirect_uri=https://elsewhere.example/")

    assert json.loads(got)["error"] == -14003
