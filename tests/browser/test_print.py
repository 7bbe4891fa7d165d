"""What leaves the house on paper is the sheet or the slip and nothing else: no bell, no name of a colleague."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from lantoa.conversations.actions import intake
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.errands.tasks import drain
from lantoa.tips.actions.receive import receive

FIRE = {"kind": "emergency", "category": "fire_hazard", "urgency": "emergency"}
STORY, BURNS = "Quán đó có sòng bài", "cháy nhà hẻm 9 cứu với"


@pytest.fixture
def tip(house):
    tip = receive(by=FORM, prepared=intake.prepare(arrival(STORY, unit=house.here.pk, kind="tip")))[1]
    receive(by=FORM, prepared=intake.prepare(arrival(BURNS, unit=house.here.pk, **FIRE)))
    drain()
    return tip


def it_prints_the_sheet_without_the_emergency_that_rings_meanwhile(tip, cast, signed):
    page = signed(cast.chi)
    page.goto(f"/can-bo/tin/{tip.thread.public_id}/phieu/")
    page.get_by_role("checkbox", name="Tôi đã đọc lại").check()
    page.get_by_role("button", name="Lưu, xem phiếu").click()
    expect(page.get_by_role("heading", name="Phiếu chuyển nguồn tin")).to_be_visible()

    page.emulate_media(media="print")

    printed = page.locator("body").inner_text()
    assert STORY in printed
    for other in (BURNS, "Chuông", "Đã lưu lời kể", "/can-bo/", "Lê Thị Chi"):
        assert other not in printed.partition("Lời kể do")[0] + printed.partition("Nội dung được kể")[2], other


def it_prints_a_slip_alone(tip, cast, signed):
    page = signed(cast.chi)
    page.goto("/can-bo/nguoi/")
    page.get_by_label("Họ tên").fill("Trần Văn Mới")
    page.locator("#id_username").fill("moi")
    page.get_by_role("button", name="Thêm và lấy phiếu vào").click()
    expect(page.locator(".slip")).to_be_visible()

    page.emulate_media(media="print")

    printed = page.locator("body").inner_text()
    assert "Phiếu vào của" in printed and "moi" in printed
    for other in (BURNS, "Nguyễn Văn Ốt", "Thêm người mới"):
        assert other not in printed, other
