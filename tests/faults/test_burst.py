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
