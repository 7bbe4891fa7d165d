"""The open pages in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.check import check_page

PAGES = {"home": "/", "sealed": "/giu-kin/", "guide": "/huong-dan/", "calendar": "/lich/", "missing": "/khong-co/"}


@pytest.mark.parametrize("name", PAGES)
def it_keeps_the_house_style(name: str, page: Page) -> None:
    page.goto(PAGES[name])

    check_page(page, f"public-{name}")


def it_leaves_quickly_and_takes_the_page_out_of_the_history(page: Page) -> None:
    page.goto("/giu-kin/")
    page.goto("/huong-dan/")

    page.get_by_role("link", name="Thoát nhanh").click()

    page.wait_for_url("**/lich/")
    page.go_back()
    page.wait_for_url("**/giu-kin/")


def it_keeps_the_display_without_javascript(bare: Page) -> None:
    bare.goto("/")
    bare.get_by_text("Hiển thị", exact=True).click()
    bare.get_by_label("Tối").check()
    bare.get_by_label("A++").check()

    bare.get_by_role("button", name="Lưu cách hiển thị").click()

    expect(bare.locator("html")).to_have_attribute("data-theme", "dark")
    expect(bare.locator("html")).to_have_attribute("data-size", "xl")


def it_shows_the_display_at_once_and_keeps_it_only_when_told(page: Page) -> None:
    page.goto("/")
    page.get_by_text("Hiển thị", exact=True).click()

    page.get_by_label("Tương phản cao").check()

    expect(page.locator("html")).to_have_attribute("data-theme", "contrast")
    assert not page.context.cookies()
