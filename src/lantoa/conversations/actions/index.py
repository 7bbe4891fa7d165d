"""The search row of a thread: a contentless FTS5 row on SQLite, an int[] with GIN on PostgreSQL.

FTS5 deletes only with the exact old tokens and forgives wrong ones silently, so the old list is
always the one kept on the thread.
"""

from __future__ import annotations

from django.db import connection

from lantoa.conversations.logic.tokens import as_number


def put(n: int, tokens: str, *, old: str = "") -> None:
    """Write the search row of thread ``n``; ``old`` is the list it holds now (empty: none yet)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            if old:
                cursor.execute("INSERT INTO thread_words(thread_words, rowid, x) VALUES('delete', %s, %s)", [n, old])
            if tokens:
                cursor.execute("INSERT INTO thread_words(rowid, x) VALUES(%s, %s)", [n, tokens])
        elif tokens:
            numbers = [as_number(one) for one in tokens.split()]
            cursor.execute(
                "INSERT INTO thread_words(n, t) VALUES(%s, %s) ON CONFLICT (n) DO UPDATE SET t = excluded.t",
                [n, numbers],
            )
        else:
            cursor.execute("DELETE FROM thread_words WHERE n = %s", [n])
