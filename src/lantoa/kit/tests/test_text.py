import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from lantoa.kit.text import clean_incoming, excerpt, flat, fold, nfc, search_words, words

vietnamese = st.text(alphabet="aăâeêioôơuưyđbcdghklmnpqrstvxàáảãạằắẳẵặềếểễệốồổỗộớờởỡợứừửữựỹỵ ĐẮẶ.,!?0123456789\n")


def it_finds_hoa_in_every_spelling():
    spellings = ["Hòa", "Hoà", "hoa", "HOA", unicodedata.normalize("NFD", "Hoà"), "  hòa "]

    assert {fold(s) for s in spellings} == {"hoa"}


def it_takes_d_with_a_bar_for_d():
    assert fold("Đường ĐẤT") == "duong dat"


@given(st.text())
def it_folds_twice_as_once(text):
    assert fold(fold(text)) == fold(text)


@given(vietnamese)
def it_folds_composed_and_decomposed_text_alike(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(st.text())
def it_keeps_the_length_when_flat(text):
    assert len(flat(nfc(text))) == len(nfc(text))


@given(st.one_of(st.text(), st.none(), st.integers(), st.binary()), st.integers(0, 500))
def it_never_raises_on_what_comes_in(text, limit):
    cleaned = clean_incoming(text, limit)

    assert len(cleaned) <= limit
    assert "\x00" not in cleaned
    cleaned.encode()


def it_removes_what_hides_and_keeps_the_lines():
    raw = "\ufeffcháy\x00 nhà\r\nhẻm \u202e12\u202c\x07\x85xong \U000e0041"

    assert clean_incoming(raw) == "cháy nhà\nhẻm 12\nxong"


def it_keeps_emoji_with_their_joiners():
    assert clean_incoming("👨‍👩‍👧 ok") == "👨‍👩‍👧 ok"


def it_flattens_towers_of_marks():
    assert len(clean_incoming("a" + "\u0316" * 5000)) == 5


def it_cuts_an_excerpt_at_a_word():
    assert excerpt("Nhà tôi ở hẻm 51,\ncó người lạ vô lục đồ", 22) == "Nhà tôi ở hẻm 51, có…"
    assert excerpt("ngắn") == "ngắn"


def it_cuts_numbers_that_point_at_people_before_search():
    text = "Xe 65-B1 123.45, gọi 0900 000 145, CCCD 092998000777, mã 123456, hẻm 132 đường 3/2 hẻm Hoà"

    assert search_words(text) == ["xe", "goi", "cccd", "ma", "hem", "132", "duong", "3", "2", "hoa"]


def it_splits_words_without_marks():
    assert words("Chợ nổi, Cái-Răng!") == ["cho", "noi", "cai", "rang"]
