import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kit.phones import find, normal


def numbers(text):
    return [f.number for f in find(text)]


@pytest.mark.parametrize(
    "spelling",
    ["0900000145", "0900 000 145", "0900.000.145", "0900-000-145", "+84 900 000 145", "84900000145", "+84(0)900000145",
     "0900000145 22h", "0900 000 145 3 lần", "không chín không không, không không không một bốn năm", "09 0000 0145"],
)  # fmt: skip
def it_reads_a_number_in_any_spelling(spelling):
    assert numbers(f"gọi {spelling}") == ["+84900000145"]


def it_knows_land_lines_and_lines_of_the_police():
    assert numbers("(0292) 3 000 123 hoặc 069 3672 111") == ["+842923000123", "+84693672111"]


@pytest.mark.parametrize(
    "text", ["gọi 113, 114 không được", "1900 1234", "stk 0900000145 VCB", "CCCD 092 998 000 777", "250.000.000đ"]
)
def it_takes_nothing_else_for_a_number(text):
    assert numbers(text) == []


def it_gives_each_number_once():
    assert numbers("0900000145 rồi 0900 000 145 rồi 0900-000-146") == ["+84900000145", "+84900000146"]


def it_says_when_something_is_no_number():
    assert normal("12345") is None


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True), st.sampled_from(["{}", "số {}.", "({})", "{} gọi hoài"]))
def it_finds_every_mobile_number(number, frame):
    assert numbers(frame.format(number)) == ["+84" + number[1:]]


@given(st.text())
def it_never_raises(text):
    find(text)
