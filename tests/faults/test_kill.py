"""SIGKILL to server and worker, ten times, in the middle of everything."""

from __future__ import annotations

LEFT = """
from django.db.models import F
from datetime import timedelta
from lantoa.delivery.models import Inbox
waiting = Inbox.objects.filter(state=0)
waiting.update(due=F("due") - timedelta(minutes=10))  # the leases of the dead, which would end by themselves
out = waiting.count()
"""
TAKEN = """
from lantoa.conversations.models import Message
from lantoa.delivery.models import Inbox
heard = Message.objects.filter(direction="in")
out = [heard.count(), heard.values("source").distinct().count(), Inbox.objects.filter(state=1, body=None).count()]
"""


def it_loses_nothing_and_takes_nothing_twice_when_killed_ten_times(real, zalo, tell):
    ids = []
    for _ in range(10):
        real.serve()
        zalo.sender.paused = False
        zalo.sender.flush()
        ids += tell(40, urgent=2)
        zalo.sender.paused = True  # what is on its way is hit; the rest would only meet a closed door
        real.kill()
    assert any(one.state == "waiting" for one in zalo.sender.deliveries), "no kill hit anything: the test is blunt"
    real.serve()
    zalo.sender.paused = False

    zalo.deliver()
    for _ in range(100):
        if not real.ask(LEFT):
            break

    assert real.stored() == sorted(ids)
    assert {one.state for one in zalo.sender.deliveries} == {"delivered"}
    assert real.ask(TAKEN) == [len(ids)] * 3
