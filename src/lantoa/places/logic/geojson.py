"""Reading a boundary file (GeoJSON): every fault with its line in words, nothing half read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from lantoa.places.logic import geometry
from lantoa.places.logic.geometry import MultiPolygon

Progress = Callable[[Iterable[Any]], Iterable[Any]]


class FileBroken(Exception):
    """The file is not one of this kind at all; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The boundary of one commune as the file gives it."""

    code: str
    name: str
    shape: MultiPolygon
    box: tuple[float, float, float, float]


def read(content: bytes, progress: Progress = iter) -> tuple[list[Outline], list[str]]:
    """The outlines and, in words, what is wrong with the rest. Raises FileBroken."""
    try:
        held = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as fault:
        raise FileBroken(f"Tệp không phải là JSON (UTF-8): {fault}.") from fault
    features = held.get("features") if isinstance(held, dict) and held.get("type") == "FeatureCollection" else None
    if not isinstance(features, list) or not features:
        raise FileBroken("Tệp phải là GeoJSON FeatureCollection có ít nhất một feature.")
    outlines: list[Outline] = []
    faults: list[str] = []
    for number, feature in enumerate(progress(features), 1):
        try:
            outlines.append(_outline(feature))
        except (geometry.BadGeometry, ValueError) as fault:
            faults.append(f"Feature {number}{_label(feature)}: {fault}.")
    twice = [code for code, count in Counter(one.code for one in outlines).items() if count > 1]
    faults += [f"Mã {code} có nhiều lần trong tệp." for code in sorted(twice)]
    return outlines, faults


def _label(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    code = properties.get("code") if isinstance(properties, dict) else None
    return f" (mã {str(code)[:12]})" if code else ""


def _outline(feature: Any) -> Outline:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise ValueError("thiếu properties")
    code = str(feature["properties"].get("code") or "").strip()
    if not code:
        raise ValueError("thiếu mã (properties.code)")
    shape = geometry.multipolygon(feature.get("geometry"))
    return Outline(code, str(feature["properties"].get("name") or "").strip(), shape, geometry.box(shape))
