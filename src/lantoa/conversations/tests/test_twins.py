from datetime import datetime, timedelta

from lantoa.conversations.logic.sorting import sort_text
from lantoa.conversations.logic.sorting.twins import THRESHOLD, best, likeness, print_of
from lantoa.kit.clock import HERE

NIGHT = datetime(2026, 5, 1, 23, 10, tzinfo=HERE)


def _print(id, text, at=NIGHT, **more):
    return print_of(id, at, text, sort_text(text), **more)


FIRST = "Xe tải 95H-012.34 đậu bít đầu hẻm 7 đường Mạc Thiên Tích nãy giờ"


def it_finds_a_second_telling_without_marks():
    again = _print("b", "xe tai dau bit hem 7 mac thien tich, nha toi can di ra")

    assert likeness(again, _print("a", FIRST)) >= THRESHOLD


def it_counts_a_plate_known_in_part():
    with_part = _print("b", "chiec 95H gi do 34 dau bit hem 7")
    without = _print("c", "chiec xe gi do dau bit hem 7")

    assert likeness(with_part, _print("a", FIRST)) > likeness(without, _print("a", FIRST))


def it_keeps_the_same_words_days_later_apart():
    assert likeness(_print("b", FIRST, NIGHT + timedelta(days=3)), _print("a", FIRST)) == 0


def it_keeps_two_communes_apart():
    one = _print("a", "karaoke ồn ào gần chợ phường Cái Khế")
    other = _print("b", "karaoke ồn ào gần chợ phường Thốt Nốt")

    assert likeness(one, other) == 0


def it_compares_keyed_hashes_as_well_as_words():
    key = lambda word: hash(("house key", word))  # noqa: E731
    again = _print("b", "xe tai dau bit hem 7 mac thien tich", key=key)

    assert not any(isinstance(k, str) for k in again.words)
    assert best(again, [_print("a", FIRST, key=key)])[0].id == "a"
