from __future__ import annotations

from datetime import date

import pytest

from lantoa.places import queries
from lantoa.places.models import Boundary, Desk, Unit
from lantoa.places.states import DeskKind, UnitKind


def it_knows_whose_a_code_is_on_a_day(canto: Unit) -> None:
    now, before = queries.unit_by_code("31120"), queries.unit_by_code("31120", date(2025, 6, 30))

    assert now is not None and now.name == "Phường Cái Khế"
    assert before is not None and before.name == "Phường An Hòa"
    assert queries.unit_by_code("00000") is None


def it_counts_103_communes_in_force_and_263_before(canto: Unit) -> None:
    assert queries.units_in_force().count() == 103
    assert queries.units_in_force(date(2025, 6, 30)).count() == 263
    assert queries.units_in_force(date(2025, 6, 30), UnitKind.DISTRICT).count() == 28


def it_sends_a_complaint_above_and_the_citys_to_the_inspectorate(canto: Unit) -> None:
    commune = queries.unit_by_code("31120")
    assert commune is not None and canto.parent is not None

    assert queries.above_desk(commune) == Desk.objects.get(kind=DeskKind.ABOVE, unit=canto)
    assert queries.above_desk(commune.pk).unit == canto
    inspectorate = Desk.objects.get(kind=DeskKind.INSPECTORATE)
    assert queries.above_desk(canto) == inspectorate
    assert queries.above_desk(canto.parent) == inspectorate


def it_finds_the_duty_desk_of_the_city(canto: Unit) -> None:
    commune = queries.unit_by_code("31120")
    assert commune is not None

    assert queries.duty_desk(commune) == queries.duty_desk(canto) == Desk.objects.get(kind=DeskKind.DUTY)


def it_finds_inbox_and_chief_in_one_statement(canto: Unit, django_assert_num_queries: object) -> None:
    commune = queries.unit_by_code("31120")
    assert commune is not None

    with django_assert_num_queries(1):  # type: ignore[operator]
        desk = queries.desk_of(DeskKind.CHIEF, commune)

    assert desk.unit_id == commune.pk
    with pytest.raises(Desk.DoesNotExist):
        queries.desk_of(DeskKind.BEAT, commune)


def it_finds_the_commune_of_a_point_by_its_nearest_inner_point(canto: Unit) -> None:
    spot = queries.unit_at(10.0560, 105.7836)

    assert spot is not None
    assert (spot.unit.name, spot.how) == ("Phường Cái Khế", "nearest point")
    assert queries.unit_at(21.03, 105.85) is None


def it_finds_the_commune_of_a_point_by_its_boundary(canto: Unit) -> None:
    unit = queries.unit_by_code("31135")
    assert unit is not None
    square = [[[[105.70, 10.0], [105.80, 10.0], [105.80, 10.1], [105.70, 10.1], [105.70, 10.0]]]]
    Unit.objects.filter(pk=unit.pk).update(west=105.7, south=10.0, east=105.8, north=10.1)
    Boundary.objects.create(unit=unit, shape=square)

    spot = queries.unit_at(10.0560, 105.7836)

    assert spot is not None and tuple(spot) == (unit, "boundary")


def it_lists_what_lies_below(canto: Unit) -> None:
    assert queries.below(canto).count() == 104
