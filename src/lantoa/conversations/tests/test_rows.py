"""What a row of the list says, and how loudly."""

from datetime import datetime, timedelta

import pytest

from lantoa.conversations.actions import handle, reply
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import rows
from lantoa.conversations.tests.makers import arrival, taken
from lantoa.kit import clock

INBOX = "/can-bo/hop-thu/"


@pytest.fixture
def write(house):
    def written(text, **changes):
        return taken(arrival(text, unit=house.here.pk, **changes)).thread

    return written


def row_of(thread):
    return rows.rows_of([Thread.objects.select_related("desk", "area", "owner").get(n=thread.n)])[0]


def it_calls_a_row_by_the_persons_own_words(write, cast, client_of):
    write("Làm lại căn cước tốn bao nhiêu tiền")

    page = client_of(cast.otto).get(INBOX).content.decode()
    title = page.split('class="t"')[1].split("</a>")[0].split(">", 1)[1].strip()

    assert title.startswith("“Làm lại căn cước tốn bao nhiêu tiền”")
    assert page.count("Làm lại căn cước") == 2  # the words for the box to tick, not an excerpt of the same again


def it_lets_no_joke_look_like_violence(write):
    row = row_of(write("Vợ tui hù đập tui vì tui hát karaoke dở quá haha", kind="tip", category="domestic_violence"))

    assert "Bạo lực" not in row.title
    assert [(one.words, one.guess) for one in row.signs] == [("Bạo lực gia đình", True)]
    assert row.icon == "list"


def it_draws_solid_what_an_officer_decided(write, cast):
    thread = write("Nhà kế bên hát hoài", kind="tip", category="noise")
    handle.correct(by=cast.actor("otto"), thread=thread, kind="tip", category="noise", urgency="normal")

    row = row_of(thread)

    assert [(one.words, one.guess) for one in row.signs] == [("Ồn ào, karaoke", False)]
    assert row.icon == "noise"


def it_shows_the_words_below_a_title_that_somebody_wrote(write, cast):
    thread = write("Làm lại căn cước tốn bao nhiêu tiền")
    handle.entitle(by=cast.actor("otto"), thread=thread, title="Hỏi lệ phí căn cước")

    row = row_of(thread)

    assert (row.title, row.excerpt) == ("Hỏi lệ phí căn cước", "Làm lại căn cước tốn bao nhiêu tiền")


def it_shows_colleagues_that_a_question_was_answered(write, cast, client_of):
    thread = write("Thứ Bảy có làm căn cước không")
    reply.answer(by=cast.actor("otto"), thread=thread, ready=reply.prepare(thread, "Dạ có, từ 7 giờ 30."))

    page = client_of(cast.chi).get(INBOX).content.decode()

    assert "Đã trả lời" in page and 'class="due' not in page


def it_never_calls_an_emergency_a_risk(write):
    thread = write("Cháy nhà cứu với", kind="emergency", category="fire_hazard")

    said = [one.words for one in row_of(thread).signs]

    assert said == ["Khẩn, xem ngay", "Đang cháy"]


@pytest.mark.parametrize(("hours", "look"), [(-1, "late"), (3, "soon"), (30, ""), (19 * 24, "")])
def it_colours_only_what_is_late_or_due_today(write, cast, client_of, hours, look):
    with clock.moved(datetime(2026, 10, 15, 9, tzinfo=clock.HERE)):
        thread = write("Thứ Bảy có làm căn cước không")
        Thread.objects.filter(n=thread.n).update(due_at=clock.now() + timedelta(hours=hours))

        assert row_of(thread).due == look
