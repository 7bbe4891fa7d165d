"""Beside the answer box stands whether the answer arrives; the first reply says when, where, and who else can read."""

import io
import json
from datetime import datetime, timedelta

import pytest
from django.utils.html import strip_tags
from PIL import Image

from lantoa.conversations.actions import intake, reply
from lantoa.conversations.actions.forget import forget_person
from lantoa.conversations.logic import receipts
from lantoa.conversations.tests.makers import DOOR, arrival, zalo
from lantoa.delivery.actions import allowance
from lantoa.delivery.actions.connect import connect_account
from lantoa.delivery.actions.day_key import held
from lantoa.delivery.actions.switch import switch
from lantoa.delivery.actions.window import touch
from lantoa.delivery.logic.messenger import Left, Secrets
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Outbox
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.media.logic import take
from lantoa.tips.actions import work
from lantoa.tips.actions.receive import receive

SAID = "Hẻm 45 đánh bạc ăn tiền mỗi tối"


@pytest.fixture
def account(house):
    return connect_account(
        by=HOUSE,
        messenger=all_messengers()["zalo_oa"],
        unit=house.here.pk,
        external_id="388",
        app_id="1",
        secrets=Secrets("s", app_secret="a"),
        refresh_token="r",
    )


@pytest.fixture
def told(house, account):
    """A tip by the messenger, at this moment unless told otherwise."""

    def told(text=SAID, kind="tip", **more):
        one = zalo(text, account=account.pk, unit=house.here.pk, kind=kind, **more)
        drawn = receipts.draw()
        touch([(account.pk, one.address, clock.now())])
        return receive(by=DOOR, prepared=intake.prepare(one, receipt=drawn))[0].thread

    return told


def letters():
    return {
        row.purpose: json.loads(held(row.seal_key).unseal(bytes(row.body), row=f"outbox:{row.key}"))["text"]
        for row in Outbox.objects.filter(body__isnull=False)
    }


def box(client_of, who, thread):
    page = client_of(who).get(
        f"/can-bo/tin/{thread.public_id}/" if thread.has_tip else f"/can-bo/hop-thu/{thread.public_id}/"
    )
    assert page.status_code == 200
    return " ".join(strip_tags(page.content.decode().partition('id="tra-loi"')[2].partition("</form>")[0]).split())


@pytest.mark.parametrize("kind", ["tip", "admin_question"])
def it_says_until_when_the_person_can_be_written_to(told, cast, client_of, kind):
    last = clock.now()
    thread = told(kind=kind)

    shown = box(client_of, cast.chi, thread)
    assert "Còn nhắn được qua Zalo tới" in shown
    assert f"{clock.here(last + timedelta(days=7)):%d/%m}" in shown
    assert f"{clock.here(last + timedelta(hours=48)):%d/%m}" in shown


def it_says_that_the_quota_is_used_up(told, account, cast, client_of):
    with clock.moved(clock.now() - timedelta(days=3)):
        thread = told()
    allowance.told(account.pk, Left(0))

    assert "Hết hạn mức gửi qua Zalo. Câu trả lời nằm ở trang xem tin" in box(client_of, cast.chi, thread)


def it_says_that_the_messenger_is_closed_after_seven_days(told, cast, client_of):
    with clock.moved(clock.now() - timedelta(days=7, hours=1)):
        thread = told()

    assert "quá 7 ngày nên Zalo không cho gửi. Câu trả lời nằm ở trang xem tin" in box(client_of, cast.chi, thread)


def it_says_that_somebody_takes_no_messages_any_more(told, cast, client_of):
    thread = told()
    forget_person(by=HOUSE, person=thread.correspondent)

    shown = box(client_of, cast.chi, thread)
    assert "không nhận được tin qua Zalo nữa, câu trả lời nằm ở trang xem tin" in shown


def it_says_that_the_account_cannot_send(told, account, cast, client_of):
    thread = told()
    switch(by=HOUSE, account=account, name="send", on=False)

    assert "Tài khoản Zalo của đơn vị chưa gửi được." in box(client_of, cast.chi, thread)


def it_says_nothing_where_the_person_came_by_a_page_of_ours(house, cast, client_of):
    one = arrival(SAID, unit=house.here.pk, kind="tip")
    thread = receive(by=DOOR, prepared=intake.prepare(one))[0].thread

    shown = box(client_of, cast.chi, thread)
    assert "Zalo" not in shown
    assert "SMS" not in shown


def it_tells_the_reporter_when_where_and_who_else_can_read(told, settings):
    settings.PUBLIC_ADDRESS = "https://lantoa.example"
    with clock.moved(datetime(2026, 11, 2, 9, 30, tzinfo=clock.HERE)):
        thread = told()

    said = letters()
    first = said["status"]
    assert f"{clock.here(thread.due_at):%H:%M ngày %d/%m}" in first
    assert "https://lantoa.example/tin/" in first
    assert "Công ty Zalo và người quản trị trang này cũng đọc được" in first
    assert "https://lantoa.example/bao-tin/" in first
    assert "Mã nhận tin: " in said["receipt"]
    assert said["receipt"] not in first
    assert not any(word in first for word in ("{", "}"))


def it_says_nothing_of_it_in_an_emergency(told):
    told("cháy nhà rồi, tới lẹ mấy anh ơi", kind="emergency")

    assert set(letters()) == {"emergency"}
    assert "Zalo" not in letters()["emergency"]


def it_sends_no_picture_where_the_account_may_send_none(told, account, cast):
    thread = told()
    switch(by=HOUSE, account=account, name="picture", on=False)
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(out, "JPEG")
    file = take.receive(out.getvalue())

    work.answer(by=cast.actor("chi"), tip=thread.tip, ready=reply.prepare(thread, "Đã xong.", [file]), files=[file])

    assert Outbox.objects.get(purpose="answer").picture is None
    assert thread.messages.filter(direction="out").get().files


def it_invites_nobody_where_the_account_may_invite_none(told, account):
    switch(by=HOUSE, account=account, name="invite", on=False)

    told(in_group=True)

    assert letters() == {}
