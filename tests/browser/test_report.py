"""A resident at the form and at the status page, in a real browser: every step held to the house style."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from lantoa.conversations.actions import reply
from lantoa.conversations.models import Thread
from lantoa.media.tests import samples
from lantoa.tips.actions import work
from lantoa.tips.queries.status import tip_of
from tests.browser.check import check_page

STORY = "Tối qua hai người đi xe tay ga trắng giật túi của một chị rồi chạy về hướng chợ."


@pytest.fixture(autouse=True)
def shelves(settings, tmp_path) -> Path:
    for name in ("media", "waiting"):
        (tmp_path / name).mkdir()
    settings.MEDIA_ROOT, settings.WAITING_ROOT = tmp_path / "media", tmp_path / "waiting"
    return tmp_path


def on(page: Page) -> None:
    page.locator("form#buoc-f").get_by_role("button", name="Tiếp tục").last.click()


def begins(page: Page, answer: str = "Không, việc đã qua") -> None:
    page.get_by_role("button", name=answer).click()


def walk(page: Page, look=lambda page, name: None, address: str = "/bao-tin/90001/") -> str:
    """Fill in the form and send it; ``look`` is called on every page. Returns the receipt."""
    page.goto(address)
    look(page, "report-1-danger")
    begins(page)
    look(page, "report-2-what")
    on(page)
    look(page, "report-2-what-error")
    page.get_by_label("Mất trộm, cướp giật").check(force=True)
    page.get_by_label("Kể lại: họ đã làm gì?").fill(STORY)
    page.get_by_label("Ở đâu?").fill("Đầu hẻm 45")
    page.get_by_text("Chọn khu vực, phường, xã").click()
    page.get_by_label("Khu vực 1", exact=True).check(force=True)
    on(page)
    look(page, "report-3-keep")
    page.get_by_role("button", name=re.compile(r"^\s*Ẩn danh")).click()
    look(page, "report-4-more")
    page.get_by_label("Hôm qua", exact=True).check(force=True)
    page.locator("#tep").set_input_files(
        [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": samples.jpeg(900, 700, position=True)},
         {"name": "b.heic", "mimeType": "image/heic", "buffer": samples.heic()}]
    )  # fmt: skip
    on(page)
    look(page, "report-4-more-error")
    on(page)
    look(page, "report-5-check")
    page.get_by_role("button", name="Gửi tin này").click()
    look(page, "report-6-sent")
    return page.locator(".code").inner_text()


class Thumb:
    """A thumb on a phone: every tap is counted, and every page that comes up."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.pages = page, 0, 0
        page.on("domcontentloaded", lambda _page: setattr(self, "pages", self.pages + 1))

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def write(self, where: Locator, words: str) -> None:
        self.tap(where)
        self.page.keyboard.type(words)


@pytest.mark.parametrize("start", ["/bao-tin/90001/", "/"])
def it_takes_at_most_eight_taps_on_a_phone(phone: Page, house, start) -> None:
    phone.goto(start)
    thumb, main = Thumb(phone), phone.locator("main")
    if start == "/":
        thumb.tap(main.get_by_role("link", name="Báo tin", exact=True))
    thumb.tap(main.get_by_role("button", name="Không, việc đã qua"))
    if start != "/":
        thumb.tap(main.get_by_label("Mất trộm, cướp giật"))
    thumb.write(main.get_by_label("Kể lại: họ đã làm gì?"), STORY)
    thumb.write(main.get_by_label("Ở đâu?"), "Đầu hẻm 45")
    thumb.tap(main.get_by_role("button", name="Tiếp tục"))
    thumb.tap(main.get_by_role("button", name=re.compile(r"^\s*Ẩn danh")))
    thumb.tap(main.get_by_role("button", name="Bỏ qua, xem lại và gửi"))
    thumb.tap(main.get_by_role("button", name="Gửi tin này"))

    expect(main.get_by_role("heading", level=1)).to_have_text("Đã nhận được tin")
    assert (thumb.taps, thumb.pages) == (8, 5 if start != "/" else 6)
    assert Thread.objects.count() == 1 and phone.context.cookies() == []


