"""Who may have a file. Threads stand above this floor, so the roof says who may see one."""

from __future__ import annotations

from collections.abc import Callable

from lantoa.journal.logic import Actor

_may_see: list[Callable[[Actor, int], bool]] = []


def ask(may_see_thread: Callable[[Actor, int], bool]) -> None:
    """Take the function of ``web/wiring.py`` that says whether somebody may see a thread, by id."""
    _may_see[:] = [may_see_thread]


def may_see(by: Actor, owner: int) -> bool:
    """Whether staff may see files of this thread now. Nobody may while no function was given."""
    return bool(_may_see) and _may_see[0](by, owner)
