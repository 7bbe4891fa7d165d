"""Each verb of a matter asks for two things: that it lies on the person's desk, and that the person may do such a
thing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from lantoa.conversations import rules as threads
from lantoa.conversations.actions import handle, intake, reply
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.duties import tasks
from lantoa.errands.tasks import drain
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.tips.actions import merge, move, official, work
from lantoa.tips.actions.receive import receive
from lantoa.tips.actions.sheet import cut_sheet
from lantoa.tips.logic.sheet import Cut
from lantoa.tips.models import Tip
from lantoa.tips.states import Refusal

pytestmark = pytest.mark.django_db


def said(tip: Tip) -> reply.Ready:
    return reply.prepare(tip.thread, "Dạ, công an đang kiểm tra.")


VERBS: dict[str, tuple[str, Callable[..., object]]] = {
    "acknowledge": ("tip.move", lambda by, tip, house: move.acknowledge(by=by, tip=tip)),
    "take_back_look": ("tip.move", lambda by, tip, house: move.take_back_look(by=by, tip=tip)),
    "start_checking": ("tip.move", lambda by, tip, house: move.start_checking(by=by, tip=tip)),
    "ask_more": ("tip.move", lambda by, tip, house: work.ask_more(by=by, tip=tip, ready=said(tip))),
    "say": ("answer", lambda by, tip, house: work.say(by=by, tip=tip, ready=said(tip))),
    "answer": ("tip.move", lambda by, tip, house: work.answer(by=by, tip=tip, ready=said(tip))),
    "close": ("tip.move", lambda by, tip, house: work.close(by=by, tip=tip)),
    "refuse": (
        "tip.refuse",
        lambda by, tip, house: work.refuse(by=by, tip=tip, refusal=Refusal.NOT_SO, ready=said(tip)),
    ),
    "relabel": ("tip.move", lambda by, tip, house: work.relabel(by=by, tip=tip, category="noise")),
    "no_tip_after_all": ("tip.refuse", lambda by, tip, house: work.relabel(by=by, tip=tip, kind="question")),
    "transfer": ("tip.move", lambda by, tip, house: work.transfer(by=by, tip=tip, unit=house.there)),
    "extend": ("tip.refuse", lambda by, tip, house: work.extend(by=by, tip=tip, days=5)),
    "mark_crime": ("tip.move", lambda by, tip, house: official.mark_crime(by=by, tip=tip)),
    "unmark_crime": ("tip.move", lambda by, tip, house: official.unmark_crime(by=by, tip=tip)),
    "hand_over": ("tip.hand_over", lambda by, tip, house: official.hand_over(by=by, tip=tip, to="Cơ quan điều tra")),
    "number": (
        "tip.hand_over",
        lambda by, tip, house: official.number_officially(by=by, tip=tip, official_number="12"),
    ),
    "cut_sheet": ("tip.hand_over", lambda by, tip, house: cut_sheet(by=by, tip=tip, cut=Cut("", ()))),
    "merge": ("tip.move", lambda by, tip, house: merge.merge(by=by, tip=tip, into=told(house))),
    "unmerge": ("tip.move", lambda by, tip, house: merge.unmerge(by=by, tip=tip)),
    "copy_answer": ("tip.move", lambda by, tip, house: merge.copy_answer(by=by, tip=tip, ready=said(tip))),
    "note": ("answer", lambda by, tip, house: reply.note(by=by, thread=tip.thread, text="Đã gọi")),
    "entitle": ("answer", lambda by, tip, house: handle.entitle(by=by, thread=tip.thread, title="Trộm xe")),
    "assign": ("assign", lambda by, tip, house: handle.assign(by=by, thread=tip.thread, to=None)),
    "hand_to": ("assign", lambda by, tip, house: handle.hand_to(by=by, thread=tip.thread, unit=house.there)),
    "correct": ("answer", lambda by, tip, house: handle.correct(by=by, thread=tip.thread, category="noise")),
    "wait": ("answer", lambda by, tip, house: handle.wait(by=by, thread=tip.thread, waiting=True)),
    "thread_close": ("answer", lambda by, tip, house: handle.close(by=by, thread=tip.thread)),
    "reopen": ("answer", lambda by, tip, house: handle.reopen(by=by, thread=tip.thread)),
}
FIRE = {"kind": "emergency", "category": "fire_hazard", "urgency": "emergency"}
REFUSED = (move.NotAllowed, handle.NotAllowed, reply.NotAllowed)


def told(house, **more) -> Tip:
    taken = intake.prepare(arrival("Có người trộm xe", **{"unit": house.here.pk, "kind": "tip"} | more))
    tip = receive(by=FORM, prepared=taken)[1]
    return Tip.objects.select_related("thread__desk__unit", "unit").get(pk=tip.pk)


@pytest.mark.parametrize("verb", VERBS)
def it_is_refused_to_whoever_reads_the_matter_and_may_not_do_such_a_thing(house, cast, verb):
    power, does = VERBS[verb]
    tip, chi = told(house), cast.actor("chi")

    _is_refused(does, replace(chi, powers=chi.powers - {power}), tip, house)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", ["petra", "mo", "dana"])
def it_is_refused_to_whoever_may_do_such_things_elsewhere(house, cast, verb, name):
    tip, other = told(house), cast.actor(name)

    _is_refused(VERBS[verb][1], replace(other, powers=cast.actor("chi").powers), tip, house)


def _is_refused(does, by, tip, house) -> None:
    lines = Line.objects.filter(thread=tip.thread_id).count()
    with pytest.raises(REFUSED):
        does(by, tip, house)
    assert Line.objects.filter(thread=tip.thread_id).count() == lines


def it_lets_nobody_read_without_the_power_to_nor_what_is_kept_from_them(house, cast):
    tip, chi = told(house), cast.actor("chi")

    assert threads.may_read(chi, tip.thread)
    assert not threads.may_read(replace(chi, powers=chi.powers - {"read"}), tip.thread)
    assert not threads.may_read(replace(chi, kept_from=frozenset({tip.thread_id})), tip.thread)


def it_lets_whoever_a_bell_calls_read_that_emergency_and_no_other(house, cast):
    with clock.moved(clock.now()):
        first = told(house, **FIRE)
        drain()
        clock.advance(timedelta(minutes=2))
        tasks.pass_on_unanswered()  # now the city's duty desk hears it too
        second = told(house, **FIRE)
        drain()
        dana = cast.actor("dana")

        assert threads.may_read(dana, first.thread) and not threads.may_read(dana, second.thread)
