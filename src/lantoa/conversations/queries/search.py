"""Search without marks over sealed text: tokens in, thread numbers out, words checked after unsealing."""

from __future__ import annotations

import json

from django.db import connection

from lantoa.conversations.logic.tokens import as_number, token
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.queries.threads import visible_to
from lantoa.journal.logic import Actor
from lantoa.kit import idnumbers, phones, plates, text

_WINDOW = 20_000
_HIGHEST = "SELECT coalesce(max(n), 0) FROM conversations_thread"


def looks_personal(typed: str) -> bool:
    """A plate, a phone or an ID number: such a search needs a purpose and a page of its own."""
    return bool(plates.find(typed) or phones.find(typed) or idnumbers.find(typed))


def search(actor: Actor, typed: str, *, kind: str = "", before: int | None = None, limit: int = 50) -> list[Thread]:
    """Threads on this person's desks that hold all the words, newest first, at most ``limit``: the rows of ``page``."""
    return page(actor, typed, kind=kind, before=before, limit=limit)[0]


def page(
    actor: Actor, typed: str, *, kind: str = "", before: int | None = None, limit: int = 50
) -> tuple[list[Thread], int | None]:
    """Threads on this person's desks that hold all the words, newest first, at most ``limit``; and from where the
    next older ones are to be asked for (``before``), None at the end.

    Words are compared folded: *hoa* finds *Hòa*.
    """
    found = numbers(actor, typed, kind=kind, before=before, limit=limit + 1)
    # By the numbers, not by the rows that are left: one that falls out below must not hide everything older.
    older = found[limit - 1] if len(found) > limit else None
    found = found[:limit]
    rows = visible_to(actor).select_related("area", "owner").in_bulk(found)
    texts, words = sealed.texts_of(rows.values()), set(text.search_words(typed))
    # Hashes are cut short, so a row counts only when the words really stand in its text.
    return [rows[n] for n in found if n in rows and words <= set(text.search_words(texts[n]))], older


def numbers(actor: Actor, typed: str, *, kind: str = "", before: int | None = None, limit: int = 50) -> list[int]:
    """The numbers of threads whose tokens fit, newest first: ``search`` before the rows are looked at.

    What is kept from this person is left out before it is counted, so that no gap on a page tells of it.
    """
    words = text.search_words(typed)
    if not words or not actor.may("read") or not actor.desks:
        return []
    tokens = [token(w) for w in words] + ([token(f"kind:{kind}")] if kind else [])
    desks = [token(f"desk:{d}") for d in actor.desks]
    found = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    return found(tokens, desks, sorted(actor.kept_from), before, limit)


def _on_sqlite(tokens: list[str], desks: list[str], kept: list[int], before: int | None, limit: int) -> list[int]:
    match = " AND ".join([*tokens, "(" + " OR ".join(desks) + ")"])
    sql = "SELECT rowid FROM thread_words WHERE thread_words MATCH %s"
    if kept:
        sql += " AND rowid NOT IN (SELECT value FROM json_each(%s))"
    given: list[str | int] = [match, json.dumps(kept)] if kept else [match]
    with connection.cursor() as cursor:
        if before is None:
            cursor.execute(f"{sql} ORDER BY rowid DESC LIMIT %s", [*given, limit])
        else:
            cursor.execute(f"{sql} AND rowid < %s ORDER BY rowid DESC LIMIT %s", [*given, before, limit])
        return [row[0] for row in cursor.fetchall()]


def _on_postgresql(tokens: list[str], desks: list[str], kept: list[int], before: int | None, limit: int) -> list[int]:
    words, scope = [as_number(t) for t in tokens], [as_number(d) for d in desks]
    with connection.cursor() as cursor:
        if before is None:
            cursor.execute(_HIGHEST)
            before = cursor.fetchone()[0] + 1
        # The newest window first: an old word must not make the planner walk everything.
        cursor.execute(
            "SELECT n FROM thread_words WHERE t @> %s::int[] AND t && %s::int[] AND n < %s AND n >= %s "
            "AND n <> ALL(%s::bigint[]) ORDER BY n DESC LIMIT %s",
            [words, scope, before, before - _WINDOW, kept, limit],
        )
        found = [row[0] for row in cursor.fetchall()]
        if len(found) < limit:
            cursor.execute(
                "WITH m AS MATERIALIZED (SELECT n FROM thread_words WHERE t @> %s::int[] AND t && %s::int[]) "
                "SELECT n FROM m WHERE n < %s AND n <> ALL(%s::bigint[]) ORDER BY n DESC LIMIT %s",
                [words, scope, before, kept, limit],
            )
            found = [row[0] for row in cursor.fetchall()]
        return found
