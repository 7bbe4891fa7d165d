"""The home page: what can be done here, and what was done, in true figures or none."""

import pytest

from lantoa.conversations.actions import intake, reply
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.kit import clock, words
from lantoa.tips.actions import work
from lantoa.tips.actions.receive import receive
from lantoa.tips.queries import done
from lantoa.tips.tests.form import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counted_anew():
    done.forget()
    yield
    done.forget()


def answered(house, otto, many):
    for number in range(many):
        told = arrival(f"Mất xe đạp số {number} ở đầu hẻm", unit=house.here.pk, kind="tip")
        tip = receive(by=FORM, prepared=intake.prepare(told))[1]
        work.answer(by=otto, tip=tip, ready=reply.prepare(tip.thread, "Dạ, xe đã trả lại chủ."))


def it_shows_no_figure_below_five(client, house, cast):
    answered(house, cast.actor("otto"), 4)

    assert "Bà con báo, công an đã làm" not in text(client.get("/"))


def it_shows_what_was_done_with_the_day_and_where_the_figure_comes_from(client, house, cast):
    answered(house, cast.actor("otto"), 5)

    page = text(client.get("/"))

    assert "5 tin báo đã được trả lời" in page and "chuyển cơ quan điều tra" not in page
    assert f"Trong 30 ngày, tính tới {words.day(clock.today())}. Đếm từ sổ tin báo của trang này." in page


def it_says_how_soon_somebody_looks_by_the_table_of_the_clock(client, db):
    from lantoa.conversations.logic.looks import LOOK_HOURS

    page = text(client.get("/"))

    assert f"Chậm nhất {LOOK_HOURS['normal']} giờ làm việc" in page
    assert f"việc cần trong ngày thì {LOOK_HOURS['today']} giờ" in page
