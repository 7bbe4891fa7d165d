"""Whoever a bell calls can open the matter: at every step of a ring, and nobody the matter speaks of is called."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from lantoa.accounts.actions import keep_from
from lantoa.accounts.models import Post
from lantoa.conversations.actions import handle, intake
from lantoa.conversations.queries import threads
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.duties import actions
from lantoa.duties.models import Ring
from lantoa.duties.queries import ringing
from lantoa.errands.tasks import drain
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.tips.actions.receive import receive

pytestmark = pytest.mark.django_db
PEOPLE = ("otto", "petra", "dana", "chi", "mo", "ines", "vinh", "adam")
CRIES = (
    "Các anh công an tới gấp, nó đang đánh chồng tôi chảy máu",
    "gọi 113 hoài không ai tới, cướp đang khống chế mẹ tôi",
    "Anh công an khu vực đang đánh em tôi chảy máu, cứu với",
    "cháy nhà cứu với",
)


def _told(text, **more):
    taken, _tip = receive(by=FORM, prepared=intake.prepare(arrival(text, **more)))
    drain()
    return taken


def _step():
    Ring.objects.filter(next_at__isnull=False).update(next_at=clock.now() - timedelta(seconds=1))
    actions.pass_on(by=HOUSE)


@pytest.mark.parametrize("place", ["here", None])
@pytest.mark.parametrize("text", CRIES)
def it_lets_everybody_whom_a_bell_calls_open_the_matter_at_every_step(house, cast, client_of, text, place):
    thread = _told(text, unit=getattr(house, place).pk if place else None).thread
    called = set()

    for _each in range(5):
        for name in PEOPLE:
            if ringing(cast.actor(name)).filter(thread=thread.n).exists():
                called.add(name)
                page = client_of(getattr(cast, name)).get(reverse("tip", args=[thread.public_id]))
                assert page.status_code == 200, name
        _step()

    assert called >= ({"chi", "dana", "ines"} if place else {"dana", "ines"})


@pytest.mark.parametrize("text", CRIES[:3])
def it_calls_a_duty_desk_of_the_place_whoever_is_blamed(house, cast, text):
    _told(text, unit=house.here.pk)

    assert ringing(cast.actor("chi")).count() == 1


def it_calls_nobody_of_whom_the_matter_speaks(house, cast):
    thread = _told("cháy nhà cứu với", unit=house.here.pk).thread

    keep_from(by=HOUSE, staff=[cast.chi.pk], thread=thread.n, unit=thread.desk.unit_id)

    chi = cast.actor("chi")
    assert not ringing(chi).exists() and threads.by_public_id(chi, thread.public_id) is None
    with pytest.raises(actions.NotAllowed):
        actions.accept(by=chi, rings=Ring.objects.values_list("pk", flat=True))


def it_rings_where_an_emergency_was_moved_and_goes_on_ringing_where_it_was(house, cast):
    Post.objects.filter(staff=cast.petra).update(role="duty")
    thread = _told("cháy nhà cứu với", unit=None).thread
    assert ringing(cast.actor("dana")).exists()

    handle.hand_to(by=cast.actor("dana"), thread=thread, unit=house.there)
    drain()

    for name in ("petra", "dana"):
        assert ringing(cast.actor(name)).exists()
        assert threads.by_public_id(cast.actor(name), thread.public_id) == thread
