"""Opening who a reporter is: a reason, a second person, a line; and the reporter hears of it."""

from datetime import datetime, timedelta

import pytest

from lantoa.accounts.actions import leave, post_to
from lantoa.conversations.actions import identity
from lantoa.conversations.actions.reply import NotAllowed
from lantoa.conversations.models import Correspondent
from lantoa.conversations.tests.makers import arrival, taken
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.vault.models import Opening
from lantoa.vault.queries import for_reporter

AT = datetime(2026, 10, 15, 8, 0, tzinfo=clock.HERE)
WHY = "Cần hẹn gặp để xem chứng cứ, hỏi qua tin hai lần không trả lời."
LIST = "/can-bo/mo-danh-tinh/"


@pytest.fixture(autouse=True)
def moved_clock():
    with clock.moved(AT):
        yield


@pytest.fixture
def thread(house):
    told = arrival("Mất xe trước nhà.", channel="hotline_note", mode="confidential", address="+84900000145",
                   unit=house.here.pk, kind="tip", external_id="n1")  # fmt: skip
    return taken(told).thread


@pytest.fixture
def page(thread):
    return f"/can-bo/hop-thu/{thread.public_id}/danh-tinh/"


def asked(client, page, **more):
    return client.post(page, {"go": "ask", "reason": WHY, **more})


def agreed(client, word="yes"):
    return client.post(LIST, {"go": word, "ref": Opening.objects.get().ref})


def it_opens_after_a_second_person_of_the_inspectorate_agreed(cast, client_of, page, thread):
    otto, ines = client_of(cast.otto), client_of(cast.ines)
    asked(otto, page)
    assert "+84900000145" not in otto.post(page, {"go": "look"}).content.decode()
    assert WHY in ines.get(LIST).content.decode()
    agreed(ines)

    answer = otto.post(page, {"go": "look"})

    assert "+84900000145" in answer.content.decode()
    verbs = list(Line.objects.filter(thread=thread.n, about__startswith="opening:").values_list("verb", flat=True))
    assert verbs == ["opening.asked", "opening.consented", "identity.opened"]


def it_tells_the_reporter_role_and_reason_and_no_name(cast, client_of, page, thread):
    asked(client_of(cast.otto), page)
    agreed(client_of(cast.ines))
    client_of(cast.otto).post(page, {"go": "look"})

    told = for_reporter(thread.n)

    assert [(one.at, one.role, one.reason) for one in told] == [(AT, "Cảnh sát khu vực, Phường Mẫu Một", WHY)]


def it_shows_nothing_on_getting_the_page(cast, client_of, page):
    asked(client_of(cast.otto), page)
    agreed(client_of(cast.ines))

    assert "+84900000145" not in client_of(cast.otto).get(page).content.decode()


def it_lets_nobody_agree_to_their_own_wish_or_that_of_their_unit(cast, client_of, page):
    asked(client_of(cast.otto), page)

    assert WHY not in client_of(cast.chi).get(LIST).content.decode()
    assert agreed(client_of(cast.chi)).status_code == 404
    assert Opening.objects.get().state == "asked"


def it_shows_the_second_person_nothing_of_the_matter(cast, client_of, page, thread):
    asked(client_of(cast.otto), page)

    said = client_of(cast.ines).get(LIST).content.decode()

    assert "Mất xe" not in said and thread.public_id not in said
    assert client_of(cast.ines).get(page).status_code == 404


def it_ends_with_a_no(cast, client_of, page):
    asked(client_of(cast.otto), page)
    agreed(client_of(cast.ines), "no")

    assert client_of(cast.otto).post(page, {"go": "look"}).status_code == 404


def it_ends_after_a_day(cast, client_of, page):
    asked(client_of(cast.otto), page)
    agreed(client_of(cast.ines))
    clock.advance(timedelta(hours=24, seconds=1))

    assert client_of(cast.otto).post(page, {"go": "look"}).status_code == 404


@pytest.mark.parametrize("name", ["petra", "dana", "vinh", "adam", "mo", "ines"])
def it_is_asked_by_nobody_who_does_not_see_the_matter(cast, client_of, page, name):
    client = client_of(getattr(cast, name))

    assert (client.get(page).status_code, asked(client, page).status_code) == (404, 404)
    assert not Opening.objects.exists()


def it_takes_the_right_away_with_the_post(cast, client_of, page):
    otto = client_of(cast.otto)
    asked(otto, page)
    agreed(client_of(cast.ines))
    leave(by=HOUSE, staff=cast.otto)

    assert otto.post(page, {"go": "look"}).status_code == 404


@pytest.mark.parametrize(
    ("sent", "word"),
    [
        ({"reason": ""}, "Ghi vì sao phải biết"),
        ({"reason": "cần"}, "Ghi rõ hơn"),
        ({"ground": "Điều 5"}, "cả căn cứ và ngày"),
        ({"delay_until": "01/12/2026"}, "cả căn cứ và ngày"),
        ({"ground": "Điều 5", "delay_until": "01/12/2030"}, "trong vòng một năm"),
        ({"ground": "Điều 5", "delay_until": "hôm nào"}, "31/12/2026"),
    ],
)
def it_asks_for_a_reason_and_for_both_halves_of_a_delay(cast, client_of, page, sent, word):
    answer = asked(client_of(cast.otto), page, **sent)

    assert answer.status_code == 422 and word in answer.content.decode()
    assert not Opening.objects.exists()


def it_delays_what_the_reporter_hears_as_long_as_a_ground_allows(cast, client_of, page, thread):
    asked(client_of(cast.otto), page, ground="Điều 5, quyết định thử 01", delay_until="20/10/2026")
    agreed(client_of(cast.ines))
    client_of(cast.otto).post(page, {"go": "look"})
    assert for_reporter(thread.n) == []

    clock.advance(timedelta(days=5))

    assert len(for_reporter(thread.n)) == 1


def it_has_nothing_to_open_of_an_unnamed_person(cast, client_of, house):
    thread = taken(arrival("Thấy người lạ.", unit=house.here.pk, kind="tip")).thread
    page = f"/can-bo/hop-thu/{thread.public_id}/danh-tinh/"

    assert "Không có gì để mở" in client_of(cast.otto).get(page).content.decode()
    assert asked(client_of(cast.otto), page).status_code == 404


def it_has_nothing_left_when_the_person_withdrew(cast, client_of, page):
    asked(client_of(cast.otto), page)
    agreed(client_of(cast.ines))
    Correspondent.objects.update(address=None)

    assert "Không còn giữ gì" in client_of(cast.otto).post(page, {"go": "look"}).content.decode()


def it_tells_no_chief_that_somebody_complained(cast, client_of, house):
    told = arrival("Anh cán bộ đòi tiền.", mode="confidential", address="+84900000146", unit=house.here.pk,
                   kind="complaint_about_police")  # fmt: skip
    complaint = taken(told).thread
    boss = cast.dana
    post_to(by=HOUSE, staff=boss, unit=house.city, role="chief")
    asked(client_of(boss), f"/can-bo/hop-thu/{complaint.public_id}/danh-tinh/")

    assert WHY not in client_of(cast.chi).get(LIST).content.decode()
    assert agreed(client_of(cast.chi)).status_code == 404
    with pytest.raises(NotAllowed):
        identity.decide(by=cast.actor("chi"), opening=Opening.objects.get(), agreed=True)
    assert WHY in client_of(cast.ines).get(LIST).content.decode()
