"""What a stranger's attack found: words sent again under one token, matters counted elsewhere, what was taken back."""

import pytest

from lantoa.conversations.actions import intake
from lantoa.conversations.models import Message
from lantoa.conversations.queries import sealed, threads
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions import resident
from lantoa.tips.actions.receive import receive
from lantoa.tips.tests.form import Form, hidden

pytestmark = pytest.mark.django_db


def _told(text, **more):
    return receive(by=FORM, prepared=intake.prepare(arrival(text, **more)))


def it_lets_an_emergency_about_police_lie_above_the_unit(house):
    taken, _tip = _told("Anh công an khu vực đang đánh em tôi chảy máu, cứu với", unit=house.here.pk,
                        kind="complaint_about_police")  # fmt: skip

    assert taken.thread.kind == "emergency" and taken.thread.desk.kind == "above"


def it_counts_only_matters_of_the_readers_own_desks(house, cast):
    first, _ = _told("Mất xe đạp", unit=house.here.pk, kind="tip", address="0912345678")
    _told("Công an phường đòi tiền quán", unit=house.here.pk, kind="complaint_about_police", address="0912345678")

    assert threads.others_of(cast.actor("chi"), first.thread) == 0


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


def it_lets_an_emergency_that_blames_an_officer_lie_above_also_when_nobody_chose(house):
    taken, _tip = _told(
        "Huy công an khu vực vừa đánh em tôi chảy máu, đang nhốt nó ở trụ sở, cứu với", unit=house.here.pk
    )

    assert taken.thread.kind == "emergency" and taken.thread.desk.kind == "above"


def it_leaves_a_cry_for_the_police_with_the_unit(house):
    taken, _tip = _told("Công an ơi cứu với, nó cầm dao chém ba tui chảy máu", unit=house.here.pk)

    assert taken.thread.kind == "emergency" and taken.thread.desk.kind == "inbox"
