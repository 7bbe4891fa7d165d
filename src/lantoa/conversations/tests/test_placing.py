"""Where a message lands: by the area it names, in the commune it names or was written to."""

from __future__ import annotations

from lantoa.conversations.actions import intake
from lantoa.conversations.tests.makers import FORM, arrival


def _landed(text, **more):
    taken = intake.take_in(by=FORM, prepared=intake.prepare(arrival(text, **more)))
    assert taken.thread is not None
    return taken.thread.desk


def it_lands_on_the_beat_whose_area_is_named(house):
    desk = _landed("Có người trộm xe ở khu vực 2 chiều nay", unit=house.here.pk, kind="tip")

    assert (desk.kind, desk.unit_id) == ("beat", house.here.pk)
    assert desk.area is not None and desk.area.name == "Khu vực 2"


def it_lands_in_the_inbox_when_no_area_or_two_are_named(house):
    for text in ("Có người trộm xe chiều nay", "Trộm xe ở khu vực 1 rồi chạy qua khu vực 2"):
        assert _landed(text, unit=house.here.pk, kind="tip").kind == "inbox"


def it_knows_no_area_in_a_city_without_a_commune(house):
    assert _landed("Có người trộm xe ở khu vực 2", unit=house.city.pk, kind="tip").kind == "duty"
