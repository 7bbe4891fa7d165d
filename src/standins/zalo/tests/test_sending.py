"""Consultation messages: what is accepted, from whom, until when (zalo.md 1.3, 1.5, 1.6)."""

import pytest

DAY = 86400
PICTURE = {"template_type": "media", "elements": [{"media_type": "image", "url": "https://example.org/a.jpg"}]}


def media(**element: object) -> dict:
    payload = {"template_type": "media", "elements": [element]}
    return {"attachment": {"type": "template", "payload": payload}}


def it_accepts_a_text_and_says_what_it_cost(caller):
    user = caller.say()["user_id"]

    answer = caller.send(user)

    assert answer["error"] == 0
    assert answer["data"]["user_id"] == user
    assert answer["data"]["sent_time"].isdigit()
    assert answer["data"]["quota"]["quota_type"] == "reply"


def it_accepts_2000_characters_and_refuses_one_more(caller):
    user = caller.say()["user_id"]

    assert caller.send(user, {"text": "ạ" * 2000})["error"] == 0
    assert caller.send(user, {"text": "ạ" * 2001})["error"] == -210


@pytest.mark.parametrize(
    "message",
    [{}, {"text": ""}, {"text": 5}, media(media_type="image"), media(media_type="image", url="ftp://x/y")],
)
def it_refuses_what_is_no_message(caller, message):
    user = caller.say()["user_id"]

    assert caller.send(user, message)["error"] == -201


def it_takes_either_an_address_or_an_upload_never_both(caller):
    user = caller.say()["user_id"]

    answer = caller.send(user, media(media_type="image", url="https://example.org/a.jpg", attachment_id="x"))

    assert answer["error"] == -201


@pytest.mark.parametrize("template", ["list", "promotion", "transaction_order", "button"])
def it_refuses_templates_that_belong_elsewhere(caller, template):
    user = caller.say()["user_id"]

    message = {"attachment": {"type": "template", "payload": {"template_type": template, "elements": [{}]}}}

    assert caller.send(user, message)["error"] == -233


def it_refuses_an_attachment_in_the_old_query_form(caller):
    from json import dumps
    from urllib.parse import quote

    user = caller.say()["user_id"]
    message = {"attachment": {"type": "template", "payload": PICTURE}}

    data = quote(dumps({"recipient": {"user_id": user}, "message": message}))

    assert caller.api("POST", f"/v3.0/oa/message/cs?data={data}")["error"] == -233


def it_refuses_a_person_it_never_met(caller):
    assert caller.send("1234567890123456789")["error"] == -201


@pytest.mark.parametrize("code", [-213, -218, -227, -230, -232, -244])
def it_refuses_one_person_by_switch(caller, code):
    user = caller.say()["user_id"]
    other = caller.control("say", {"user": "Vinh", "text": "Chào"})["user_id"]
    caller.control("user", {"user": "Rhea", "refuse": code})

    assert caller.send(user)["error"] == code
    assert caller.send(other)["error"] == 0


def it_is_free_for_48_hours_costs_the_package_for_7_days_and_then_refuses(caller):
    user = caller.say()["user_id"]
    caller.control("clock", {"advance_s": 2 * DAY + 60})
    caller.grant()
    package = caller.send(user)
    caller.control("clock", {"advance_s": 5 * DAY})
    caller.grant()

    late = caller.send(user)

    assert package["data"]["quota"]["quota_type"] == "sub_quota"
    assert late["error"] == -230


def it_leaves_the_quota_out_when_the_message_is_charged(caller, zalo):
    next(iter(zalo.world.accounts.values())).sub_quota = 0
    user = caller.say()["user_id"]
    caller.control("clock", {"advance_s": 3 * DAY})
    caller.grant()

    assert "quota" not in caller.send(user)["data"]


def it_may_leave_the_numbers_of_free_replies_out(caller):
    caller.control("style", {"quota_block": "bare"})
    user = caller.say()["user_id"]

    assert caller.send(user)["data"]["quota"] == {"quota_type": "reply"}


def it_lets_three_messages_to_a_follower_who_never_wrote(caller):
    user = caller.control("say", {"user": "Rhea", "kind": "follow"})["user_id"]

    kinds = [caller.send(user)["data"]["quota"]["quota_type"] for _ in range(4)]

    assert kinds == ["welcome_msg"] * 3 + ["reply"]


def it_counts_a_word_in_a_group_as_contact(caller):
    user = caller.say(group="Tổ 5")["user_id"]

    assert caller.send(user)["error"] == 0


def it_refuses_who_left_without_ever_writing(caller):
    user = caller.control("say", {"user": "Rhea", "kind": "unfollow"})["user_id"]

    assert caller.send(user)["error"] == -232


def it_refuses_to_quote_what_is_old_or_deleted(caller):
    said = caller.say()
    fresh = caller.send(said["user_id"], {"text": "Dạ", "quote_message_id": said["msg_id"]})
    caller.control("delete", {"msg_id": said["msg_id"]})

    deleted = caller.send(said["user_id"], {"text": "Dạ", "quote_message_id": said["msg_id"]})

    assert fresh["error"] == 0
    assert deleted["error"] == -201


@pytest.mark.parametrize("path", ["/v3.0/oa/message/transaction", "/v3.0/oa/message/promotion"])
def it_has_closed_the_discontinued_paths(caller, path):
    assert caller.api("POST", path, {"recipient": {}, "message": {"text": "x"}})["error"] == -233


def it_has_closed_text_on_the_second_version(caller):
    user = caller.say()["user_id"]

    body = {"recipient": {"user_id": user}, "message": {"text": "x"}}

    assert caller.api("POST", "/v2.0/oa/message", body)["error"] == -240


def it_keeps_what_was_sent_for_testers(caller):
    user = caller.say()["user_id"]

    caller.send(user, {"text": "Cảm ơn chị"})

    [row] = caller.control("sent?user=Rhea")["sent"]
    assert (row["text"], row["kind"], row["user_id"]) == ("Cảm ơn chị", "text", user)


def it_gives_one_person_another_id_at_every_account(caller):
    other = caller.control("accounts", {"name": "Công an phường khác"})["oa_id"]

    assert caller.say()["user_id"] != caller.say(oa_id=other)["user_id"]


def it_does_not_let_one_account_write_to_anothers_user(caller):
    other = caller.control("accounts", {"name": "Công an phường khác"})["oa_id"]
    theirs = caller.say(oa_id=other)["user_id"]

    assert caller.send(theirs)["error"] == -201
