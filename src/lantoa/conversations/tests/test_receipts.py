"""A receipt is told right from wrong before anything is looked up."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from lantoa.conversations.logic import receipts, slow_receipts
from lantoa.kit import keys


def it_draws_sixteen_digits_that_check():
    drawn = receipts.draw()

    assert receipts.well_formed(drawn.digits)
    assert receipts.lookup_of(drawn.digits) == drawn.lookup
    assert drawn.digits not in repr(drawn)


@given(st.integers(0, 10**15 - 1), st.integers(0, 15), st.integers(1, 9))
def it_notices_every_single_wrong_digit(head, place, step):
    digits = f"{head:015d}"
    whole = digits + receipts._check_digit(digits)

    wrong = whole[:place] + str((int(whole[place]) + step) % 10) + whole[place + 1 :]

    assert receipts.well_formed(whole) and not receipts.well_formed(wrong)


@given(st.integers(0, 10**15 - 1), st.integers(0, 14))
def it_notices_two_neighbours_that_changed_places(head, place):
    digits = f"{head:015d}"
    whole = digits + receipts._check_digit(digits)

    swapped = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]

    assert swapped == whole or not receipts.well_formed(swapped)


def it_reads_groups_however_they_are_typed():
    assert receipts.cleaned(" 4827-1590 3364.8012 ") == "4827159033648012"
    assert receipts.grouped("4827159033648012") == "4827 1590 3364 8012"


def it_is_found_only_under_the_key_it_was_drawn_under(tmp_path, settings):
    first = receipts.draw()
    keys.use(tmp_path / "other.json")
    try:
        assert receipts.lookup_of(first.digits) != first.lookup
    finally:
        keys.use(settings.KEY_FILE)

    assert receipts.lookup_of(first.digits) == first.lookup


def it_never_draws_the_same_twice():
    assert len({receipts.draw().digits for _ in range(1000)}) == 1000


def it_turns_a_flood_of_look_ups_of_old_receipts_away_instead_of_queueing_it(monkeypatch):
    monkeypatch.setattr(slow_receipts, "PATIENCE", 0.001)
    with ThreadPoolExecutor(8) as people:
        waits = [people.submit(slow_receipts.lookup_of, "4827159033648012") for _ in range(24)]
        busy = sum(isinstance(one.exception(), slow_receipts.Busy) for one in waits)

    assert busy > 0
