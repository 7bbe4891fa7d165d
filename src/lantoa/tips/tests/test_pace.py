"""A sum serves once, and a flood waits for itself."""

import re
from threading import Event, Thread

import pytest
from django.test import RequestFactory

from lantoa.conversations.logic import receipts
from lantoa.tips.views import pace

pytestmark = pytest.mark.django_db


def look_up(client, **more):
    return client.post("/tin/", {"ma": receipts.draw().digits, **more}).content.decode()


def solved(page):
    one, two = map(int, re.search(r"(\d+) cộng (\d+)", page).groups())
    return {"tong": str(one + two), "hoi": re.search(r'name="hoi" value="([^"]+)"', page).group(1)}


def it_takes_a_solved_sum_once(client):
    for _ in range(pace.LOOKUPS):
        look_up(client)
    answer = solved(look_up(client))

    first, again = look_up(client, **answer), look_up(client, **answer)

    assert "Không tìm thấy tin" in first
    assert "Không tìm thấy tin" not in again and 'name="tong"' in again


def it_uses_up_no_sum_by_a_wrong_answer(client):
    for _ in range(pace.LOOKUPS):
        look_up(client)
    answer = solved(look_up(client))

    look_up(client, **{**answer, "tong": "99"})

    assert "Không tìm thấy tin" in look_up(client, **answer)


def it_lets_others_look_while_one_network_floods(monkeypatch):
    monkeypatch.setattr(pace, "PATIENCE", 0.05)
    flood, other = (RequestFactory(REMOTE_ADDR=address).post("/tin/") for address in ("192.0.2.1", "192.0.2.2"))
    entered, leave = Event(), Event()

    def hold():
        with pace.turn(flood):
            entered.set()
            leave.wait(10)

    holding = Thread(target=hold)
    holding.start()
    entered.wait(10)

    with pytest.raises(pace.OneAtATime), pace.turn(flood):
        pass
    with pace.turn(other):
        pass
    leave.set()
    holding.join()
    with pace.turn(flood):
        pass


@pytest.mark.parametrize("page", ["/tin/", "/bao-tin/"])
def it_leaves_no_title_in_the_history_that_says_what_was_done(client, page):
    assert "<title>Lan Tỏa</title>" in client.get(page).content.decode()


def it_leaves_none_after_a_look_up(client):
    assert "<title>Lỗi: Lan Tỏa</title>" in client.post("/tin/", {"ma": "1"}).content.decode()
