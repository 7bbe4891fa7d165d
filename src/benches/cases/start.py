"""From ``./run`` on a house that is set up to the first answer."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from statistics import median

from django.conf import settings

from benches import load
from benches.bench import Bench, free_port, load_one, memory_of


def run(bench: Bench) -> None:
    command = [str(settings.BASE_DIR / "run"), "--empty"]
    subprocess.run([*command, "--prepare"], check=True, stderr=subprocess.DEVNULL)
    times = []
    for _ in range(3):
        port = free_port()
        begun = time.perf_counter()
        child = subprocess.Popen(command, env={**os.environ, "PORT": str(port)}, stdout=subprocess.DEVNULL)
        while True:
            try:
                load_one(port, load.http("GET", "/"))
                break
            except OSError:
                time.sleep(0.01)
        times.append(time.perf_counter() - begun)
        used = memory_of(child.pid)
        child.send_signal(signal.SIGTERM)
        child.wait(timeout=30)
    bench.tell("first answer of ./run when set up", median(times), "s", n=len(times), tree_mib=round(used, 1))
