"""The search box takes the number of a tip."""

import pytest

from lantoa.conversations.actions import intake
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions.receive import receive


@pytest.mark.parametrize("written", ["{0}-{1}", "{0}{1}", " #{0}-{1} ", "{0} {1}"])
def it_finds_a_tip_by_its_number(house, cast, client_of, written):
    _taken, tip = receive(by=FORM, prepared=intake.prepare(arrival("Trộm xe", unit=house.here.pk, kind="tip")))
    typed = written.format(*tip.number.split("-"))

    answer = client_of(cast.otto).post("/can-bo/tim/", {"q": typed})

    assert answer["Location"] == f"/can-bo/tin/{tip.thread.public_id}/"


def it_says_the_same_of_a_tip_of_others_and_of_none(house, cast, client_of):
    _taken, tip = receive(by=FORM, prepared=intake.prepare(arrival("Trộm xe", unit=house.there.pk, kind="tip")))
    other = "26-000000" if tip.number != "26-000000" else "26-000001"
    otto = client_of(cast.otto)

    pages = [otto.post("/can-bo/tim/", {"q": typed}, follow=True) for typed in (tip.number, other)]

    assert "Không tìm thấy tin nào" in pages[0].content.decode()
    assert pages[0].request["PATH_INFO"][:12] == pages[1].request["PATH_INFO"][:12]
