"""From whom matters are kept."""

from __future__ import annotations

from collections.abc import Iterable

from lantoa.accounts.models import KeptFrom


def kept_from(threads: Iterable[int]) -> dict[int, frozenset[int]]:
    """For each matter the ids of those who never see it: for comparing, never for showing. One statement."""
    found: dict[int, set[int]] = {n: set() for n in threads}
    for thread, staff in KeptFrom.objects.filter(thread__in=list(found)).values_list("thread", "staff"):
        found[thread].add(staff)
    return {n: frozenset(people) for n, people in found.items()}
