from __future__ import annotations

import pytest

from lantoa.journal.logic import HOUSE, Actor
from lantoa.journal.models import Line
from lantoa.places import actions
from lantoa.places.models import Desk, Unit
from lantoa.places.states import AreaKind, DeskKind, UnitKind

CHI = Actor("staff", "7", 1, frozenset({"tips"}))


def it_makes_a_commune_with_inbox_and_chief(canto: Unit) -> None:
    unit = actions.make_unit(by=HOUSE, kind=UnitKind.COMMUNE, name="Xã Thử", parent=canto, code="99999")

    assert unit.path == f"{canto.path}{unit.pk}/"
    assert {desk.kind for desk in unit.desks.all()} == {DeskKind.INBOX, DeskKind.CHIEF}
    assert Line.objects.filter(verb="unit.made", unit=unit.pk).count() == 1


def it_makes_an_area_with_its_beat(canto: Unit) -> None:
    unit = canto.children.first()
    assert unit is not None

    area = actions.make_area(by=HOUSE, unit=unit, kind=AreaKind.KHU_VUC, name="Khu vực 3", words="chợ Cái Khế")

    desk = Desk.objects.get(area=area)
    assert (desk.kind, desk.unit_id) == (DeskKind.BEAT, unit.pk)


def it_refuses_an_area_outside_a_commune_and_a_name_twice(canto: Unit) -> None:
    unit = canto.children.first()
    assert unit is not None
    actions.make_area(by=HOUSE, unit=unit, kind=AreaKind.KHU_VUC, name="Khu vực 3")

    with pytest.raises(actions.WrongPlace):
        actions.make_area(by=HOUSE, unit=unit, kind=AreaKind.KHU_VUC, name="Khu vực 3")
    with pytest.raises(actions.WrongPlace):
        actions.make_area(by=HOUSE, unit=canto, kind=AreaKind.KHU_VUC, name="Khu vực 1")


def it_lets_no_officer_change_the_map(canto: Unit) -> None:
    with pytest.raises(actions.NotAllowed):
        actions.make_unit(by=CHI, kind=UnitKind.COMMUNE, name="Xã Thử", parent=canto)


def it_loads_the_facts_once(canto: Unit) -> None:
    before = Unit.objects.count()

    again = actions.load_facts(by=HOUSE)

    assert again == canto
    assert Unit.objects.count() == before
    assert Line.objects.filter(verb="facts.loaded").count() == 1
