"""The walk through the form: few pages, each skipped thing stays skipped, a correction leads back to the last page."""

import re
from datetime import timedelta

import pytest

from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.tips.logic import ticket
from lantoa.tips.logic.answers import Answers
from lantoa.tips.tests.form import STORY, Form, digits, text

pytestmark = pytest.mark.django_db


def heading(page) -> str:
    return re.search(r"<h1[^>]*>(.*?)</h1>", text(page)).group(1)


def it_takes_the_shortest_honest_report_on_five_pages(client, house):
    form = Form(client, "/bao-tin/90001/")
    pages = [form.page, form.press(nguy="past"), form.press(ke=STORY), form.press(cach="anonymous"), form.press()]

    sent = form.send()

    assert [heading(page) for page in pages] == [
        "Có ai đang gặp nguy hiểm không?", "Chuyện gì đã xảy ra?", "Muốn giữ kín thế nào?", "Còn nhớ thêm gì không?",
        "Xem lại trước khi gửi",
    ]  # fmt: skip
    assert digits(sent) and STORY in sealed.said(Thread.objects.get(), notes=False)[0].text


def it_asks_how_to_keep_it_before_it_takes_a_file(client, house):
    form = Form(client)
    for fields in ({"nguy": "past"}, {"ke": STORY}):
        assert 'type="file"' not in text(form.page)
        form.press(**fields)
    assert 'type="file"' not in text(form.page) and 'name="cach"' in text(form.page)

    assert 'type="file"' in text(form.press(cach="anonymous"))


def it_asks_for_a_number_only_of_whoever_may_be_called(client, house):
    form = Form(client)
    form.press(nguy="past")
    form.press(ke=STORY)

    assert 'name="so"' in text(form.press(cach="confidential"))
    form.press(so="0900 000 123")
    form.press()
    form.press("edit:keep")
    assert "Xem lại trước khi gửi" in text(form.press(cach="anonymous"))
    form.send()

    thread = Thread.objects.get()
    assert (thread.mode, thread.correspondent) == ("anonymous", None)


def it_asks_the_number_again_when_the_mode_is_corrected_and_then_leads_back(client, house):
    form = Form(client)
    for fields in ({"nguy": "past"}, {"ke": STORY}, {"cach": "anonymous"}, {}):
        form.press(**fields)
    form.press("edit:keep")

    assert heading(form.press(cach="confidential")) == "Gọi số nào?"
    assert heading(form.press(so="0900 000 123")) == "Xem lại trước khi gửi"
    assert heading(form.press("back")) == "Còn nhớ thêm gì không?"


def it_goes_back_page_by_page_and_keeps_what_was_said(client, house):
    form = Form(client)
    for fields in ({"nguy": "past"}, {"ke": STORY, "loai": "police"}, {"cach": "confidential"}):
        form.press(**fields)

    assert heading(form.press("back")) == "Muốn giữ kín thế nào?"
    assert heading(form.press("back")) == "Chuyện gì đã xảy ra?"
    assert STORY in text(form.page) and 'value="police" checked' in text(form.page)
    assert heading(form.press("back", ke=STORY)) == "Có ai đang gặp nguy hiểm không?"
    assert heading(form.press("back")) == "Có ai đang gặp nguy hiểm không?"


def it_leads_from_an_ordinary_report_to_the_emergency_page_and_back(client, house):
    form = Form(client)
    for fields in ({"nguy": "past"}, {"ke": STORY, "noi": "12 đường Mẫu"}, {"cach": "anonymous"}, {}):
        form.press(**fields)
    form.press("edit:danger")

    urgent = form.press(nguy="now")

    assert heading(urgent) == "Gọi 113 ngay" and STORY in text(urgent) and "12 đường Mẫu" in text(urgent)
    form.press("back", ke=STORY)
    assert heading(form.press(nguy="past")) == "Chuyện gì đã xảy ra?"


def it_puts_the_cursor_where_a_correction_was_asked_for(client, house):
    form = Form(client)
    form.fill()

    page = text(form.press("edit:what.noi"))

    assert re.search(r'<input id="noi"[^>]*autofocus', page) and page.count("autofocus") == 1


def it_asks_about_a_place_again_only_when_other_words_are_written(client, house, monkeypatch):
    from lantoa.tips.queries.where import Place
    from lantoa.tips.views.report import spot

    monkeypatch.setattr(spot, "meant", lambda words, home: (None, [Place(house.here, None), Place(house.there, None)]))
    form = Form(client)
    form.press(nguy="past")
    form.press(ke=STORY, noi="chợ")
    form.press("display", theme="dark")
    assert text(form.page).count('name="cho"') == 3
    form.press(cho="")
    form.press("back")

    assert heading(form.press(ke=STORY, noi="chợ")) == "Muốn giữ kín thế nào?"
    form.press("back")
    assert heading(form.press(ke=STORY, noi="bến xe")) == "Có phải một trong các nơi này?"


@pytest.mark.parametrize("step", ["where", "files", ""])
def it_takes_a_page_of_an_older_form_and_loses_no_word(client, house, step):
    held = ticket.seal(
        "report", Answers(danger="past", words=STORY).packed() | {"step": step}, lasts=timedelta(hours=1)
    )

    page = client.post("/bao-tin/", {"tin": held, "go": "stay", "ke": STORY})

    assert page.status_code == 200 and STORY in text(page)
