"""Likely duplicates of a tip: suggested on one desk, within hours, with a reason."""

from lantoa.conversations.actions import intake
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions.receive import receive
from lantoa.tips.queries.duplicates import suggestions

FIRST = "Nhà trong hẻm 132 đường 3/2 kéo loa kẹo kéo ra hát om sòm từ chiều tới giờ"
AGAIN = "hem 132 duong 3/2 loa keo keo hat om som, ca xom khong ngu duoc"
OTHER = "Sáng nay mất trộm hai con gà ở cuối ấp, thấy dấu xe ba gác"


def _tip(text, unit):
    return receive(by=FORM, prepared=intake.prepare(arrival(text, unit=unit.pk, kind="tip")))[1]


def it_suggests_a_second_telling_without_marks_and_nothing_else(house, cast):
    first, again, _ = (_tip(text, house.here) for text in (FIRST, AGAIN, OTHER))

    found = suggestions(cast.actor("chi"), again)

    assert [(s.tip.pk, s.why) for s in found] == [(first.pk, "cùng nơi, cùng lúc, lời kể giống")]


def it_puts_an_equal_plate_first(house, cast):
    first = _tip("Xe 65-B1 123.45 đậu bít hẻm 7 nãy giờ, không ai ra dời", house.here)
    again = _tip("Có chiếc 65b112345 chạy lạng lách trước cổng trường, nẹt pô inh ỏi", house.here)

    assert [(s.tip.pk, s.why) for s in suggestions(cast.actor("chi"), again)] == [(first.pk, "biển số giống")]


def it_suggests_nothing_of_another_commune(house, cast):
    _tip(FIRST, house.there)
    again = _tip(AGAIN, house.here)

    assert suggestions(cast.actor("chi"), again) == []


def it_asks_the_same_number_of_statements_whatever_the_number(house, cast, django_assert_num_queries):
    tips = [_tip(text, house.here) for text in (FIRST, AGAIN)]
    actor = cast.actor("chi")
    with django_assert_num_queries(5):
        suggestions(actor, tips[1])
    for n in range(3):
        _tip(f"{AGAIN} {n}", house.here)

    with django_assert_num_queries(5):
        suggestions(actor, tips[1])
