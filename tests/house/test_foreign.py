"""Every staff request that writes, sent by everybody else and with others' ids: refused, and nothing changed."""

from __future__ import annotations

import hashlib

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from lantoa.accounts.queries import actor_of
from lantoa.accounts.views.people import VERBS as PEOPLE_VERBS
from lantoa.duties.models import Ring
from lantoa.journal.models import Line
from lantoa.tips.views.act import VERBS as TIP_VERBS
from tests.house.foreign.posts import ASKS, ROWS, THEMSELVES, Row
from tests.house.foreign.world import PEOPLE, World, made
from tests.house.test_routes import ADDRESSES, OPEN, ROUTES

MODELS = [model for model in apps.get_models() if model is not Session]
READING = ("thread.opened", "journal.read")


@pytest.fixture
def world(house, cast, client_of, settings, tmp_path) -> World:
    for name in ("media", "waiting"):
        (tmp_path / name).mkdir()
    settings.MEDIA_ROOT, settings.WAITING_ROOT = tmp_path / "media", tmp_path / "waiting"
    return made(house, cast, client_of, actor_of)


def rows_now() -> dict[str, str]:
    """A digest of every table. Lines that say somebody read a page of their own are left out."""
    found = {}
    for model in MODELS:
        rows = model._default_manager.order_by("pk")
        rows = rows.exclude(verb__in=READING) if model is Line else rows
        found[model._meta.label] = hashlib.sha256(repr(list(rows.values_list())).encode()).hexdigest()
    return found


def changed(before: dict[str, str]) -> list[str]:
    after = rows_now()
    return [label for label in before if before[label] != after[label]]


class Statements:
    """Notices whether anything but the session was written: only then the digests are worth taking again."""

    def __init__(self) -> None:
        self.wrote = False

    def __call__(self, execute, sql, params, many, context):
        said = sql.split(None, 1)[0].upper()
        self.wrote |= said not in ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK") and "django_session" not in sql
        return execute(sql, params, many, context)


def tried(before: dict[str, str], world: World, name: str, row: Row, ids) -> tuple[int, list[str]]:
    """Send it: the status, and the tables whose rows are others now."""
    seen = Statements()
    with connection.execute_wrapper(seen):
        status = world.clients[name].post(row.address(ids), row.sent(ids)).status_code
    return status, changed(before) if seen.wrote else []


class Undo(Exception):
    """Leaves a row's savepoint."""


def each_row(world: World):
    """Every row in a savepoint of its own, made ready, with the ids it is sent with."""
    for row in ROWS:
        try:
            with transaction.atomic():
                more = row.ready(world) or {}
                yield row, world.here.ids | more, world.there.ids | more
                raise Undo
        except Undo:
            continue


STAFF = {ADDRESSES[r].name: r for r in ROUTES if r.startswith("/can-bo/") and ROUTES[r] != OPEN}


def it_has_a_row_for_every_staff_route_that_takes_a_post(world):
    """A route without a row answers 405 to a POST (or there is nothing for this person at all)."""
    left = set(STAFF) - {row.name for row in ROWS} - THEMSELVES - ASKS

    takes = []
    for name in sorted(left):
        path = _filled(STAFF[name], world)
        takes += [(name, who) for who in PEOPLE if world.clients[who].post(path).status_code not in (404, 405)]

    assert takes == []
    assert {row.path["verb"] for row in ROWS if row.name == "tip-act"} == set(TIP_VERBS)
    assert {row.body["go"] for row in ROWS if row.name == "people"} == set(PEOPLE_VERBS)


def _filled(route: str, world: World) -> str:
    ids = {"public_id": "thread", "ref": "message", "pk": "link"}
    parts = []
    for part in route.split("/"):
        name = part.strip("<>").partition(":")[2]
        parts.append(str(world.here.ids[ids[name]]) if name in ids else "svg" if name else part)
    return "/".join(parts)


def it_refuses_everybody_else_and_changes_nothing(world):
    wrong = []
    for row, ids, _theirs in each_row(world):
        before = rows_now()
        for name in set(PEOPLE) - {row.who} - row.also:
            status, others = tried(before, world, name, row, ids)
            if status not in row.says or others:
                wrong.append((row.label, name, status, others))

    assert wrong == []


