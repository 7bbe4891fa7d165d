"""Every address of the house has a row here: open to anybody, or the power it needs.

``signed in`` needs a sign-in only. A route without a row fails; so does a row without a route.
"""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from lantoa.accounts.actions import leave, post_to, sit_at
from lantoa.accounts.logic import POWERS
from lantoa.conversations.actions.intake import prepare
from lantoa.conversations.logic.arrival import Arrival
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.tips.actions.receive import receive

OPEN = "open"
SIGNED_IN = "signed in"

ROUTES: dict[str, str] = {
    "/": OPEN,
    "/thoat": OPEN,
    "/lich/": OPEN,
    "/hien-thi/": OPEN,
    "/giu-kin/": OPEN,
    "/huong-dan/": OPEN,
    "/healthz": OPEN,
    "/robots.txt": OPEN,
    "/k/<slug:signs>": OPEN,
    "/bao-tin/": OPEN,
    "/bao-tin/ma/": OPEN,
    "/bao-tin/<slug:place>/": OPEN,
    "/tin/": OPEN,
    "/tep/<str:ref>/<str:variant>/<str:token>": OPEN,
    "/can-bo/tep/<str:ref>/<str:variant>/<str:token>": SIGNED_IN,
    "/hooks/zalo-oa/": OPEN,
    "/hooks/<slug:kind>/<str:account>/": OPEN,
    "/can-bo/": SIGNED_IN,
    "/can-bo/ket/": "stuck.see",
    "/can-bo/cau-san/": "bank",
    "/can-bo/cau-san/mau/": "bank",
    "/can-bo/cau-san/<int:pk>/": "bank",
    "/can-bo/cau-san/<int:pk>/cat/": "bank",
    "/can-bo/tim/": "read",
    "/can-bo/tim/<slug:sign>/": "read",
    "/can-bo/tim-so/": "read",
    "/can-bo/tim-so/<slug:sign>/": "read",
    "/can-bo/hoan-tac/": "answer",
    "/can-bo/hop-thu/": "read",
    "/can-bo/hop-thu/moi/": "read",
    "/can-bo/hop-thu/nhieu/giao/": "answer",
    "/can-bo/hop-thu/nhieu/ket-thuc/": "answer",
    "/can-bo/hop-thu/<slug:public_id>/": "read",
    "/can-bo/hop-thu/<slug:public_id>/moi/": "read",
    "/can-bo/hop-thu/<slug:public_id>/so/<slug:ref>/<slug:what>/<int:index>/": "read",
    "/can-bo/hop-thu/<slug:public_id>/tep/<slug:ref>/": "read",
    "/can-bo/hop-thu/<slug:public_id>/cau/": "answer",
    "/can-bo/hop-thu/<slug:public_id>/tra-loi/": "answer",
    "/can-bo/hop-thu/<slug:public_id>/ghi-chu/": "answer",
    "/can-bo/hop-thu/<slug:public_id>/giao/": "answer",
    "/can-bo/hop-thu/<slug:public_id>/chuyen/": "assign",
    "/can-bo/hop-thu/<slug:public_id>/loai/": "answer",
    "/can-bo/hop-thu/<slug:public_id>/ten/": "answer",
    "/can-bo/hop-thu/<slug:public_id>/cho/": "answer",
    "/can-bo/hop-thu/<slug:public_id>/ket-thuc/": "answer",
    "/can-bo/hop-thu/<slug:public_id>/mo-lai/": "answer",
    "/can-bo/tin/": "read",
    "/can-bo/tin/nhieu/da-xem/": "tip.move",
    "/can-bo/tin/nhieu/nhan/": "answer",
    "/can-bo/tin/<slug:public_id>/": "read",
    "/can-bo/tin/<slug:public_id>/phieu/": "tip.hand_over",
    "/can-bo/tin/<slug:public_id>/lap/": "answer",
    "/can-bo/tin/<slug:public_id>/<slug:verb>/": "read",
    "/can-bo/vao/": OPEN,
    "/can-bo/vao/ma/": OPEN,
    "/can-bo/vao/phieu/": OPEN,
    "/can-bo/vao/thiet-lap/": OPEN,
    "/can-bo/vao/ra/": SIGNED_IN,
    "/can-bo/vao/may/": SIGNED_IN,
    "/can-bo/vao/mat-khau/": SIGNED_IN,
    "/can-bo/vao/ma-du-phong/": SIGNED_IN,
    "/can-bo/hop-thu/<slug:public_id>/danh-tinh/": "opening.ask",
    "/can-bo/nhat-ky/": "inspect",
    "/can-bo/mo-danh-tinh/": "opening.consent",
    "/can-bo/mo-danh-tinh/moi/": "inspect",
    "/can-bo/truc/": "duty",
    "/can-bo/truc/quanh/": "duty",
    "/can-bo/chuong/": "bell",
    "/can-bo/chuong/nhan/": "bell",
    "/can-bo/so-truc/": "duty.number",
    "/can-bo/nguoi/": "staff.manage",
    "/can-bo/cap-lai/": "settings",
    "/can-bo/lien-ket/": "links.manage",
    "/can-bo/lien-ket/<int:pk>/": "links.manage",
    "/can-bo/lien-ket/<int:pk>/qr/<slug:kind>": "links.manage",
    "/can-bo/lien-ket/<int:pk>/to-in/": "links.manage",
}
# Acts on chosen rows that the person may see; with none of them it leads back and has done nothing.
EMPTY_HANDED = {"/can-bo/tin/nhieu/da-xem/", "/can-bo/tin/nhieu/nhan/"}


