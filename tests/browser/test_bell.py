"""The duty bell: what rings says what and where, and a bell that cannot sound says that it is off."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from lantoa.conversations.actions import intake
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.duties.models import Ring
from lantoa.errands.tasks import drain
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip
from tests.browser.check import check_page
from tests.browser.conftest import DESK, PHONE

BELL = "/can-bo/chuong/"
ELSEWHERE = "/can-bo/hop-thu/"
FIRE = {"kind": "emergency", "category": "fire_hazard", "urgency": "emergency"}
# the browser's sound, at its wall: it starts only when the browser allows it
SOUND = """
window.AudioContext = class {
  constructor() { this.state = "suspended"; this.currentTime = 0; }
  async resume() { if (window.allowed()) this.state = "running"; }
  createOscillator() { return { frequency: {}, connect: () => ({ connect() {} }), start() {}, stop() {} }; }
  createGain() { return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} } }; }
};
window.touched = false;
addEventListener("pointerdown", () => { window.touched = true; }, true);
"""
UNTIL_TOUCHED = f"{SOUND} window.allowed = () => window.touched;"
ALWAYS = f"{SOUND} window.allowed = () => true;"


def burning(house, *places):
    for place in places:
        receive(by=FORM, prepared=intake.prepare(arrival("nhà đang cháy lớn", unit=house.here.pk, place=place, **FIRE)))
    drain()


def _on(page):
    page.goto(ELSEWHERE)
    page.get_by_role("button", name="Bật chuông").click()
    expect(page.locator("[data-bell-ready]")).to_be_visible()


def it_says_after_a_reload_that_it_is_off_and_one_touch_is_enough(house, cast, signed):
    page = signed(cast.chi)
    page.add_init_script(UNTIL_TOUCHED)
    _on(page)

    page.reload()

    expect(page.locator("[data-bell-off]")).to_contain_text("Chuông đang tắt trên máy này")
    expect(page.locator("[data-bell-reloaded]")).to_be_visible()
    expect(page.locator("[data-bell-ready]")).to_be_hidden()
    page.get_by_role("button", name="Bật chuông").click()
    expect(page.locator("[data-bell-ready]")).to_be_visible()


def it_stays_on_over_a_reload_where_the_browser_lets_it(house, cast, signed):
    page = signed(cast.chi)
    page.add_init_script(ALWAYS)
    _on(page)

    page.reload()

    expect(page.locator("[data-bell-ready]")).to_be_visible()
    expect(page.locator("[data-bell-off]")).to_be_hidden()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def it_rings_for_several_with_words_and_a_button_each(house, cast, signed, size):
    burning(house, "hẻm 12 Trần Phú", "chợ Mẫu", "số 5 đường Lê Lợi")
    page = signed(cast.chi, **size)

    page.goto(BELL)

    expect(page.locator("#rings")).to_contain_text("Khẩn: đang cháy, chợ Mẫu")
    check_page(page, f"rings-{'phone' if size is PHONE else 'desk'}")


def it_leaves_a_half_typed_call_where_it_is(house, cast, signed):
    page = signed(cast.chi)
    page.goto("/can-bo/truc/")
    page.locator("#told").fill("Người gọi nói có hai người đánh nhau")
    burning(house, "hẻm 12 Trần Phú")

    page.locator("#rings button[name=one]").click()

    expect(page.locator("#rings")).to_contain_text("Đã nhận")
    expect(page.locator("#told")).to_have_value("Người gọi nói có hai người đánh nhau")
    assert Ring.objects.get().accepted_by == cast.chi


def it_is_answered_without_scripts(house, cast, signed):
    burning(house, "hẻm 12 Trần Phú")
    page = signed(cast.chi, java_script_enabled=False)
    page.goto(BELL)

    page.get_by_role("button", name="Tôi nhận việc này").click()

    expect(page.locator("h1")).to_contain_text("nhà đang cháy lớn")
    expect(page.get_by_role("status").first).to_contain_text("Đã nhận 1 tin khẩn")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def it_shows_who_accepted_in_the_list_and_on_the_page(house, cast, signed, size):
    burning(house, "hẻm 12 Trần Phú")
    page = signed(cast.chi, **size)
    page.goto(BELL)
    page.get_by_role("button", name="Tôi nhận việc này").click()
    expect(page.locator("#rings")).to_contain_text("Đã nhận")
    drain()

    page.goto(ELSEWHERE)
    expect(page.locator(".queue")).to_contain_text("Đã có người nhận lúc")
    check_page(page, f"inbox-accepted-{'phone' if size is PHONE else 'desk'}")
    page.goto(f"/can-bo/tin/{Tip.objects.get().thread.public_id}/")
    expect(page.locator(".tiphead")).to_contain_text("đã có người nhận lúc")
    check_page(page, f"tip-accepted-{'phone' if size is PHONE else 'desk'}")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def it_asks_a_chief_for_the_duty_number(house, cast, signed, size):
    page = signed(cast.chi, **size)
    page.goto("/can-bo/so-truc/")
    page.get_by_label("Số trực ban của đơn vị").fill("0900 000 251")
    page.get_by_role("button", name="Lưu số này").click()

    expect(page.locator("main")).to_contain_text("0900 000 251")
    check_page(page, f"number-{'phone' if size is PHONE else 'desk'}")
