"""The area of a commune in words."""

from __future__ import annotations

import pytest

from lantoa.places.logic.areas import named_in

AREAS = [(1, "Khu vực 1", "chợ Cái Khế\nđường Trần Văn Khéo"), (2, "Khu vực 2", "đường Lê Lợi"), (12, "Khu vực 12", "")]


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("chìa khóa cổng rào khu vực 2 ai giữ", 2),
        ("KV2 mất trộm", 2),
        ("kv 12 mat trom", 12),
        ("khu vuc so 1 co danh nhau", 1),
        ("tiem hot toc duong tran van kheo", 1),
        ("khu vực 1 với khu vực 2 cúp điện", None),
        ("phường mình có 12 khu vực", None),
        ("", None),
    ],
)
def it_names_one_area_or_none(text: str, area: int | None) -> None:
    assert named_in(text, AREAS) == area
