"""The inspector's page: who opened what, when and why."""

import pytest

from lantoa.accounts.actions import leave
from lantoa.conversations.actions import intake, read
from lantoa.conversations.tests.makers import arrival
from lantoa.journal.actions import seal_batch, write
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.tips.actions.receive import receive
from lantoa.vault import actions as vault

PAGE = "/can-bo/nhat-ky/"
WHY = "Cần hẹn gặp để xem chứng cứ."


@pytest.fixture
def tip(house):
    told = arrival("Mất xe trước nhà.", unit=house.here.pk, kind="tip", address="+84900000145")
    return receive(by=HOUSE, prepared=intake.prepare(told))[1]


@pytest.fixture
def ines(cast, client_of):
    return client_of(cast.ines)


def lines(client, **asked):
    return [(line.did, line.who) for line in client.get(PAGE, asked).context["lines"]]


def it_says_who_asked_to_open_an_identity_and_why(ines, cast, tip, house):
    vault.ask(by=cast.actor("otto"), thread=tip.thread_id, unit=house.here.pk, reason=WHY)

    line = ines.get(PAGE).context["lines"][0]

    assert (line.did, line.who, line.unit, line.number, line.reason, line.sealed) == (
        "Xin mở danh tính người báo", "Th/u Nguyễn Văn Ốt", "Phường Mẫu Một", tip.number, WHY, True,
    )  # fmt: skip


def it_says_who_read_what(ines, cast, tip):
    read.opened(by=cast.actor("otto"), thread=tip.thread)

    assert lines(ines, viec="readings") == [("Đã đọc", "Th/u Nguyễn Văn Ốt")]


def it_says_who_searched_by_number_and_what_for(ines, cast):
    read.search_number(by=cast.actor("otto"), typed="65B2 123.45", purpose="Tìm xe bị mất tối 14/10")

    line = ines.get(PAGE, {"viec": "searches"}).context["lines"][0]

    assert line.reason == "Tìm xe bị mất tối 14/10"
    assert "123" not in line.did


def it_finds_by_person_unit_and_tip(ines, cast, tip, house):
    read.opened(by=cast.actor("otto"), thread=tip.thread)
    read.opened(by=cast.actor("chi"), thread=tip.thread)

    assert len(lines(ines, viec="readings", nguoi="chi")) == 1
    assert len(lines(ines, viec="readings", donvi=str(house.here.pk))) == 2
    assert lines(ines, viec="readings", donvi=str(house.there.pk)) == []
    assert len(lines(ines, viec="readings", tin=tip.number)) == 2
    assert lines(ines, viec="readings", tin="26-000000") == []
    assert lines(ines, viec="readings", nguoi="ai-do") == []


def it_goes_on_where_the_last_page_ended(ines, cast):
    for _ in range(60):
        write(by=cast.actor("otto"), verb="threads.searched")
    first = ines.get(PAGE, {"viec": "searches"})

    second = ines.get(PAGE, {"viec": "searches", "sau": first.context["older"]})

    seen = [line.pk for line in [*first.context["lines"], *second.context["lines"]]]
    assert len(seen) == len(set(seen)) == 60
    assert second.context["older"] == ""


def it_writes_down_that_the_inspector_looked(ines, cast):
    ines.get(PAGE)

    assert lines(ines, viec="journal")[0] == ("Xem nhật ký", "Th/t Đỗ Thị In")


def it_shows_the_head_and_proves_the_chain(ines, cast, tip):
    seal_batch()

    page = ines.post(PAGE).content.decode()

    assert "không dòng nào bị sửa" in page


def it_names_a_line_that_was_altered(ines, cast, tip):
    seal_batch()
    first = Line.objects.order_by("pk")[0]
    Line.objects.filter(pk=first.pk).update(verb="thread.opened")

    assert f"dòng {first.pk} bị sửa" in ines.post(PAGE).content.decode()


def it_shows_no_content(ines, cast, tip):
    read.opened(by=cast.actor("otto"), thread=tip.thread)

    page = ines.get(PAGE, {"viec": "all"}).content.decode()

    assert "Mất xe" not in page and "900000145" not in page


def it_asks_the_same_number_of_statements_for_one_line_and_for_many(ines, cast, tip, django_assert_num_queries):
    vault.ask(by=cast.actor("otto"), thread=tip.thread_id, unit=None, reason=WHY)
    ines.get(PAGE, {"viec": "all"})
    with django_assert_num_queries(19):
        ines.get(PAGE, {"viec": "all"})
    for name in ("otto", "chi"):
        vault.ask(by=cast.actor(name), thread=tip.thread_id, unit=None, reason=WHY)
    with django_assert_num_queries(19):
        ines.get(PAGE, {"viec": "all"})


def it_is_closed_to_an_inspector_who_left(cast, client_of):
    client = client_of(cast.ines)
    leave(by=HOUSE, staff=cast.ines)

    assert client.get(PAGE).status_code == 404
