"""A receipt is told right from wrong before anything is hashed."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from lantoa.conversations.logic import receipts


def it_draws_sixteen_digits_that_check():
    drawn = receipts.draw()

    assert receipts.well_formed(drawn.digits)
    assert receipts.lookup_of(drawn.digits) == drawn.lookup
    assert drawn.digits not in repr(drawn)


def it_draws_in_a_forked_process_too():
    receipts.draw()  # some are on their way in a thread that the fork leaves behind

    child = os.fork()
    if child == 0:
        signal.alarm(20)
        os._exit(0 if all(receipts.well_formed(receipts.draw().digits) for _ in range(receipts.AHEAD + 2)) else 1)

    assert os.waitpid(child, 0)[1] == 0


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


def it_never_draws_the_same_twice_and_hashes_under_the_key_of_now(tmp_path, settings):
    from lantoa.kit import keys

    first = [receipts.draw() for _ in range(2 * receipts.AHEAD)]
    keys.use(tmp_path / "other.json")
    try:
        other = [receipts.draw() for _ in range(2 * receipts.AHEAD)]
        assert all(receipts.lookup_of(one.digits) == one.lookup for one in other)
    finally:
        keys.use(settings.KEY_FILE)

    assert len({one.digits for one in [*first, *other]}) == 4 * receipts.AHEAD
    assert all(receipts.lookup_of(one.digits) == one.lookup for one in first)


def it_lets_nobody_go_without_a_receipt_when_many_draw_at_once():
    with ThreadPoolExecutor(8) as people:
        drawn = list(people.map(lambda _: receipts.draw(), range(40)))

    assert len({one.digits for one in drawn}) == 40


def it_turns_a_flood_of_look_ups_away_instead_of_queueing_it():
    with ThreadPoolExecutor(8) as people:
        waits = [people.submit(receipts.lookup_of, "4827159033648012", wait=0.001) for _ in range(24)]
        busy = sum(isinstance(one.exception(), receipts.Busy) for one in waits)

    assert busy > 0
