"""Whatever door a message comes by, it becomes one thread on the right desk, and nothing is shown unsorted."""

import pytest

from lantoa.conversations.actions import handle, intake
from lantoa.conversations.models import Correspondent, Message, Receipt, Thread
from lantoa.conversations.queries import sealed, threads
from lantoa.conversations.tests.makers import DOOR, FORM, arrival, taken, zalo
from lantoa.journal.models import Line
from lantoa.vault.models import Key


def it_keeps_a_form_message_on_the_desk_of_its_area(house):
    area = house.areas[house.here.pk][0]

    thread = taken(arrival("Có người trộm xe ở đầu hẻm", area=area.pk, kind="tip", category="theft")).thread

    assert thread.desk == house.beats[area.pk]
    assert sealed.card(thread).excerpt == "Có người trộm xe ở đầu hẻm"
    assert [s.text for s in sealed.said(thread, notes=True)] == ["Có người trộm xe ở đầu hẻm"]


def it_stores_no_word_in_the_clear(house):
    thread = taken(arrival("Có người trộm xe mang biển số lạ", unit=house.here.pk)).thread

    row = Thread.objects.filter(n=thread.n).values().get()
    message = Message.objects.filter(thread=thread).values().get()

    for value in [*row.values(), *message.values()]:
        assert "trộm" not in str(value) and "trộm".encode() not in (bytes(value) if isinstance(value, bytes) else b"")


def it_keeps_no_person_when_anonymous(house):
    taken(arrival("Có người trộm xe", unit=house.here.pk))

    assert not Correspondent.objects.exists()
    assert Key.objects.filter(kind="person").count() == 0


def it_lays_a_complaint_above_the_unit_it_is_about(house, cast):
    thread = taken(arrival("Cán bộ phường đòi tiền tôi", unit=house.here.pk, kind="complaint_about_police")).thread

    assert thread.desk == house.desk("above", house.city)
    for name in ("otto", "chi", "petra"):
        assert threads.by_public_id(cast.actor(name), thread.public_id) is None


def it_waits_in_the_unplaced_queue_when_nothing_names_a_place(house):
    thread = taken(arrival("Có người trộm xe", kind="tip")).thread

    assert thread.desk == house.desk("duty", house.city)
    assert thread.chip == "where"


def it_goes_to_the_chiefs_desk_when_an_officer_must_not_see_it(house, cast):
    thread = taken(arrival("Có đánh bạc", unit=house.here.pk, kind="tip", not_see="anh Ốt")).thread

    assert threads.by_public_id(cast.actor("chi"), thread.public_id) == thread
    assert threads.by_public_id(cast.actor("otto"), thread.public_id) is None


def it_puts_a_later_message_into_the_open_thread_of_the_person(house):
    first = taken(zalo("Có đánh bạc ở nhà kho", unit=house.here.pk, kind="tip"), DOOR)

    second = taken(zalo("Họ còn ngồi đó", unit=house.here.pk), DOOR)

    assert second.thread == first.thread and not second.new
    assert Correspondent.objects.count() == 1


def it_starts_a_thread_of_its_own_for_an_emergency_and_a_complaint(house):
    first = taken(zalo("Có đánh bạc", unit=house.here.pk, kind="tip"), DOOR)

    danger = taken(zalo("cứu tôi với, nó cầm dao chém người ta", unit=house.here.pk), DOOR)
    complaint = taken(zalo("tôi tố cáo cán bộ công an phường đòi tiền dân", unit=house.here.pk), DOOR)

    assert len({first.thread.n, danger.thread.n, complaint.thread.n}) == 3
    assert danger.thread.kind == "emergency" and complaint.thread.kind == "complaint_about_police"


def it_takes_the_same_event_once(house):
    event = zalo("Có đánh bạc", unit=house.here.pk, kind="tip", external_id="m-1")

    first, again = taken(event, DOOR), taken(event, DOOR)

    assert again.again and again.thread == first.thread
    assert Message.objects.filter(direction="in").count() == 1


def it_leaves_no_row_for_chat_in_a_group(house):
    result = taken(zalo("cảm ơn mấy anh nhiều nha", in_group=True, unit=house.here.pk, kind="thanks_or_chat"), DOOR)

    assert result.thread is None
    assert not Thread.objects.exists()


def it_raises_a_thread_that_began_as_chat_when_a_tip_follows(house):
    first = taken(zalo("cảm ơn anh", unit=house.here.pk, kind="thanks_or_chat"), DOOR)

    taken(zalo("đêm qua có đánh bạc ăn tiền ở nhà kho", unit=house.here.pk, kind="tip"), DOOR)

    assert Thread.objects.get(n=first.thread.n).kind == "tip"


def it_keeps_the_digits_of_a_receipt_nowhere(house):
    prepared = intake.prepare(arrival("Có người trộm xe", unit=house.here.pk, kind="tip"))

    intake.take_in(by=FORM, prepared=prepared)

    assert Receipt.objects.count() == 1
    assert threads.by_lookup(prepared.receipt.lookup) is not None
    rows = str(list(Receipt.objects.values())) + str(list(Line.objects.values())) + str(list(Thread.objects.values()))
    assert prepared.receipt.digits not in rows


def it_finds_nothing_for_a_stranger(house, cast):
    thread = taken(arrival("Có người trộm xe", unit=house.here.pk, kind="tip")).thread

    for name in ("petra", "vinh", "adam", "mo"):
        assert threads.by_public_id(cast.actor(name), thread.public_id) is None
        assert threads.page(cast.actor(name), threads.Filter()) == []


@pytest.mark.parametrize("text", ["", "\x00", "a" * 30_000, "<script>alert(1)</script>", "e\u0301" * 50, "\u202egnurt"])
def it_takes_any_text_at_all(house, text):
    thread = taken(arrival(text, unit=house.here.pk, kind="tip")).thread

    assert len(sealed.said(thread, notes=True)) == 1


def it_moves_a_complaint_found_later_out_of_the_unit(house, cast):
    thread = taken(arrival("Chuyện này khó nói", unit=house.here.pk, kind="feedback")).thread

    handle.correct(by=cast.actor("otto"), thread=thread, kind="complaint_about_police")

    assert threads.by_public_id(cast.actor("otto"), thread.public_id) is None
    assert Thread.objects.get(n=thread.n).desk == house.desk("above", house.city)


def it_names_the_fire_brigade_when_it_burns():
    from lantoa.conversations.logic.texts import emergency

    assert emergency("fire_hazard").startswith("Gọi 114") and "113" in emergency("fire_hazard")
    assert emergency("assault").startswith("Gọi 113")
