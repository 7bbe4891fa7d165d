"""The messenger misbehaves, or somebody pretends to be it."""

from __future__ import annotations

TIP = "Xe tải đậu lấn hết lề đường trước chợ, người đi bộ phải xuống lòng đường"


def it_never_takes_one_communes_secret_for_anothers(zalo, real):
    other = zalo.control.add({"name": "Công an phường khác"})
    real.meet(zalo, "31120", other["oa_id"])
    zalo.world.apps[other["app_id"]].hook, zalo.world.apps[other["app_id"]].events = f"{real.url}/hooks/zalo-oa/", None
    real.serve(worker=False)
    mine = next(iter(zalo.world.apps))
    good = [zalo.say("Chào")["msg_id"], zalo.say("Chào", oa_id=other["oa_id"])["msg_id"]]
    zalo.deliver()

    for app in zalo.world.apps.values():
        app.retry = False
    for sign in (mine, "wrong", "missing"):
        zalo.say("Tôi là người khác", oa_id=other["oa_id"], sign=sign)
    zalo.say("Tôi là người khác", sign=other["app_id"])
    zalo.deliver()
    zalo.sender.again(zalo.sender.deliveries[0])
    zalo.deliver()

    believed = [event for event in real.stored() if not event.startswith("unverified:")]
    assert believed == sorted(good)
    assert [one.tries[-1]["status"] for one in zalo.sender.deliveries] == [200, 200, 401, 401, 401, 401, 200]


def it_takes_everything_in_and_answers_once_after_the_messenger_found_itself(zalo, real):
    zalo.world.style.change({"echo": "random"})
    real.serve()
    broken = [{"what": "500"}, {"what": "html"}, {"what": "nothing"}]
    broken += [{"what": "code", "code": code} for code in (-216, -220, -32)]
    zalo.control.faults(None, [{"where": "api", "times": 1, **one} for one in broken])

    people = [zalo.say(TIP, user=f"Dân {number}")["user_id"] for number in range(6)]
    zalo.deliver()

    # the clock of the rows is turned back instead of waiting for it
    for _ in range(40):
        real.ask(
            "from datetime import timedelta\nfrom django.db.models import F\nfrom lantoa.delivery.models import "
            "Outbox\n"
            "from lantoa.delivery.states import OutboxState\n"
            "out = Outbox.objects.filter(state=OutboxState.WAITING).update(due=F('due') - timedelta(minutes=5))"
        )
        answered = {row["user_id"] for row in zalo.world.sent}
        waiting = real.ask("from lantoa.delivery.models import Outbox\nout = Outbox.objects.filter(state=0).count()")
        inbox = real.ask("from lantoa.delivery.models import Inbox\nout = Inbox.objects.filter(state=0).count()")
        if answered == set(people) and not waiting and not inbox:
            break
    said = [(row["user_id"], row["text"]) for row in zalo.world.sent]
    assert {user for user, _ in said} == set(people)
    assert len(said) == len(set(said)), "nobody is told the same twice"
    assert not zalo.world.faults or all(one.times == 0 for one in zalo.world.faults)
