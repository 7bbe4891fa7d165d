"""Dates, hours and numbers as people here write them."""

from datetime import datetime, timedelta

import pytest

from lantoa.kit import words
from lantoa.kit.clock import HERE, advance, moved

NOON = datetime(2026, 10, 20, 12, 0, tzinfo=HERE)


def it_gives_a_weekday_with_every_promise() -> None:
    assert words.promise(datetime(2026, 10, 20, 17, 0, tzinfo=HERE)) == "17:00 thứ Ba, 20/10/2026"


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (timedelta(0), "vừa xong"),
        (timedelta(minutes=2), "2 phút"),
        (timedelta(hours=4, minutes=18), "07:42"),
        (timedelta(hours=20), "hôm qua"),
        (timedelta(days=6), "14/10"),
        (timedelta(days=400), "15/09/2025"),
    ],
)
def it_is_short_in_lists(gone: timedelta, said: str) -> None:
    with moved(NOON):
        assert words.stamp(NOON - gone) == said


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (timedelta(hours=3), "còn 3 giờ"),
        (timedelta(minutes=20), "còn 20 phút"),
        (timedelta(days=3), "còn 3 ngày"),
        (-timedelta(hours=30), "trễ 1 ngày"),
        (-timedelta(seconds=5), "trễ 1 phút"),
    ],
)
def it_says_what_is_left(gap: timedelta, said: str) -> None:
    with moved(NOON):
        assert words.left(NOON + gap) == said


def it_goes_from_left_to_late() -> None:
    with moved(NOON):
        due = NOON + timedelta(hours=1)
        advance(timedelta(hours=2))

        assert words.left(due) == "trễ 1 giờ"


def it_writes_numbers_with_a_point_and_a_comma() -> None:
    assert [words.number(n) for n in (1148, 4.6, 5.0)] == ["1.148", "4,6", "5"]
