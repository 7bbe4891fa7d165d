"""Somebody is in danger: told the number at once, asked nothing more, and it rings until a named person takes it."""

from __future__ import annotations

from tests.stories.test_main_story import until

CRY = "co trom dang o trong bep nha toi hem 51 duong 3/2 xuan khanh, toi nup trong phong"


def _said_to(zalo, name: str) -> list[str]:
    return [row["text"] for row in zalo.world.sent if row.get("person") == name]


def it_answers_with_a_number_without_marks_and_rings_until_somebody_takes_it(real, zalo, officer):
    tam = officer("tam")

    zalo.say(CRY, user="Rhea")
    answers = until(lambda: _said_to(zalo, "Rhea"))

    # one short answer, written as she wrote, and nothing that asks or waits for her
    assert "113" in answers[0]
    assert answers[0].isascii()
    assert len(answers) == 1

    # it rings on the duty desk of her commune
    tam.goto("/can-bo/chuong/")
    until(lambda: (tam.reload(), tam.locator("[data-ringing]").count())[1])
    tam.click("button:has-text('Tôi nhận việc này')")
    tam.wait_for_load_state()

    # and is silent for everybody once a name stands behind it
    assert until(lambda: tam.locator("[data-ringing]").count() == 0)
    taken = real.ask(
        "from lantoa.duties.models import Ring\nout = list(Ring.objects.values_list('accepted_by__username', 'thread'))"
    )
    assert [name for name, _ in taken] == ["tam"]
    assert len(_said_to(zalo, "Rhea")) == 1


def it_never_answers_in_a_group_and_invites_the_author_aside(real, zalo):
    zalo.say("Hẻm 51 đường 3/2 tối nào cũng có người bán ma túy trước cổng trường", user="Vinh", group="Tổ 5")

    invited = until(lambda: _said_to(zalo, "Vinh"))

    zalo.say("Chào cả tổ buổi sáng vui vẻ nha", user="Stranger", group="Tổ 5")
    zalo.deliver()
    until(
        lambda: real.ask("from lantoa.delivery.models import Inbox\nout = not Inbox.objects.filter(state=0).exists()")
    )
    assert not any(row["group_id"] for row in zalo.world.sent)
    assert len(invited) == 1
    assert _said_to(zalo, "Stranger") == []
