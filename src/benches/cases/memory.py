"""Memory of the whole tree (watcher, server, worker), idle after 1,000 requests."""

from __future__ import annotations

import os
import signal
import subprocess
import time

from django.conf import settings

from benches import load
from benches.bench import Bench, free_port, load_one, memory_of


def run(bench: Bench) -> None:
    command = [str(settings.BASE_DIR / "run"), "--empty"]
    subprocess.run([*command, "--prepare"], check=True, stderr=subprocess.DEVNULL)
    port = free_port()
    child = subprocess.Popen(command, env={**os.environ, "PORT": str(port)}, stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                load_one(port, load.http("GET", "/"))
                break
            except OSError:
                time.sleep(0.05)
        pages = [load.http("GET", path) for path in ("/", "/bao-tin/", "/tin/", "/huong-dan/", "/can-bo/vao/")]
        seen = load.run(port, pages * 200, in_flight=8)
        time.sleep(3)
        used = memory_of(child.pid)
        bench.tell("tree idle after 1,000 requests", used, "MiB", n=seen.n, statuses=seen.statuses)
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(timeout=30)
