"""``user_withdraw``, and what follows when the person writes again."""

from lantoa.conversations.actions import forget, intake
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.tests.makers import DOOR, zalo
from lantoa.journal.logic import HOUSE
from lantoa.tips.actions.receive import receive


def wrote(text, house):
    return receive(by=DOOR, prepared=intake.prepare(zalo(text, unit=house.here.pk, kind="tip")))[0].thread


def it_answers_whoever_was_forgotten_and_writes_again(house):
    before = wrote("Có người trộm xe đầu hẻm", house)
    forget.forget_person(by=HOUSE, person=before.correspondent)

    after = Thread.objects.select_related("correspondent").get(n=wrote("Hôm nay lại có trộm", house).n)

    assert after.n != before.n
    assert after.correspondent_id != before.correspondent_id
    assert sealed.address_of(after.correspondent) == "u-1"
