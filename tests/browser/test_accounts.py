"""Sign-in, the chief's people, the bell and the duty desk in a real browser."""

import base64

import pytest
from playwright.sync_api import Page, expect

from lantoa.accounts import actions
from lantoa.accounts.actions.factors import PERIOD, code_at
from lantoa.conversations.actions import intake
from lantoa.conversations.tests.makers import arrival
from lantoa.duties.actions import ring
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip
from tests.browser.check import check_page
from tests.browser.conftest import PHONE

WORD = "bốn con sếu bay"


def it_leads_from_a_slip_to_work(page: Page, house) -> None:
    staff = actions.hire(by=HOUSE, username="nga", name="Ngô Thị Nga", rank="Th/u", unit=house.here, role="chief")
    slip = actions.give_slip(by=HOUSE, staff=staff)
    page.goto("/can-bo/")
    check_page(page, "staff-sign-in")
    page.get_by_role("link", name="Vào lần đầu, có phiếu").click()
    check_page(page, "staff-slip")
    for label, words in (
        ("Tên vào", "nga"),
        ("Mã trên phiếu", slip),
        ("Mật khẩu mới", WORD),
        ("Ghi lại lần nữa", "khác"),
    ):
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Tiếp tục").click()
    check_page(page, "staff-slip-error")
    for label, words in (("Mã trên phiếu", slip), ("Mật khẩu mới", WORD), ("Ghi lại lần nữa", WORD)):
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Tiếp tục").click()
    check_page(page, "staff-setup")
    secret = base64.b32decode(page.locator("strong.code").inner_text().replace(" ", ""))

    page.get_by_label("Mã", exact=True).fill(code_at(secret, int(clock.now().timestamp()) // PERIOD))
    page.get_by_role("button", name="Xong, vào làm việc").click()

    expect(page.get_by_role("heading", name="Chép 10 mã dự phòng ra giấy")).to_be_visible()
    check_page(page, "staff-recovery-codes")
    page.get_by_role("link", name="Đã chép, vào làm việc").click()
    page.goto("/can-bo/vao/may/")
    check_page(page, "staff-machines")


@pytest.mark.parametrize(
    ("who", "name", "address"),
    [
        ("chi", "staff-people", "/can-bo/nguoi/"),
        ("adam", "staff-resets", "/can-bo/cap-lai/"),
        ("chi", "staff-password", "/can-bo/vao/mat-khau/"),
        ("chi", "staff-rings", "/can-bo/chuong/"),
        ("vinh", "staff-volunteer", "/can-bo/"),
    ],
)
def it_keeps_the_house_style(page: Page, cast, enter, who, name, address) -> None:
    enter(page, getattr(cast, who))

    page.goto(address)

    check_page(page, name)


def it_shows_people_on_a_phone_one_form_at_a_time(signed, cast) -> None:
    phone = signed(cast.chi, **PHONE)
    phone.goto("/can-bo/nguoi/")
    card = phone.locator("section", has=phone.get_by_role("heading", name="Nguyễn Văn Ốt")).first
    assert card.bounding_box()["height"] < 260

    card.get_by_text("Sửa cho").tap()
    card.get_by_text("Vai trò", exact=True).tap()
    card.get_by_text("Hộp thư phụ trách").tap()

    expect(card.get_by_role("button", name="Giao hộp thư này")).to_be_visible()
    expect(card.get_by_role("button", name="Thêm vai trò")).to_be_hidden()
    shown = [one.bounding_box() for one in card.locator("summary, button, select").all() if one.is_visible()]
    assert min(box["height"] for box in shown) >= 44
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def it_rings_until_somebody_takes_it(page: Page, cast, house, enter) -> None:
    enter(page, cast.chi)
    page.goto("/can-bo/truc/")
    expect(page.get_by_text("Chuông đang tắt trên máy này.")).to_be_visible()
    page.get_by_role("button", name="Bật chuông").click()
    expect(page.get_by_text("Chuông đang bật.")).to_be_visible()

    ring(by=HOUSE, desk=house.desk("inbox", house.here).pk, thread=7)

    expect(page.locator("#rings")).to_contain_text("Tin khẩn", timeout=8000)
    check_page(page, "staff-ringing")
    page.get_by_role("button", name="Tôi nhận việc này").first.click()
    expect(page.locator("#rings")).to_contain_text("Đã nhận")


def it_takes_a_call_down_by_keyboard_alone(page: Page, cast, enter) -> None:
    enter(page, cast.chi)
    page.goto("/can-bo/truc/")
    check_page(page, "staff-duty-desk")
    keys = page.keyboard
    page.locator("body").press("Alt+1")
    keys.press("Space")
    keys.press("Alt+2")
    keys.type("Mới bị cạy cửa lấy xe đạp điện trước nhà.")
    keys.press("Alt+3")
    keys.type("Khu vực 1")
    keys.press("Alt+4")
    keys.press("Space")
    keys.press("Control+s")

    expect(page.get_by_role("heading", name="Đã lưu cuộc gọi")).to_be_visible()
    check_page(page, "staff-duty-stored")
    assert Tip.objects.count() == 1


def it_takes_a_call_down_without_javascript(bare: Page, cast, enter) -> None:
    enter(bare, cast.chi)
    bare.goto("/can-bo/truc/")
    bare.get_by_label("Trộm, giật").check()
    bare.get_by_label("2. Người gọi kể gì").fill("Mất xe trước nhà.")
    bare.get_by_label("Giữ kín").check()
    bare.get_by_role("button", name="Lưu cuộc gọi").click()

    expect(bare.get_by_role("heading", name="Đã lưu cuộc gọi")).to_be_visible()


def it_opens_an_identity_with_a_second_person_and_the_inspector_sees_it(opened, cast, house, enter) -> None:
    told = arrival("Mất xe trước nhà.", unit=house.here.pk, kind="tip", mode="confidential", address="+84900000145")
    _, tip = receive(by=HOUSE, prepared=intake.prepare(told))
    otto, ines = enter(opened(), cast.otto), enter(opened(), cast.ines)
    otto.goto(f"/can-bo/tin/{tip.thread.public_id}/")
    otto.get_by_role("link", name="Xin mở danh tính").click()
    otto.get_by_role("button", name="Xin mở danh tính").click()
    check_page(otto, "staff-identity-error")
    otto.get_by_label("Lý do").fill("Cần hẹn gặp để xem chứng cứ, hỏi qua tin không trả lời.")
    otto.get_by_role("button", name="Xin mở danh tính").click()
    check_page(otto, "staff-identity-asked")
    ines.goto("/can-bo/mo-danh-tinh/")
    check_page(ines, "staff-openings")
    ines.get_by_role("button", name="Đồng ý cho mở").click()

    otto.reload()
    otto.get_by_role("button", name="Mở danh tính").click()

    expect(otto.get_by_text("+84900000145")).to_be_visible()
    check_page(otto, "staff-identity-open")
    ines.goto("/can-bo/nhat-ky/")
    expect(ines.get_by_text("Mở danh tính người báo").first).to_be_visible()
    ines.get_by_role("button", name="Kiểm tra cả chuỗi").click()
    check_page(ines, "staff-journal")
