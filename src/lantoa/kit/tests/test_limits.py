"""Counting tries without keeping who tried."""

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache

from lantoa.kit import clock, limits


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()
    with clock.moved(datetime(2026, 10, 15, 8, 0, tzinfo=clock.HERE)):
        yield


def it_counts_within_its_minutes():
    assert [limits.count("try/1", "nga", minutes=15) for _ in range(3)] == [1, 2, 3]
    assert limits.counted("try/1", "nga", minutes=15) == 3


def it_begins_again_with_the_next_span():
    limits.count("try/1", "nga", minutes=15)

    clock.advance(timedelta(minutes=15))

    assert limits.counted("try/1", "nga", minutes=15) == 0


def it_keeps_values_and_purposes_apart():
    limits.count("try/1", "nga", minutes=15)

    assert limits.counted("try/1", "huy", minutes=15) == 0
    assert limits.counted("other/1", "nga", minutes=15) == 0


def it_forgets_when_told():
    limits.count("try/1", "nga", minutes=15)

    limits.forget("try/1", "nga", minutes=15)

    assert limits.counted("try/1", "nga", minutes=15) == 0


def it_names_nobody_in_the_cache():
    limits.count("try/1", "nga", minutes=15)

    assert not any("nga" in key for key in cache._cache)
