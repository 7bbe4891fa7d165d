"""Coming in, from the slip to the second machine."""

import base64
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session

from lantoa.accounts import actions, tasks
from lantoa.accounts.actions.factors import PERIOD, code_at
from lantoa.accounts.logic import hashed_session
from lantoa.accounts.models import SecondFactor, Slip, StaffSession
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import clock, limits

WORD = "bốn con sếu bay"
AT = datetime(2026, 10, 15, 8, 0, tzinfo=clock.HERE)


@pytest.fixture(autouse=True)
def moved_clock():
    with clock.moved(AT):
        yield


@pytest.fixture
def newcomer(house):
    return actions.hire(by=HOUSE, username="nga", name="Ngô Thị Nga", rank="Th/u", unit=house.here, role="beat")


def now_code(secret):
    return code_at(secret, int(clock.now().timestamp()) // PERIOD)


@pytest.fixture
def nga(newcomer):
    """Somebody with password and second factor; the code of this half minute is used up."""
    actions.use_slip(by=HOUSE, username="nga", code=actions.give_slip(by=HOUSE, staff=newcomer), password=WORD)
    newcomer.secret = b"s" * 20
    newcomer.codes = actions.confirm_factor(
        by=HOUSE, staff=newcomer, secret=newcomer.secret, code=now_code(newcomer.secret)
    )
    clock.advance(timedelta(minutes=5))
    return newcomer


def first_step(client, going=""):
    """Without ``action`` a form goes to the address of its page, question mark and all."""
    query = f"?{urlencode({'next': going})}" if going else ""
    return client.post(f"/can-bo/vao/{query}", {"username": "nga", "password": WORD})


def it_leads_from_a_slip_to_a_signed_in_officer(client, newcomer):
    slip = actions.give_slip(by=HOUSE, staff=newcomer)

    answer = client.post(
        "/can-bo/vao/phieu/",
        {"username": "nga", "code": slip.lower(), "password": WORD, "again": WORD},
        follow=True,
    )
    secret = base64.b32decode(answer.context["groups"].replace(" ", ""))
    answer = client.post("/can-bo/vao/thiet-lap/", {"code": now_code(secret)})

    assert len(answer.context["codes"]) == 10
    assert client.get("/can-bo/vao/may/").status_code == 200
    assert set(Line.objects.values_list("verb", flat=True)) >= {"slip.used", "second_factor.set", "staff.signed_in"}


def it_takes_a_slip_once(client, newcomer):
    slip = actions.give_slip(by=HOUSE, staff=newcomer)
    actions.use_slip(by=HOUSE, username="nga", code=slip, password=WORD)

    answer = client.post("/can-bo/vao/phieu/", {"username": "nga", "code": slip, "password": WORD, "again": WORD})

    assert "không dùng được nữa" in answer.content.decode()
    assert Slip.objects.filter(used_at__isnull=True).count() == 0


def it_takes_no_slip_after_a_week(newcomer):
    slip = actions.give_slip(by=HOUSE, staff=newcomer)
    clock.advance(timedelta(days=7, seconds=1))

    with pytest.raises(actions.SlipRefused):
        actions.use_slip(by=HOUSE, username="nga", code=slip, password=WORD)


def it_signs_in_with_password_and_code(client, nga):
    assert first_step(client)["Location"] == "/can-bo/vao/ma/"

    answer = client.post("/can-bo/vao/ma/", {"code": now_code(nga.secret)})

    assert (answer.status_code, answer["Location"]) == (302, "/can-bo/")
    assert client.get("/can-bo/vao/may/").status_code == 200


def it_returns_to_the_page_that_was_asked_for(client, nga):
    asked = client.get("/can-bo/vao/may/", follow=True)
    client.post(asked.redirect_chain[-1][0], {"username": "nga", "password": WORD})

    answer = client.post("/can-bo/vao/ma/", {"code": now_code(nga.secret)})

    assert answer["Location"] == "/can-bo/vao/may/"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "/can-bo/\\example.org", "/tin/"])
def it_never_leads_elsewhere(client, nga, elsewhere):
    first_step(client, elsewhere)

    answer = client.post("/can-bo/vao/ma/", {"code": now_code(nga.secret)})

    assert answer["Location"].startswith("/can-bo/")


def it_keeps_nothing_of_whoever_only_looks_at_the_door(client, db):
    client.get("/can-bo/vao/?next=/can-bo/vao/may/")
    client.post("/can-bo/vao/?next=/can-bo/vao/may/", {"username": "nobody", "password": "wrong"})

    assert not Session.objects.exists()


def it_opens_no_page_after_the_password_alone(client, nga):
    first_step(client)

    answer = client.get("/can-bo/vao/may/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/can-bo/vao/?next=")


def it_ends_a_session_that_saw_no_second_factor(client, nga):
    client.force_login(nga)

    assert client.get("/can-bo/vao/may/").status_code == 302


