"""Points, rings and boundaries on the plane of longitude and latitude. Small enough for pure Python."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

Ring = list[list[float]]
MultiPolygon = list[list[Ring]]


class BadGeometry(Exception):
    """A boundary that cannot be one; the message says what is wrong."""


def multipolygon(geometry: Any) -> MultiPolygon:
    """The coordinates of a GeoJSON Polygon or MultiPolygon. Raises BadGeometry."""
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise BadGeometry("hình phải là Polygon hoặc MultiPolygon")
    held = geometry.get("coordinates")
    polygons = [held] if geometry["type"] == "Polygon" else held
    if not isinstance(polygons, list) or not polygons:
        raise BadGeometry("hình không có tọa độ")
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            raise BadGeometry("hình có một mảnh trống")
        for ring in polygon:
            _check(ring)
    return polygons


def _check(ring: Any) -> None:
    if not isinstance(ring, list) or len(ring) < 4:
        raise BadGeometry("một vòng có ít hơn 4 điểm")
    for point in ring:
        if not isinstance(point, list) or len(point) < 2 or not all(_number(value) for value in point[:2]):
            raise BadGeometry("một điểm không phải là hai con số")
        if not (-180 <= point[0] <= 180 and -90 <= point[1] <= 90):
            raise BadGeometry(f"điểm {point[:2]} nằm ngoài trái đất; thứ tự phải là kinh độ, vĩ độ")
    if ring[0][:2] != ring[-1][:2]:
        raise BadGeometry("một vòng không khép lại ở điểm đầu")
    if abs(_turned(ring)) < 1e-12:
        raise BadGeometry("một vòng không có diện tích")


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _turned(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) / 2


def box(shape: MultiPolygon) -> tuple[float, float, float, float]:
    """West, south, east, north."""
    points = list(_points(shape))
    return (
        min(p[0] for p in points),
        min(p[1] for p in points),
        max(p[0] for p in points),
        max(p[1] for p in points),
    )


def _points(shape: MultiPolygon) -> Iterator[list[float]]:
    for polygon in shape:
        yield from polygon[0]


def holds(shape: MultiPolygon, *, lat: float, lon: float) -> bool:
    """Whether the point lies within the shape, holes taken out (even-odd rule)."""
    return any(
        _inside(polygon[0], lon, lat) and not any(_inside(hole, lon, lat) for hole in polygon[1:]) for polygon in shape
    )


def _inside(ring: Ring, x: float, y: float) -> bool:
    odd = False
    x1, y1 = ring[-1][:2]
    for point in ring:
        x2, y2 = point[:2]
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
        x1, y1 = x2, y2
    return odd


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The distance of two near points; good to a percent within a province."""
    mean = math.radians((lat1 + lat2) / 2)
    return math.hypot((lat2 - lat1) * 110.57, (lon2 - lon1) * 111.32 * math.cos(mean))
