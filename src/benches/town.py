"""A town with a past, by seed: 103 communes of Zipf size, three years, Zipf words, 3 % open."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

SEED = 2026
COMMUNES = 103
AREAS = 8
SYLLABLES = 8_000
DAYS = 3 * 365
OPEN = 0.03
BATCH = 2_000


def _vocabulary(rng: random.Random) -> list[str]:
    starts = [
        "b",
        "c",
        "ch",
        "d",
        "g",
        "gi",
        "h",
        "k",
        "kh",
        "l",
        "m",
        "n",
        "ng",
        "nh",
        "ph",
        "qu",
        "r",
        "s",
        "t",
        "th",
        "tr",
        "v",
        "x",
    ]
    ends = [
        "a",
        "an",
        "ang",
        "anh",
        "ao",
        "au",
        "ay",
        "e",
        "en",
        "eng",
        "eo",
        "i",
        "ia",
        "in",
        "inh",
        "iu",
        "o",
        "oa",
        "oan",
        "oi",
        "om",
        "on",
        "ong",
        "u",
        "ua",
        "uc",
        "ui",
        "un",
        "ung",
        "uoi",
        "uong",
        "y",
        "yen",
    ]
    words = [f"{s}{e}{t}" for s in starts for e in ends for t in ("", "c", "m", "n", "p", "t")]
    rng.shuffle(words)
    return (words * 2)[:SYLLABLES]


def _weights(count: int, power: float = 1.0) -> list[float]:
    return [1 / (n + 1) ** power for n in range(count)]


class Town:
    """Units, areas and desks made, threads planted; says how long that took."""

    def __init__(self, rows: int) -> None:
        self.rng = random.Random(SEED)
        self.rows = rows
        self.words = _vocabulary(self.rng)
        self.word_weights = _weights(len(self.words))
        self.beats: list[Any] = []
        self.inboxes: list[Any] = []
        self.chiefs: list[Any] = []

    def build(self) -> Town:
        """Plant everything and count how long it took (on stderr)."""
        begun = time.monotonic()
        self._units()
        self._threads()
        self._analyze()
        print(f"# planted {self.rows} threads in {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
        return self

    def _units(self) -> None:
        from lantoa.places.models import Area, Desk, Unit

        def unit(kind: str, name: str, parent: Any = None) -> Any:
            made = Unit.objects.create(kind=kind, name=name, path=f"new {name}", parent=parent)
            made.path = f"{parent.path if parent else '/'}{made.pk}/"
            made.save(update_fields=["path"])
            return made

        city = unit("city", "Thành phố thử", unit("country", "Cả nước thử"))
        Desk.objects.create(kind="duty", unit=city)
        Desk.objects.create(kind="above", unit=city)
        for number in range(COMMUNES):
            commune = unit("commune", f"Phường thử {number}", city)
            self.inboxes.append(Desk.objects.create(kind="inbox", unit=commune))
            self.chiefs.append(Desk.objects.create(kind="chief", unit=commune))
            for place in range(AREAS):
                area = Area.objects.create(unit=commune, kind="khu_vuc", name=f"Khu vực {place + 1}")
                self.beats.append(Desk.objects.create(kind="beat", unit=commune, area=area))

    def text(self) -> list[str]:
        """15 to 60 words, Zipf."""
        return self.rng.choices(self.words, self.word_weights, k=self.rng.randint(15, 60))

    def _rows(self) -> Iterator[tuple[Any, str]]:
        from lantoa.conversations.logic import tokens
        from lantoa.conversations.logic.cards import rank
        from lantoa.conversations.models import Thread
        from lantoa.conversations.states import Category, Chip
        from lantoa.kit import clock
        from lantoa.kit.seal import HeldKey
        from lantoa.vault.actions import new_key

        held: HeldKey = new_key("thread")
        known = {word: tokens.token(word) for word in set(self.words)}
        scopes: dict[str, str] = {}

        def scope(name: str) -> str:
            if name not in scopes:
                scopes[name] = tokens.token(name)
            return scopes[name]

        now, units = clock.now(), _weights(COMMUNES, 1.0)
        categories, chips = list(Category.values), ["received", "acknowledged", "checking", "answered"]
        ended = [Chip.CLOSED.value] * 20 + [Chip.REFUSED.value, Chip.HANDED_OVER.value, Chip.MERGED.value]
        for n in range(1, self.rows + 1):
            commune = self.rng.choices(range(COMMUNES), units)[0]
            desk = (
                self.inboxes[commune]
                if self.rng.random() < 0.5
                else self.beats[commune * AREAS + self.rng.randrange(AREAS)]
            )
            received = now - timedelta(days=DAYS * (1 - n / self.rows), seconds=self.rng.random() * 600)
            is_open = self.rng.random() < OPEN
            urgency = self.rng.choices(["normal", "today", "emergency", "none"], [80, 15, 1, 4])[0]
            due, words = received + timedelta(days=self.rng.random() * 20), self.text()
            category = self.rng.choices(categories, _weights(len(categories)))[0]
            listed = {known[w] for w in words} | {
                scope(f"desk:{desk.pk}"),
                scope("kind:tip"),
                scope(f"category:{category}"),
            }
            public_id = f"b{n}"
            yield (
                Thread(
                    n=n, public_id=public_id, key=held.id, channel="web", mode="anonymous", desk=desk,
                    area_id=desk.area_id,
                    kind="tip", category=category, urgency=urgency, open=is_open, has_tip=True, due_at=due,
                    rank=rank(urgency, "tip", due), chip=self.rng.choice(chips if is_open else ended),
                    excerpt=held.seal_text(" ".join(words)[:160], row=f"excerpt:{public_id}"),
                    tokens=" ".join(sorted(listed)), received_at=received, last_at=received,
                ),
                " ".join(words),
            )  # fmt: skip

    def _threads(self) -> None:
        from django.db import connection, transaction
        from tqdm import tqdm

        from lantoa.conversations.logic.tokens import as_number
        from lantoa.conversations.models import Message, Thread
        from lantoa.vault.queries import hold

        batch: list[tuple[Any, str]] = []
        held: Any = None

        def flush() -> None:
            nonlocal held
            if not batch:
                return
            held = held or hold(batch[0][0].key)
            with transaction.atomic(), connection.cursor() as cursor:
                Thread.objects.bulk_create([t for t, _ in batch], batch_size=500)
                Message.objects.bulk_create(
                    [
                        Message(ref=f"m{t.n}", thread=t, direction="in", channel="web", sent_at=t.received_at,
                                at=t.received_at, body=held.seal_text(text, row=f"message:m{t.n}"))
                        for t, text in batch
                    ],
                    batch_size=500,
                )  # fmt: skip
                if connection.vendor == "sqlite":
                    cursor.executemany(
                        "INSERT INTO thread_words(rowid, x) VALUES(%s, %s)", [(t.n, t.tokens) for t, _ in batch]
                    )
                else:
                    cursor.executemany(
                        "INSERT INTO thread_words(n, t) VALUES(%s, %s)",
                        [(t.n, [as_number(x) for x in t.tokens.split()]) for t, _ in batch],
                    )
            batch.clear()

        for row in tqdm(self._rows(), total=self.rows, unit="thread", disable=not sys.stderr.isatty()):
            batch.append(row)
            if len(batch) >= BATCH:
                flush()
        flush()

    @staticmethod
    def _analyze() -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":  # rows came with their numbers
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence('conversations_thread', 'n'), max(n)) FROM "
                    "conversations_thread"
                )
            cursor.execute("ANALYZE")

    def actor(self, commune: int = 0, *, chief: bool = True) -> Any:
        """A chief of one commune (all its desks), or one beat officer."""
        from lantoa.accounts.logic import POWERS
        from lantoa.journal.logic import Actor

        beats = self.beats[commune * AREAS : (commune + 1) * AREAS]
        desks = [*beats, self.inboxes[commune], self.chiefs[commune]] if chief else [beats[0], self.inboxes[commune]]
        role = "chief" if chief else "beat"
        return Actor("staff", "1", desks[0].unit_id, POWERS[role], tuple(d.pk for d in desks))
