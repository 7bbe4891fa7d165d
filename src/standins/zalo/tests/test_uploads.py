"""Uploads: one field `file`, small, few kinds, seven days (zalo.md 1.6)."""

import json

import pytest

from standins.zalo import samples


def upload(caller, kind: str, name: str, content: bytes, field: str = "file") -> dict:
    caller.tokens or caller.grant()
    body = (
        (
            f'--b\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        + content
        + b"\r\n--b--\r\n"
    )
    headers = {"access_token": caller.tokens["access_token"], "Content-Type": "multipart/form-data; boundary=b"}
    _, _, got = caller.raw("POST", f"/v2.0/oa/upload/{kind}", body, headers)
    return json.loads(got)


def by_id(ident: str) -> dict:
    payload = {"template_type": "media", "elements": [{"media_type": "image", "attachment_id": ident}]}
    return {"attachment": {"type": "template", "payload": payload}}


def it_takes_a_picture_and_sends_it_by_its_id(caller):
    user = caller.say()["user_id"]
    ident = upload(caller, "image", "a.png", samples.png())["data"]["attachment_id"]

    assert caller.send(user, by_id(ident))["error"] == 0


def it_keeps_the_bytes_as_they_came(caller, zalo):
    content = samples.png() + bytes(range(256)) * 3 + b"\r\n\r\n--x"

    ident = upload(caller, "image", "a.png", content)["data"]["attachment_id"]

    assert zalo.world.uploads[ident].body == content


def it_gives_a_token_for_a_file(caller):
    user = caller.say()["user_id"]
    token = upload(caller, "file", "a.pdf", samples.pdf())["data"]["token"]

    assert caller.send(user, {"attachment": {"type": "file", "payload": {"token": token}}})["error"] == 0


def it_refuses_a_picture_over_one_megabyte(caller):
    assert upload(caller, "image", "a.png", samples.png() + b"\0" * 1024 * 1024)["error"] == -210


@pytest.mark.parametrize(
    ("kind", "name"), [("image", "a.webp"), ("image", "a.gif"), ("file", "a.exe"), ("gif", "a.png")]
)
def it_refuses_other_kinds(caller, kind, name):
    assert upload(caller, kind, name, samples.png())["error"] == -201


def it_refuses_another_field_name(caller):
    assert upload(caller, "image", "a.png", samples.png(), field="image")["error"] == -201


def it_answers_nothing_useful_for_a_name_without_ending(caller):
    answer = upload(caller, "image", "picture", samples.png())

    assert (answer["error"], answer["data"]) == (0, {})


def it_forgets_an_upload_after_seven_days(caller):
    ident = upload(caller, "image", "a.png", samples.png())["data"]["attachment_id"]
    caller.control("clock", {"advance_s": 7 * 86400})
    caller.grant()
    user = caller.say()["user_id"]

    assert caller.send(user, by_id(ident))["error"] == -100


def it_has_no_third_version_of_uploads(caller):
    assert caller.api("POST", "/v3.0/oa/upload/image", {})["error"] == -212
