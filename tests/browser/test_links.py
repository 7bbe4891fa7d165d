"""Printed links on the staff side, in a real browser."""

from lantoa.links.actions import make_link
from tests.browser.check import check_page


def it_keeps_the_house_style(signed, house, cast) -> None:
    link = make_link(by=cast.actor("chi"), unit=house.here, area=house.areas[house.here.pk][0], label="Bảng ở chợ")
    page = signed(cast.chi)
    page.goto("/can-bo/lien-ket/")
    check_page(page, "links")
    page.get_by_role("link", name="Bảng ở chợ").click()
    check_page(page, "link")

    page.get_by_role("link", name="Tờ để in").click()

    check_page(page, "link-sheet")
    assert page.locator("figure img").count() == 12
    assert link.signs in page.locator("figcaption").first.inner_text()
