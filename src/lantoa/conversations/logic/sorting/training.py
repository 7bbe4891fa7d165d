"""Rebuilding the weights file from the carried and our own messages. Needs scikit-learn, which is only for
development."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lantoa.conversations.logic.sorting import model
from lantoa.conversations.logic.sorting.kinds import CATEGORIES, KINDS
from lantoa.conversations.logic.sorting.wordrules import rules_of, shortened
from lantoa.conversations.logic.sorting.words import read

DATA = Path(__file__).with_name("data")
_LETTERS = {
    "T": "tip", "E": "emergency", "C": "complaint_about_police", "D": "device_fault",
    "Q": "admin_question", "F": "feedback", "H": "thanks_or_chat", "S": "spam_or_abuse",
}  # fmt: skip

_URGENCY = {"emergency": "emergency", "tip": "normal", "complaint_about_police": "normal", "device_fault": "normal"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message with what a person says it is."""

    id: str
    channel: str
    sent_at: str
    text: str
    kind: str
    category: str | None
    urgency: str
    ward: str | None
    plates: tuple[str, ...]
    phones: tuple[str, ...]
    id_numbers: tuple[str, ...]
    duplicate_of: str | None

    @property
    def group(self) -> str:
        """Messages of one group stay on one side when trained and tested."""
        return self.duplicate_of or self.id


def carried() -> list[Labelled]:
    """The 420 carried messages."""
    rows = (json.loads(line) for line in (DATA / "carried.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Labelled(
            r["id"], r["channel"], r["sent_at"], r["text"], r["kind"], r["category"], r["urgency"], r["ward"],
            tuple(r["plates"]), tuple(r["phones"]), tuple(r["id_numbers"]), r["duplicate_of"],
        )
        for r in rows
    ]  # fmt: skip


def _lines(name: str, letter: str) -> list[Labelled]:
    out = []
    for number, line in enumerate((DATA / name).read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        parts = [p.strip() for p in line.split(" | ")]
        head, ward, text = parts[0].split(), parts[1], parts[2].removesuffix(" |")
        extra = dict(e.split("=", 1) for e in (parts[3].split() if len(parts) > 3 else ()))
        kind = _LETTERS[head[0][0]]
        plates, phones, ids = (tuple(extra[k].split(",")) if k in extra else () for k in "pfi")
        out.append(
            Labelled(
                id=f"{letter}{number:04}",
                channel="zalo_oa",
                sent_at=f"2026-05-{1 + number % 28:02}T{number % 24:02}:{number % 60:02}:00+07:00",
                text=text,
                kind=kind,
                category=None if head[1] == "-" else head[1],
                urgency="today" if head[0].endswith("!") else _URGENCY.get(kind, "none"),
                ward=None if ward == "-" else ward,
                plates=plates,
                phones=phones,
                id_numbers=ids,
                duplicate_of=f"{letter}{int(extra['d'][1:]):04}" if "d" in extra else None,
            )
        )
    return out


def own() -> list[Labelled]:
    """Our own messages for training."""
    return _lines("own.txt", "o")


def blind() -> list[Labelled]:
    """The blind set: for reports only."""
    return _lines("blind.txt", "b")


def _matrix(rows: Sequence[Labelled]) -> tuple[Any, list[int]]:
    from scipy.sparse import csr_matrix  # noqa: PLC0415  development only

    held = []
    for row in rows:
        seen = read(shortened(row.text))
        held.append(model.features(seen, rules_of(seen), row.channel))
    columns = sorted({b for f in held for b in f})
    at = {b: i for i, b in enumerate(columns)}
    data, where, ends = [], [], [0]
    for f in held:
        for b in sorted(f):
            data.append(f[b])
            where.append(at[b])
        ends.append(len(data))
    return csr_matrix((data, where, ends), shape=(len(rows), len(columns))), columns


def _fit(
    matrix: Any, labels: Sequence[str], strength: float, weights: dict[str, float] | None = None
) -> tuple[list[str], Any, Any]:
    """Classes, their weights, and what each starts with."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  development only

    fitted = LogisticRegression(C=strength, max_iter=3000, tol=1e-5, class_weight=weights).fit(matrix, list(labels))
    return list(fitted.classes_), fitted.coef_, fitted.intercept_


STRENGTH = (14.0, 40.0, 10.0)


def _balance(rows: Sequence[Labelled]) -> dict[str, float]:
    """Rare kinds weigh more, by the root of how rare they are."""
    counts = Counter(r.kind for r in rows)
    most = max(counts.values())
    return {kind: (most / n) ** 0.1 for kind, n in counts.items()}


def train(rows: Sequence[Labelled]) -> list[str]:
    """The lines of the weights file for these messages; the same messages give the same lines."""
    matrix, columns = _matrix(rows)
    heads: dict[str, Any] = {}
    always = columns.index(model.bucket("#always"))

    def keep(signs: Sequence[str], found: Any, starts: Any) -> None:
        for i, sign in enumerate(signs):
            found[i][always] += starts[i] / model.SIGN
            heads[sign] = found[i]

    names, found, starts = _fit(matrix, [r.kind for r in rows], STRENGTH[0], _balance(rows))
    keep([model.KIND_SIGNS[KINDS.index(n)] for n in names], found, starts)
    some = [i for i, r in enumerate(rows) if r.category]
    names, found, starts = _fit(matrix[some], [str(rows[i].category) for i in some], STRENGTH[1])
    keep([model.CATEGORY_SIGNS[CATEGORIES.index(n)] for n in names], found, starts)
    tips = [i for i, r in enumerate(rows) if r.kind in ("tip", "device_fault")]
    _, found, starts = _fit(matrix[tips], [str(rows[i].urgency == "today") for i in tips], STRENGTH[2])
    keep(["!"], found, starts)
    counts: Counter[int] = Counter()
    for row in rows:
        counts.update({model.word_bucket(w) for w in set(read(row.text).plain)})
    lines = [
        "# Weights of the sorter. Made by: python -m lantoa.conversations.logic.sorting.training",
        f"# messages {len(rows)}",
    ]
    for i, one in enumerate(columns):
        entries = []
        for sign, weights in heads.items():
            number = round(float(weights[i]) * model.SCALE)
            if abs(number) >= 4:
                entries.append(f"{sign}{number}")
        if counts[one] > 1:
            entries.append(f"#{counts[one]}")
        if entries:
            lines.append(f"{one:x} {' '.join(entries)}")
    return lines


def main() -> int:
    """Write the weights file again."""
    model.FILE.write_text("\n".join(train([*carried(), *own()])) + "\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
