"""The figures of the sorter, printed again: ``python -m lantoa.conversations.logic.sorting.report [--blind]``.

Development only (it trains folds). Folds are grouped: tellings of one event stay on one side.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zlib import crc32

from lantoa.conversations.logic.sorting import model, training, twins
from lantoa.conversations.logic.sorting.sort import Sorted, sort_text
from lantoa.conversations.logic.sorting.training import Labelled
from lantoa.kit.fold import flat, nfc

FOLDS = 5
_WANTED = ("tip", "emergency")


@dataclass
class Figures:
    """Counts of one run, and the lines worth reading."""

    n: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, row: Labelled, got: Sorted) -> None:
        """Count one message."""
        self.n += 1
        wanted, called = row.kind in _WANTED, got.kind in _WANTED
        alarm, rang = row.kind == "emergency", got.kind == "emergency"
        self.counts.update(
            {
                "kind": got.kind == row.kind, "wanted": wanted, "found": wanted and called,
                "false": called and not wanted,
                "emergencies": alarm, "rung": alarm and rang, "rung false": rang and not alarm,
                "complaints": row.kind == "complaint_about_police",
                "complaints found": row.kind == got.kind == "complaint_about_police",
                "complaints false": got.kind == "complaint_about_police" != row.kind,
                "categories": row.category is not None,
                "category": row.category is not None and got.category == row.category,
                "urgency": got.urgency == row.urgency, "asks": not got.sure,
            }
        )  # fmt: skip
        for name, want, have in (
            ("plates", row.plates, got.plates), ("phones", row.phones, got.phones),
            ("ids", row.id_numbers, got.id_numbers),
        ):  # fmt: skip
            self.counts.update({f"{name} all": len(set(want) | set(have)), f"{name} right": len(set(want) & set(have))})
        if got.kind != row.kind:
            self.confused[row.kind, got.kind] += 1
            self.wrong.append(
                f"{row.id} {row.kind} -> {got.kind} ({got.scores.get(row.kind, 0):.2f}): {row.text[:150]}"
            )
        if alarm and not rang:
            self.missed.append(f"{row.id} -> {got.kind}: {row.text[:200]}")

    def lines(self) -> list[str]:
        """What a person reads."""
        c = self.counts

        def part(one: str, of: str) -> str:
            return f"{c[one]}/{c[of]} ({100 * c[one] / max(1, c[of]):.1f} %)"

        return [
            f"messages {self.n}; kind right {100 * c['kind'] / max(1, self.n):.1f} %; asks a person "
            f"{100 * c['asks'] / max(1, self.n):.0f} %",
            f"tips and emergencies found {part('found', 'wanted')}; false alarms {c['false']} "
            f"({c['false'] / max(1, c['found']):.2f} per find)",
            f"emergencies rung {part('rung', 'emergencies')}; rung for nothing {c['rung false']}",
            f"complaints found {part('complaints found', 'complaints')}; taken for one {c['complaints false']}",
            f"category {part('category', 'categories')}; urgency right {100 * c['urgency'] / max(1, self.n):.1f} %",
            "; ".join(f"{n} {part(n + ' right', n + ' all')}" for n in ("plates", "phones", "ids")),
            *(f"MISSED EMERGENCY {m}" for m in self.missed),
        ]


def folds(rows: Sequence[Labelled]) -> list[set[str]]:
    """Groups of ids, one per fold."""
    return [{r.id for r in rows if crc32(r.group.encode()) % FOLDS == f} for f in range(FOLDS)]


def cross(rows: Sequence[Labelled], change: Callable[[str], str] = str) -> Figures:
    """Grouped cross-validation of the carried messages; our own training messages are always there."""
    figures = Figures()
    for held_out, weights in _fold_weights(rows):
        for row in rows:
            if row.id in held_out:
                figures.add(row, sort_text(change(row.text), channel=row.channel, held=weights))
    return figures


_cache: list[tuple[set[str], model.Weights]] = []


def _fold_weights(rows: Sequence[Labelled]) -> list[tuple[set[str], model.Weights]]:
    if not _cache:
        for held_out in folds(rows):
            kept = [r for r in rows if r.id not in held_out]
            _cache.append((held_out, model.parse(training.train([*kept, *training.own()]))))
    return _cache


def shipped(rows: Iterable[Labelled], change: Callable[[str], str] = str) -> Figures:
    """The shipped weights on messages they were not made from."""
    figures = Figures()
    for row in rows:
        figures.add(row, sort_text(change(row.text), channel=row.channel))
    return figures


def bare(text: str) -> str:
    """Without marks."""
    return re.sub(r"[đĐ]", "d", flat(nfc(text)))


def typos(text: str) -> str:
    """About one slip in twelve words: two letters swapped, one lost or one doubled; figures stay."""
    dice = random.Random(crc32(text.encode()))
    out = []
    for word in text.split(" "):
        if len(word) > 2 and word.isalpha() and dice.random() < 1 / 12:
            at = dice.randrange(len(word) - 1)
            slip = dice.choice(("swap", "lose", "double"))
            if slip == "swap":
                word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            else:
                word = word[:at] + (word[at] * 2 if slip == "double" else "") + word[at + 1 :]
        out.append(word)
    return " ".join(out)


_NAMES = ("Ninh Kiều", "Cái Răng", "Bình Thủy", "Thốt Nốt", "Ô Môn", "Sóc Trăng", "Vị Thanh", "Ngã Bảy", "Long Mỹ",
    "Kế Sách", "Mỹ Tú",
          "Phong Điền", "Thới Lai", "Cờ Đỏ", "Trần Đề", "Vĩnh Châu", "Tân An", "Hưng Phú", "Lê Bình", "Nhơn Ái",
          "Thạnh Phú", "Xà Phiên")  # fmt: skip


def elsewhere(text: str) -> str:
    """With other place names."""
    for i, name in enumerate(_NAMES):
        text = text.replace(name, _NAMES[(i + 7) % len(_NAMES)] + "\0").replace("\0", "\0")
    return text.replace("\0", "")


def changed(rows: Sequence[Labelled], change: Callable[[str], str]) -> list[Labelled]:
    """The same messages, written otherwise."""
    return [replace(r, text=change(r.text)) for r in rows]


def second_tellings(rows: Sequence[Labelled], per_day: int) -> tuple[int, int, int]:
    """Right, wrong and missed second tellings when ``per_day`` messages come (spacing within an event is kept)."""
    dice = random.Random(per_day)
    days = len(rows) / per_day
    told = {r.id: datetime.fromisoformat(r.sent_at) for r in rows}
    begun = min(told.values())
    first = {group: begun + timedelta(days=dice.random() * days) for group in sorted({r.group for r in rows})}
    prints = []
    for held_out, weights in _fold_weights(rows):
        for row in rows:
            if row.id in held_out:
                at = first[row.group] + (told[row.id] - told[row.group])
                seen = sort_text(row.text, channel=row.channel, held=weights)
                prints.append(twins.print_of(row.id, at, row.text, seen, held=weights))
    got = twins.first_tellings(prints)
    want = {r.id: r.duplicate_of for r in rows if r.duplicate_of}
    right = sum(want.get(one) == other for one, other in got.items())
    return right, len(got) - right, len(want) - right


def main(argv: Sequence[str] = ()) -> int:
    """Print everything."""
    rows = training.carried()
    ways: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("as written", str), ("without marks", bare), ("with typos", typos), ("other place names", elsewhere),
    )  # fmt: skip
    for name, change in ways:
        print(f"\n== carried messages, grouped cross-validation, {name}")
        figures = cross(rows, change)
        print("\n".join(figures.lines()))
        if "--wrong" in argv and change is str:
            print("\n".join(figures.wrong), figures.confused)
    for per_day in (1, 50, 500):
        right, wrong, missed = second_tellings(rows, per_day)
        f1 = 2 * right / (2 * right + wrong + missed)
        print(
            f"second tellings at {per_day} messages a day: {right} right, {wrong} wrong, {missed} missed, F1 {f1:.2f}"
        )
    if "--blind" in argv:
        for name, change in ways:
            print(f"\n== blind set, shipped weights, {name}")
            print("\n".join(shipped(training.blind(), change).lines()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
