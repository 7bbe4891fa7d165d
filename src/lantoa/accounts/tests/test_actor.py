"""Who somebody is, by the posts of this moment."""

import re
from pathlib import Path

import pytest

from lantoa import accounts
from lantoa.accounts import actions
from lantoa.accounts.logic import DESKLESS, POWER_WORDS, POWERS, ROLE_DESKS
from lantoa.accounts.models import Post, Staff
from lantoa.accounts.queries import actor_of, holders_of, holders_of_desk, watchers
from lantoa.accounts.states import Role
from lantoa.places.states import DeskKind


def it_has_powers_for_every_role_in_words():
    assert set(POWERS) == set(Role.values)
    assert set().union(*POWERS.values()) == set(POWER_WORDS)
    assert set(ROLE_DESKS) | DESKLESS | {Role.BEAT} == set(Role.values)
    assert set().union(*ROLE_DESKS.values()) <= set(DeskKind.values)


def it_shows_no_content_to_volunteers_administrators_and_the_movement():
    content = {"read", "answer", "opening.ask", "opening.consent", "inspect", "duty"}

    shown = {role for role, powers in POWERS.items() if powers & content}

    assert shown == {"beat", "duty", "chief", "inspector"}


def it_gives_an_officer_the_desks_of_the_postings(cast, house):
    mine = {house.beats[house.areas[house.here.pk][0].pk].pk, house.desk("inbox", house.here).pk}

    otto = cast.actor("otto")

    assert (otto.unit, set(otto.desks), otto.may("read")) == (house.here.pk, mine, True)


def it_gives_a_chief_all_desks_of_the_own_unit_only(cast, house):
    chi = cast.actor("chi")

    kinds = {(d.kind, d.unit_id) for d in house.desks.values() if d.pk in chi.desks}
    assert kinds == {("inbox", house.here.pk), ("chief", house.here.pk)}
    assert {house.beats[a.pk].pk for a in house.areas[house.here.pk]} <= set(chi.desks)
    assert len(chi.desks) == 4


def it_gives_no_desk_to_movement_volunteer_and_administrator(cast):
    assert [cast.actor(name).desks for name in ("mo", "vinh", "adam")] == [(), (), ()]


def it_asks_three_statements(cast, django_assert_num_queries):
    with django_assert_num_queries(3):
        actor_of(cast.chi)


def it_leaves_nothing_when_somebody_leaves(cast):
    actions.leave(by=cast.actor("chi"), staff=cast.otto)

    otto = cast.actor("otto")
    assert (otto.unit, otto.powers, otto.desks) == (None, frozenset(), ())


def it_refuses_a_chief_of_another_unit(cast):
    with pytest.raises(actions.NotAllowed):
        actions.leave(by=cast.actor("chi"), staff=cast.petra)

    assert Post.objects.filter(staff=cast.petra, until__isnull=True).exists()


def it_knows_who_holds_a_power_and_a_desk(cast, house):
    assert {s.username for s in holders_of("duty")} == {"dana", "chi"}
    assert {s.username for s in holders_of("read", unit=house.there.pk)} == {"petra"}
    assert {s.username for s in holders_of_desk(house.desk("inbox", house.here).pk)} == {"otto", "chi"}
    assert {s.username for s in holders_of_desk(house.desk("duty", house.city).pk, power="duty")} == {"dana"}


def it_leaves_nothing_to_somebody_who_is_no_longer_active(cast):
    Staff.objects.filter(pk=cast.chi.pk).update(is_active=False)

    chi = actor_of(Staff.objects.get(pk=cast.chi.pk))

    assert (chi.unit, chi.powers, chi.desks) == (None, frozenset(), ())
    assert "chi" not in {s.username for s in holders_of("duty")}


@pytest.mark.parametrize(("name", "kind"), [("otto", "inbox"), ("chi", "chief")])
def it_counts_nobody_among_those_who_sit_at_a_desk_who_may_not_sign_in_any_more(house, cast, name, kind):
    desk, staff = house.desk(kind, house.here), getattr(cast, name)
    before = staff.pk in watchers([desk])[desk.pk]

    Staff.objects.filter(pk=staff.pk).update(is_active=False)

    assert (before, staff.pk in watchers([desk])[desk.pk]) == (True, False)


def it_shows_in_its_readme_who_may_what():
    """The table of rights is read before the code is: it must be the one the code asks."""
    page = (Path(accounts.__file__).parent / "README.md").read_text(encoding="utf-8")
    said: dict[str, set[str]] = {}
    for role, words in re.findall(r"^\| `(\w+)`[^|]*\| ([^|]+) \|", page, re.MULTILINE):
        parts = re.split(r",? and |, ", words.strip())
        said[role] = {one for one in parts if one != "none" and not one.startswith("as ")}
        said[role] |= next((said[one[4:-1]] for one in parts if one.startswith("as ")), set())

    assert said == {role: set(powers) for role, powers in POWERS.items()}
