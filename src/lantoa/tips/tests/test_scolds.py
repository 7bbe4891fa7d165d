"""Whoever is in danger and scolds the police is rung for, and the words are read above as well."""

import pytest

from lantoa.conversations.models import Thread
from lantoa.errands.models import Errand
from lantoa.tips.tests.form import Form

pytestmark = pytest.mark.django_db
SCOLDS = [
    "tại sao công an chưa tới, nó đang đâm con tôi",
    "Công an phường vô trách nhiệm, không giải quyết, nó đang ở trước nhà em",
    "gọi công an hoài không ai nghe máy, nó phá cửa nhà tôi",
    "cong an phuong bao che cho no, gio no quay lai",
    "Khiếu nại cán bộ trực ban quát tôi, chồng tôi tìm tới nữa rồi",
]


@pytest.mark.parametrize("told", SCOLDS)
def it_rings_for_whoever_presses_now_also_when_they_scold_the_police(client, house, told):
    form = Form(client, "/bao-tin/90001/")
    form.press(nguy="now")

    form.press("send", ke=told)

    rings = Thread.objects.get(kind="emergency")
    assert rings.desk == house.desk("inbox", house.here)
    assert Errand.objects.filter(task="lantoa.duties.tasks.ring_for", args__thread=rings.n).exists()
    above = Thread.objects.get(kind="complaint_about_police")
    assert (above.desk.kind, above.desk.unit_id) == ("above", house.city.pk)
