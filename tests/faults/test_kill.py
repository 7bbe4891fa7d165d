"""SIGKILL to server and worker, ten times, in the middle of everything."""

from __future__ import annotations

import time


def it_loses_nothing_and_stores_nothing_twice_when_killed_ten_times(real, zalo, tell):
    ids = []
    for _ in range(10):
        real.serve()
        zalo.sender.paused = False
        zalo.sender.flush()
        ids += tell(300, urgent=2)
        time.sleep(0.15)
        zalo.sender.paused = True  # what is on its way is hit; the rest would only meet a closed door
        real.kill()
    real.serve()
    zalo.sender.paused = False

    zalo.deliver()

    assert real.stored() == sorted(ids)
    assert {one.state for one in zalo.sender.deliveries} == {"delivered"}
    assert any(len(one.tries) > 1 for one in zalo.sender.deliveries), "no kill ever hit anything: the test is blunt"
