"""What every test of the house gets."""

from collections.abc import Iterator

import pytest

from lantoa.delivery.actions.day_key import forget_keys


@pytest.fixture(autouse=True)
def no_kept_keys() -> Iterator[None]:
    """Keys kept in memory belong to the database of one test."""
    forget_keys()
    yield
    forget_keys()
