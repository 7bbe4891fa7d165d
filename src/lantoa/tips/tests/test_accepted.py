"""Whoever accepts a ring owns the matter: colleagues and the reporter read it, and every ring says what and where."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from lantoa.accounts.models import Post
from lantoa.conversations.actions import intake
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.tests.makers import DOOR, FORM, arrival, zalo
from lantoa.delivery.models import Account
from lantoa.duties import actions, tasks
from lantoa.duties.models import Ring
from lantoa.errands.tasks import drain
from lantoa.kit import clock
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip
from lantoa.tips.states import State

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 15, 21, 14, tzinfo=clock.HERE)
BELL = "/can-bo/chuong/"


@pytest.fixture(autouse=True)
def moved_clock():
    with clock.moved(AT):
        yield


def told(house, text="nhà đang cháy lớn cứu với", **more):
    fire = {"kind": "emergency", "category": "fire_hazard", "urgency": "emergency", **more}
    _taken, tip = receive(by=FORM, prepared=intake.prepare(arrival(text, unit=house.here.pk, **fire)))
    drain()
    return tip


@pytest.fixture
def tip(house, cast):
    return told(house, place="hẻm 12 Trần Phú")


def accepted(cast, name="chi", after=timedelta(minutes=1)):
    clock.advance(after)
    actions.accept(by=cast.actor(name), rings=list(Ring.objects.values_list("pk", flat=True)))
    drain()


def page_of(client, tip):
    return client.get(reverse("tip", args=[tip.thread.public_id])).content.decode()


def it_sets_the_owner_and_opens_the_matter_at_the_minute_of_accepting(cast, tip):
    accepted(cast)

    tip = Tip.objects.select_related("thread").get(pk=tip.pk)
    assert (tip.state, tip.acknowledged_at) == (State.ACKNOWLEDGED, AT + timedelta(minutes=1))
    assert (tip.thread.owner, tip.thread.chip) == (cast.chi, "acknowledged")


def it_changes_no_word_and_no_label_of_what_was_told(cast, tip):
    columns = ("kind", "category", "urgency", "excerpt", "place", "decided_by", "sure", "desk")
    before = Thread.objects.values(*columns).get(n=tip.thread_id)

    accepted(cast)

    assert Thread.objects.values(*columns).get(n=tip.thread_id) == before


def it_tells_colleagues_in_the_list_and_on_the_page(house, cast, client_of, tip):
    Post.objects.filter(staff=cast.otto).update(role="duty")
    otto = client_of(cast.otto)
    before = otto.get("/can-bo/hop-thu/").content.decode()
    assert "Khẩn, xem ngay" in before and "Khẩn, chưa ai nhận" in page_of(otto, tip)

    accepted(cast)

    row = otto.get("/can-bo/hop-thu/").content.decode()
    assert "Đã có người nhận lúc 21:15" in row and "Lê Thị Chi" in row and "Khẩn, xem ngay" not in row
    assert "đã có người nhận lúc 21:15: Tr/t Lê Thị Chi" in page_of(otto, tip)


def it_gives_the_matter_to_whoever_accepted_above(house, cast, client_of, tip):
    clock.advance(timedelta(minutes=1))
    tasks.pass_on_unanswered()

    accepted(cast, "dana")

    tip = Tip.objects.select_related("thread__owner").get(pk=tip.pk)
    assert tip.thread.owner == cast.dana and tip.state == State.ACKNOWLEDGED
    assert "Võ Thị Đa" in page_of(client_of(cast.dana), tip)


def it_lets_the_inspectorate_open_what_its_bell_rang_for(house, cast, client_of, tip):
    for _each in range(3):
        clock.advance(timedelta(minutes=1))
        tasks.pass_on_unanswered()

    page = client_of(cast.ines).get(BELL).content.decode()

    assert reverse("tip", args=[tip.thread.public_id]) in page
    assert client_of(cast.ines).get(reverse("tip", args=[tip.thread.public_id])).status_code == 200


def it_leaves_a_matter_that_has_ended_as_it_is(cast, tip):
    Tip.objects.filter(pk=tip.pk).update(state=State.REFUSED)

    accepted(cast)

    assert Tip.objects.get(pk=tip.pk).state == State.REFUSED


def it_opens_the_one_matter_that_was_taken_without_scripts(cast, client_of, tip):
    ring = Ring.objects.get()

    answer = client_of(cast.chi).post(f"{BELL}nhan/", {"one": str(ring.pk)})

    assert answer["Location"] == reverse("tip", args=[tip.thread.public_id])


def it_says_what_and_where_on_each_of_five_rings_and_gives_each_its_button(house, cast, client_of):
    places = [f"hẻm {n} Trần Phú" for n in range(1, 6)]
    for place in places:
        told(house, place=place)

    page = client_of(cast.chi).get(BELL).content.decode()

    assert all(f"Khẩn: đang cháy, {place}" in page for place in places)
    assert page.count("Tôi nhận việc này") == 5 and page.count("Nhận cả 5 tin") == 1


def it_never_speaks_of_a_danger_that_may_come_while_a_house_burns(house, cast, client_of, tip):
    chi = client_of(cast.chi)

    pages = [page_of(chi, tip), chi.get("/can-bo/hop-thu/").content.decode(), chi.get(BELL).content.decode()]

    for page in pages:
        main = page.rpartition("<aside")[0] if "tiphead" in page else page
        assert "nguy cơ" not in main.lower().replace("<option", "\n<option").split("<option")[0]
    assert "Đang cháy" in pages[0] and "Khẩn: đang cháy" in pages[2]


def it_rings_without_words_for_whoever_may_not_read(house, cast, client_of, tip, monkeypatch):
    from lantoa.accounts.logic import powers

    monkeypatch.setitem(powers.POWERS, "duty", frozenset({"bell"}))
    clock.advance(timedelta(minutes=1))
    tasks.pass_on_unanswered()

    page = client_of(cast.dana).get(BELL).content.decode()

    assert "Phường Mẫu Một" in page and "Tôi nhận việc này" in page
    assert "Trần Phú" not in page and "cháy" not in page


def it_says_of_a_smell_of_gas_no_more_than_was_told(house, cast, client_of):
    told(house, "nhà tôi xì gas mùi gas nồng nặc")

    page = client_of(cast.chi).get(BELL).content.decode()

    assert "Khẩn: cháy, nổ" in page and "đang cháy" not in page


def it_asks_nobody_in_an_emergency_where_it_is(house, cast):
    account = Account.objects.create(
        kind="zalo_oa", external_id="oa", unit=house.city, secrets=b"", made_at=clock.now(), active=True
    )
    said = zalo("cướp đang khống chế mẹ tôi, cứu với", account=account.pk, unit=house.city.pk)

    taken, _tip = receive(by=DOOR, prepared=intake.prepare(said))

    assert (taken.thread.kind, taken.thread.chip) == ("emergency", "where")
    automatic = [one.text for one in sealed.said(taken.thread, notes=False) if one.message.direction == "auto"]
    assert automatic == ["Gọi 113. Không gọi được thì nhắn số nhà."]
