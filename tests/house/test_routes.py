"""Every address of the house has a row here: open to anybody, or the power it needs.

``signed in`` needs a sign-in only. A route without a row fails; so does a row without a route.
"""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from lantoa.accounts.actions import leave
from lantoa.accounts.logic import POWERS
from lantoa.journal.logic import HOUSE

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
    "/can-bo/tim-so/": "read",
    "/can-bo/hop-thu/": "read",
    "/can-bo/hop-thu/moi/": "read",
    "/can-bo/hop-thu/nhieu/giao/": "answer",
    "/can-bo/hop-thu/nhieu/ket-thuc/": "answer",
    "/can-bo/hop-thu/<slug:public_id>/": "read",
    "/can-bo/hop-thu/<slug:public_id>/moi/": "read",
    "/can-bo/hop-thu/<slug:public_id>/so/<slug:ref>/<slug:what>/<int:index>/": "read",
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
    "/can-bo/truc/": "duty",
    "/can-bo/truc/quanh/": "duty",
    "/can-bo/chuong/": "duty",
    "/can-bo/chuong/nhan/": "duty",
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


@pytest.mark.parametrize("route", [r for r, need in ROUTES.items() if need != OPEN])
def it_sends_a_stranger_to_the_sign_in(client, db, route):
    for answer in (client.get(sample(route)), client.post(sample(route))):
        assert answer.status_code in (302, 403)
        assert answer.status_code == 403 or answer["Location"].startswith("/can-bo/vao/")


POWER_ROUTES = [r for r, need in ROUTES.items() if need not in (OPEN, SIGNED_IN)]


ROLES = {"vinh": "volunteer", "adam": "admin", "mo": "movement", "otto": "beat", "petra": "beat", "dana": "duty"}
ROLES |= {"chi": "chief", "ines": "inspector"}
LACKING = [(name, route) for name, role in ROLES.items() for route in POWER_ROUTES if ROUTES[route] not in POWERS[role]]


@pytest.mark.parametrize(("name", "route"), LACKING)
def it_answers_404_to_whoever_lacks_the_power(cast, client_of, name, route):
    client = client_of(getattr(cast, name))

    assert {client.get(sample(route)).status_code, client.post(sample(route)).status_code} <= {
        404,
        405,
        302 if route in EMPTY_HANDED else 404,
    }


@pytest.mark.parametrize("route", POWER_ROUTES)
def it_answers_404_to_a_moved_officer(cast, client_of, route):
    client = client_of(cast.chi)
    leave(by=HOUSE, staff=cast.chi)

    assert client.get(sample(route)).status_code in (404, 405)
