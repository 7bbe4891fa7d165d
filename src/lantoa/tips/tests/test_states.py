"""The table of moves, walked pair by pair."""

import itertools

import pytest

from lantoa.conversations.actions import intake
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions.move import WrongMove, move
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip
from lantoa.tips.states import MOVES, State


def made(house, text="Có người trộm xe"):
    return receive(by=FORM, prepared=intake.prepare(arrival(text, unit=house.here.pk, kind="tip")))[1]


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
