"""What the screen shows of a text holds no plate and no phone that nobody opened."""

from hypothesis import given
from hypothesis import strategies as st

from lantoa.conversations.logic.marks import pieces


def it_puts_a_plate_and_a_phone_behind_a_chip():
    text = "Xe 65B1-123.45 chạy nhanh, gọi 0900 000 123 nha"

    cut = pieces(text, found_plates=["65B112345"], found_phones=["+84900000123", "0900000123"], words=["chạy nhanh"])

    assert "65B1" not in "".join(p.text for p in cut) and "0900" not in "".join(p.text for p in cut)
    assert [p.what for p in cut if p.what] == ["plates", "word", "phones"]


@given(st.text(max_size=200), st.lists(st.text(max_size=8), max_size=4))
def it_loses_no_letter_of_any_text(text, words):
    from lantoa.kit.fold import nfc

    cut = pieces(text, found_plates=[], found_phones=[], words=words)

    assert "".join(p.text for p in cut) == nfc(text)
