"""``lantoa replay`` on a house that runs: every message once, in any order, twice sent, server killed on the way."""

from __future__ import annotations

import json

TEXTS = {
    "zalo_oa": "Xe tải đậu lấn hết lề đường trước chợ, người đi bộ phải xuống lòng đường",
    "zalo_group": "Có người lạ phá cửa nhà trong hẻm, bà con coi chừng",
    "web": "Quán hát karaoke tới hai giờ sáng, cả xóm không ngủ được",
    "sms": "lam lai can cuoc can mang theo gi",
    "hotline_note": "Người dân gọi báo mất xe đạp trước cổng trường",
}


def _people(real) -> None:
    real.ask(
        "from lantoa.accounts.models import Post, Staff\nfrom lantoa.kit import clock\n"
        "from lantoa.places.queries import unit_by_code\n"
        "dana = Staff.objects.create(username='dana', name='Võ Thị Đa', made_at=clock.now())\n"
        "out = Post.objects.create(staff=dana, unit=unit_by_code('31135'), role='duty', since=clock.now()).pk"
    )


def _file(real, count: int):
    path = real.data / "messages.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            channel = list(TEXTS)[number % len(TEXTS)]
            at = f"2026-01-{1 + number % 28:02d}T10:00:00+07:00"
            row = {"id": f"m{number}", "channel": channel, "sent_at": at, "text": f"{TEXTS[channel]}, số {number}"}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def it_brings_every_message_in_once_though_shuffled_doubled_and_killed(real):
    _people(real)
    path = _file(real, 25)

    done = real.run("replay", str(path), "--shuffle", "--duplicate", "0.4", "--kill-server", check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    total = next(line.split() for line in done.stdout.splitlines() if line.split()[:1] == ["all"])
    assert total[:4] == ["all", "25", "25", "25"]
    assert "killed 3 times" in done.stderr
