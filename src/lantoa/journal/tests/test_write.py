"""A line says what happened to what, where and in which matter, or it is not written at all."""

import pytest

from lantoa.journal import actions
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line

pytestmark = pytest.mark.django_db
WHOLE = {"unit": 3, "thread": 7, "about": "tip:1"}


@pytest.mark.parametrize("verb", ["tip.merged", "thread.answered", "ring.passed_on"])
@pytest.mark.parametrize("field", list(WHOLE))
def it_refuses_a_line_of_a_matter_that_lacks_a_field(verb, field):
    with pytest.raises(actions.Incomplete, match=f"{verb} without {field}"):
        actions.write(by=HOUSE, verb=verb, **{name: value for name, value in WHOLE.items() if name != field})

    assert not Line.objects.exists()


@pytest.mark.parametrize("verb", ["slip.drawn", "staff.hired", "key.destroyed", "person.forgotten"])
def it_refuses_a_line_that_does_not_say_to_whom_or_what(verb):
    with pytest.raises(actions.Incomplete, match=f"{verb} without about"):
        actions.write(by=HOUSE, verb=verb)


def it_takes_the_unit_of_whoever_acts_where_none_is_said(house, cast):
    actions.write(by=cast.actor("otto"), verb="thread.opened", thread=7)

    assert Line.objects.get().unit == house.here.pk


def it_takes_a_line_whose_verb_says_it_all():
    actions.write(by=HOUSE, verb="sessions.ended")

    assert Line.objects.count() == 1