def it_keeps_the_house_style_on_every_step(page: Page, house) -> None:
    walk(page, check_page)

    assert page.context.cookies() == []


def it_works_on_an_old_phone_without_javascript(opened, house) -> None:
    page = opened(java_script_enabled=False, viewport={"width": 360, "height": 740})

    receipt = walk(page)

    page.get_by_role("link", name="Xem tin đã gửi").click()
    page.get_by_label("Mã nhận tin, 16 số").fill(receipt)
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.get_by_text(STORY)).to_be_visible()
    assert page.context.cookies() == []


def it_copies_the_receipt_and_says_so(opened, house) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    receipt = walk(page)

    page.get_by_role("button", name="Sao chép mã").click()

    expect(page.get_by_text("Đã sao chép mã")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.sub(r"\D", "", copied) == re.sub(r"\D", "", receipt) and len(re.sub(r"\D", "", copied)) == 16


def it_marks_the_whole_receipt_by_one_press_without_javascript(bare: Page, house) -> None:
    walk(bare)

    assert bare.locator(".code").evaluate("e => getComputedStyle(e).userSelect") == "all"
    for only_by_script in ("Sao chép mã", "In mã"):
        expect(bare.get_by_role("button", name=only_by_script)).to_be_hidden()


def it_goes_on_by_the_enter_key(page: Page, house) -> None:
    page.goto("/bao-tin/90001/")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Không, việc đã qua").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Chuyện gì đã xảy ra?")
    page.get_by_label("Kể lại: họ đã làm gì?").fill(STORY)
    page.get_by_label("Ở đâu?").focus()

    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Muốn giữ kín thế nào?")


def it_shows_the_number_to_call_first_in_an_emergency(page: Page, house) -> None:
    page.goto("/bao-tin/90001/")
    begins(page, "Có, đang xảy ra")
    check_page(page, "report-urgent")

    page.get_by_label("Không gọi được thì viết").fill("Có người cầm dao")
    page.get_by_role("button", name="Gửi ngay").click()

    check_page(page, "report-urgent-sent")
    assert Thread.objects.get().kind == "emergency"


def it_takes_the_phones_own_position(opened, house) -> None:
    page = opened(geolocation={"latitude": 10.03, "longitude": 105.78}, permissions=["geolocation"])
    page.goto("/bao-tin/90001/")
    begins(page, "Có, đang xảy ra")

    page.get_by_role("button", name="Dùng chỗ máy đang đứng").click()

    expect(page.get_by_text("Đã lấy được chỗ đang đứng.")).to_be_visible()
    assert page.locator("[name=vi_tri]").input_value() == "10.03000,105.78000"


def it_keeps_the_house_style_on_the_status_page(page: Page, house, cast) -> None:
    receipt = walk(page)
    page.goto("/tin/")
    check_page(page, "status-look-up")
    page.get_by_label("Mã nhận tin, 16 số").fill("1234 5678 9012 3456")
    page.get_by_role("button", name="Xem", exact=True).click()
    check_page(page, "status-look-up-error")
    page.get_by_label("Mã nhận tin, 16 số").fill(receipt)
    page.get_by_role("button", name="Xem", exact=True).click()
    check_page(page, "status-thread")
    page.get_by_label("Nhắn thêm").fill("Chạy thẳng, không rẽ.")
    page.locator("#tep").set_input_files([{"name": "a.mp3", "mimeType": "audio/mpeg", "buffer": samples.mp3()}])
    page.get_by_role("button", name="Gửi", exact=True).click()
    thread = Thread.objects.get()
    ready = reply.prepare(thread, "Dạ, công an đã lập biên bản, xe đã trả lại chủ.")
    work.answer(by=cast.actor("otto"), tip=tip_of(thread), ready=ready)

    page.get_by_role("button", name="Xem có gì mới").click()

    expect(page.get_by_text("xe đã trả lại chủ")).to_be_visible()
    page.get_by_text("Rút lại tin này").click()
    check_page(page, "status-thread-answered")
    assert page.context.cookies() == []
