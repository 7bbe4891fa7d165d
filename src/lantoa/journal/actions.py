"""Writing down what happened, in the transaction of the change itself."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from lantoa.journal.logic import Actor, chained, mark_of, missing, pack
from lantoa.journal.models import Line, Seal
from lantoa.journal.queries import FIELDS, head, journal_key, unsealed
from lantoa.kit import clock


class Incomplete(ValueError):
    """A line that does not say what it happened to, or in which matter or unit."""


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
    happened to, ``digest`` a keyed hash where a value matters, ``reason`` sealed by the caller.

    Raises Incomplete, before anything is written, for a line that could not be traced.
    """
    unit = by.unit if unit is None else unit
    if lacks := missing(verb, unit=unit, thread=thread, about=about):
        raise Incomplete(f"{verb} without {', '.join(lacks)}")
    return Line.objects.create(
        at=clock.now(),
        actor_kind=by.kind,
        actor_id=by.id,
        verb=verb,
        unit=unit,
        thread=thread,
        about=about,
        digest=digest,
        reason=reason,
    )


def seal_batch(*, limit: int = 1000) -> int:
    """Chain the oldest unsealed lines as one batch; returns how many. Two workers never seal the same batch.

    Lines are marked one by one, not by a range of ids: on PostgreSQL a smaller id may be committed later.
    """
    rows = list(unsealed().values_list(*FIELDS)[:limit])
    if not rows:
        return 0
    key, last = journal_key(), head()
    marks = pack([(row[0], mark_of(key, row)) for row in rows])
    number = last.number + 1
    try:
        with transaction.atomic():
            seal = Seal.objects.create(
                number=number, at=clock.now(), marks=marks, mac=chained(key, number, last.mac, marks)
            )
            ids = [row[0] for row in rows]
            if Line.objects.filter(pk__in=ids, seal__isnull=True).update(seal=seal) != len(ids):
                raise IntegrityError("A line was taken by another batch.")
    except IntegrityError:
        return 0  # another worker sealed in between; the lines come again
    return len(rows)
