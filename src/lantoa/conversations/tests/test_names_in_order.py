"""Every select of a thread's page and of the list offers names in Vietnamese order."""

import re

import pytest

from lantoa.conversations.tests.makers import arrival, taken
from lantoa.places.models import Area, Desk, Unit

INBOX = "/can-bo/hop-thu/"


@pytest.fixture
def thread(house):
    return taken(arrival("Làm lại căn cước ở đâu", unit=house.here.pk)).thread


def options(page, name):
    """What a select of the page offers."""
    inside = page.content.decode().split(f'name="{name}"')[1].split("</select>")[0]
    return [one.strip() for one in re.findall(r"<option[^>]*>([^<]+)</option>", inside)][1:]


def it_offers_other_units_in_vietnamese_order(thread, house, cast, client_of):
    for name in ("Phường Đông Mẫu", "Phường Dương Mẫu", "Phường Ấn Mẫu", "Phường An Mẫu"):
        Unit.objects.create(kind="commune", name=name, parent=house.city, path=f"{house.city.path}{name}/")

    offered = options(client_of(cast.chi).get(f"{INBOX}{thread.public_id}/"), "unit")

    assert offered == ["Phường An Mẫu", "Phường Ấn Mẫu", "Phường Dương Mẫu", "Phường Đông Mẫu", "Phường Mẫu Hai"]


def it_offers_the_second_area_before_the_tenth(thread, house, cast, client_of):
    for n in (10, 9):
        Desk.objects.create(
            kind="beat", unit=house.here, area=Area.objects.create(unit=house.here, kind="khu_vuc", name=f"Khu vực {n}")
        )

    offered = options(client_of(cast.chi).get(f"{INBOX}{thread.public_id}/"), "area")

    assert offered == ["Khu vực 1", "Khu vực 2", "Khu vực 9", "Khu vực 10"]


def it_offers_colleagues_by_their_given_name(thread, cast, client_of):
    page = client_of(cast.chi).get(INBOX)

    assert options(page, "to") == ["Tr/t Lê Thị Chi", "Th/u Nguyễn Văn Ốt"]
