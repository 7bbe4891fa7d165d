"""``lantoa sort FILE.jsonl``: sorts messages of a file without a database, one JSON line per message."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from lantoa.conversations.logic.sorting import model, twins
from lantoa.conversations.logic.sorting.sort import Sorted, sort_text
from lantoa.kit.clock import HERE
from lantoa.kit.text import clean_incoming

USAGE = """example:
  lantoa sort messages.jsonl > sorted.jsonl

Each line in: {"id": "m1", "channel": "zalo_oa", "sent_at": "2026-05-01T08:00:00+07:00", "text": "..."}
Each line out: id, kind, category, urgency, ward, plates, phones, id_numbers, masked_text, duplicate_of, scores.
Lines that cannot be read are named on the error output, the rest goes on; the exit code is then 1."""


class BadLine(Exception):
    """A line is not a message; the text says what to put right."""


@dataclass(frozen=True, slots=True)
class Row:
    """A message of the file."""

    id: str
    channel: str
    at: datetime
    text: str


def parsed(line: str) -> Row:
    """One line as a message. Raises BadLine."""
    try:
        held = json.loads(line)
    except ValueError as fault:
        raise BadLine(f"not JSON ({fault})") from fault
    if not isinstance(held, dict):
        raise BadLine("not an object with id, channel, sent_at and text")
    for name in ("id", "text"):
        if not isinstance(held.get(name), str) or (name == "id" and not held["id"]):
            raise BadLine(f"'{name}' is missing or not text")
    return Row(
        held["id"], str(held.get("channel") or "zalo_oa"), _moment(held.get("sent_at")), clean_incoming(held["text"])
    )


def _moment(raw: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(raw)
    except (TypeError, ValueError) as fault:
        raise BadLine("'sent_at' is missing or not a time such as 2026-05-01T08:00:00+07:00") from fault
    return moment if moment.tzinfo else moment.replace(tzinfo=HERE)


def rows(lines: Iterator[bytes], complain: IO[str]) -> tuple[list[Row], int]:
    """All messages of a file, and how many lines were not one; each of those is named."""
    good: list[Row] = []
    seen: set[str] = set()
    bad = 0
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            row = parsed(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
            if row.id in seen:
                raise BadLine(f"id {row.id!r} came before")
        except (BadLine, UnicodeDecodeError) as fault:
            bad += 1
            reason = fault if isinstance(fault, BadLine) else "not UTF-8"
            print(f"line {number}: {reason}; left out", file=complain)
            continue
        seen.add(row.id)
        good.append(row)
    return good, bad


def sorted_rows(found: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """One answer per message, in the order of the file."""
    progress = sys.stderr.isatty() and len(found) > 200
    seen: list[Sorted] = []
    for i, row in enumerate(found, 1):
        seen.append(sort_text(row.text, channel=row.channel, sent_at=row.at))
        if progress and i % 100 == 0:
            print(f"\r{i}/{len(found)}", end="", file=sys.stderr, flush=True)
    if progress:
        print("\r", end="", file=sys.stderr)
    first = _first_tellings(found, seen)
    for row, got in zip(found, seen, strict=True):
        yield {
            "id": row.id,
            "kind": got.kind,
            "category": got.category,
            "urgency": got.urgency,
            "ward": got.places[0].name if got.places else None,
            "plates": list(got.plates),
            "phones": list(got.phones),
            "id_numbers": list(got.id_numbers),
            "masked_text": got.masked_text,
            "duplicate_of": first.get(row.id),
            "scores": got.scores,
        }


def _first_tellings(found: Sequence[Row], seen: Sequence[Sorted]) -> dict[str, str]:
    try:
        held = model.weights()
    except (OSError, ValueError):
        return {}
    pairs = zip(found, seen, strict=True)
    return twins.first_tellings(twins.print_of(r.id, r.at, r.text, s, held=held) for r, s in pairs)


def main(argv: Sequence[str] | None = None) -> int:
    """The command. 0: all sorted; 1: some lines were left out; 2: the file cannot be read."""
    parser = argparse.ArgumentParser(
        prog="lantoa sort", description=USAGE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", help="JSON lines; - reads the standard input")
    asked = parser.parse_args(argv)
    try:
        if asked.file == "-":
            found, bad = rows(iter(sys.stdin.buffer), sys.stderr)
        else:
            with open(asked.file, "rb") as lines:
                found, bad = rows(iter(lines), sys.stderr)
    except OSError as fault:
        print(f"{asked.file} cannot be read: {fault.strerror}", file=sys.stderr)
        return 2
    for answer in sorted_rows(found):
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    if bad:
        print(f"{len(found)} messages sorted, {bad} lines left out", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
