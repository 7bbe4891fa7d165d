import json
import subprocess
import sys

from lantoa.conversations.logic.sorting.command import main

KEYS = [
    "id",
    "kind",
    "category",
    "urgency",
    "ward",
    "plates",
    "phones",
    "id_numbers",
    "masked_text",
    "duplicate_of",
    "scores",
]


def _file(tmp_path, *rows):
    path = tmp_path / "in.jsonl"
    lines = [r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode() for r in rows]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return str(path)


def _row(id, text, at="2026-05-01T08:00:00+07:00"):
    return {"id": id, "channel": "zalo_oa", "sent_at": at, "text": text}


def it_writes_one_line_per_message(tmp_path, capsys):
    file = _file(tmp_path, _row("a", "Xe 65-B1 123.45 bị trộm ở phường Cái Khế, gọi 0900 000 145"))

    code = main([file])

    (row,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert list(row) == KEYS
    assert (row["kind"], row["category"], row["ward"]) == ("tip", "theft", "Phường Cái Khế")
    assert (row["plates"], row["phones"]) == (["65B112345"], ["+84900000145"])


def it_names_the_second_telling_of_an_event(tmp_path, capsys):
    file = _file(
        tmp_path,
        _row("b", "hem 132 duong 3/2 keo loa keo keo hat om som, ca xom khong ngu duoc", "2026-05-01T23:20:00+07:00"),
        _row("a", "Nhà trong hẻm 132 đường 3/2 kéo loa kẹo kéo ra hát om sòm", "2026-05-01T23:10:00+07:00"),
        _row("c", "Xin hỏi giờ làm việc thứ bảy"),
    )

    main([file])

    rows = {r["id"]: r["duplicate_of"] for r in map(json.loads, capsys.readouterr().out.splitlines())}
    assert rows == {"b": "a", "a": None, "c": None}


def it_names_bad_lines_and_goes_on(tmp_path, capsys):
    file = _file(
        tmp_path,
        b"{nonsense",
        _row("a", "mấy giờ mở cửa"),
        b"[1]",
        {"id": "x"},
        b"\xff\xfe",
        _row("a", "lại"),
        _row("b", "hi", "hôm qua"),
    )

    code = main([file])

    said = capsys.readouterr()
    assert code == 1
    assert len(said.out.splitlines()) == 1
    for number in (1, 3, 4, 5, 6, 7):
        assert f"line {number}:" in said.err


def it_says_when_there_is_no_such_file(tmp_path, capsys):
    assert main([str(tmp_path / "nothing.jsonl")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def it_needs_no_django(tmp_path):
    script = (
        "import sys; from lantoa.conversations.logic.sorting.command import main; "
        "code = main(sys.argv[1:]); assert 'django' not in sys.modules and 'sklearn' not in sys.modules; sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script, _file(tmp_path, _row("a", "cháy nhà"))], capture_output=True)

    assert done.returncode == 0, done.stderr