@pytest.mark.parametrize(("seconds", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def it_forgives_half_a_minute(client, nga, seconds, fits):
    first_step(client)
    code = code_at(nga.secret, (int(clock.now().timestamp()) + seconds) // PERIOD)

    answer = client.post("/can-bo/vao/ma/", {"code": code})

    assert (answer.status_code == 302) == fits


def it_takes_no_code_twice(client, nga):
    code = now_code(nga.secret)
    first_step(client)
    client.post("/can-bo/vao/ma/", {"code": code})
    clock.advance(timedelta(seconds=20))

    with pytest.raises(actions.WrongCode):
        actions.use_code(by=HOUSE, staff=nga, code=code)


def it_takes_a_recovery_code_once(client, nga):
    first_step(client)

    answer = client.post("/can-bo/vao/ma/", {"code": nga.codes[3].lower()})

    assert answer.status_code == 302
    with pytest.raises(actions.WrongCode):
        actions.use_code(by=HOUSE, staff=nga, code=nga.codes[3])


def it_keeps_no_secret_in_the_clear(nga):
    row = SecondFactor.objects.get(staff=nga)

    assert nga.secret not in bytes(row.secret)


def it_slows_guessing_of_passwords(client, nga):
    for _ in range(8):
        client.post("/can-bo/vao/", {"username": "nga", "password": "sai"})

    answer = first_step(client)

    assert "Nhiều lần thử sai từ mạng này" in answer.content.decode()
    clock.advance(timedelta(minutes=15))
    assert first_step(client).status_code == 302


def it_slows_guessing_whoever_else_tries_meanwhile(client, nga):
    for _ in range(8):
        client.post("/can-bo/vao/", {"username": "nga", "password": "sai"})
    for number in range(700):
        limits.count("sign-in-name/1", f"ten-{number}", minutes=15)

    answer = first_step(client)

    assert "Nhiều lần thử sai từ mạng này" in answer.content.decode()


def it_slows_guessing_of_codes(client, nga):
    first_step(client)
    for _ in range(8):
        client.post("/can-bo/vao/ma/", {"code": "000000"})

    answer = client.post("/can-bo/vao/ma/", {"code": now_code(nga.secret)})

    assert "Thử nhiều lần quá" in answer.content.decode()


def it_says_the_same_for_a_wrong_name_and_a_wrong_password(client, nga):
    wrong_name = client.post("/can-bo/vao/", {"username": "ai-do", "password": WORD})
    wrong_word = client.post("/can-bo/vao/", {"username": "nga", "password": "sai"})

    assert wrong_name.context["form"].errors == wrong_word.context["form"].errors


def it_ends_another_machine(client_of, nga):
    old, new = client_of(nga), client_of(nga)
    other = StaffSession.objects.exclude(session_hash=hashed_session(new.session.session_key)).get()

    new.post("/can-bo/vao/may/", {"machine": other.pk})

    assert old.get("/can-bo/vao/may/").status_code == 302
    assert new.get("/can-bo/vao/may/").status_code == 200


def it_ends_nobody_elses_machine(client_of, nga, cast):
    client_of(cast.petra)

    answer = client_of(nga).post("/can-bo/vao/may/", {"machine": StaffSession.objects.get(staff=cast.petra).pk})

    assert answer.status_code == 404


def it_signs_the_other_machines_out_with_a_new_password(client_of, nga):
    old, new = client_of(nga), client_of(nga)

    answer = new.post(
        "/can-bo/vao/mat-khau/", {"old": WORD, "password": "năm cây dừa nước", "again": "năm cây dừa nước"}
    )

    assert answer.status_code == 302
    assert new.get("/can-bo/vao/may/").status_code == 200
    assert old.get("/can-bo/vao/may/").status_code == 302


def it_refuses_a_short_password(client_of, nga):
    answer = client_of(nga).post("/can-bo/vao/mat-khau/", {"old": WORD, "password": "ngắn", "again": "ngắn"})

    assert "ít nhất 10 ký tự" in answer.content.decode()


def it_signs_out(client_of, nga):
    client = client_of(nga)

    client.post("/can-bo/vao/ra/")

    assert client.get("/can-bo/vao/may/").status_code == 302
    assert not StaffSession.objects.exists()


def it_keeps_no_address_and_no_browser_name(client, nga):
    first_step(client)
    client.post(
        "/can-bo/vao/ma/",
        {"code": now_code(nga.secret)},
        headers={"user-agent": "Mozilla/5.0 (Linux; Android 9; Old Phone)"},
    )

    assert StaffSession.objects.get().device == "điện thoại Android"


def it_moves_the_day_a_machine_was_last_seen(client_of, nga):
    clock.advance(timedelta(hours=9))
    client = client_of(nga)
    clock.advance(timedelta(hours=11))

    client.get("/can-bo/vao/may/")

    assert StaffSession.objects.get().seen_on == clock.today()


def it_forgets_machines_whose_session_is_over(client_of, nga):
    client_of(nga)
    clock.advance(timedelta(days=3))

    tasks.tidy()

    assert not StaffSession.objects.exists()


def it_asks_for_the_whole_page_again_when_a_piece_comes_too_late(client, db):
    answer = client.get("/can-bo/chuong/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Refresh"], answer.content) == (204, "true", b"")


def it_does_not_let_a_stranger_lock_an_officer_out(client, nga):
    for _ in range(12):
        client.post("/can-bo/vao/", {"username": "nga", "password": "sai"}, REMOTE_ADDR="198.51.100.7")

    answer = client.post("/can-bo/vao/", {"username": "nga", "password": WORD}, REMOTE_ADDR="198.51.100.8")

    assert answer.status_code == 302
