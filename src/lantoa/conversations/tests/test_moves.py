"""Wherever a matter goes and whoever moves it, both desks keep a line, in the order in which it went."""

import pytest

from lantoa.conversations.actions import handle
from lantoa.conversations.models import Thread
from lantoa.conversations.tests.makers import arrival, taken
from lantoa.journal.models import Line

pytestmark = pytest.mark.django_db


def walked(thread):
    """The units it left and came to, line by line."""
    lines = Line.objects.filter(thread=thread.n, verb__in=("thread.left", "thread.arrived")).order_by("id")
    return [(line.verb.partition(".")[2], line.unit) for line in lines]


def now(thread):
    return Thread.objects.select_related("desk__unit", "area__unit").get(n=thread.n)


def it_is_told_when_an_officer_hands_it_on(house, cast):
    thread = taken(arrival("Đánh bạc ở chợ", unit=house.here.pk, kind="tip")).thread

    handle.hand_to(by=cast.actor("chi"), thread=thread, unit=house.there)

    assert walked(thread) == [("left", house.here.pk), ("arrived", house.there.pk)]


def it_is_told_in_its_order_when_it_goes_on_from_there_by_itself(house, cast):
    words = "Anh Trần Thị Bê công an Phường Mẫu Hai nhận tiền sòng bạc"
    thread = taken(arrival(words, unit=house.here.pk, kind="tip")).thread
    Thread.objects.filter(n=thread.n).update(desk=house.desk("inbox", house.here))

    handle.hand_to(by=cast.actor("chi"), thread=now(thread), unit=house.there)

    went = walked(thread)
    assert went[-1] == ("arrived", now(thread).desk.unit_id)
    assert all(went[at][1] == went[at + 1][1] for at in range(1, len(went) - 1, 2))


def it_is_told_when_a_complaint_leaves_for_the_unit_above(house, cast):
    thread = taken(arrival("Có đánh bạc ở chợ", unit=house.here.pk, kind="tip")).thread
    here = thread.desk.unit_id

    handle.correct(by=cast.actor("chi"), thread=now(thread), kind="complaint_about_police")

    assert walked(thread)[:2] == [("left", here), ("arrived", now(thread).desk.unit_id)]
    assert now(thread).desk.unit_id != here


def it_is_told_when_an_unplaced_matter_finds_its_place(house, cast):
    thread = taken(arrival("Có trộm xe", kind="tip")).thread
    assert thread.desk.kind == "duty"

    taken(arrival("ở Phường Mẫu Một", to_thread=thread.n, chosen_unit=house.here.pk))

    assert now(thread).desk.unit_id == house.here.pk
    assert walked(thread) == [("left", house.city.pk), ("arrived", house.here.pk)]
