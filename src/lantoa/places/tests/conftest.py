from __future__ import annotations

from collections.abc import Iterator

import pytest

from lantoa.journal.logic import HOUSE
from lantoa.places.actions import load_facts
from lantoa.places.models import Unit
from lantoa.places.queries import working


@pytest.fixture
def canto(db: None) -> Unit:
    """The city with its 103 communes, from the carried facts."""
    return load_facts(by=HOUSE)


@pytest.fixture(autouse=True)
def _fresh_calendar() -> Iterator[None]:
    """No test sees the hours another one set."""
    working.forget()
    yield
    working.forget()