def it_refuses_the_right_person_with_an_id_of_another_unit(world):
    wrong = []
    for row, ids, theirs in each_row(world):
        before = rows_now()
        for word in sorted(row.words - row.shared - {"away", "ticket"}):
            status, others = tried(before, world, row.who, row, ids | {word: theirs[word]})
            if status >= 500 or others:
                wrong.append((row.label, word, status, others))

    assert wrong == []


def it_takes_each_request_from_the_person_it_is_for(world):
    # without this the two tests above would say nothing: each request is right but for who sends it or what is foreign
    idle = []
    for row, ids, _theirs in each_row(world):
        before = rows_now()
        status, others = tried(before, world, row.who, row, ids)
        if status not in (200, 302) or not others:
            idle.append((row.label, status))

    assert idle == []


def it_does_only_the_own_half_of_a_mixed_list(world):
    mine, theirs = world.here.ids, world.there.ids
    lists = [(row, word) for row in ROWS for word in row.words if isinstance(row.body.get("chon"), list)]
    assert lists

    for row, _word in lists:
        sent = row.sent(mine)
        with transaction.atomic():
            before = _their_rows(world)
            world.clients[row.who].post(row.address(mine), sent | {"chon": [*row.sent(theirs)["chon"], *sent["chon"]]})
            assert (row.label, _their_rows(world)) == (row.label, before)
            transaction.set_rollback(True)
    world.clients["chi"].post("/can-bo/chuong/nhan/", {"rings": f"{theirs['ring']},{mine['ring']}"})
    assert Ring.objects.get(pk=theirs["ring"]).accepted_by is None
    assert Ring.objects.get(pk=mine["ring"]).accepted_by == world.people["chi"]


def _their_rows(world: World):
    n = [world.there.tip.thread_id, world.there.other.thread_id]
    asked = world.there.ids["asked"]
    threads = type(world.there.tip.thread).objects
    return [
        list(threads.filter(pk__in=n).order_by("pk").values_list()),
        list(threads.filter(public_id=asked).values_list()),
        list(type(world.there.tip).objects.filter(thread__in=n).order_by("pk").values_list()),
    ]


FOREIGN = [
    ("otto", "/can-bo/hop-thu/{asked}/", "cau={answer}"),
    ("otto", "/can-bo/tin/{thread}/", "cau={answer}"),
    ("otto", "/can-bo/hop-thu/{asked}/cau/", "q={mark}"),
    ("otto", "/can-bo/cau-san/", "q={mark}"),
    ("otto", "/can-bo/hop-thu/", "mo={thread}"),
    ("otto", "/can-bo/hop-thu/", "ban={desk}"),
    ("otto", "/can-bo/tin/", "loai=theft"),
    ("chi", "/can-bo/lien-ket/", "unit={unit}"),
    ("chi", "/can-bo/nguoi/", "unit={unit}"),
    ("dana", "/can-bo/hop-thu/", "ban={desk}"),
    ("ines", "/can-bo/nhat-ky/", "donvi={unit}&tin={number}"),
]


def it_shows_nothing_for_an_id_of_another_unit_in_the_address(world):
    shown = []
    for name, path, query in FOREIGN:
        asked = query.format_map(world.there.ids)
        page = world.clients[name].get(f"{path.format_map(world.here.ids)}?{asked}").content.decode().replace(asked, "")
        shown += [(path, word) for word in ("hẻm Mít", "Trả lời Mít", "Bảng Mít", "Trần Thị Bê") if word in page]

    assert shown == []


def it_answers_a_duty_desk_nothing_of_another_unit(world):
    for name in ("chi", "dana"):
        sent = {"told": "Mất xe 65B2 123.45 ở hẻm Mít", "where": "hẻm Mít"}
        page = world.clients[name].post("/can-bo/truc/quanh/", sent).content.decode()
        assert (name, world.there.tip.number in page, world.there.ids["thread"] in page) == (name, False, False)
