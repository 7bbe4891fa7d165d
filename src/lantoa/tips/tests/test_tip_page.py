"""The page of a tip: what an officer sees and does there, and who sees nothing."""

import pytest
from django.urls import reverse

from lantoa.conversations.actions import intake
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip

TEXT = "Có người trộm xe 65B1-123.45 đầu hẻm, căn cước nó 092090001234"


@pytest.fixture
def tip(house):
    return receive(by=FORM, prepared=intake.prepare(arrival(TEXT, unit=house.here.pk, kind="tip", category="theft")))[1]


def page(tip):
    return reverse("tip", args=[tip.thread.public_id])


def do(client, tip, verb, **data):
    return client.post(reverse("tip-act", args=[tip.thread.public_id, verb]), data, follow=True)


def it_shows_the_text_but_no_plate_and_no_id_number(tip, cast, client_of):
    answer = client_of(cast.otto).get(page(tip))

    body = answer.content.decode()
    assert answer.status_code == 200 and "đầu hẻm" in body and tip.number in body
    assert "65B1" not in body and "123.45" not in body and "092090001234" not in body


def it_opens_a_plate_one_by_one_with_a_line_in_the_journal(tip, cast, client_of):
    client = client_of(cast.otto)
    message = tip.thread.messages.get(direction="in")
    address = reverse("thread-chip", args=[tip.thread.public_id, message.ref, "plates", 0])
    assert "65B112345" not in client.get(address).content.decode()

    body = client.post(address).content.decode()

    assert "65B112345" in body
    assert Line.objects.filter(verb="thread.plate_opened", thread=tip.thread_id).count() == 1


def it_notes_reading_once_an_hour(tip, cast, client_of):
    client = client_of(cast.otto)
    client.get(page(tip))
    client.get(page(tip))

    assert Line.objects.filter(verb="thread.opened", thread=tip.thread_id).count() == 1


def it_walks_a_tip_to_its_end(tip, cast, client_of):
    client = client_of(cast.otto)
    for verb, data in (("xem", {}), ("kiem-tra", {}), ("hoi", {"text": "Xe màu gì?"}),
                       ("tra-loi", {"text": "Đã tìm được xe."}), ("ket-thuc", {})):  # fmt: skip
        assert do(client, tip, verb, **data).status_code == 200

    assert Tip.objects.get(pk=tip.pk).state == "closed"


def it_keeps_what_was_typed_when_something_is_refused(tip, cast, client_of):
    client = client_of(cast.otto)
    do(client, tip, "tra-loi", text="Đã xong.")

    answer = do(client, tip, "nhan", text="")

    assert answer.status_code == 409
    assert "Viết câu muốn nhắn" in answer.content.decode()


@pytest.mark.parametrize("name", ["petra", "vinh", "adam", "mo", "dana"])
def it_shows_nothing_to_whoever_does_not_hold_the_desk(tip, cast, client_of, name):
    client = client_of(getattr(cast, name))

    assert client.get(page(tip)).status_code == 404
    assert client.post(reverse("tip-act", args=[tip.thread.public_id, "xem"])).status_code == 404
    assert Tip.objects.get(pk=tip.pk).state == "received"


def it_sends_a_stranger_to_the_sign_in(tip, client):
    assert client.get(page(tip)).status_code == 302


@pytest.mark.parametrize("how_many", [1, 3])
def it_lists_with_the_same_statements_whatever_the_number(house, cast, client_of, django_assert_num_queries, how_many):
    for n in range(how_many):
        prepared = intake.prepare(arrival(f"Trộm xe lần {n}", unit=house.here.pk, kind="tip"))
        receive(by=FORM, prepared=prepared)
    client = client_of(cast.otto)
    client.get(reverse("tips"))

    with django_assert_num_queries(12, exact=False):
        body = client.get(reverse("tips")).content.decode()

    assert body.count('class="t"') == how_many


def it_covers_plates_in_the_list_too(tip, cast, client_of):
    body = client_of(cast.otto).get(reverse("tips")).content.decode()

    assert "[biển số]" in body and "65B1" not in body


def it_offers_other_work_as_one_menu_of_which_one_form_is_open(house, cast, client_of):
    _taken, tip = receive(by=FORM, prepared=intake.prepare(arrival("Trộm xe", unit=house.here.pk, kind="tip")))

    page = client_of(cast.chi).get(reverse("tip", args=[tip.thread.public_id])).content.decode()

    assert page.count('name="viec"') >= 6
    assert "open" not in "".join(one.split(">")[0] for one in page.split("<details")[1:] if 'name="viec"' in one)


def it_opens_the_form_that_was_refused(house, cast, client_of):
    _taken, tip = receive(by=FORM, prepared=intake.prepare(arrival("Trộm xe", unit=house.here.pk, kind="tip")))

    page = client_of(cast.chi).post(reverse("tip-act", args=[tip.thread.public_id, "gop"]), {"into": "x"})

    opened = [one for one in page.content.decode().split("<details")[1:] if " open" in one.split(">")[0]]
    assert "Gộp vào tin khác" in "".join(opened)


def it_writes_the_hour_of_each_line_of_the_journal(house, cast, client_of):
    _taken, tip = receive(by=FORM, prepared=intake.prepare(arrival("Trộm xe", unit=house.here.pk, kind="tip")))

    page = client_of(cast.otto).get(reverse("tip", args=[tip.thread.public_id])).content.decode()

    received = f"{clock.here(tip.received_at):%H:%M, %d/%m/%Y}"
    assert received in page.split("Nhật ký")[1]
