import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kit.idnumbers import find, masked


def ids(text):
    return [f.number for f in find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("căn cước 092 998 000 777", ["092998000777"]),
        ("Số định danh: 094.899.123.000.", ["094899123000"]),
        ("092897001122, sdt 0900000819", ["092897001122"]),
        ("CMND cũ 000 123 777 của ba", ["000123777"]),
        ("số chứng minh cũ 361000999", ["361000999"]),
        ("căn cước 092998000777 và 093998000777", ["092998000777", "093998000777"]),
    ],
)
def it_finds_numbers_of_identity_papers(text, found):
    assert ids(text) == found


@pytest.mark.parametrize(
    "text",
    ["mất 250.000.000đ", "chuyển 250000000 cho nó", "stk 001122334455", "mã đơn 123456789", "gọi 0900000145 22h",
     "sdt 900000145", "xe 65-B1 123.45", "lừa 250000000 đồng", "1234567890123"],
)  # fmt: skip
def it_leaves_amounts_accounts_phones_and_plates(text):
    assert ids(text) == []


def it_masks_the_number_and_nothing_else():
    text = "CCCD 092 998 000 777, xe 65-B1 123.45, gọi 0900 000 145"

    assert masked(text) == "CCCD [số đã che], xe 65-B1 123.45, gọi 0900 000 145"


@given(st.from_regex(r"0[0-9]{11}", fullmatch=True))
def it_masks_every_number_of_a_card(number):
    assert number not in masked(f"căn cước {number} của tôi")


@given(st.text())
def it_never_raises(text):
    masked(text)
