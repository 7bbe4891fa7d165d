"""Tips in a real browser: the list, the page in several states, the sheet."""

import pytest
from playwright.sync_api import expect

from lantoa.conversations.actions import intake, reply
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions import move, official, work
from lantoa.tips.actions.receive import receive
from tests.browser.check import check_page
from tests.browser.conftest import PHONE

TIPS = "/can-bo/tin/"


@pytest.fixture
def tell(house):
    def told(said, **more):
        prepared = intake.prepare(arrival(said, unit=house.here.pk, **{"kind": "tip", **more}))
        return receive(by=FORM, prepared=prepared)[1]

    return told


@pytest.fixture
def tip(tell):
    return tell("Hồi 9 giờ tối qua hai người đi xe 65-B1 123.45 ăn trộm xe đầu hẻm 45, gọi tui 0900 000 145")


def it_lists_tips(tip, tell, cast, signed):
    tell("Nghiêngngảnghiêngngảnghiêngngảnghiêngngảnghiêngngảnghiêngngảnghiêngngả")
    page = signed(cast.otto)
    page.goto(TIPS)

    check_page(page, "tips-list")


def it_says_so_when_there_are_none(cast, signed):
    page = signed(cast.otto)
    page.goto(TIPS)

    check_page(page, "tips-empty")


def it_shows_a_new_tip(tip, tell, cast, signed):
    tell("Tối qua có hai người ăn trộm xe ở đầu hẻm 45")
    page = signed(cast.otto, **PHONE)
    page.goto(f"{TIPS}{tip.thread.public_id}/")

    check_page(page, "tip-new")


def it_shows_a_tip_that_was_worked_on(tip, cast, signed):
    otto = cast.actor("otto")
    move.start_checking(by=otto, tip=tip)
    official.mark_crime(by=otto, tip=tip)
    work.ask_more(by=otto, tip=tip, ready=reply.prepare(tip.thread, "Dạ, xe chạy hướng nào?"))
    page = signed(cast.otto)
    page.goto(f"{TIPS}{tip.thread.public_id}/")
    for summary in page.locator("details.fold > summary").all():
        summary.click()

    check_page(page, "tip-worked")


def it_answers_from_the_pane_beside_the_list(tip, cast, signed):
    page = signed(cast.otto)
    page.goto("/can-bo/hop-thu/")
    page.locator(".queue a.t").first.click()
    page.locator("#chi-tiet textarea").fill("Dạ, đã lập biên bản và trả xe.")
    check_page(page, "inbox-pane-tip")
    page.get_by_role("button", name="Trả lời kết quả", exact=True).click()

    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text("Đã trả lời")


def it_shows_why_something_was_not_done(tip, cast, signed):
    page = signed(cast.otto)
    page.goto(f"{TIPS}{tip.thread.public_id}/")
    page.get_by_role("button", name="Nhắn, chưa trả lời kết quả").click()

    expect(page.get_by_role("alert")).to_be_visible()
    check_page(page, "tip-error")


def it_prints_a_sheet(tip, cast, signed):
    official.hand_over(by=cast.actor("otto"), tip=tip, to="Cơ quan điều tra")
    page = signed(cast.otto)
    page.goto(f"{TIPS}{tip.thread.public_id}/phieu/")

    check_page(page, "tip-sheet")
