"""A house of the first version moves on to this one: what it holds means the same afterwards.

Each room lays down what it had and, after ``yield``, says what that means now: moving on takes too long to do for each.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

from lantoa.accounts.models import Given, StaffSession
from lantoa.conversations.logic import slow_receipts
from lantoa.conversations.models import Thread, Wait
from lantoa.conversations.queries.threads import by_lookup, has_slow_receipts
from lantoa.duties.models import Call, Ring
from lantoa.kit import clock
from lantoa.tips.models import Tip

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = [
    ("tips", "0001_initial"),
    ("duties", "0001_initial"),
    ("media", "0001_initial"),
    ("delivery", "0001_initial"),
    ("vault", "0001_initial"),
    ("conversations", "0005_saved_answers"),
    ("accounts", "0001_initial"),
    ("places", "0002_boundary_apart"),
    ("journal", "0001_initial"),
]
CAME = datetime(2026, 11, 2, 1, 0, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
COMPLAINT = "complaint_about_police"
EMPTY: dict[type[models.Field[Any, Any]], Any] = {
    models.BinaryField: b"x",
    models.DateTimeField: CAME,
    models.DateField: CAME.date(),
    models.DurationField: timedelta(0),
}


def put(model: Any, **given: Any) -> Any:
    """A row of a model of that time; what it must have and nobody gave stands at nothing."""
    for field in model._meta.concrete_fields:
        if field.null or field.has_default() or field.primary_key or {field.name, field.attname} & given.keys():
            continue
        kind = next((one for one in EMPTY if isinstance(field, one)), None)
        number = isinstance(field, models.IntegerField)
        given[field.name] = EMPTY[kind] if kind else (0 if number else "")
    return model.objects.create(**given)


def moved(targets: Any) -> Any:
    mover = MigrationExecutor(connection)
    mover.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def newest(db):
    """The tables stand at this version afterwards, whatever happened."""
    everything = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield everything
    MigrationExecutor(connection).migrate(everything)


@pytest.fixture
def first(newest):
    """The tables of the first version with a city, a commune, its desks and two members of staff."""
    apps = moved(FIRST)
    of = apps.get_model
    city = put(of("places", "Unit"), kind="city", name="Thành phố thử", path="/1/", valid_from=date(2025, 7, 1))
    here = put(
        of("places", "Unit"), kind="commune", name="Phường thử", path="/1/2/", parent=city, valid_from=date(2025, 7, 1)
    )
    desks = {
        kind: put(of("places", "Desk"), kind=kind, unit=unit)
        for kind, unit in (("inbox", here), ("above", city), ("duty", city))
    }
    chief, otto = (put(of("accounts", "Staff"), username=name, name=name, is_active=True) for name in ("chi", "otto"))
    return SimpleNamespace(of=of, here=here, desks=desks, chief=chief, otto=otto)


def thread(first, n, *, desk="inbox", **more):
    row = {
        "channel": "web",
        "mode": "confidential",
        "received_at": CAME,
        "last_at": CAME,
        "kind": "tip",
        "urgency": "normal",
    } | more
    return put(first.of("conversations", "Thread"), n=n, public_id=f"p{n}", desk=first.desks[desk], **row)


def waits_clocks_and_what_is_owed(first):
    asked = thread(first, 1, open=True, waiting=True, last_at=CAME + HOUR, kind="admin_question")
    owed = thread(first, 2, open=True, kind="admin_question")
    answered = thread(first, 3, open=True, chip="answered", kind="admin_question")
    told = thread(first, 4, open=True, has_tip=True, waiting=True, urgency="today", kind="tip")
    put(
        first.of("tips", "Tip"), thread=told, unit=first.here, number="26-000001", state="checking",
        received_at=CAME, acknowledged_at=CAME + HOUR, waited=2 * HOUR, waiting_since=CAME + 5 * HOUR,
    )  # fmt: skip

    yield

    assert list(Wait.objects.filter(thread=asked.n).values_list("since", "until")) == [(CAME + HOUR, None)]
    assert Thread.objects.get(n=owed.n).owed_since == CAME and Thread.objects.get(n=answered.n).owed_since is None
    tip = Tip.objects.get()
    assert (tip.clock_unit_id, tip.look_urgency, tip.checking_at) == (first.here.pk, "today", CAME + HOUR)
    assert list(Wait.objects.filter(thread=told.n).order_by("since").values_list("since", "until")) == [
        (CAME + HOUR, CAME + 3 * HOUR),
        (CAME + 5 * HOUR, None),
    ]


def what_was_ever_about_its_police_is_kept_from_the_unit(first):
    plain, now = thread(first, 11, kind="tip"), thread(first, 12, kind=COMPLAINT)
    above, once = thread(first, 13, kind="tip", desk="above"), thread(first, 14, kind="tip")
    put(first.of("conversations", "Correction"), thread=once, field="kind", before=COMPLAINT, after="tip")

    yield

    assert set(Thread.objects.filter(about_police=True).values_list("n", flat=True)) == {now.n, above.n, once.n}
    assert Thread.objects.filter(n=plain.n, about_police=False).exists()


def what_rang_rings_on_where_it_rang_and_climbs_from_there(first):
    ring = first.of("duties", "Ring")
    passed = put(
        ring, desk=first.desks["inbox"], above=first.desks["duty"], thread=1, since=CAME, passed_on_at=CAME + HOUR
    )
    put(ring, desk=first.desks["inbox"], thread=2, since=CAME, accepted_by_id=first.otto.pk, accepted_at=CAME + HOUR)

    yield

    called = Call.objects.filter(ring=passed.pk).values_list("desk", "at")
    assert set(called) == {(first.desks["inbox"].pk, CAME), (first.desks["duty"].pk, CAME + HOUR)}
    assert Ring.objects.get(thread=1).next_at == CAME and Ring.objects.get(thread=2).next_at is None


def who_gave_whom_a_way_in_is_known_and_clear_sessions_end(first):
    line = first.of("journal", "Line")
    now = clock.now()
    for verb, days in (("post.beat_given", 3), ("slip.drawn", 100), ("thread.opened", 1)):
        put(
            line, actor_kind="staff", actor_id=str(first.chief.pk), verb=verb, about=f"staff:{first.otto.pk}",
            at=now - timedelta(days=days),
        )  # fmt: skip
    put(first.of("accounts", "StaffSession"), staff=first.otto, session_key="clear")

    yield

    assert list(Given.objects.values_list("giver", "taker", "what")) == [(first.chief.pk, first.otto.pk, "post")]
    assert StaffSession.objects.count() == 0


def whoever_holds_a_receipt_of_then_still_finds_the_matter(first):
    digits = "4827159033648012"
    told = thread(first, 21)
    slow = slow_receipts.lookup_of(digits)
    put(first.of("conversations", "Receipt"), thread=told, lookup=slow, nonce="n21")

    yield

    assert has_slow_receipts() and by_lookup(slow).n == told.n


def it_means_the_same_in_every_room_after_moving_on(first, newest):
    rooms = [
        waits_clocks_and_what_is_owed(first),
        what_was_ever_about_its_police_is_kept_from_the_unit(first),
        what_rang_rings_on_where_it_rang_and_climbs_from_there(first),
        who_gave_whom_a_way_in_is_known_and_clear_sessions_end(first),
        whoever_holds_a_receipt_of_then_still_finds_the_matter(first),
    ]
    for room in rooms:
        next(room)

    moved(newest)

    assert [next(room, "as it was") for room in rooms] == ["as it was"] * len(rooms)
