"""A list of staff as a commune fills it in: one csv file, read whole or not at all."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

COLUMNS = ("ma_don_vi", "khu_vuc", "ten_vao", "ho_ten", "cap_bac", "vai_tro", "hop_thu")
AREA_KINDS = {"khu vực": "khu_vuc", "ấp": "ap", "khóm": "khom", "tổ": "to"}
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,58}")


class RosterBroken(Exception):
    """The file is no list at all; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: an area, a person, or a person with areas. ``number`` as a spreadsheet counts."""

    number: int
    unit_code: str
    areas: tuple[tuple[str, str], ...] = ()
    username: str = ""
    name: str = ""
    rank: str = ""
    role: str = ""
    inbox: bool = False


@dataclass(frozen=True, slots=True)
class Roster:
    """What could be read, and a sentence for every line that could not."""

    rows: tuple[Row, ...]
    faults: tuple[str, ...] = field(default=())


def read_roster(raw: bytes, role_words: Mapping[str, str]) -> Roster:
    """Rows and faults of a csv file. ``role_words`` maps what may stand in *vai_tro* to roles.

    Raises RosterBroken when it is not UTF-8 text or the columns are missing.
    """
    try:
        text = unicodedata.normalize("NFC", raw.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise RosterBroken("Tệp không phải chữ UTF-8. Trong Excel chọn lưu kiểu “CSV UTF-8”.") from fault
    lines = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if text.split("\n", 1)[0].count(";") > 2 else ","
    )
    try:
        return _read(lines, role_words)
    except csv.Error as fault:
        raise RosterBroken("Tệp không phải csv: lưu lại từ bảng tính, kiểu “CSV UTF-8”.") from fault


def _read(lines: csv.DictReader[str], role_words: Mapping[str, str]) -> Roster:
    missing = [name for name in COLUMNS[:6] if name not in (lines.fieldnames or [])]
    if missing:
        raise RosterBroken(f"Dòng đầu thiếu cột {', '.join(missing)}. Cần: {', '.join(COLUMNS)}.")
    rows: list[Row] = []
    faults: list[str] = []
    for number, line in enumerate(lines, start=2):
        cells = {name: (line.get(name) or "").strip() for name in COLUMNS}
        if any(cells.values()):
            wrong = _faults_of(cells, role_words)
            faults += [f"Dòng {number}: {sentence}" for sentence in wrong]
            if not wrong:
                rows.append(_row(number, cells, role_words))
    return Roster(tuple(rows), tuple(faults))


def _areas(cell: str) -> list[tuple[str, str]]:
    """Names with their kinds; an unknown kind is empty."""
    found = []
    for part in re.split(r"[|/]", cell):
        name = " ".join(part.split())
        if name:
            kind = next((k for word, k in AREA_KINDS.items() if name.lower().startswith(word + " ")), "")
            found.append((name, kind))
    return found


def _faults_of(cells: Mapping[str, str], role_words: Mapping[str, str]) -> list[str]:
    wrong = []
    for name, kind in _areas(cells["khu_vuc"]):
        if not kind:
            wrong.append(f"“{name}” phải bắt đầu bằng Khu vực, Ấp, Khóm hoặc Tổ (nhiều nơi thì cách nhau bằng dấu |).")
    if cells["ten_vao"]:
        if not _NAME.fullmatch(cells["ten_vao"]):
            wrong.append(f"tên vào “{cells['ten_vao']}” chỉ gồm chữ thường không dấu, số, dấu chấm, 2 đến 59 ký tự.")
        if not cells["ho_ten"]:
            wrong.append("thiếu họ tên.")
        if cells["vai_tro"].lower() not in role_words:
            wrong.append(f"vai trò “{cells['vai_tro']}” không có. Ghi một trong: {', '.join(sorted(role_words))}.")
    elif cells["ho_ten"]:
        wrong.append("thiếu tên vào.")
    elif not cells["khu_vuc"]:
        wrong.append("không có khu vực cũng không có người.")
    if len(cells["ho_ten"]) > 80 or len(cells["cap_bac"]) > 40:
        wrong.append("họ tên quá 80 hoặc cấp bậc quá 40 ký tự.")
    if cells["hop_thu"].lower() not in ("", "x", "có", "co", "không", "khong"):
        wrong.append("cột hop_thu ghi “có” hoặc để trống.")
    return wrong


def _row(number: int, cells: Mapping[str, str], role_words: Mapping[str, str]) -> Row:
    return Row(
        number=number,
        unit_code=cells["ma_don_vi"],
        areas=tuple(_areas(cells["khu_vuc"])),
        username=cells["ten_vao"],
        name=" ".join(cells["ho_ten"].split()),
        rank=cells["cap_bac"],
        role=role_words.get(cells["vai_tro"].lower(), ""),
        inbox=cells["hop_thu"].lower() in ("x", "có", "co"),
    )
