"""One honest promise: receipt, status page and the first reply name the same hour, counted as the clock counts it."""

import re
from datetime import date, datetime, timedelta

import pytest

from lantoa.conversations.actions import intake, reply
from lantoa.conversations.logic import receipts
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.states import Direction
from lantoa.conversations.tests.makers import DOOR, FORM, arrival, zalo
from lantoa.delivery.actions.connect import connect_account
from lantoa.delivery.logic.messenger import Secrets
from lantoa.delivery.messengers import all_messengers
from lantoa.duties import actions as duties
from lantoa.duties.models import Ring
from lantoa.errands.tasks import drain
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock, words
from lantoa.tips.actions import move, work
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip
from lantoa.tips.queries.clocks import clocks_of
from lantoa.tips.queries.status import tip_of
from lantoa.tips.tests.form import STORY, Form, digits, text

pytestmark = pytest.mark.django_db
FRIDAY_EVENING = datetime(2026, 10, 16, 20, 0, tzinfo=clock.HERE)
HOUR = re.compile(r"\d\d:\d\d thứ \w+, \d\d/\d\d/\d{4}|\d\d:\d\d Chủ nhật, \d\d/\d\d/\d{4}")


def sent(client, **changes):
    form = Form(client, "/bao-tin/90001/")
    form.fill(**changes)
    return form.send()


def main(page) -> str:
    return text(page).partition("<main")[2].partition("</main>")[0]


def status(client, receipt: str):
    return client.post("/tin/", {"ma": receipt})


def it_names_unit_day_and_hour_on_the_receipt(client, house):
    with clock.moved(FRIDAY_EVENING):
        page = sent(client)

    receipt = main(page).partition('class="receipt')[2].partition("</section>")[0]
    assert "Công an phường Mẫu Một" in receipt and "20:00 thứ Sáu, 16/10/2026" in receipt


def it_promises_on_receipt_and_status_page_the_hour_of_the_clock_with_its_rule(client, house):
    with clock.moved(FRIDAY_EVENING):
        page = sent(client)
        later = status(client, digits(page))
        look = next(one for one in clocks_of(Tip.objects.get()) if one.name == "look")

    assert look.due_at.date() == date(
        2026, 10, 20
    )  # eight hours from Monday morning: nobody works at night or at the weekend
    for shown in (main(page), main(later)):
        assert f"Có người xem chậm nhất<strong>{words.promise(look.due_at)}" in shown
        assert "8 giờ làm việc, không tính đêm và ngày nghỉ" in shown


def it_promises_the_same_hour_in_the_messengers_first_reply(house):
    account = connect_account(by=HOUSE, messenger=all_messengers()["zalo_oa"], unit=house.here.pk, external_id="388",
                              app_id="1", secrets=Secrets("s", app_secret="a"), refresh_token="r")  # fmt: skip
    told = zalo("Hẻm 45 đánh bạc ăn tiền mỗi tối", account=account.pk, unit=house.here.pk, kind="tip", urgency="today")

    taken, tip = receive(by=DOOR, prepared=intake.prepare(told, receipt=receipts.draw()))

    look = next(one for one in clocks_of(tip) if one.name == "look")
    first = [one.text for one in sealed.said(taken.thread, notes=False) if one.message.direction == Direction.AUTO]
    assert any(f"{clock.here(look.due_at):%H:%M ngày %d/%m}" in one for one in first), first


def it_names_no_hour_in_an_emergency_until_somebody_accepted_it(client, house, cast):
    form = Form(client, "/bao-tin/90001/")
    form.press(nguy="now")
    page = form.press("send", ke="Cháy nhà số 12, còn người bên trong", noi="12 đường Mẫu")
    before = status(client, digits(page))
    ring = duties.ring(by=HOUSE, desk=Thread.objects.get().desk_id, thread=Thread.objects.get().n)

    duties.accept(by=cast.actor("chi"), rings=[ring.pk])

    after = main(status(client, digits(page)))
    at = Ring.objects.get().accepted_at
    for shown in (main(page), main(before)):
        assert "Đang báo trực ban. Có người nhận thì trang này cho biết." in shown
        assert "chậm nhất" not in shown and "giờ làm việc" not in shown and "nguy cơ" not in shown.lower()
    assert f"Đã có người nhận lúc {words.promise(at)}" in after and "Đang báo trực ban" not in after


