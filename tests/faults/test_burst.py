"""Ten thousand events at once while nobody works them off."""

from __future__ import annotations


def it_stores_ten_thousand_events_once_each_in_any_order_with_the_worker_dead(real, zalo, tell):
    real.serve(worker=False)
    zalo.world.style.change({"duplicate": 0.2, "shuffle": 400, "mac": "random", "json": "random"})

    ids = tell(10_000, urgent=2)
    zalo.deliver()

    assert real.stored() == sorted(ids)
    assert {one.state for one in zalo.sender.deliveries} == {"delivered"}
    assert len(zalo.sender.deliveries) > 11_500


def it_takes_urgent_events_first_when_the_worker_comes_back(real, zalo, tell):
    real.serve(worker=False)
    ids = tell(100, urgent=6)
    zalo.deliver()

    real.run("worker", "--once")

    taken = real.ask(
        "from lantoa.conversations.models import Message, Thread\n"
        "from lantoa.delivery.models import Inbox\n"
        "out = [list(Thread.objects.order_by('n').values_list('kind', flat=True)),"
        " Message.objects.filter(direction='in').count(),"
        " Inbox.objects.filter(state=1, body=None).count()]"
    )
    kinds, messages, done = taken
    assert kinds[:6] == ["emergency"] * 6
    assert "emergency" not in kinds[6:]
    assert messages == done == len(ids)
