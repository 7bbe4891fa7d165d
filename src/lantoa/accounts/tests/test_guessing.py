"""Whoever guesses is slowed; whoever has the right secret comes in, however many guess beside them."""

import pytest

from lantoa.accounts import actions
from lantoa.accounts.models import Slip
from lantoa.accounts.tests.test_sign_in import WORD, first_step, moved_clock, newcomer, nga, now_code  # noqa: F401
from lantoa.accounts.views.tries import BESIEGED, MOST_CODES, TRIES
from lantoa.journal.logic import HOUSE

DOOR, CODE, SLIP = "/can-bo/vao/", "/can-bo/vao/ma/", "/can-bo/vao/phieu/"
OTHER = "năm cây dừa nước"


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """Hundreds of tries: what a password costs is not what is looked at here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def guess(client, address, name="nga", word="sai"):
    return client.post(DOOR, {"username": name, "password": word}, REMOTE_ADDR=address)


def at_once(client, address, *, word, code, name="nga"):
    return client.post(DOOR, {"username": name, "password": word, "code": code}, REMOTE_ADDR=address)


def it_lets_the_owner_in_while_one_network_guesses_two_hundred_times(client, nga):  # noqa: F811
    for n in range(201):
        guess(client, f"2001:db8:1:2::{n:x}")

    assert guess(client, "198.51.100.8", word=WORD).status_code == 302


def it_lets_the_owner_in_beside_a_guesser_in_the_same_network_with_password_and_code_at_once(client, nga):  # noqa: F811
    for _ in range(TRIES):
        guess(client, "203.0.113.7")
    asked = guess(client, "203.0.113.7", word=WORD)

    owner = at_once(client, "203.0.113.7", word=WORD, code=now_code(nga.secret))

    assert "ghi luôn 6 số trong ứng dụng mã" in asked.content.decode()
    assert (owner.status_code, owner["Location"]) == (302, "/can-bo/")


def it_puts_the_cursor_there_on_the_password_which_comes_back_empty(client, nga):  # noqa: F811
    for _ in range(TRIES + 1):
        asked = guess(client, "203.0.113.7")

    cursor = next(tag for tag in asked.content.decode().split("<input")[1:] if "autofocus" in tag.split(">")[0])
    assert 'name="password"' in cursor


def it_takes_a_recovery_code_there_too_and_only_once(client, client_of, nga):  # noqa: F811
    for _ in range(TRIES):
        guess(client, "203.0.113.7")

    first = at_once(client, "203.0.113.7", word=WORD, code=nga.codes[0])
    second = at_once(client_of(), "203.0.113.7", word=WORD, code=nga.codes[0])

    assert (first.status_code, second.status_code) == (302, 200)


@pytest.mark.parametrize("wrong", ["name", "word", "code"])
def it_says_the_same_whichever_of_the_three_is_wrong_there(client, nga, wrong):  # noqa: F811
    for _ in range(TRIES):
        guess(client, "203.0.113.7"), guess(client, "203.0.113.7", name="ai-do")
    right = {"name": "nga", "word": WORD, "code": now_code(nga.secret)}

    answer = at_once(client, "203.0.113.7", **{**right, wrong: {"name": "ai-do", "code": "000000"}.get(wrong, "sai")})

    assert answer.status_code == 200
    assert "Chưa đúng. Ghi lại tên vào, mật khẩu và mã mới" in answer.content.decode()


def it_stops_guessing_of_codes_there_and_leaves_the_recovery_codes(client, client_of, nga):  # noqa: F811
    for _ in range(TRIES):
        guess(client, "203.0.113.7")
    for _ in range(MOST_CODES):
        at_once(client, "203.0.113.7", word=WORD, code="000000")

    by_app = at_once(client, "203.0.113.7", word=WORD, code=now_code(nga.secret))
    by_paper = at_once(client_of(), "203.0.113.7", word=WORD, code=nga.codes[0])

    assert (by_app.status_code, by_paper.status_code) == (200, 302)


def it_stops_passwords_beside_one_found_code_and_not_the_owners_next_code(client, client_of, nga):  # noqa: F811
    for _ in range(TRIES):
        guess(client, "203.0.113.7")
    for _ in range(TRIES):
        at_once(client, "203.0.113.7", word="sai", code=nga.codes[0])

    found = at_once(client, "203.0.113.7", word=WORD, code=nga.codes[0])
    owner = at_once(client_of(), "203.0.113.7", word=WORD, code=nga.codes[1])

    assert (found.status_code, owner.status_code) == (200, 302)


def it_lets_nobody_without_a_code_app_in_by_password_alone_there(client, newcomer):  # noqa: F811
    newcomer.set_password(WORD)
    newcomer.save()
    for _ in range(TRIES):
        guess(client, "203.0.113.7")

    answers = [at_once(client, "203.0.113.7", word=WORD, code=code).status_code for code in ("000000", "ABCDEFGHJK")]

    assert answers == [200, 200]


def it_counts_one_network_of_ipv6_as_one(client, nga):  # noqa: F811
    for n in range(TRIES):
        guess(client, f"2001:db8:1:2::{n:x}")

    answer = guess(client, "2001:db8:1:2:ffff::1", word=WORD)

    assert "Nhiều lần thử sai từ mạng này" in answer.content.decode()


def it_lets_the_owner_in_while_a_hundred_networks_guess_and_slows_each_of_them(client, nga):  # noqa: F811
    for n in range(BESIEGED + 1):
        guess(client, f"203.0.{n}.1")
    for _ in range(2):
        guess(client, "203.0.200.1")

    slowed, owner = guess(client, "203.0.200.1", word=WORD), guess(client, "198.51.100.8", word=WORD)

    assert (slowed.status_code, owner.status_code) == (200, 302)


def it_takes_more_than_one_network_to_slow_the_others(client, nga):  # noqa: F811
    for _ in range(BESIEGED + 20):
        client.post("/can-bo/vao/", {"username": "nga", "password": "sai"}, REMOTE_ADDR="198.51.100.7")

    asked = [
        client.post("/can-bo/vao/", {"username": "nga", "password": f"sai {n}"}, REMOTE_ADDR="203.0.113.9").content
        for n in range(TRIES)
    ]

    assert not any(b'name="code"' in page for page in asked)


def it_slows_one_caller_who_tries_many_names(client, nga):  # noqa: F811
    for n in range(60):
        guess(client, "203.0.113.7", name=f"ten{n}")

    answer = guess(client, "203.0.113.7", word=WORD)

    assert "Nhiều lần thử sai từ mạng này" in answer.content.decode()


def it_takes_the_right_slip_after_any_number_of_wrong_ones(client, newcomer):  # noqa: F811
    slip = actions.give_slip(by=HOUSE, staff=newcomer)
    form = {"username": "nga", "password": WORD, "again": WORD}
    wrong = [client.post(SLIP, {**form, "code": f"AAAA-BBBB-CCC{n}"}) for n in range(2, 2 + TRIES + 1)]

    right = client.post(SLIP, {**form, "code": slip})

    said = wrong[-1].content.decode()
    assert "Phiếu này không dùng được nữa" in said and "Phiếu đúng thì lúc nào cũng vào được" in said
    assert right.status_code == 302
    assert Slip.objects.get().used_at is not None


def it_lets_the_owner_in_while_a_stranger_with_the_password_guesses_codes(client, client_of, nga):  # noqa: F811
    stranger = client_of()
    first_step(stranger)
    for _ in range(TRIES + 1):
        last = stranger.post(CODE, {"code": "000000"}, REMOTE_ADDR="203.0.113.7")
    first_step(client)

    answer = client.post(CODE, {"code": now_code(nga.secret)}, REMOTE_ADDR="198.51.100.8")

    assert "Thử nhiều lần quá" in last.content.decode()
    assert answer.status_code == 302


def it_takes_only_recovery_codes_when_many_networks_guess_codes(client, nga):  # noqa: F811
    first_step(client)
    for n in range(MOST_CODES):
        client.post(CODE, {"code": "000000"}, REMOTE_ADDR=f"203.0.{n}.1")

    by_app = client.post(CODE, {"code": now_code(nga.secret)}, REMOTE_ADDR="198.51.100.8")
    by_paper = client.post(f"{CODE}?cach=du-phong", {"code": nga.codes[0]}, REMOTE_ADDR="198.51.100.8")

    assert (by_app.status_code, by_paper.status_code) == (200, 302)


@pytest.mark.parametrize(
    ("page", "wrong", "field"),
    [
        ("/can-bo/vao/mat-khau/", {"old": "sai", "password": OTHER, "again": OTHER}, "old"),
        ("/can-bo/vao/ma-du-phong/", {"code": "000000"}, "code"),
    ],
)
def it_limits_guessing_in_a_session_that_is_signed_in(client_of, nga, page, wrong, field):  # noqa: F811
    stolen, own = client_of(nga), client_of(nga)
    for _ in range(TRIES):
        stolen.post(page, wrong)
    right = {**wrong, "old": WORD} if field == "old" else {"code": now_code(nga.secret)}

    refused, taken = stolen.post(page, right), own.post(page, right)

    assert "Thử nhiều lần quá" in refused.content.decode()
    assert "Thử nhiều lần quá" not in taken.content.decode() and taken.status_code in (200, 302)


@pytest.mark.parametrize(
    ("sent", "field"), [(None, "username"), ({"username": "nga", "password": "sai"}, "password"), ({}, "username")]
)
def it_puts_the_cursor_where_something_is_to_be_written(client, nga, sent, field):  # noqa: F811
    page = client.get(DOOR) if sent is None else client.post(DOOR, sent)

    said = page.content.decode()
    assert said.count("autofocus") == 1
    assert f'name="{field}"' in next(tag for tag in said.split("<input")[1:] if "autofocus" in tag.split(">")[0])


def it_shows_figures_on_the_keyboard_for_a_code_and_letters_for_a_code_on_paper(client, nga):  # noqa: F811
    first_step(client)

    figures, letters = (client.get(f"{CODE}{more}").content.decode() for more in ("", "?cach=du-phong"))

    assert 'inputmode="numeric"' in figures and 'autocomplete="one-time-code"' in figures and "autofocus" in figures
    assert 'inputmode="numeric"' not in letters


def it_ends_every_half_of_a_sign_in_with_a_reset(client_of, cast, nga):  # noqa: F811
    thief = client_of()
    first_step(thief)
    assert thief.get(CODE).status_code == 200

    actions.ask_reset(by=cast.actor("chi"), staff=nga, asker=cast.chi)
    assert actions.ask_reset(by=cast.actor("adam"), staff=nga, asker=cast.adam)

    setup, code = thief.get("/can-bo/vao/thiet-lap/"), thief.post(CODE, {"code": nga.codes[0]})
    assert [(one.status_code, one["Location"]) for one in (setup, code)] == [(302, DOOR)] * 2


def it_ends_the_half_that_was_begun_with_an_older_password(client_of, nga):  # noqa: F811
    thief, owner = client_of(), client_of(nga)
    first_step(thief)

    owner.post("/can-bo/vao/mat-khau/", {"old": WORD, "password": OTHER, "again": OTHER})

    answer = thief.post(f"{CODE}?cach=du-phong", {"code": nga.codes[0]})
    assert (answer.status_code, answer["Location"]) == (302, DOOR)
