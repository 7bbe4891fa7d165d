"""Reading the journal, and proving that nobody changed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from lantoa.journal.logic import Actor, chained, mark_of, unpack
from lantoa.journal.models import Line, Seal
from lantoa.kit import keys

FIELDS = ("id", "at", "actor_kind", "actor_id", "verb", "unit", "thread", "about", "digest", "reason")
_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not fit: ``altered``, ``missing`` and ``added`` name a line, ``broken`` and ``lost`` a batch,
    ``rolled back`` a head that was written down outside and is gone."""

    kind: str
    line: int | None = None
    seal: int | None = None

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line is not None else f"batch {self.seal}"
        return f"{where} {self.kind}"


@dataclass(frozen=True, slots=True)
class Head:
    """The newest end of the chain: what is printed, logged and carried out of the house."""

    number: int
    mac: bytes

    def __str__(self) -> str:
        return f"{self.number} {self.mac.hex()}"


def journal_key() -> bytes:
    """The key of the chain; it follows from the key file and stands in no database."""
    return keys.purpose_key("journal/1")


def head() -> Head:
    """The newest seal; number 0 before the first."""
    row = Seal.objects.order_by("-number").only("number", "mac").first()
    return Head(row.number, bytes(row.mac)) if row else Head(0, b"")


def unsealed() -> QuerySet[Line]:
    """Lines that no batch holds yet, oldest first."""
    return Line.objects.filter(seal__isnull=True).order_by("id")


def lines_for(actor: Actor) -> QuerySet[Line]:
    """What this person may read of the journal: the inspectorate all but the lines of matters that speak of the
    reader, everybody else nothing here."""
    if not actor.may("inspect"):
        return Line.objects.none()
    lines = Line.objects.order_by("-id")
    return lines.exclude(thread__in=actor.kept_from) if actor.kept_from else lines


def verify(
    *, known_heads: dict[int, bytes] | None = None, progress: Callable[[int], None] | None = None
) -> list[Fault]:
    """Every fault of the chain, oldest first; an empty list means that nothing sealed was changed.

    ``known_heads`` are heads written down outside the database (number to mac): with them a database that was
    rolled back as a whole shows too. Lines younger than the last batch are not covered yet.
    """
    faults: list[Fault] = []
    key, before, number = journal_key(), b"", 0
    outside = dict(known_heads or {})
    for seal in Seal.objects.order_by("number").iterator(chunk_size=_CHUNK):
        faults += [Fault("lost", seal=gone) for gone in range(number + 1, seal.number)]
        marks, mac = bytes(seal.marks), bytes(seal.mac)
        follows = seal.number == number + 1
        # after a lost batch the one before is unknown: its own lines can still be checked by their marks
        if follows and chained(key, seal.number, before, marks) != mac:
            faults.append(Fault("broken", seal=seal.number))
        if outside.pop(seal.number, mac) != mac:
            faults.append(Fault("rolled back", seal=seal.number))
        faults += _line_faults(key, seal, marks)
        before, number = mac, seal.number
        if progress:
            progress(seal.number)
    faults += [Fault("rolled back", seal=gone) for gone in sorted(outside)]
    return faults


def _line_faults(key: bytes, seal: Seal, marks: bytes) -> Iterator[Fault]:
    held = {row[0]: row for row in Line.objects.filter(seal=seal).values_list(*FIELDS)}
    for pk, mark in unpack(marks):
        row = held.pop(pk, None)
        if row is None:
            yield Fault("missing", line=pk, seal=seal.number)
        elif mark_of(key, row) != mark:
            yield Fault("altered", line=pk, seal=seal.number)
    for pk in sorted(held):
        yield Fault("added", line=pk, seal=seal.number)
