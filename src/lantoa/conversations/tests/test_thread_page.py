"""The page of one thread: what is read, what stays closed, what each button does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.conversations.actions import reply
from lantoa.conversations.actions.bank import plant_starter
from lantoa.conversations.models import Correction, Message, Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.tests.makers import arrival, taken
from lantoa.journal.models import Line

VERBS = ("tra-loi", "ghi-chu", "giao", "chuyen", "loai", "ten", "cho", "ket-thuc", "mo-lai")


@pytest.fixture
def question(house):
    return taken(arrival("Chị Trần Thị Bảy ở số 12/3 hỏi: thứ Bảy có làm căn cước không?", unit=house.here.pk)).thread


def at(thread, verb=""):
    return f"/can-bo/hop-thu/{thread.public_id}/{verb + '/' if verb else ''}"


def verbs_of(thread):
    return list(Line.objects.filter(thread=thread.n).order_by("id").values_list("verb", flat=True))


def it_writes_one_line_an_hour_for_each_reader(question, cast, client_of):
    otto = client_of(cast.otto)
    otto.get(at(question))
    otto.get(at(question))

    assert verbs_of(question).count("thread.opened") == 1
    question.refresh_from_db()
    assert not question.unread


@pytest.mark.parametrize("name", ["petra", "vinh", "adam", "mo", "dana", "ines"])
def it_is_no_page_for_whoever_does_not_hold_the_desk(question, cast, client_of, name):
    client = client_of(getattr(cast, name))

    assert client.get(at(question)).status_code == 404
    assert {client.post(at(question, verb)).status_code for verb in VERBS} == {404}
    assert Message.objects.filter(direction="out").count() == 0


def it_keeps_plates_and_phones_closed_until_one_is_opened(house, cast, client_of):
    thread = taken(arrival("Hỏi xe 65-B1 123.45, xe 65-B1 123.45 đó, gọi 0900 000 145", unit=house.here.pk)).thread
    otto = client_of(cast.otto)

    page = otto.get(at(thread)).content.decode()

    assert "123.45" not in page and "000 145" not in page and "65B112345" not in page
    ref = thread.messages.get().ref
    assert "65B112345" not in otto.get(at(thread, f"so/{ref}/plates/0")).content.decode()
    opened = otto.post(at(thread, f"so/{ref}/plates/0")).content.decode()
    assert "65B112345" in opened and "000 145" not in opened
    assert "thread.plate_opened" in verbs_of(thread)


@pytest.mark.parametrize("asked", ["plates/9", "bodies/0", "phones/0"])
def it_opens_nothing_that_is_not_there(question, cast, client_of, asked):
    ref = question.messages.get().ref

    assert client_of(cast.otto).post(at(question, f"so/{ref}/{asked}")).status_code == 404


def it_sends_an_answer(question, cast, client_of):
    answer = client_of(cast.otto).post(at(question, "tra-loi"), {"text": "Dạ, sáng thứ Bảy có làm."}, follow=True)

    assert "Đã gửi" in answer.content.decode()
    assert sealed.said(question, notes=False)[-1].text == "Dạ, sáng thứ Bảy có làm."


def it_asks_before_sending_what_could_tell_who_told(question, cast, client_of):
    otto = client_of(cast.otto)
    risky = "Dạ, chị Trần Thị Bảy ở số 12/3 đã báo."

    warned = otto.post(at(question, "tra-loi"), {"text": risky})

    assert warned.status_code == 422
    page = warned.content.decode()
    assert "Trần Thị Bảy" in page and "12/3" in page
    assert question.messages.filter(direction="out").count() == 0

    assert otto.post(at(question, "tra-loi"), {"text": risky, "leak_reason": " "}).status_code == 422
    otto.post(at(question, "tra-loi"), {"text": risky, "leak_reason": "Người báo đã đồng ý"})
    assert question.messages.filter(direction="out").count() == 1
    assert bytes(Line.objects.get(verb="thread.answered").reason) != b""


def it_refuses_an_empty_answer_in_words(question, cast, client_of):
    answer = client_of(cast.otto).post(at(question, "tra-loi"), {"text": "  "})

    assert answer.status_code == 422
    assert "Viết câu trả lời trước khi gửi" in answer.content.decode()


def it_keeps_notes_among_colleagues(question, cast, client_of):
    otto = client_of(cast.otto)
    otto.post(at(question, "ghi-chu"), {"text": "Hỏi lại bộ phận một cửa"})

    assert "Hỏi lại bộ phận một cửa" in otto.get(at(question)).content.decode()
    assert [s.text for s in sealed.said(question, notes=False)] == [sealed.said(question, notes=True)[0].text]


def it_corrects_a_label_and_remembers_only_the_label(question, cast, client_of):
    kept = {"category": question.category, "urgency": question.urgency}
    client_of(cast.otto).post(at(question, "loai"), {"kind": "feedback", **kept})

    question.refresh_from_db()
    assert question.kind == "feedback" and question.decided_by_id == cast.otto.pk
    assert str(Correction.objects.get()) == "kind: feedback"


def it_moves_a_thread_out_of_sight(question, cast, client_of, house):
    answer = client_of(cast.otto).post(at(question, "chuyen"), {"unit": house.there.pk}, follow=True)

    assert answer.redirect_chain[-1][0] == "/can-bo/hop-thu/"
    assert client_of(cast.otto).get(at(question)).status_code == 404
    assert client_of(cast.petra).get(at(question)).status_code == 200


def it_moves_nowhere_without_one_place(question, cast, client_of):
    assert client_of(cast.otto).post(at(question, "chuyen"), {}).status_code == 422


def it_waits_closes_and_opens_again(question, cast, client_of):
    otto = client_of(cast.otto)
    otto.post(at(question, "cho"), {"cho": "1"})
    assert Thread.objects.get(n=question.n).waiting
    otto.post(at(question, "ket-thuc"))
    assert not Thread.objects.get(n=question.n).open
    otto.post(at(question, "mo-lai"))
    assert Thread.objects.get(n=question.n).open


def it_brings_only_what_is_new(question, cast, client_of):
    otto = client_of(cast.otto)
    last = otto.get(at(question)).context["last"]
    assert otto.get(at(question, "moi"), {"tu": last}).status_code == 204
    assert otto.get(at(question, "moi"), {"tu": "khác"}).status_code == 204

    taken(arrival("Chiều mai ghé phường", to_thread=question.n))

    fresh = otto.get(at(question, "moi"), {"tu": last}).content.decode()
    assert "Chiều mai ghé phường" in fresh and "căn cước" not in fresh


def it_shows_hostile_text_as_text(house, cast, client_of):
    thread = taken(arrival("<script>alert(1)</script> <b>hỏi</b> & \u202egì", unit=house.here.pk)).thread

    page = client_of(cast.otto).get(at(thread)).content.decode()

    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def it_says_why_an_answer_has_not_left(question, cast):
    ready = reply.prepare(question, "Dạ, có.")
    reply.answer(by=cast.actor("otto"), thread=question, ready=ready)

    assert question.messages.filter(direction="out").count() == 1


def it_offers_the_ready_answers_of_the_unit_and_fills_in_the_one_that_is_taken(question, cast, client_of):
    plant_starter(by=cast.actor("chi"), unit=question.desk.unit)
    otto = client_of(cast.otto)

    picks = otto.get(at(question, "cau"), {"q": "can cuoc"}).context["picks"]

    assert picks and all(pick.unit_id == question.desk.unit_id for pick, _body in picks)
    page = otto.get(at(question), {"cau": str(picks[0][0].pk)}).content.decode()
    assert "{" not in page.split('name="text"')[1].split("</textarea>")[0]
    assert page.split('id="tl"')[1].split("</textarea>")[0].split(">")[1].strip()


@pytest.mark.parametrize("asked", ["999999", "x", "-1", "9" * 40])
def it_stands_when_there_is_no_such_ready_answer(question, cast, client_of, asked):
    assert client_of(cast.otto).get(at(question), {"cau": asked}).status_code == 200


def it_costs_the_same_however_much_was_said(question, cast, client_of):
    otto = client_of(cast.otto)
    otto.get(at(question))
    counts = []
    for more in ("", "Hỏi thêm", "Hỏi nữa"):
        if more:
            taken(arrival(more, to_thread=question.n))
            otto.get(at(question))
        with CaptureQueriesContext(connection) as seen:
            otto.get(at(question))
        counts.append(len(seen))

    assert len(set(counts)) == 1
    assert counts[0] <= 28
