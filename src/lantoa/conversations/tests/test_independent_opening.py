"""Nobody opens who told alone: not with an account they made, a slip they printed, a post they gave."""

from datetime import datetime, timedelta

import pytest

from lantoa.accounts.actions import keep_from, post_to
from lantoa.accounts.models import Given, Post, Staff
from lantoa.conversations.tests.makers import arrival, taken
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.vault.models import Opening

AT = datetime(2026, 10, 15, 8, 0, tzinfo=clock.HERE)
WHY = "Cần hẹn gặp để xem chứng cứ, hỏi qua tin hai lần không trả lời."
LIST, NEWS = "/can-bo/mo-danh-tinh/", "/can-bo/mo-danh-tinh/moi/"
NUMBER = "+84900000147"
UNSEEN = "lần xin mở danh tính chưa xem"


@pytest.fixture(autouse=True)
def moved_clock():
    with clock.moved(AT):
        yield


@pytest.fixture
def page(house):
    told = arrival("Mất xe trước nhà.", channel="hotline_note", mode="confidential", address=NUMBER,
                   unit=house.here.pk, kind="tip", external_id="n1")  # fmt: skip
    return f"/can-bo/hop-thu/{taken(told).thread.public_id}/danh-tinh/"


@pytest.fixture
def boss(cast, house):
    """A chief above, long at the post, who may give posts in the communes below."""
    post_to(by=HOUSE, staff=cast.dana, unit=house.city, role="chief")
    Post.objects.filter(staff=cast.dana).update(since=AT - timedelta(days=400))
    return cast.dana


def asked(client, page):
    return client.post(page, {"go": "ask", "reason": WHY})


def agreed(client):
    return client.post(LIST, {"go": "yes", "ref": Opening.objects.get().ref})


def it_opens_for_nobody_who_hired_the_asker_and_waits_out_the_week(cast, client_of, page, boss, house):
    above = client_of(boss)
    form = {"name": "Người Bịa", "username": "bia", "role": "duty"}
    above.post(f"/can-bo/nguoi/?unit={house.here.pk}", {"go": "hire", **form})
    invented = client_of(Staff.objects.get(username="bia"))
    early = asked(invented, page)
    clock.advance(timedelta(days=8))
    invented, above = client_of(Staff.objects.get(username="bia")), client_of(boss)
    asked(invented, page)

    answer = agreed(above)

    assert early.status_code == 422 and "chưa đủ 7 ngày" in early.content.decode()
    assert WHY not in above.get(LIST).content.decode()
    assert answer.status_code == 404
    assert NUMBER not in invented.post(page, {"go": "look"}).content.decode()


def it_opens_for_nobody_above_through_a_chief_between(cast, client_of, page, boss):
    Given.objects.create(giver=boss, taker=cast.chi, what="post", at=AT - timedelta(days=60))
    Given.objects.create(giver=cast.chi, taker=cast.otto, what="slip", at=AT - timedelta(days=30))
    asked(client_of(cast.otto), page)

    assert agreed(client_of(boss)).status_code == 404
    assert agreed(client_of(cast.ines)).status_code == 302


def it_takes_no_consent_of_somebody_whom_the_asker_made(cast, client_of, page, boss):
    Given.objects.create(giver=cast.otto, taker=boss, what="reset", at=AT)
    asked(client_of(cast.otto), page)

    assert agreed(client_of(boss)).status_code == 404


def it_takes_consent_of_a_chief_above_who_gave_nothing(cast, client_of, page, boss):
    asked(client_of(cast.otto), page)

    assert WHY in client_of(boss).get(LIST).content.decode()
    assert agreed(client_of(boss)).status_code == 302
    assert NUMBER in client_of(cast.otto).post(page, {"go": "look"}).content.decode()


def it_takes_no_consent_from_a_post_of_yesterday(cast, client_of, page, boss):
    Post.objects.filter(staff=boss, role="chief").update(since=AT - timedelta(days=1))
    asked(client_of(cast.otto), page)

    assert WHY not in client_of(boss).get(LIST).content.decode()
    assert agreed(client_of(boss)).status_code == 404


def it_offers_no_form_to_a_post_of_yesterday(cast, client_of, page):
    Post.objects.filter(staff=cast.otto).update(since=AT - timedelta(days=1))

    said = client_of(cast.otto).get(page).content.decode()

    assert "chưa đủ 7 ngày" in said and 'value="ask"' not in said