def walk(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its pattern, ``<int:pk>`` and the like left as they stand."""
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, here)
        else:
            yield here, pattern


def sample(route: str) -> str:
    """An address to ask for: every placeholder becomes something that exists nowhere."""
    parts = [("999999" if "int:" in p else "00000000" if p.startswith("<") else p) for p in route.split("/")]
    return "/".join(parts)


ADDRESSES = dict(walk(get_resolver().url_patterns))


def it_has_a_row_for_every_route():
    assert sorted(set(ADDRESSES) - set(ROUTES)) == []
    assert sorted(set(ROUTES) - set(ADDRESSES)) == []


@pytest.mark.parametrize("route", ADDRESSES)
def it_is_closed_unless_its_row_says_open(route):
    required = getattr(ADDRESSES[route].callback, "login_required", True)

    assert required == (ROUTES[route] != OPEN)


CLOSED = [route for route, need in ROUTES.items() if need != OPEN]
POWER_ROUTES = [route for route in CLOSED if ROUTES[route] != SIGNED_IN]


def answers(client, address):
    """What a browser gets that asks, and one that sends."""
    return client.get(address), client.post(address)


def open_to(client, addresses):
    """Those of the addresses that answer this browser with anything but *there is nothing here*."""
    return [a for a in addresses if any(answer.status_code not in (404, 405) for answer in answers(client, a))]


def it_sends_a_stranger_to_the_sign_in_everywhere(client, db):
    wrong = [
        route
        for route in CLOSED
        for answer in answers(client, sample(route))
        if answer.status_code != 403 and not answer.get("Location", "").startswith("/can-bo/vao/")
    ]

    assert wrong == []


ROLES = {"vinh": "volunteer", "adam": "admin", "mo": "movement", "otto": "beat", "petra": "beat", "dana": "duty"}
ROLES |= {"chi": "chief", "ines": "inspector"}


@pytest.mark.parametrize("name", ROLES)
def it_answers_404_to_whoever_lacks_the_power(cast, client_of, name):
    lacking = [route for route in POWER_ROUTES if ROUTES[route] not in POWERS[ROLES[name]]]
    client = client_of(getattr(cast, name))

    assert set(open_to(client, [sample(route) for route in lacking])) <= EMPTY_HANDED


def it_answers_404_to_a_moved_officer(cast, client_of):
    client = client_of(cast.chi)
    leave(by=HOUSE, staff=cast.chi)

    assert set(open_to(client, [sample(route) for route in POWER_ROUTES])) <= EMPTY_HANDED


@pytest.fixture
def matter(house):
    """A tip of Otto's commune, with a plate and a phone in it."""
    told = Arrival(
        channel="web", text="Mất xe 65B2 123.45 trước nhà, gọi 0900 000 145.", sent_at=clock.now(),
        unit=house.here.pk, kind="tip", address="+84900000145", mode="confidential",
    )  # fmt: skip
    _, tip = receive(by=HOUSE, prepared=prepare(told))
    return tip


def of_matter(route, tip):
    """The address of this matter's page, step or piece."""
    message = tip.thread.messages.order_by("pk")[0]
    parts = {"public_id": tip.thread.public_id, "ref": message.ref, "what": "plates", "index": "0", "verb": "xem"}
    return re.sub(r"<[a-z]+:([a-z_]+)>", lambda found: parts.get(found.group(1), "999999"), route)


MATTER_ROUTES = [route for route in ROUTES if "<slug:public_id>" in route]
SHOWING = ("<slug:public_id>/", "/phieu/", "/danh-tinh/", "<int:index>/")
OTHERS = ["petra", "dana", "ines", "mo", "vinh", "adam"]


def it_opens_a_matter_for_the_officer_whose_desk_it_lies_on(cast, client_of, matter):
    # the other tests of matters say nothing unless these addresses are right
    client = client_of(cast.otto)

    for route in [route for route in MATTER_ROUTES if route.endswith(SHOWING)]:
        answer = client.get(of_matter(route, matter))
        assert answer.status_code == 200 or answer["Location"].startswith("/can-bo/tin/"), route


@pytest.mark.parametrize("name", OTHERS)
def it_hides_a_matter_from_everybody_of_another_desk(cast, client_of, matter, name):
    client = client_of(getattr(cast, name))

    assert open_to(client, [of_matter(route, matter) for route in MATTER_ROUTES]) == []


def it_hides_a_matter_from_the_officer_who_was_moved(cast, house, client_of, matter):
    client = client_of(cast.otto)
    leave(by=HOUSE, staff=cast.otto)
    post_to(by=HOUSE, staff=cast.otto, unit=house.there, role="beat")
    sit_at(by=HOUSE, staff=cast.otto, desk=house.desk("inbox", house.there))

    assert open_to(client, [of_matter(route, matter) for route in MATTER_ROUTES]) == []


@pytest.mark.parametrize("name", OTHERS)
def it_tells_nothing_of_a_matter_on_pages_of_other_desks(cast, client_of, matter, name):
    client = client_of(getattr(cast, name))

    for route in [route for route in CLOSED if "<" not in route]:
        page = client.get(route, {"q": "trước nhà", "viec": "openings"}).content.decode()
        told = [word for word in ("Mất xe", matter.number, matter.thread.public_id, "123.45") if word in page]
        assert (route, told) == (route, [])
