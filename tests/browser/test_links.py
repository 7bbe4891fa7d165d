"""Printed links on the staff side, in a real browser."""

import pytest

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


@pytest.mark.parametrize("width", [320, 360, 703, 1280])
def it_prints_what_it_is_for_and_never_breaks_the_address(signed, house, cast, width) -> None:
    link = make_link(by=cast.actor("chi"), unit=house.here, area=house.areas[house.here.pk][0], label="Bảng ở chợ")
    page = signed(cast.chi, viewport={"width": width, "height": 900})
    page.goto(f"/can-bo/lien-ket/{link.pk}/to-in/")

    slip = page.locator("figcaption").first.inner_text()
    lines = page.locator(".address").evaluate_all("all => all.map(one => one.getClientRects().length)")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    for said in ("Báo tin cho công an", "Phường Mẫu Một", "Không cần ghi tên", "gọi 113"):
        assert said in slip
    assert (set(lines), wide) == ({1}, 0)
