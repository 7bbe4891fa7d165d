"""Where everybody who could see a matter is named in it: the page says honestly who sees it all the same."""

from __future__ import annotations

import pytest
from conftest import _person

from lantoa.accounts.queries import actor_of
from lantoa.conversations.actions import intake
from lantoa.conversations.logic import receipts
from lantoa.conversations.queries import threads
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions.receive import receive
from lantoa.tips.tasks import sweep
from lantoa.tips.tests.form import text

pytestmark = pytest.mark.django_db


def it_says_that_somebody_named_sees_it_where_nobody_else_is_left(client, house, cast):
    receipt = receipts.draw()
    words = "Thanh tra Đỗ Thị In nhận tiền bảo kê"
    one = intake.prepare(arrival(words, unit=house.here.pk, kind="complaint_about_police"), receipt=receipt)
    thread = receive(by=FORM, prepared=one)[0].thread
    assert threads.may_see(cast.actor("ines"), thread.n) or thread.desk.kind == "above"
    assert "kể cả người được nhắc tới" not in text(client.post("/tin/", {"ma": receipt.digits}))

    _person("bo", "Mai Thị Bô", "Đ/tá", house.city, "chief")
    taken = receive(by=FORM, prepared=intake.prepare(arrival("Có cả bà Mai Thị Bô", to_thread=thread.n)))[0]

    assert threads.may_see(cast.actor("ines"), taken.thread.n)
    assert "kể cả người được nhắc tới" in text(client.post("/tin/", {"ma": receipt.digits}))


def it_keeps_it_from_them_again_by_itself_once_somebody_else_is_there(client, house, cast):
    bo, receipt = _person("bo", "Mai Thị Bô", "Đ/tá", house.city, "chief"), receipts.draw()
    words = "Bà Mai Thị Bô và thanh tra Đỗ Thị In nhận tiền"
    one = intake.prepare(arrival(words, unit=house.here.pk, kind="complaint_about_police"), receipt=receipt)
    thread = receive(by=FORM, prepared=one)[0].thread
    sweep()
    assert threads.may_see(cast.actor("ines"), thread.n)
    iris = _person("iris", "Ngô Thị Iris", "", house.country, "inspector")

    sweep()

    assert threads.may_see(actor_of(iris), thread.n)
    assert not threads.may_see(cast.actor("ines"), thread.n) and not threads.may_see(actor_of(bo), thread.n)
    assert "kể cả người được nhắc tới" not in text(client.post("/tin/", {"ma": receipt.digits}))