def it_shuts_again_when_the_second_person_takes_the_askers_way_in(cast, client_of, page, boss):
    asked(client_of(cast.otto), page)
    agreed(client_of(boss))
    Given.objects.create(giver=boss, taker=cast.otto, what="reset", at=clock.now())

    assert client_of(cast.otto).post(page, {"go": "look"}).status_code == 404


def it_shows_who_appointed_both(cast, client_of, page, boss):
    Given.objects.create(giver=cast.adam, taker=cast.otto, what="reset", at=AT - timedelta(days=3))
    Given.objects.create(giver=cast.mo, taker=boss, what="slip", at=AT - timedelta(days=4))
    asked(client_of(cast.otto), page)

    said = client_of(boss).get(LIST).content.decode()

    assert "Bùi Văn Đam: cấp lại cách vào, 12/10/2026" in said
    assert "Phan Văn Mơ: cấp phiếu vào, 11/10/2026" in said
    assert "Cảnh sát khu vực, Phường Mẫu Một, từ 15/09/2026" in said


def it_tells_the_inspectorate_of_each_at_once_until_it_looked(cast, client_of, page, boss):
    ines = client_of(cast.ines)
    quiet = ines.get(NEWS).status_code, UNSEEN in ines.get("/can-bo/nhat-ky/").content.decode()
    asked(client_of(cast.otto), page)
    agreed(client_of(boss))

    piece, frame = ines.get(NEWS).content.decode(), ines.get("/can-bo/nhat-ky/").content.decode()
    listed = ines.get(LIST).content.decode()

    assert quiet == (204, False)
    assert f"1 {UNSEEN}" in piece and f"1 {UNSEEN}" in frame
    assert WHY in listed and "Người quyết do ai giao việc" in listed and "> mới <" in " ".join(listed.split())
    assert ines.get(NEWS).status_code == 204


def it_tells_again_when_somebody_looked_at_the_person(cast, client_of, page, boss):
    asked(client_of(cast.otto), page)
    agreed(client_of(boss))
    client_of(cast.ines).get(LIST)
    client_of(cast.otto).post(page, {"go": "look"})

    assert "1 lần xin" in client_of(cast.ines).get(NEWS).content.decode()


def it_shows_the_list_of_all_to_the_inspectorate_alone(cast, client_of, page, boss):
    asked(client_of(cast.otto), page)
    agreed(client_of(cast.ines))

    assert "Mọi lần xin" not in client_of(boss).get(LIST).content.decode()
    assert client_of(boss).get(NEWS).status_code == 404


def kept_from(staff):
    thread = Opening.objects.get().thread
    keep_from(by=HOUSE, staff=[staff.pk], thread=thread, unit=1)


def it_tells_no_inspector_of_a_matter_that_speaks_of_them(cast, client_of, page):
    asked(client_of(cast.otto), page)

    kept_from(cast.ines)

    inspector = client_of(cast.ines)
    assert inspector.get(NEWS).status_code == 204
    assert WHY not in inspector.get(LIST).content.decode()


def it_shows_no_past_consent_in_a_matter_that_came_to_speak_of_who_gave_it(cast, client_of, page):
    asked(client_of(cast.otto), page)
    agreed(client_of(cast.ines))

    kept_from(cast.ines)

    assert WHY not in client_of(cast.ines).get(LIST).content.decode()


def it_keeps_the_news_for_the_other_inspectors(cast, client_of, page, house):
    Post.objects.filter(staff=cast.dana).delete()
    post_to(by=HOUSE, staff=cast.dana, unit=house.country, role="inspector")
    asked(client_of(cast.otto), page)
    kept_from(cast.ines)

    client_of(cast.ines).get(LIST)

    assert UNSEEN in client_of(cast.dana).get(NEWS).content.decode()


def it_opens_nothing_on_day_ninety_one_and_names_the_maker(cast, client_of, page, boss, house):
    form = {"name": "Người Bịa", "username": "bia", "role": "duty"}
    client_of(boss).post(f"/can-bo/nguoi/?unit={house.here.pk}", {"go": "hire", **form})
    clock.advance(timedelta(days=91))
    asked(client_of(Staff.objects.get(username="bia")), page)

    assert WHY not in client_of(boss).get(LIST).content.decode() and agreed(client_of(boss)).status_code == 404
    assert f"{boss}: lập tên vào" in client_of(cast.ines).get(LIST).content.decode()
