from __future__ import annotations

import pytest

from lantoa.journal.logic import HOUSE
from lantoa.places.actions import load_facts
from lantoa.places.models import Unit


@pytest.fixture
def canto(db: None) -> Unit:
    """The city with its 103 communes, from the carried facts."""
    return load_facts(by=HOUSE)
