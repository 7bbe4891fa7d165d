"""Search finds words without marks on one's own desks only, and never a person by a number."""

from lantoa.conversations.actions import forget, handle
from lantoa.conversations.queries import search
from lantoa.conversations.tests.makers import FORM, arrival, taken


def it_finds_words_with_and_without_marks(house, cast):
    thread = taken(arrival("Trộm xe máy ở chợ Hòa Bình", unit=house.here.pk, kind="tip")).thread
    taken(arrival("Đánh bạc ở chợ", unit=house.here.pk, kind="tip"))
    otto = cast.actor("otto")

    for typed in ("hòa bình", "Hoà Bình", "hoa binh", "HOA binh trom"):
        assert search.search(otto, typed) == [thread]


def it_finds_nothing_on_desks_of_others(house, cast):
    taken(arrival("Trộm xe máy ở chợ", unit=house.here.pk, kind="tip"))

    assert search.search(cast.actor("petra"), "trom xe") == []
    assert search.search(cast.actor("vinh"), "trom xe") == []


def it_follows_a_thread_to_another_desk(house, cast):
    thread = taken(arrival("Trộm xe máy ở chợ", unit=house.here.pk, kind="tip")).thread

    handle.hand_to(by=cast.actor("otto"), thread=thread, unit=house.there)

    assert search.search(cast.actor("otto"), "trom xe") == []
    assert search.search(cast.actor("petra"), "trom xe") == [thread]


def it_asks_for_a_purpose_before_it_looks_for_numbers():
    assert search.looks_personal("65B1 123.45")
    assert search.looks_personal("0900 000 123")
    assert not search.looks_personal("chợ Cái Khế")


def it_forgets_a_withdrawn_thread(house, cast):
    thread = taken(arrival("Trộm xe máy ở chợ", unit=house.here.pk, kind="tip")).thread

    forget.withdraw(by=FORM, thread=thread)

    assert search.search(cast.actor("otto"), "trom xe") == []


def it_pages_from_the_newest(house, cast):
    rows = [taken(arrival(f"Trộm xe lần {n}", unit=house.here.pk, kind="tip")).thread for n in range(3)]
    otto = cast.actor("otto")

    first = search.search(otto, "trom xe", limit=2)

    assert first == [rows[2], rows[1]]
    assert search.search(otto, "trom xe", before=first[-1].n, limit=2) == [rows[0]]
