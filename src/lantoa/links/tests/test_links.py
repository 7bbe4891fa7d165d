"""Printed signs lead where the unit wants today; they count openings and nobody."""

import pytest

from lantoa.journal.models import Line
from lantoa.links import actions
from lantoa.links.models import DayScans, PrintedLink
from lantoa.links.states import Target

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def link(house, cast) -> PrintedLink:
    area = house.areas[house.here.pk][0]
    return actions.make_link(by=cast.actor("chi"), unit=house.here, area=area, label="Bảng ở chợ")


def it_leads_to_the_report_page_of_its_unit(client, link):
    answer = client.get(f"/k/{link.signs}")

    assert answer["Location"] == f"/bao-tin/{link.signs}/"
    assert "Công an phường Mẫu Một" in text(client.get(answer["Location"]))


def it_counts_openings_of_a_day_without_a_cookie(client, link):
    answers = [client.get(f"/k/{link.signs}") for _ in range(3)]

    assert DayScans.objects.get().scans == 3
    assert [a.cookies for a in answers] == [{}] * 3
    assert {f.name for f in DayScans._meta.get_fields()} == {"id", "link", "day", "scans"}


def it_leads_elsewhere_as_soon_as_it_is_changed(client, link, cast):
    actions.change_link(by=cast.actor("chi"), link=link, area=None, label="x", target=Target.STATUS, active=True)

    assert client.get(f"/k/{link.signs}")["Location"] == "/tin/"
    assert [line.verb for line in Line.objects.order_by("id")] == ["link.made", "link.changed"]


@pytest.mark.parametrize("signs", ["khongco2", "a"])
def it_leads_unknown_paper_to_the_report_page(client, db, signs):
    assert client.get(f"/k/{signs}")["Location"] == "/bao-tin/"


def it_leads_a_switched_off_link_to_the_report_page_uncounted(client, link, cast):
    actions.change_link(by=cast.actor("chi"), link=link, area=None, label="x", target=Target.REPORT, active=False)

    assert client.get(f"/k/{link.signs}")["Location"] == "/bao-tin/"
    assert not DayScans.objects.exists()


@pytest.mark.parametrize("name", ["petra", "otto", "vinh", "adam"])
def it_is_made_and_changed_only_by_who_may(link, house, cast, name):
    with pytest.raises(actions.NotAllowed):
        actions.make_link(by=cast.actor(name), unit=house.here, area=None, label="x")
    with pytest.raises(actions.NotAllowed):
        actions.change_link(by=cast.actor(name), link=link, area=None, label="x", target=Target.HOME, active=True)


def it_takes_no_area_of_another_unit(house, cast):
    with pytest.raises(actions.WrongArea):
        actions.make_link(by=cast.actor("chi"), unit=house.here, area=house.areas[house.there.pk][0], label="x")


def it_makes_changes_and_prints_on_staff_pages(client_of, house, cast, link):
    client = client_of(cast.mo)

    made = client.post("/can-bo/lien-ket/", {"unit": house.there.pk, "label": "Móc khóa đợt 1", "target": "report"})
    address = made["Location"]
    client.post(address, {"label": "Móc khóa", "target": "home", "active": "on"})

    fresh = PrintedLink.objects.get(label="Móc khóa")
    assert (fresh.unit, fresh.target) == (house.there, "home")
    assert text(client.get("/can-bo/lien-ket/")).count("lần mở trong 30 ngày") == 2
    assert client.get(f"{address}qr/svg").content.startswith(b"<svg")
    assert client.get(f"{address}qr/png").content.startswith(b"\x89PNG")
    assert text(client.get(f"{address}to-in/")).count("<figure") == 12


def it_shows_another_chief_nothing_of_this_unit(client_of, house, cast, link):
    from lantoa.accounts.models import Post

    Post.objects.filter(staff=cast.petra).update(role="chief")

    assert "Bảng ở chợ" not in text(client_of(cast.petra).get("/can-bo/lien-ket/"))
    assert client_of(cast.petra).get(f"/can-bo/lien-ket/{link.pk}/").status_code == 404
