"""The sealed field gives back what was put in, for its purpose and its time, and nothing to anybody else."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.kit import clock
from lantoa.tips.logic import ticket
from lantoa.tips.logic.answers import Answers, parsed_date

words = st.text(max_size=200)


@settings(max_examples=60, deadline=None)
@given(words=words, place=words, phone=words)
def it_carries_any_answers(words, place, phone):
    answers = Answers(step="what", words=words, place=place, phone=phone, by_voice=True, unit=3)

    held = ticket.unseal("report", ticket.seal("report", answers.packed(), lasts=timedelta(hours=1)))

    assert Answers.unpacked(held) == answers


def it_shows_nothing_of_what_it_carries():
    field = ticket.seal("report", {"words": "Hẻm 45", "phone": "0900 000 123"}, lasts=timedelta(hours=1))

    assert "45" not in field or "SGVt" not in field
    assert field != ticket.seal("report", {"words": "Hẻm 45", "phone": "0900 000 123"}, lasts=timedelta(hours=1))


def it_opens_for_its_purpose_and_time_only():
    with clock.moved(clock.now()):
        field = ticket.seal("report", {"a": 1}, lasts=timedelta(minutes=30))
        with pytest.raises(ticket.TicketBroken):
            ticket.unseal("status", field)
        clock.advance(timedelta(minutes=30, seconds=1))
        with pytest.raises(ticket.TicketClosed):
            ticket.unseal("report", field)


@settings(max_examples=200, deadline=None)
@given(field=st.text(max_size=300))
def it_refuses_any_other_text(field):
    with pytest.raises(ticket.TicketBroken):
        ticket.unseal("report", field)


@settings(max_examples=300, deadline=None)
@given(typed=st.text(alphabet="0123456789/-. ²٣abc", max_size=12))
def it_reads_any_typed_day_or_says_no(typed):
    day = parsed_date(typed)

    assert day is None or day <= clock.today()


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("14/10/2026", "2026-10-14"), ("2026-10-14", "2026-10-14"), ("14-10-2026", "2026-10-14"), ("14/10", "2026-10-14"),
     ("30/12", "2025-12-30"), ("32/13/2026", None), ("14/10/2030", None), ("hôm kia", None), ("29/2", None)],
)  # fmt: skip
def it_reads_days_as_people_write_them(typed, iso):
    from datetime import datetime

    with clock.moved(datetime(2026, 11, 24, 9, 0)):
        day = parsed_date(typed)

    assert (day.isoformat() if day else None) == iso
