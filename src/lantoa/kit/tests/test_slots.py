"""Named places on a page."""

import logging

import pytest
from django.utils.safestring import SafeString

from lantoa.kit import slots


@pytest.fixture
def place():
    yield "test.place"
    slots.clear("test.place")


def it_shows_the_pieces_in_order(place: str) -> None:
    slots.fill(place, lambda actor, **ids: SafeString(f"<p>{actor} {ids['thread']}</p>"))
    slots.fill(place, lambda actor, **ids: SafeString("<p>two</p>"))

    assert slots.render(place, "Otto", thread=7) == "<p>Otto 7</p><p>two</p>"


def it_shows_one_line_for_a_piece_that_fails(place: str, caplog: pytest.LogCaptureFixture) -> None:
    def broken(actor: object, **ids: object) -> SafeString:
        raise ValueError("secret words")

    slots.fill(place, broken)
    slots.fill(place, lambda actor, **ids: SafeString("<p>stands</p>"))

    with caplog.at_level(logging.ERROR):
        page = slots.render(place, None)

    assert "Phần này chưa tải được" in page and page.endswith("<p>stands</p>")
    assert "ValueError" in caplog.text and "secret words" not in caplog.text


def it_is_empty_when_nobody_filled_it() -> None:
    assert slots.render("nobody.fills.this", None) == ""
