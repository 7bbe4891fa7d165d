"""``lantoa places``: all of a file or nothing of it, with a report in words."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from lantoa.journal.models import Line
from lantoa.places import queries
from lantoa.places.models import Boundary, Succession, Unit

DATA = settings.BASE_DIR.parent / "shared" / "data"
REAL = pytest.mark.skipif(not DATA.exists(), reason="the boundary file lies beside the checkout, never in it")


def square(code: str = "31120", name: str = "Phường Cái Khế", west: float = 105.75, south: float = 10.02) -> Any:
    east, north = west + 0.06, south + 0.06
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def written(folder: Path, *features: Any) -> str:
    path = folder / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}))
    return str(path)


def bounded() -> int:
    return Boundary.objects.count()


def it_loads_a_boundary_and_finds_a_point_by_it(canto: Unit, tmp_path: Path) -> None:
    call_command("places", "load", written(tmp_path, square()))

    spot = queries.unit_at(10.05, 105.80)
    assert spot is not None and (spot.unit.name, spot.how) == ("Phường Cái Khế", "boundary")
    assert Line.objects.filter(verb="boundaries.loaded").count() == 1


def it_changes_nothing_on_a_dry_run(canto: Unit, tmp_path: Path) -> None:
    call_command("places", "load", written(tmp_path, square()), "--dry-run")

    assert bounded() == 0


def _broken(**changes: Any) -> Any:
    feature = copy.deepcopy(square())
    feature["geometry"] |= changes
    return feature


@pytest.mark.parametrize(
    ("features", "words"),
    [
        ([square(), square()], "nhiều lần"),
        ([square(), square("99999", "Xã Lạ")], "không có trong danh mục"),
        ([square(name="Phường An Hòa")], "ở đây là Phường Cái Khế"),
        ([square(west=100.0)], "nằm ngoài ranh giới"),
        ([square(), _broken(coordinates=[[[105.7, 10.0], [105.8, 10.0], [105.7, 10.0]]])], "ít hơn 4 điểm"),
        ([_broken(coordinates=[[[10.0, 105.7], [10.1, 105.7], [10.1, 105.8], [10.0, 105.7]]])], "kinh độ, vĩ độ"),
        ([_broken(type="Point", coordinates=[105.7, 10.0])], "Polygon"),
        ([_broken(coordinates=[[["a", 1], [2, 3], [3, 4], ["a", 1]]])], "hai con số"),
        ([_broken(coordinates=[[[105.7, 10.0], [105.8, 10.0], [105.8, 10.1], [105.7, 10.1]]])], "khép lại"),
        ([{"type": "Feature", "properties": {}, "geometry": None}], "thiếu mã"),
        ([None], "thiếu properties"),
    ],
)
def it_refuses_the_whole_file_for_one_fault(canto: Unit, tmp_path: Path, features: list[Any], words: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("places", "load", written(tmp_path, *features))

    assert words in str(refused.value)
    assert "Không nạp gì cả" in str(refused.value)
    assert bounded() == 0


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b'{"type": "Feature"}', b'{"features": []}', b"[" * 100000]
)
def it_says_when_the_file_is_no_geojson(canto: Unit, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.geojson"
    path.write_bytes(content)

    with pytest.raises(CommandError, match="Tệp"):
        call_command("places", "load", str(path))
    with pytest.raises(CommandError, match="Không đọc được"):
        call_command("places", "load", str(tmp_path / "none"))


@REAL
def it_loads_the_103_boundaries(canto: Unit) -> None:
    call_command("places", "load", str(DATA / "canto-wards.geojson"))

    assert bounded() == 103
    spot = queries.unit_at(10.03402, 105.77815)
    assert spot is not None and tuple(spot)[1] == "boundary" and spot.unit.name == "Phường Ninh Kiều"


@REAL
def it_knows_the_whole_table_already(canto: Unit) -> None:
    before = Succession.objects.count()

    call_command("places", "map", str(DATA / "canto-ward-map.csv"))

    assert Succession.objects.count() == before


def it_maps_an_old_unit_that_was_not_known(canto: Unit, tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    head = "old_province,old_district,old_ward,old_code,new_ward,new_code,kind,default\n"
    path.write_text(head + "Cần Thơ,Quận Ninh Kiều,Phường An Cư,31126,Phường Ninh Kiều,31135,whole,\n")

    call_command("places", "map", str(path))

    old = Unit.objects.get(name="Phường An Cư")
    assert old.parent is not None and old.parent.name == "Quận Ninh Kiều"
    assert [unit.name for unit in queries.successors(old)] == ["Phường Ninh Kiều"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Cần Thơ,Quận A,Phường B,31126,Phường C,99999,whole,", "99999"),
        ("Cần Thơ,Quận A,,31126,Phường C,31135,whole,", "thiếu old_ward"),
        ("Cần Thơ,Quận A,Phường B,31126,Phường C,31135,half,", "whole hoặc split"),
    ],
)
def it_refuses_a_table_with_one_wrong_row(canto: Unit, tmp_path: Path, row: str, words: str) -> None:
    path = tmp_path / "map.csv"
    path.write_text("old_province,old_district,old_ward,old_code,new_ward,new_code,kind,default\n" + row + "\n")
    before = Unit.objects.count()

    with pytest.raises(CommandError, match=words):
        call_command("places", "map", str(path))

    assert Unit.objects.count() == before


def it_follows_a_split_unit_main_part_first_and_never_an_unchecked_row(canto: Unit) -> None:
    old = Unit.objects.get(name="Phường Bùi Hữu Nghĩa")
    other = Unit.objects.get(name="Xã Phú Tân", parent__parent__name__startswith="Hậu Giang")

    assert [unit.name for unit in queries.successors(old)] == ["Phường Bình Thủy", "Phường Cái Khế"]
    assert [unit.name for unit in queries.successors(other)] == ["Xã Phú Hữu"]


def it_finds_areas_of_the_house_in_words(canto: Unit) -> None:
    from lantoa.journal.logic import HOUSE
    from lantoa.places import actions

    unit = queries.unit_by_code("31120")
    assert unit is not None
    area = actions.make_area(by=HOUSE, unit=unit, kind="khu_vuc", name="Khu vực 3", words="đường Trần Văn Khéo")

    found = queries.gazetteer().find("tiệm trên duong tran van kheo")[0]

    assert found.area is not None and found.area.id == area.pk
