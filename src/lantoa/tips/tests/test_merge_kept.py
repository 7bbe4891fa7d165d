"""Merging shows a matter to nobody from whom it is kept."""

import pytest

from lantoa.accounts.actions import keep_from
from lantoa.accounts.models import Post
from lantoa.conversations.actions import intake
from lantoa.conversations.models import Message
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.journal.logic import HOUSE
from lantoa.tips.actions import merge
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip
from lantoa.tips.tests.form import text

KEPT = "Nhìn từ ban công tầng ba thấy rõ"


def made(house, said):
    return receive(by=FORM, prepared=intake.prepare(arrival(said, unit=house.here.pk, kind="tip")))[1]


@pytest.fixture
def pair(house, cast):
    """One tip everybody sees, and one that is kept from Otto."""
    mine, kept = made(house, "Trộm xe ở hẻm 12"), made(house, KEPT)
    keep_from(by=HOUSE, staff=[cast.otto.pk], thread=kept.thread_id, unit=house.here.pk)
    return mine, kept


def now(tip):
    return Tip.objects.select_related("thread__desk__unit", "unit", "merged_into").get(pk=tip.pk)


@pytest.mark.parametrize("way", [(0, 1), (1, 0)])
def it_merges_nothing_that_is_kept_from_other_people(pair, cast, client_of, way):
    tip, into = pair[way[0]], pair[way[1]]

    page = client_of(cast.chi).post(f"/can-bo/tin/{tip.thread.public_id}/gop/", {"into": into.number}, follow=True)

    assert now(tip).merged_into is None and "không gộp được" in text(page)


def it_names_the_main_tip_to_nobody_who_may_not_read_it(house, cast, client_of):
    tip, main = made(house, "Trộm xe ở hẻm 12"), made(house, KEPT)
    merge.merge(by=cast.actor("chi"), tip=tip, into=main)
    keep_from(by=HOUSE, staff=[cast.otto.pk], thread=main.thread_id, unit=house.here.pk)

    page = client_of(cast.otto).get(f"/can-bo/tin/{tip.thread.public_id}/")

    assert page.status_code == 200 and main.number not in text(page)
    assert main.number in text(client_of(cast.chi).get(f"/can-bo/tin/{tip.thread.public_id}/"))


def it_prints_nothing_for_whom_a_merged_matter_is_kept_from_later(house, cast, client_of):
    main, kept = made(house, "Trộm xe ở hẻm 12"), made(house, KEPT)
    merge.merge(by=cast.actor("chi"), tip=kept, into=main)
    sheet = f"/can-bo/tin/{main.thread.public_id}/phieu/"
    chi = client_of(cast.chi)
    told = Message.objects.filter(direction="in").order_by("pk").values_list("ref", flat=True)
    sent = {"place": "", "read": "1", **dict(zip((f"ke-{ref}" for ref in told), ("Trộm xe", KEPT), strict=True))}
    chi.post(sheet, sent)
    keep_from(by=HOUSE, staff=[cast.vinh.pk], thread=kept.thread_id, unit=house.here.pk)
    Post.objects.filter(staff=cast.vinh).update(unit=house.here, role="chief")
    vinh = client_of(cast.vinh)

    page = vinh.get(sheet)
    vinh.post(sheet, {"place": "", "read": "1", f"ke-{told[0]}": "Trộm xe đạp"})

    assert page.status_code == 200 and KEPT not in text(page) and "Trộm xe" in text(page)
    assert KEPT in text(chi.get(sheet)) and "Trộm xe đạp" in text(chi.get(sheet))
