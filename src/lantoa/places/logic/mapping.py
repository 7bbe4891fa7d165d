"""Reading a table of old units and what followed them, and which of its rows can be believed.

Most rows called *split* in such tables are two units of the same name in two old provinces. A row is believed when
the old unit went whole, or when the new unit otherwise took ground from the same old province and the row is the
main part. What is left is kept as history and never routes anything.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Sequence

from lantoa.places.logic.facts import OldUnit
from lantoa.places.logic.geojson import FileBroken

COLUMNS = ("old_province", "old_district", "old_ward", "old_code", "new_code", "kind", "default")


def read(content: bytes) -> tuple[list[OldUnit], list[str]]:
    """The rows with a word of trust each, and what is wrong with the others. Raises FileBroken."""
    try:
        lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as fault:
        raise FileBroken(f"Tệp không phải là csv (UTF-8): {fault}.") from fault
    if not lines or not set(COLUMNS) <= set(lines[0]):
        raise FileBroken(f"Dòng đầu phải có các cột: {', '.join(COLUMNS)}.")
    good: list[dict[str, str]] = []
    faults: list[str] = []
    for number, line in enumerate(lines, 2):
        missing = [name for name in COLUMNS[:5] if not (line[name] or "").strip()]
        if missing:
            faults.append(f"Dòng {number}: thiếu {', '.join(missing)}.")
        elif line["kind"] not in ("whole", "split"):
            faults.append(f"Dòng {number}: cột kind phải là whole hoặc split.")
        else:
            good.append(line)
    pairs = Counter((line["old_code"], line["new_code"]) for line in good)
    faults += [f"Cặp {old} -> {new} có nhiều lần." for (old, new), count in pairs.items() if count > 1]
    return _weighed(good), faults


def _weighed(lines: Sequence[dict[str, str]]) -> list[OldUnit]:
    homes: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        if line["kind"] == "whole":
            homes[line["new_code"]][line["old_province"]] += 1
    splits: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in lines:
        if line["kind"] == "split":
            splits[line["old_code"]].append(line)
    main = {code: _main(rows, homes) for code, rows in splits.items()}
    return [
        OldUnit(
            line["old_code"],
            line["old_ward"],
            line["old_district"],
            line["old_province"],
            line["new_code"],
            "yes" if line["kind"] == "whole" or main[line["old_code"]] == line["new_code"] else "no",
        )
        for line in lines
    ]


def _main(rows: Sequence[dict[str, str]], homes: dict[str, Counter[str]]) -> str:
    def weight(line: dict[str, str]) -> tuple[bool, bool]:
        home = homes[line["new_code"]].most_common(1)
        return (not home or home[0][0] == line["old_province"], bool(line["default"]))

    return max(rows, key=weight)["new_code"]
