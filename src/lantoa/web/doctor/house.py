"""What the house itself says: database, worker, journal, messengers, calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from lantoa.accounts.models import Post
from lantoa.accounts.queries import in_force, watchers
from lantoa.conversations.logic.sorting import model
from lantoa.conversations.models import Thread
from lantoa.conversations.queries.unseen import unseen
from lantoa.delivery import queries as delivery
from lantoa.errands import actions as errands
from lantoa.errands import queries as promised
from lantoa.errands.logic import fault_of
from lantoa.journal import queries as journal
from lantoa.journal import tasks as heads
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock, hints
from lantoa.places.models import Desk, Unit, WorkingHours
from lantoa.places.queries import duty_phones, working
from lantoa.places.states import UnitKind
from lantoa.vault import queries as vault
from lantoa.web.doctor.finding import LOCAL, Finding, bad, look, ok

HEAD_LATE = timedelta(hours=26)
OVERDUE = timedelta(minutes=10)
_SAFE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def database_in_order() -> Iterator[Finding]:
    """It answers, takes a write, is safe from a power cut, and has this version's tables."""
    try:
        plan = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
        if plan:
            yield bad(f"{len(plan)} migrations are missing. Run: lantoa migrate")
            return
        errands.beat("doctor")
        yield from _safe_from_power_cut()
    except DatabaseError as fault:
        yield bad(f"The database does not work ({fault_of(fault)}). Nothing can be stored.")


def _safe_from_power_cut() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check(5)")
            faults = [row[0] for row in cursor.fetchall()]
            if faults != ["ok"]:
                yield bad(f"The database file is damaged ({len(faults)} faults). Restore the last backup.")
            cursor.execute("PRAGMA journal_mode")
            wal = cursor.fetchone()[0] == "wal"
            cursor.execute("PRAGMA synchronous")
            yield (
                ok("SQLite: WAL, synchronous FULL")
                if wal and cursor.fetchone()[0] == 2
                else bad("SQLite does not write ahead with FULL: a power cut may lose messages.")
            )
        else:
            for name, wanted in _SAFE.items():
                cursor.execute(f"SHOW {name}")
                value = cursor.fetchone()[0]
                if value != wanted:
                    yield bad(f"PostgreSQL has {name}={value}: a power cut may lose messages. Set it to {wanted}.")
            cursor.execute("SHOW server_version")
            yield ok(f"PostgreSQL {cursor.fetchone()[0]}")


def worker_in_order() -> Iterator[Finding]:
    """Somebody works off what is due, and nothing is stuck."""
    late = promised.late(timedelta(minutes=2)).count()
    if late:
        yield bad(f"{late} errands are late. Is a worker running? lantoa serve, or lantoa worker")
    elif hints.nobody_listens():
        yield look("No worker runs on this machine now (fine while the house is stopped).")
    else:
        yield ok("A worker runs, nothing is late")
    stuck = promised.parked_for(HOUSE).count() + len(delivery.parked(HOUSE))
    if stuck:
        yield look(f"{stuck} rows are stuck: /can-bo/ket/ says why.")


def journal_in_order() -> Iterator[Finding]:
    """Nobody changed what was sealed."""
    faults = journal.verify(known_heads=heads.known_heads())
    for fault in faults[:10]:
        yield bad(f"Journal: {fault}")
    if len(faults) > 10:
        yield bad(f"Journal: {len(faults) - 10} more faults")
    if not faults:
        yield ok(f"Journal: {journal.head().number} batches fit, {journal.unsealed().count()} lines wait for sealing")


def head_elsewhere() -> Iterator[Finding]:
    """Whoever can cut the journal can cut the heads beside it: only a head that lies elsewhere shows it."""
    to, last, now = settings.JOURNAL_HEADS_TO, heads.sent_at(), journal.head().number
    if not to:
        public = set(settings.ALLOWED_HOSTS) - LOCAL
        yield (bad if public else look)(
            "No head of the journal goes elsewhere: a journal cut together with its list of heads looks whole. Set "
            "LANTOA_JOURNAL_HEADS_TO to a folder or an address on another machine, or to 'print' and print the head "
            "daily."
        )
    elif to == heads.PRINT:
        yield look("Heads of the journal are printed by hand: compare the last with lantoa doctor --head NUMBER:MAC")
    elif last is None or (last[1] != now and clock.now() - last[0] > HEAD_LATE):
        yield bad(f"No head of the journal reached {to} for more than a day. Is it there, and does a worker run?")
    elif (folder := heads.second_file()) is not None and last[1] not in heads.heads_in(folder):
        yield bad(f"The head that was sent to {folder} is not there any more. Find out who took it away.")
    else:
        yield ok(f"Journal: head {last[1]} lies at {to}")


def head_fits(number: int, mac: bytes) -> Iterator[Finding]:
    """A head noted elsewhere (``--head``): does this journal still contain it?"""
    faults = [fault for fault in journal.verify(known_heads={number: mac}) if fault.kind == "rolled back"]
    if faults:
        yield bad(f"Head {number} is not in this journal: it was cut or written anew since that head was noted.")
    else:
        yield ok(f"Head {number} is in this journal")


