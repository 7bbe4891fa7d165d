"""What tips show on pages of conversations, and how an officer makes a tip of a thread."""

import pytest

from lantoa.conversations.actions import handle, intake
from lantoa.conversations.models import Message, Thread
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.errands.models import Errand
from lantoa.tips import tasks
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip


@pytest.fixture
def question(house):
    prepared = intake.prepare(arrival("Hỏi làm căn cước ở đâu", unit=house.here.pk, kind="admin_question"))
    return receive(by=FORM, prepared=prepared)[0].thread


@pytest.fixture
def tip(house):
    said = "Tui là Trần Thị Bảy, nhà số 12/3, thấy có người trộm xe"
    return receive(by=FORM, prepared=intake.prepare(arrival(said, unit=house.here.pk, kind="tip")))[1]


def pane(client, thread):
    return client.get(f"/can-bo/hop-thu/{thread.public_id}/", headers={"HX-Request": "true"}).content.decode()


def it_offers_to_make_a_tip_of_a_question(question, cast, client_of):
    assert "Thành tin báo" in pane(client_of(cast.otto), question)


def it_makes_a_tip_once(question, cast, client_of):
    otto = client_of(cast.otto)
    for _press in range(2):
        otto.post(f"/can-bo/tin/{question.public_id}/lap/")

    assert Tip.objects.count() == 1
    thread = Thread.objects.get(n=question.n)
    assert thread.has_tip and thread.kind == "tip" and thread.decided_by_id == cast.otto.pk


@pytest.mark.parametrize("name", ["petra", "vinh", "adam", "mo", "dana"])
def it_makes_no_tip_for_whoever_does_not_hold_the_desk(question, cast, client_of, name):
    assert client_of(getattr(cast, name)).post(f"/can-bo/tin/{question.public_id}/lap/").status_code == 404
    assert not Tip.objects.exists()


def it_promises_a_tip_when_a_label_is_corrected_to_one(question, cast):
    handle.correct(by=cast.actor("otto"), thread=question, kind="device_fault")

    errand = Errand.objects.get(task="lantoa.tips.tasks.becomes_tip")
    tasks.becomes_tip(**errand.args)
    tasks.becomes_tip(**errand.args)
    assert Tip.objects.get().thread_id == question.n


def it_sends_through_the_tip_while_there_is_one(tip, cast, client_of):
    page = pane(client_of(cast.otto), tip.thread)

    assert f"/can-bo/tin/{tip.thread.public_id}/tra-loi/" in page and tip.number in page
    assert "Ctrl Enter" not in page


@pytest.mark.parametrize("verb", ["nhan", "hoi", "tra-loi", "tu-choi"])
def it_asks_before_sending_what_could_tell_who_told(tip, cast, client_of, verb):
    otto, address = client_of(cast.otto), f"/can-bo/tin/{tip.thread.public_id}/{verb}/"
    risky = {"text": "Chị Trần Thị Bảy nói vậy", "refusal": "not_ours"}

    warned = otto.post(address, risky)

    assert warned.status_code == 422 and "Trần Thị Bảy" in warned.content.decode()
    assert not Message.objects.filter(direction="out").exists()
    assert otto.post(address, {**risky, "leak_reason": "Người báo đã đồng ý"}).status_code == 302
    assert Message.objects.filter(direction="out").count() == 1
