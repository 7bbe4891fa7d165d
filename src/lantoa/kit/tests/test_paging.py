"""Keyset pages and their sealed cursors."""

from hypothesis import given
from hypothesis import strategies as st

from lantoa.kit.paging import after, cut, opened, sealed


@given(st.lists(st.integers(min_value=-(2**62), max_value=2**62), min_size=1, max_size=3))
def it_opens_what_it_sealed(place: list[int]) -> None:
    assert opened("inbox/1", sealed("inbox/1", tuple(place))) == tuple(place)


def it_does_not_open_for_another_list() -> None:
    assert opened("inbox/2", sealed("inbox/1", (7, 9))) is None


@given(st.text(max_size=400))
def it_takes_any_other_text_for_the_first_page(text: str) -> None:
    assert opened("inbox/1", text) is None


def it_tells_that_there_is_more_without_showing_it() -> None:
    page = cut([5, 4, 3], 2, "list", lambda row: (row,))

    assert page.rows == [5, 4]
    assert opened("list", page.older) == (4,)
    assert cut([5, 4], 2, "list", lambda row: (row,)).older == ""


def it_bounds_the_first_field_so_that_the_index_is_used() -> None:
    said = str(after((3, 9), "rank", "-n"))

    assert "rank__gte" in said and "n__lt" in said and "rank__gt'" in said
