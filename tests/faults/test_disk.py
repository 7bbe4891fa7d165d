"""A disk that is full, and a folder that may only be read, on a house that really runs."""

from __future__ import annotations

import re
import resource
import shutil
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from lantoa.media.tests import samples
from tests.real import ASKED, descendants


def limit(pid: int, size: int) -> None:
    """No file of these processes may grow beyond so many bytes: what a full disk does, for any user, and undone at
    will."""
    for one in [pid, *descendants(pid)]:
        hard = resource.prlimit(one, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(one, resource.RLIMIT_FSIZE, (size, hard))


def status(url: str) -> int:
    try:
        return urllib.request.urlopen(url, timeout=30).status
    except urllib.error.HTTPError as refused:
        return refused.code


@pytest.mark.skipif(bool(ASKED), reason="the disk of a PostgreSQL server is not ours to fill")
def it_takes_nothing_it_cannot_keep_and_takes_all_when_there_is_room_again(real, zalo, tell):
    served = real.serve(worker=False)
    first = tell(20)
    zalo.deliver()
    limit(served.pid, 4096)

    second = tell(20)
    time.sleep(3)
    kept_when_full, healthy = real.stored(), status(f"{real.url}/healthz")
    limit(served.pid, resource.RLIM_INFINITY)
    zalo.sender.flush()
    zalo.deliver()

    assert kept_when_full == sorted(first)
    assert healthy == 503
    assert real.stored() == sorted(first + second)
    assert "lấn lề đường" not in real.log()


SEALED = """
from lantoa.tips.logic import ticket
from lantoa.tips.logic.answers import LASTS, Answers
from lantoa.places.models import Unit
from lantoa.conversations.logic import receipts
drawn = receipts.draw()
answers = Answers(
    step="more", danger="no", choice="theft", words="Mất xe đạp trước nhà", place="đầu hẻm", day="today",
    mode="confidential", unit=Unit.objects.filter(kind="commune").order_by("pk")[0].pk,
    receipt={"digits": drawn.digits, "lookup": drawn.lookup.hex(), "nonce": drawn.nonce},
)
out = ticket.seal("report", answers.packed(), lasts=LASTS)
"""
STORED = """
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.media.models import MediaFile
out = [[one.text for thread in Thread.objects.all() for one in sealed.said(thread, notes=False)],
       MediaFile.objects.count()]
"""


def pressed(url: str, fields: dict[str, str], photo: bytes | None = None) -> str:
    """One press of a button of the form, with a photo when there is one; the page that comes."""
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if photo is not None:
        head = b'--x\r\nContent-Disposition: form-data; name="tep"; filename="a.jpg"\r\n\r\n'
        parts.append(head + photo + b"\r\n")
    request = urllib.request.Request(url, b"".join(parts) + b"--x--\r\n")
    request.add_header("Content-Type", "multipart/form-data; boundary=x")
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode()


def block(folder: Path) -> None:
    """Nobody can write below this name any more, root neither: a file stands there."""
    shutil.rmtree(folder)
    folder.write_text("")


def it_takes_the_words_when_no_folder_takes_files(real):
    real.serve(worker=False)
    field = real.ask(SEALED)
    block(real.data / "waiting")
    block(real.data / "media")

    page = pressed(f"{real.url}/bao-tin/", {"tin": field, "go": "next"}, samples.jpeg())
    field = re.search(r'name="tin" value="([^"]+)"', page).group(1)
    sent = pressed(f"{real.url}/bao-tin/", {"tin": field, "go": "send"})
    for name in ("waiting", "media"):
        (real.data / name).unlink()
    (words,), files = real.ask(STORED)

    assert "Máy chưa nhận được tệp lúc này" in page
    assert "Đã nhận được tin" in sent
    assert words.startswith("Mất xe đạp trước nhà")
    assert files == 0


def it_says_which_folder_is_none(real):
    block(real.data / "media")

    refused = real.run("doctor", check=False)

    assert refused.returncode == 1
    assert f"{real.data / 'media'} is no folder" in refused.stderr
    assert "Traceback" not in refused.stderr