def keys_wiped() -> Iterator[Finding]:
    """A destroyed key is gone from the files too."""
    if connection.vendor != "sqlite":
        yield from _vacuumed()
        return
    late = vault.unwiped(older_than=OVERDUE)
    if late:
        yield bad(
            f"{late} destroyed keys can still be read in the files of SQLite. Is a worker running, or does a program "
            "keep the database open for long? End it; the worker tries again every ten seconds."
        )
    else:
        yield ok("Destroyed keys are gone from the files")


def _vacuumed() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n_dead_tup, greatest(last_vacuum, last_autovacuum) FROM pg_stat_user_tables"
            " WHERE schemaname = current_schema() AND relname = 'vault_key'"
        )
        dead, at = cursor.fetchone() or (0, None)
    if dead and (at is None or clock.now() - at > timedelta(days=1)):
        yield look(f"PostgreSQL keeps {dead} old rows of vault_key, destroyed keys among them. Run: VACUUM vault_key")
    else:
        yield ok("PostgreSQL vacuums destroyed keys (what its log and archives keep: docs/deploy.md)")


def complaints_seen() -> Iterator[Finding]:
    """A matter that speaks of officers is kept from them; somebody else must be there who reads it."""
    nobody, only_named = unseen()
    if nobody:
        yield bad(
            f"{nobody} open complaints, or matters that speak of officers, are seen by nobody. Post somebody above."
        )
    if only_named:
        yield bad(
            f"{only_named} open matters are read by an officer they speak of, because nobody else is left at the end "
            "of the line. Post one more inspector."
        )
    if not nobody and not only_named:
        yield ok("Every matter that speaks of an officer is seen by somebody else")


def messengers_in_order() -> Iterator[Finding]:
    """Accounts that cannot receive or send."""
    troubles = delivery.troubles()
    for trouble in troubles:
        hard = trouble.code in ("secret", "grant_lost", "off")
        yield (bad if hard else look)(f"{trouble.account}: {trouble.sentence}")
    if not troubles:
        yield ok("Messengers: no account in trouble")


def sorter_in_order() -> Iterator[Finding]:
    """The learnt part of sorting is there; without it word rules alone are at work, and everything is unsure."""
    try:
        weights = model.weights()
    except (OSError, ValueError) as fault:
        yield bad(
            f"The sorter's weights cannot be read ({fault_of(fault)}): word rules alone are at work. Install again."
        )
        return
    yield ok(f"Sorter: learnt from {weights.total} messages")


def calendar_in_order() -> Iterator[Finding]:
    """Deadlines in working days need the days off."""
    if not WorkingHours.objects.exists():
        yield look(
            "Nobody wrote down working hours: deadlines and ready answers go by 07:30-11:30 and 13:30-17:00, "
            "Monday to Friday. Confirm them: lantoa places hours"
        )
    missing = working.missing_years()
    for year in missing:
        yield look(f"The days off of {year} are not known: deadlines over Tết will be wrong. Update, or enter them.")
    if not missing:
        yield ok("Calendar: days off are known")


def numbers_in_order() -> Iterator[Finding]:
    """Whom residents are told to call: each unit where people work has a duty number, or one above it has."""
    working_in = Unit.objects.filter(pk__in=Post.objects.filter(in_force()).values("unit")).order_by("path")
    phones = duty_phones(working_in)
    without = [unit.name for unit in working_in if not phones[unit.pk] and unit.kind != UnitKind.COUNTRY]
    serves = bool(working_in or set(settings.ALLOWED_HOSTS) - LOCAL) and not settings.DEMONSTRATION
    if not without and (phones or settings.DUTY_PHONE):
        yield ok("Every unit where people work tells residents a duty number")
        return
    names = ", ".join(without[:5])
    more = f" and {len(without) - 5} more" if len(without) > 5 else ""
    lacks = f"no duty number reaches {names}{more}" if without else "no unit has a duty number"
    yield (bad if serves else look)(
        f"Public pages say only 113: {lacks}. Its chief writes it down under 'Số trực ban', or set LANTOA_DUTY_PHONE."
    )


def desks_in_order() -> Iterator[Finding]:
    """Open matters lie where somebody sees them."""
    desks = list(Desk.objects.select_related("unit").filter(pk__in=Thread.objects.filter(open=True).values("desk")))
    held = watchers(desks)
    empty = [desk for desk in desks if not held[desk.pk]]
    many = Counter(Thread.objects.filter(open=True, desk__in=empty).values_list("desk", flat=True))
    for desk in empty:
        yield bad(
            f"{many[desk.pk]} open matters lie where nobody looks: {desk.unit.name}, {desk}. Post somebody there."
        )
    if not empty:
        yield ok("Every open matter lies on a desk somebody holds")
