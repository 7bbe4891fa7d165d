"""Where a report goes: by its place, by its kind, and past whoever must not see it."""

import pytest

from lantoa.conversations.models import Thread
from lantoa.kit import clock
from lantoa.links.actions import make_link
from lantoa.places.logic import facts
from lantoa.places.models import Unit, UnitCode
from lantoa.tips.tests.form import ANSWERS, STORY, Form, text

pytestmark = pytest.mark.django_db


def it_lays_a_complaint_about_police_above_the_unit(client, house):
    form = Form(client, "/bao-tin/90001/")
    form.fill(what={"loai": "police", "ke": "Cán bộ đòi tiền"})

    form.send()

    assert Thread.objects.get().desk == house.desk("above", house.city)


@pytest.mark.parametrize(
    ("typed", "desk"),
    [
        ("", "inbox"),
        ("không có", "inbox"),
        ("anh Ốt", "chief"),
        ("chị Chi", "above"),
        ("ông Xyz", "above"),
        ("trưởng công an", "above"),
    ],
)
def it_keeps_a_report_from_whoever_must_not_see_it(client, house, cast, typed, desk):
    form = Form(client, "/bao-tin/90001/")
    form.fill(more={"tranh": typed})

    form.send()

    assert Thread.objects.get().desk.kind == desk


@pytest.fixture
def cai_khe(house):
    """A commune of the carried facts, with a street in its first area."""
    Unit.objects.filter(pk=house.there.pk).update(name="Phường Cái Khế")
    UnitCode.objects.filter(unit=house.there).update(code="31120")
    street = house.areas[house.there.pk][0]
    street.words = "Ung Văn Khiêm"
    street.save()
    return house.there


@pytest.mark.parametrize("address", ["/bao-tin/", "/bao-tin/90001/"])
def it_takes_an_emergency_to_the_commune_of_the_typed_place(client, house, cai_khe, address):
    form = Form(client, address)
    form.press(nguy="now")

    form.press("send", ke="cháy nhà cứu với", noi="đường Ung Văn Khiêm, phường Cái Khế")

    thread = Thread.objects.get()
    assert thread.kind == "emergency" and thread.desk == house.beats[house.areas[cai_khe.pk][0].pk]


def it_lets_the_typed_place_of_an_emergency_win_over_the_printed_link(client, house, cast, cai_khe):
    link = make_link(by=cast.actor("chi"), unit=house.here, area=house.areas[house.here.pk][0], label="Bảng ở chợ")
    form = Form(client, f"/bao-tin/{link.signs}/")
    form.press(nguy="now")

    form.press("send", ke="cháy nhà cứu với", noi="phường Cái Khế")

    assert Thread.objects.get().desk == house.desk("inbox", cai_khe)


def it_takes_an_emergency_of_a_printed_link_to_its_beat(client, house, cast):
    area = house.areas[house.here.pk][0]
    link = make_link(by=cast.actor("chi"), unit=house.here, area=area, label="Bảng ở chợ")
    form = Form(client, f"/bao-tin/{link.signs}/")
    form.press(nguy="now")

    form.press("send", ke="cháy nhà cứu với", noi="")

    assert Thread.objects.get().desk == house.beats[area.pk]


@pytest.mark.parametrize("told", [{"noi": "số 12 Ung Văn Khiêm"}, {"noi": ""}])
def it_keeps_the_beat_of_the_street_when_the_commune_was_chosen(client, house, cai_khe, told):
    form = Form(client, "/bao-tin/")
    words = "Mất xe đạp" if told["noi"] else "Mất xe đạp trên đường Ung Văn Khiêm"
    form.fill(what={"ke": words, "phuong": str(cai_khe.pk), **told})

    form.send()

    assert Thread.objects.get().desk == house.beats[house.areas[cai_khe.pk][0].pk]


def it_finds_the_commune_and_area_of_a_place_in_words(client, house):
    code = facts.communes()[0]
    unit = Unit.objects.create(kind="commune", name=code.name, parent=house.city, path="x", valid_from=clock.today())
    UnitCode.objects.create(unit=unit, code=code.code, valid_from=clock.today())
    form = Form(client)
    form.fill(what={"noi": f"chợ {code.name}"})

    assert code.name in text(form.page)


def it_asks_which_place_is_meant_once(client, house, monkeypatch):
    from lantoa.tips.queries.where import Place
    from lantoa.tips.views.report import spot

    both = [Place(house.here, house.areas[house.here.pk][0]), Place(house.there, None)]
    monkeypatch.setattr(spot, "meant", lambda words, home: (None, both))
    form = Form(client)
    form.fill(until="what")

    page = text(form.press(ke=STORY, noi="chợ"))

    assert "Có phải một trong các nơi này?" in page and "Khu vực 1, Phường Mẫu Một" in page
    form.press(cho=both[0].value)
    for fields in (ANSWERS["keep"], ANSWERS["more"]):
        form.press(**fields)
    form.send()
    assert Thread.objects.get().desk == house.beats[both[0].area.pk]


def it_knows_unit_and_area_of_a_printed_link(client, house, cast):
    area = house.areas[house.here.pk][0]
    link = make_link(by=cast.actor("chi"), unit=house.here, area=area, label="Bảng ở chợ")
    form = Form(client, f"/bao-tin/{link.signs}/")
    form.fill(until="what")
    assert f'value="{area.pk}" checked>' in text(form.page)
    for fields in ({"ke": STORY, "noi": "chợ", "khu": str(area.pk)}, ANSWERS["keep"], ANSWERS["more"]):
        form.press(**fields)

    form.send()

    assert Thread.objects.get().desk == house.beats[area.pk]


def it_goes_to_the_commune_of_the_phones_position(client, house):
    Unit.objects.filter(pk=house.there.pk).update(lat=10.03, lon=105.78)
    form = Form(client, "/bao-tin/90001/")
    form.fill(what={"vi_tri": "10.0301,105.7802"})

    form.send()

    assert Thread.objects.get().desk == house.desk("inbox", house.there)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ({"ngay": "yesterday"}, "tip"),
        ({"ngay": "other", "ngay_khac": "1/1/2026"}, "tip"),
        ({"ngay": "now"}, "emergency"),
    ],
)
def it_rings_for_what_happens_now_and_not_for_what_is_over(client, house, day, kind):
    form = Form(client, "/bao-tin/90001/")
    form.fill(what={"loai": "theft", "ke": "Hai người giật túi của một chị rồi chạy về hướng chợ"}, more=day)

    form.send()

    assert Thread.objects.get().kind == kind
