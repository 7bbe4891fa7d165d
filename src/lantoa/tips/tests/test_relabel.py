"""Labels and places that a person sets otherwise: the tip follows, and its card says where it stands."""

import pytest
from django.urls import reverse

from lantoa.conversations.actions import cards, handle, intake
from lantoa.conversations.models import Thread
from lantoa.conversations.states import Chip
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.duties.models import Ring
from lantoa.duties.tasks import pass_on_unanswered
from lantoa.errands.tasks import drain
from lantoa.kit import clock
from lantoa.tips.actions import work
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip


@pytest.fixture
def tip(house):
    return receive(by=FORM, prepared=intake.prepare(arrival("Có người trộm xe", unit=house.here.pk, kind="tip")))[1]


def post(client, tip, verb, **data):
    return client.post(reverse("tip-act", args=[tip.thread.public_id, verb]), data)


@pytest.mark.parametrize("field", ["kind", "category", "urgency"])
def it_refuses_a_label_that_does_not_exist(tip, cast, client_of, field):
    answer = post(client_of(cast.otto), tip, "sua", **{field: "bogus"})

    assert answer.status_code == 409
    assert Thread.objects.get(n=tip.thread_id).category == tip.thread.category


def it_ends_a_tip_that_is_a_question_and_lets_the_thread_go_on(tip, cast, client_of):
    post(client_of(cast.otto), tip, "sua", kind="admin_question")

    tip = Tip.objects.select_related("thread").get(pk=tip.pk)
    assert (tip.state, tip.refusal) == ("refused", "wrong_kind")
    assert (tip.thread.kind, tip.thread.has_tip, tip.thread.open) == ("admin_question", False, True)


def it_leaves_a_tip_to_tips(tip, cast):
    with pytest.raises(handle.TipDecides):
        handle.correct(by=cast.actor("otto"), thread=tip.thread, kind="admin_question")
    with pytest.raises(handle.TipDecides):
        handle.wait(by=cast.actor("otto"), thread=tip.thread, waiting=True)


def it_shows_a_tip_as_received_once_a_person_was_sure(tip, cast):
    cards.write_card(thread=tip.thread, chip=Chip.UNSURE, sure=False)

    work.relabel(by=cast.actor("otto"), tip=tip, kind="tip")

    assert tip.thread.chip == Chip.RECEIVED


def it_rings_for_what_a_person_calls_an_emergency(tip, cast):
    work.relabel(by=cast.actor("otto"), tip=tip, kind="emergency")

    assert Ring.objects.filter(thread=tip.thread_id, ended_at=None).count() == 1


def it_moves_a_tip_to_another_unit_with_its_clocks(tip, cast, client_of, house):
    post(client_of(cast.otto), tip, "di", unit=house.there.pk)

    tip = Tip.objects.select_related("thread__desk").get(pk=tip.pk)
    assert (tip.unit_id, tip.thread.desk.unit_id) == (house.there.pk, house.there.pk)


@pytest.mark.parametrize("verb", ["sua", "tu-choi"])
def it_lets_whoever_the_bell_called_say_that_it_is_no_emergency(house, cast, client_of, verb):
    told = arrival("chém nhau", unit=house.here.pk, kind="emergency", urgency="emergency")
    tip = receive(by=FORM, prepared=intake.prepare(told))[1]
    drain()
    Ring.objects.update(next_at=clock.now())
    pass_on_unanswered()

    fields = {"kind": "admin_question", "category": "noise", "urgency": "emergency", "refusal": "wrong_kind"}
    post(client_of(cast.dana), tip, verb, text="Đây là câu hỏi, bên em trả lời sau.", **fields)

    tip = Tip.objects.select_related("thread").get(pk=tip.pk)
    assert (tip.state, tip.thread.urgency) == ("refused", "today")
    assert not Ring.objects.filter(ended_at=None).exists()
