"""What a stranger's attack found: words sent again under one token, matters counted elsewhere, what was taken back."""

import pytest
from django.urls import reverse

from lantoa.conversations.actions import intake
from lantoa.conversations.models import Message
from lantoa.conversations.queries import sealed, threads
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions import resident
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip
from lantoa.tips.tests.form import Form, hidden

pytestmark = pytest.mark.django_db


def _told(text, **more):
    return receive(by=FORM, prepared=intake.prepare(arrival(text, **more)))


def it_lets_an_emergency_about_police_ring_at_its_place_and_lie_above_too(house):
    taken, _tip = _told("Anh công an khu vực đang đánh em tôi chảy máu, cứu với", unit=house.here.pk,
                        kind="complaint_about_police")  # fmt: skip

    assert taken.thread.kind == "emergency" and taken.thread.desk.kind == "inbox"
    assert taken.beside.desk.kind == "above" and Tip.objects.filter(thread=taken.beside).exists()


@pytest.mark.parametrize("channel", ["web", "hotline_note"])
def it_joins_no_two_matters_by_a_typed_number(house, cast, client_of, channel):
    """Whoever sits at a desk can type any number: nothing on any page tells whether it was here before."""
    number = {"channel": channel, "address": "0900000145", "mode": "confidential", "unit": house.here.pk, "kind": "tip"}
    mine, _tip = _told("Mất xe đạp", **number)
    before = client_of(cast.chi).get(reverse("tip", args=[mine.thread.public_id])).content
    other, _ = _told("Chuyện khác", **number)
    after = client_of(cast.chi).get(reverse("tip", args=[mine.thread.public_id])).content

    assert mine.thread.correspondent_id != other.thread.correspondent_id
    assert mine.thread.correspondent.address_hash != other.thread.correspondent.address_hash
    assert before.count(b"\n") == after.count(b"\n") and "Người này còn" not in after.decode()


def it_shows_what_was_taken_back_in_no_list(house, cast):
    taken, tip = _told("Mất xe đạp", unit=house.here.pk, kind="tip")

    resident.withdraw(thread=taken.thread, tip=tip)

    for name in ("chi", "otto"):
        assert threads.page(cast.actor(name), threads.Filter(open=False)) == []


def it_keeps_other_words_sent_from_the_same_page(client, house):
    form = Form(client)
    form.fill()
    page = hidden(form.page, "tin")
    client.post("/bao-tin/", {"tin": page, "go": "send"})
    edited = client.post("/bao-tin/", {"tin": page, "go": "edit:what"})
    changed = client.post(
        "/bao-tin/", {"tin": hidden(edited, "tin"), "go": "next", "loai": "theft", "ke": "Thêm: áo đỏ"}
    )

    client.post("/bao-tin/", {"tin": hidden(changed, "tin"), "go": "send"})
    client.post("/bao-tin/", {"tin": hidden(changed, "tin"), "go": "send"})

    rows = Message.objects.filter(direction="in").select_related("thread")
    assert rows.count() == 2 and len({one.thread_id for one in rows}) == 1
    assert any("áo đỏ" in one.text for one in sealed.said(rows[0].thread, notes=False))


def it_lets_an_emergency_that_blames_an_officer_lie_above_too_also_when_nobody_chose(house):
    taken, _tip = _told(
        "Huy công an khu vực vừa đánh em tôi chảy máu, đang nhốt nó ở trụ sở, cứu với", unit=house.here.pk
    )

    assert taken.thread.kind == "emergency" and taken.thread.desk.kind == "inbox"
    assert taken.beside.desk.kind == "above"


def it_leaves_a_cry_for_the_police_with_the_unit(house):
    taken, _tip = _told("Công an ơi cứu với, nó cầm dao chém ba tui chảy máu", unit=house.here.pk)

    assert taken.thread.kind == "emergency" and taken.thread.desk.kind == "inbox"
