import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kit.plates import find, normal, partials


def plates(text):
    return [f.plate for f in find(text)]


@pytest.mark.parametrize(
    "spelling",
    ["65-B1 123.45", "65b112345", "65 B1 12345", "65.B1.123.45", "65-b1-12345", "65B1_12345", "65 - B1 - 123.45",
     "65/B1 123 45", "biển sáu lăm bê một, một hai ba bốn năm", "sáu mươi lăm B 1 123 45", "65B1 - 123.45"],
)  # fmt: skip
def it_reads_a_plate_in_any_spelling(spelling):
    assert plates(f"xe {spelling} quẹo ra lộ") == ["65B112345"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("65A-123.45 và 83C-111.22", ["65A12345", "83C11122"]),
        ("xe điện 65MĐ1-000.12", ["65MD100012"]),
        ("65AA-012.34", ["65AA01234"]),
        ("xe cũ 65h1-1122", ["65H11122"]),
        ("65H-1234", ["65H1234"]),
    ],
)
def it_knows_every_series(text, found):
    assert plates(text) == found


@pytest.mark.parametrize(
    "text",
    ["22h 1500 người", "lúc 21h 0900 000 145", "50k 12000", "30 em 1200 ngàn", "xe 66L1 123..", "65B1-12x.xx",
     "ngày 12 va 2026", "CCCD 092998000777", "hẻm 51 An Khánh", "10h30 15 người"],
)  # fmt: skip
def it_takes_nothing_else_for_a_plate(text):
    assert plates(text) == []


def it_names_what_is_known_of_a_partial_plate():
    assert partials("xe 66L1 123.. chạy, chiếc kia đuôi 77, xe tải 95H gì đó") == ["66L1123??", "95H??", "?77"]


@given(st.from_regex(r"[1-9][0-9]-[A-HK-NPSTUVXYZ][1-9] [0-9]{3}\.[0-9]{2}", fullmatch=True))
def it_finds_every_written_plate(written):
    assert plates(f"xe {written} đậu bít đường") == [normal(written)]


@given(st.text())
def it_never_raises(text):
    for f in find(text):
        assert f.start < f.end
    partials(text)
