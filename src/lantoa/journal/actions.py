"""Writing down what happened, in the transaction of the change itself."""

from __future__ import annotations

from lantoa.journal.logic import Actor
from lantoa.journal.models import Line
from lantoa.kit import clock


def write(
    *,
    by: Actor,
    verb: str,
    unit: int | None = None,
    thread: int | None = None,
    about: str = "",
    digest: bytes = b"",
    reason: bytes = b"",
) -> Line:
    """Append one line. ``verb`` is ``noun.past`` (``tip.closed``), ``about`` ``kind:id`` of what it
    happened to, ``digest`` a keyed hash where a value matters, ``reason`` sealed by the caller."""
    return Line.objects.create(
        at=clock.now(),
        actor_kind=by.kind,
        actor_id=by.id,
        verb=verb,
        unit=by.unit if unit is None else unit,
        thread=thread,
        about=about,
        digest=digest,
        reason=reason,
    )
