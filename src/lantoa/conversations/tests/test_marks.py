"""What the screen shows of a text holds no plate and no phone that nobody opened."""

from hypothesis import given
from hypothesis import strategies as st

from lantoa.conversations.logic.marks import covered, pieces


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


def it_closes_a_number_every_time_it_stands():
    text = "xe 65-B1 123.45 rồi xe 65B1-12345, gọi 0900 000 145 nha, số 0900000145 đó"

    cut = pieces(text, found_plates=["65B112345"], found_phones=["+84900000145"], words=[])

    assert [p.what for p in cut if p.what] == ["plates", "plates", "phones", "phones"]
    assert "123" not in "".join(p.text for p in cut) and "145" not in covered(text)


@given(st.text(max_size=200))
def it_covers_any_text_without_failing(text):
    assert isinstance(covered(text), str)
