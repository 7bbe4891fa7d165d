"""One intake for every door, in few statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.conversations.actions import intake
from lantoa.conversations.tests.makers import DOOR, FORM, arrival, zalo
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip


def counted(house, text="Có người trộm xe đầu hẻm"):
    area = house.areas[house.here.pk][0]
    prepared = intake.prepare(arrival(text, area=area.pk, kind="tip", category="theft"))
    with CaptureQueriesContext(connection) as seen:
        receive(by=FORM, prepared=prepared)
    kept = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return [q["sql"] for q in seen.captured_queries if not q["sql"].startswith(kept)]


def it_takes_a_tip_in_with_few_statements(house):
    counted(house)

    assert len(counted(house, "Lại có trộm")) <= 12


def it_draws_numbers_that_tell_nothing(house):
    made = [receive(by=FORM, prepared=intake.prepare(arrival(f"Trộm {n}", unit=house.here.pk, kind="tip")))[1]
            for n in range(3)]  # fmt: skip

    numbers = [int(t.number[3:]) for t in made]
    assert (len(set(numbers)) == 3 and numbers != sorted(numbers)) or max(numbers) - min(numbers) > 3


def it_makes_no_tip_of_a_question(house):
    taken, tip = receive(
        by=FORM,
        prepared=intake.prepare(arrival("Thứ bảy có làm căn cước không", kind="admin_question", unit=house.here.pk)),
    )

    assert tip is None and not taken.thread.has_tip


@pytest.mark.parametrize("kind", ["tip", "emergency", "complaint_about_police", "device_fault"])
def it_makes_a_tip_of_what_leads_to_one(house, kind):
    _, tip = receive(by=DOOR, prepared=intake.prepare(zalo("chuyện ở đầu hẻm", kind=kind, unit=house.here.pk)))

    assert tip.state == "received" and Tip.objects.count() == 1
