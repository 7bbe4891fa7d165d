"""Where somebody's work begins, and what they see at a page that is not theirs."""

import pytest

from lantoa.journal.actions import write
from lantoa.kit import clock


@pytest.mark.parametrize(("name", "page"), [("ines", "/can-bo/nhat-ky/"), ("otto", "/can-bo/hop-thu/")])
def it_begins_with_ones_own_work(cast, client_of, name, page):
    answer = client_of(getattr(cast, name)).get("/can-bo/")

    assert answer["Location"] == page


def it_shows_the_inspector_day_and_hour_of_each_line(cast, client_of):
    write(by=cast.actor("otto"), verb="opening.asked", thread=1, about="opening:1")

    said = client_of(cast.ines).get("/can-bo/", follow=True).content.decode()

    assert f"{clock.here():%H:%M, %d/%m/%Y}" in said


@pytest.mark.parametrize("page", ["/can-bo/nguoi/", "/can-bo/nhat-ky/", "/can-bo/khong-co-gi/"])
def it_says_no_in_the_frame_of_the_staff_side_and_the_same_for_both(cast, client_of, page):
    answer = client_of(cast.otto).get(page)

    said = answer.content.decode()
    assert answer.status_code == 404
    assert 'class="staff"' in said and "Hộp thư" in said
    assert "Không có trang như vậy, hoặc việc này không thuộc phần của mình" in said


def it_shows_a_stranger_the_public_page(client, db):
    said = client.get("/khong-co-gi/").content.decode()

    assert "Không tìm thấy trang này" in said and 'class="staff"' not in said


def it_answers_a_piece_of_a_page_with_a_note(cast, client_of):
    said = client_of(cast.otto).get("/can-bo/nhat-ky/", headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in said
