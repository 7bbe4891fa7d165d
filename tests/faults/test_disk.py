"""A disk that is full, and a folder that may only be read, on a house that really runs."""

from __future__ import annotations

import os
import resource
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.real import ASKED, descendants


def limit(pid: int, size: int) -> None:
    """No file of these processes may grow beyond so many bytes: what a full disk does, for any user, and undone at will."""
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


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere: run as an ordinary user")
def it_takes_the_words_when_the_media_folder_may_only_be_read(real):
    for folder in (real.data / "media", real.data / "waiting"):
        Path(folder).chmod(0o500)
    real.serve(worker=False)

    assert status(f"{real.url}/bao-tin/") == 200
    assert real.run("doctor", check=False).returncode == 1
