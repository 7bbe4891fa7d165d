"""``lantoa serve`` is one tree: what dies in it comes again, what ends it ends whole."""

from __future__ import annotations

import os
import signal
import socket
import time
import urllib.parse
import urllib.request
from pathlib import Path

from lantoa.conversations.logic import receipts
from tests.real import descendants


def alive(pids: list[int]) -> list[int]:
    """Those that still run (the dead wait for nobody here)."""
    return [
        pid
        for pid in pids
        if Path(f"/proc/{pid}/status").exists() and "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    ]


def gone(pids: list[int], *, within: float = 25.0) -> bool:
    until = time.monotonic() + within
    while alive(pids) and time.monotonic() < until:
        time.sleep(0.1)
    return alive(pids) == []


def it_starts_again_what_was_killed(real):
    tree = real.serve()
    before = descendants(tree.pid)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert gone(before)

    real.await_door()

    assert tree.poll() is None
    assert "starting it again" in real.log()
    assert len(descendants(tree.pid)) >= len(before) - 1


def look_up(real) -> str:
    """One try with a number that no report has."""
    digits = next(one for last in range(10) if receipts.well_formed(one := f"123456789012345{last}"))
    field = urllib.parse.urlencode({"ma": digits}).encode()
    with urllib.request.urlopen(f"{real.url}/tin/", field, timeout=20) as answer:
        return answer.read().decode()


def it_goes_on_counting_tries_when_the_server_is_killed(real):
    tree = real.serve()
    tried = [look_up(real) for _ in range(10)]
    below = descendants(tree.pid)
    for pid in below:
        os.kill(pid, signal.SIGKILL)
    assert gone(below)
    real.await_door()

    answer = look_up(real)

    assert not any('name="tong"' in one for one in tried)
    assert 'name="tong"' in answer


def it_stops_whole_when_asked(real):
    tree = real.serve()
    all_of_it = [tree.pid, *descendants(tree.pid)]

    tree.send_signal(signal.SIGTERM)

    assert tree.wait(timeout=30) == 0
    assert gone(all_of_it)


def it_leaves_no_orphan_when_its_parent_is_killed(real):
    tree = real.serve()
    below = descendants(tree.pid)

    tree.kill()

    assert gone(below)
    with socket.create_server(("127.0.0.1", real.port)):
        pass  # the port is free for the next start


def it_says_what_to_do_when_the_port_is_taken(real):
    with socket.create_server(("127.0.0.1", real.port)):
        refused = real.run("serve", "--port", str(real.port), check=False)

    assert refused.returncode == 2
    assert "PORT=8001" in refused.stderr


def it_shows_a_demonstration_to_this_machine_only(real):
    (real.data / "demonstration").write_text("invented")

    refused = real.run("serve", "--host", "0.0.0.0", "--port", str(real.port), check=False)

    assert refused.returncode == 2
    assert "only listens on 127.0.0.1" in refused.stderr


def it_starts_nothing_beside_old_rows_without_their_key_file(real):
    (real.data / "keys" / "house.json").unlink()
    (real.data / "prepared.json").write_text("{}")

    refused = real.run("migrate", check=False)

    assert refused.returncode == 1
    assert "Put the kept copy back" in refused.stderr
    assert not (real.data / "keys" / "house.json").exists()
