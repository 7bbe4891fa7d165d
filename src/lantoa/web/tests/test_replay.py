"""The file that is replayed: times moved, order and copies as asked, bad lines named."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest

from lantoa.web.replay import rows

NOW = datetime(2026, 11, 24, 5, tzinfo=timezone.utc)


def _file(tmp_path, *lines: object):
    path = tmp_path / "messages.jsonl"
    path.write_text("\n".join(json.dumps(line) if isinstance(line, dict) else str(line) for line in lines))
    return path


def _line(**more: str) -> dict[str, str]:
    return {"id": "m1", "channel": "web", "sent_at": "2026-01-06T15:20:14+07:00", "text": "Chào"} | more


def it_moves_all_times_so_that_the_last_is_now_and_the_spacing_stays(tmp_path):
    path = _file(tmp_path, _line(id="b", sent_at="2026-01-08T15:20:14+07:00"), _line(id="a"))

    first, last = rows.moved(rows.read(path), NOW)

    assert (first.id, last.id) == ("a", "b")
    assert last.at == NOW
    assert last.at - first.at == timedelta(days=2)


def it_keeps_every_row_whatever_the_order_and_the_copies(tmp_path):
    held = rows.read(_file(tmp_path, *(_line(id=f"m{n}") for n in range(200))))

    out = rows.disturbed(held, shuffle=True, duplicate=0.2)

    assert sorted(row.id for row in out) == sorted(row.id for row in held)
    assert [row.id for row in out] != [row.id for row in held]
    assert 10 < sum(row.copies == 2 for row in out) < 80


@pytest.mark.parametrize(
    "line", ["not json", {"id": "x"}, _line(channel="pigeon"), _line(sent_at="2026-01-06T15:20:14"), _line(sent_at="?")]
)
def it_names_the_line_that_cannot_be_sent(tmp_path, line):
    with pytest.raises(rows.BadFile, match="Line 2"):
        rows.read(_file(tmp_path, _line(), line))


def it_refuses_a_file_without_messages(tmp_path):
    with pytest.raises(rows.BadFile, match="no message"):
        rows.read(_file(tmp_path))
