"""The two font sets that every page is held to are there, and differ."""

import pytest

from tests.browser.check import FONTS

SAID = "Cảnh sát khu vực, phường Cái Khế"


def it_measures_pages_with_a_narrow_and_a_wide_font(page) -> None:
    page.goto("/")

    widths = {
        name: page.evaluate(
            """([font, said]) => { const pen = document.createElement("canvas").getContext("2d");
            pen.font = `16px ${font}, monospace`; return pen.measureText(said).width; }""",
            [font, SAID],
        )
        for name, font in FONTS.items()
    }

    if widths["narrow"] == widths["wide"]:
        pytest.skip("fonts missing (apt-get install fonts-liberation fonts-dejavu-core)")
    assert widths["wide"] > widths["narrow"] * 1.08
