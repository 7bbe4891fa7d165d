"""The table of moves, walked pair by pair."""

import itertools

import pytest

from lantoa.conversations.actions import intake
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions.move import WrongMove, move
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip
from lantoa.tips.states import ENDED, HAS_SHEET, MOVES, NEEDS_AN_ANSWER, OPEN, State


def made(house, text="Có người trộm xe"):
    return receive(by=FORM, prepared=intake.prepare(arrival(text, unit=house.here.pk, kind="tip")))[1]


ALLOWED = """
received: acknowledged checking answered handed_over merged refused withdrawn
acknowledged: received checking answered handed_over merged refused withdrawn
checking: answered handed_over merged refused withdrawn
answered: checking closed handed_over merged withdrawn
closed: checking
handed_over: answered
merged: received acknowledged checking answered withdrawn
refused: received
withdrawn:
"""
"""Written once more and by hand: a table that is only compared with itself may lose anything."""


def it_is_the_table_that_was_agreed():
    agreed = dict(line.split(":") for line in ALLOWED.strip().splitlines())

    assert {str(state): {str(one) for one in MOVES[state]} for state in State} == {
        state: set(after.split()) for state, after in agreed.items()
    }
    assert (
        {"received", "acknowledged", "checking", "answered"},
        {"received", "acknowledged", "checking"},
    ) == (OPEN, NEEDS_AN_ANSWER)
    assert {"received", "acknowledged", "checking", "answered", "handed_over"} == HAS_SHEET
    assert {"closed", "handed_over", "merged", "refused", "withdrawn"} == ENDED


@pytest.mark.parametrize(("before", "after"), list(itertools.product(State, State)))
def it_moves_exactly_as_the_table_says(house, before, after):
    tip, other = made(house), made(house, "Đánh bạc ở chợ")
    Tip.objects.filter(pk=tip.pk).update(state=before, merged_into=other if before == State.MERGED else None)
    tip.refresh_from_db()
    changes = {"merged_into": other if after == State.MERGED else None}

    if after in MOVES[before]:
        move(by=FORM, tip=tip, to=after, **changes)
        assert Tip.objects.get(pk=tip.pk).state == after
    else:
        with pytest.raises(WrongMove):
            move(by=FORM, tip=tip, to=after, **changes)