def it_says_that_we_wait_and_names_no_hour_while_the_question_stands(client, house, cast):
    page = sent(client)
    tip, otto = Tip.objects.get(), cast.actor("otto")
    work.ask_more(by=otto, tip=tip, ready=reply.prepare(tip.thread, "Xe màu gì?"))

    waiting = main(status(client, digits(page)))

    assert "Đang chờ bà con trả lời." in waiting and "chậm nhất" not in waiting


def it_shows_the_newest_answer_above_everything(client, house, cast):
    page = sent(client)
    tip, otto = Tip.objects.get(), cast.actor("otto")
    work.say(by=otto, tip=tip, ready=reply.prepare(tip.thread, "Lời thứ nhất"))
    work.answer(by=otto, tip=tip_of(Thread.objects.get()), ready=reply.prepare(tip.thread, "Lời thứ hai"))

    shown = main(status(client, digits(page)))

    order = [shown.index(one) for one in ("Lời thứ hai", "Tin đang ở đâu", "Nhắn thêm", "Lời thứ nhất", STORY)]
    assert order == sorted(order) and shown.count("Lời thứ hai") == 1


def it_says_that_it_is_late_when_nobody_looked_in_time(client, house):
    with clock.moved(FRIDAY_EVENING):
        page = sent(client)
        clock.advance(timedelta(days=5))

        shown = main(status(client, digits(page)))

    assert "Đã trễ, xin lỗi bà con." in shown


def it_names_the_hour_of_the_answer_once_somebody_looked(client, house, cast):
    page = sent(client)
    move.acknowledge(by=cast.actor("otto"), tip=Tip.objects.get())

    shown = main(status(client, digits(page)))

    assert "Có người xem chậm nhất" not in shown
    assert "Trả lời kết quả chậm nhất" in shown and "20 ngày, tính cả ngày nghỉ" in shown


def it_promises_nothing_after_the_end(client, house, cast):
    page = sent(client)
    tip = Tip.objects.get()
    work.answer(by=cast.actor("otto"), tip=tip, ready=reply.prepare(tip.thread, "Đã xong"))
    work.close(by=cast.actor("otto"), tip=tip_of(Thread.objects.get()))

    shown = main(status(client, digits(page)))

    assert "chậm nhất" not in shown and "Đang chờ" not in shown


@pytest.mark.parametrize("urgency", ["emergency", "today", "none"])
def it_rings_only_for_an_emergency_and_says_so_only_there(client, house, urgency):
    page = sent(client)
    Thread.objects.update(urgency=urgency)
    Tip.objects.update(look_urgency=urgency)

    shown = main(status(client, digits(page)))

    assert "Đang báo trực ban" not in shown and "Trả lời kết quả chậm nhất" in shown
    assert ("Có người xem chậm nhất" in shown) == (urgency != "emergency")


def it_shows_the_page_of_a_question_that_was_marked_urgent(client, house):
    page = sent(client, what={"loai": "other", "ke": "Cho hỏi giờ làm căn cước", "noi": ""})
    Tip.objects.all().delete()
    Thread.objects.update(urgency="emergency", has_tip=False)

    assert "Tin đang ở đâu" in main(status(client, digits(page)))


@pytest.mark.parametrize("verb", [move.acknowledge, move.start_checking])
def it_says_that_somebody_took_an_emergency_only_once_somebody_did(client, house, cast, verb):
    receipt = receipts.draw()
    told = arrival("cháy nhà cứu với", unit=house.here.pk, kind="emergency", urgency="emergency")
    tip = receive(by=FORM, prepared=intake.prepare(told, receipt=receipt))[1]
    drain()
    verb(by=cast.actor("otto"), tip=Tip.objects.select_related("thread__desk__unit", "unit").get(pk=tip.pk))

    page = text(client.post("/tin/", {"ma": receipt.digits}))

    assert "Đã có người nhận" not in page and "Đang báo trực ban" in page
