"""Workers that are killed in the middle of errands: every row is done in the end, none is parked for it."""

from __future__ import annotations

from tests.real import RealHouse

PLANT = """
from lantoa.errands.models import Errand
from lantoa.kit import clock
now = clock.now()
Errand.objects.bulk_create([Errand(task="lantoa.tips.tasks.files_go", args={"thread": 10**9 + n}, due=now, made_at=now)
                            for n in range(2000)], batch_size=500)
out = 1
"""
KILLED_AT_WORK = (
    PLANT
    + """
import os, signal, time
late = time.monotonic() + 90
while not Errand.objects.exclude(owner="").exists() and time.monotonic() < late:
    time.sleep(0.002)
for pid in {pids}:
    os.kill(pid, signal.SIGKILL)
"""
)
STATES = """
from django.db.models import Count
from lantoa.errands.models import Errand
rows = Errand.objects.filter(task="lantoa.tips.tasks.files_go")
out = {str(r["state"]): r["n"] for r in rows.values("state").order_by("state").annotate(n=Count("id"))}
"""
LEASES_END = """
from lantoa.errands.models import Errand
from lantoa.kit import clock
out = Errand.objects.exclude(owner="").update(due=clock.now())
"""


def it_does_every_errand_though_its_workers_are_killed(real: RealHouse) -> None:
    planted = hits = 0
    for _turn in range(12):
        pids = [real.start("worker").pid for _ in range(2)]
        real.ask(KILLED_AT_WORK.replace("{pids}", str(pids)))  # as soon as one has taken a batch
        real.kill()
        planted += 2000
        hits += real.ask(LEASES_END) > 0
        if hits:
            break

    real.run("worker", "--once")  # what a worker died with is taken one by one

    assert hits, "no kill hit a worker at work"
    assert real.ask(STATES) == {"1": planted}
