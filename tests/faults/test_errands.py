"""Workers that are killed in the middle of errands: every row is done in the end, none is parked for it."""

from __future__ import annotations

import time

from tests.real import RealHouse

PLANT = """
from lantoa.errands.models import Errand
from lantoa.kit import clock
now = clock.now()
Errand.objects.bulk_create([Errand(task="lantoa.tips.tasks.files_go", args={"thread": 10**9 + n}, due=now, made_at=now)
                            for n in range(2000)], batch_size=500)
out = 1
"""
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
    for turn in range(12):
        real.ask(PLANT)
        planted += 2000
        real.start("worker")
        real.start("worker")
        time.sleep(0.5 + 0.15 * turn)  # a start takes as long as the machine is busy: some kill comes in mid-drain
        real.kill()
        hits += real.ask(LEASES_END) > 0
        if hits:
            break

    real.run("worker", "--once")  # what a worker died with is taken one by one

    assert hits, "no kill hit a worker at work"
    assert real.ask(STATES) == {"1": planted}
