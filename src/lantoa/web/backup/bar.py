"""A progress bar on a terminal; silence elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lantoa.web.backup.database import Progress


@contextmanager
def bar(name: str) -> Iterator[Progress]:
    """Counts steps and shows what is being worked on."""
    from tqdm import tqdm  # noqa: PLC0415  only commands need it

    with tqdm(desc=name, unit=" steps", disable=None, leave=False) as shown:

        def step(what: str) -> None:
            shown.set_postfix_str(what, refresh=False)
            shown.update()

        yield step
