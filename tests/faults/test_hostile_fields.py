"""Whatever somebody writes into whichever field of the staff side: an answer in words, never a broken page.

The fields come from the pages themselves: every name of an input that a page shows, sent to every address.
"""

import re

import pytest

from lantoa.conversations.actions.intake import prepare
from lantoa.conversations.logic.arrival import Arrival
from lantoa.duties.actions import ring
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.tips.actions.receive import receive
from tests.house.test_routes import CLOSED, OPEN, ROUTES, of_matter

HOSTILE = {
    "nul": "a\0b",
    "control": "\x01\x1b[31m\x7f",
    "letters": "abc",
    "huge number": "9" * 30,
    "other digits": "²٣",
    "minus": "-1",
    "script": "<script>alert(1)</script>",
    "right to left": "\u202egnp.exe",
    "decomposed": "ma\u0323\u0301t xe",
    "long": "x" * 20_000,
    "half": "\ud800",
}
ALWAYS = {"q", "sau", "unit", "nguoi", "donvi", "tin", "viec", "next", "seen", "go", "rings", "kind", "chon", "ban"}
DOOR = [route for route, need in ROUTES.items() if route.startswith("/can-bo/") and need == OPEN]
SEEN: set[str] = set()
NAMES = re.compile(r'name="([a-z_0-9]+)"')


@pytest.fixture
def matter(house):
    told = Arrival(channel="web", text="Mất xe 65B2 123.45 trước nhà.", sent_at=clock.now(), unit=house.here.pk,
                   kind="tip", address="+84900000145", mode="confidential")  # fmt: skip
    _, tip = receive(by=HOUSE, prepared=prepare(told))
    ring(by=HOUSE, desk=tip.thread.desk_id, thread=tip.thread_id)
    return tip


@pytest.fixture
def fields(cast, client_of, matter):
    """Every field name that any page shows to anybody; looked for once, since pages do not change between tests."""
    if SEEN:
        return SEEN
    found = set(ALWAYS)
    for person in (cast.chi, cast.ines, cast.adam):
        client = client_of(person)
        for route in CLOSED:
            answer = client.get(of_matter(route, matter))
            if answer.status_code == 200 and "html" in answer["Content-Type"]:
                found |= set(NAMES.findall(answer.content.decode()))
    SEEN.update(found - {"csrfmiddlewaretoken"})
    return SEEN


@pytest.mark.parametrize("what", HOSTILE)
def it_answers_in_words(cast, client_of, matter, fields, what):
    # a half of a pair cannot be typed, but it can be sent
    value = HOSTILE[what] if what != "half" else HOSTILE[what].encode("utf-8", "surrogatepass")
    sent = dict.fromkeys(fields, value)
    broken = []
    for name in ("chi", "ines", "adam"):
        client = client_of(getattr(cast, name), raise_request_exception=False)
        for route in CLOSED:
            if route == "/can-bo/vao/ra/":
                continue
            address = of_matter(route, matter)
            asked = {} if what == "long" else sent
            for answer, how in ((client.get(address, asked), "GET"), (client.post(address, sent), "POST")):
                if answer.status_code >= 500:
                    fault = answer.exc_info[0].__name__ if getattr(answer, "exc_info", None) else ""
                    broken.append(f"{name} {how} {address}: {fault}")

    assert "\n".join(broken) == ""


@pytest.mark.parametrize("what", HOSTILE)
def it_answers_strangers_at_the_staff_door_in_words(client_of, db, what):
    value = HOSTILE[what] if what != "half" else HOSTILE[what].encode("utf-8", "surrogatepass")
    sent = dict.fromkeys(("username", "password", "code", "again", "next"), value)
    client = client_of(raise_request_exception=False)

    codes = [client.post(route, sent).status_code for route in DOOR] + [
        client.get(DOOR[0], {"next": value[:200]}).status_code
    ]

    assert max(codes) < 500
