"""Every state, every person: each button a page shows works, each verb that would be refused has none."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.urls import reverse

from lantoa.conversations.actions import handle, intake, reply
from lantoa.conversations.models import Thread
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions import merge, move, official, resident, work
from lantoa.tips.actions.receive import make_tip, receive
from lantoa.tips.states import Helped, Refusal
from lantoa.tips.views.act import VERBS

PEOPLE = ("otto", "petra", "dana", "chi", "mo", "ines", "vinh", "adam")
WORDS = "Dạ, công an đang kiểm tra."


class Forms(HTMLParser):
    """The forms of a page: where each goes, with what it holds, one entry for each button."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[tuple[str, dict[str, str]]] = []
        self._form: tuple[str, str] | None = None
        self._held: dict[str, str] = {}
        self._found: list[tuple[str, dict[str, str]]] = []
        self._select = ""

    def handle_starttag(self, tag, attrs):
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form, self._held, self._found = (has.get("method", "get"), has.get("action", "")), {}, []
        elif self._form is None:
            return
        elif tag == "button" and has.get("type") == "submit":
            pressed = {has["name"]: has.get("value", "")} if "name" in has else {}
            self._found.append((has.get("formaction") or self._form[1], pressed))
        elif tag == "select":
            self._select = has["name"]
        elif tag == "option" and (self._select not in self._held or "selected" in has):
            self._held[self._select] = has.get("value", "")
        elif tag == "textarea":
            self._held[has["name"]] = WORDS
        elif tag == "input" and has.get("type") not in ("checkbox", "file", "radio"):
            self._held[has["name"]] = has.get("value", "")

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = ""
        if tag == "form" and self._form is not None:
            if self._form[0] == "post":
                self.buttons += [(to, self._held | pressed) for to, pressed in self._found]
            self._form = None


def buttons(page) -> list[tuple[str, dict[str, str]]]:
    if page.status_code != 200:
        return []
    parser = Forms()
    parser.feed(page.content.decode())
    return [(to, data) for to, data in parser.buttons if "/tin/" in to or "/hop-thu/" in to]


def made(house, text="Có người trộm xe ở đầu hẻm"):
    return receive(by=FORM, prepared=intake.prepare(arrival(text, unit=house.here.pk, kind="tip")))[1]


def ready(tip):
    return reply.prepare(tip.thread, WORDS)


def acknowledged(tip, by, other):
    move.acknowledge(by=by, tip=tip)


def checking(tip, by, other):
    move.start_checking(by=by, tip=tip)


def waiting(tip, by, other):
    work.ask_more(by=by, tip=tip, ready=ready(tip))


def answered(tip, by, other):
    work.answer(by=by, tip=tip, ready=ready(tip))


def closed(tip, by, other):
    answered(tip, by, other)
    work.close(by=by, tip=tip)


def reopened(tip, by, other):
    closed(tip, by, other)
    resident.rate(tip=tip, helped=Helped.NO)


def crime(tip, by, other):
    official.mark_crime(by=by, tip=tip)


def handed_over(tip, by, other):
    official.hand_over(by=by, tip=tip, to="Cơ quan điều tra")


def merged(tip, by, other):
    merge.merge(by=by, tip=tip, into=other)


def main(tip, by, other):
    merge.merge(by=by, tip=other, into=tip)


def refused(tip, by, other):
    work.refuse(by=by, tip=tip, refusal=Refusal.NOT_OURS, ready=ready(tip))


def withdrawn_but_kept(tip, by, other):
    crime(tip, by, other)
    resident.withdraw(thread=tip.thread, tip=tip)


def withdrawn(tip, by, other):
    resident.withdraw(thread=tip.thread, tip=tip)


def ended_and_written_to(tip, by, other):
    closed(tip, by, other)
    receive(by=FORM, prepared=intake.prepare(arrival("Cảm ơn nghen", to_thread=tip.thread_id)))


def merged_and_written_to(tip, by, other):
    merged(tip, by, other)
    receive(by=FORM, prepared=intake.prepare(arrival("Còn thấy nó nữa", to_thread=tip.thread_id)))


def extended_to_the_end(tip, by, other):
    work.extend(by=by, tip=tip, days=40)


def received(tip, by, other):
    pass


STATES = (received, acknowledged, checking, waiting, answered, closed, reopened, crime, handed_over, merged, main,
          refused, withdrawn, withdrawn_but_kept, ended_and_written_to, merged_and_written_to,
          extended_to_the_end)  # fmt: skip
# What a form asks for when the page did not say: enough for the verb to be tried.
GUESS = {"text": WORDS, "days": "1", "to": "Cơ quan điều tra", "official_number": "12/2026", "refusal": "not_ours",
         "chac": "1", "kind": "tip"}  # fmt: skip


def pressed(client, to, data) -> int:
    """The status a press would have, undone again: 302 is done, 200 one more question, 4xx refused."""
    with transaction.atomic():
        status = client.post(to, data).status_code
        transaction.set_rollback(True)
    return status


def filled(to, data, other, house):
    """A form as a person fills it: numbers of tips, places and names that fit."""
    verb = last(to)
    sent = dict(data)
    if verb == "gop":
        sent["into"] = other.number
    if verb == "di" or "/hop-thu/" in to:
        sent |= {"unit": "", "area": str(house.areas[house.here.pk][1].pk)} if verb in ("di", "chuyen") else {}
    elif verb == "chuyen":
        sent["to"] = "Cơ quan điều tra"
    if verb == "so":
        sent["official_number"] = "12/2026"
    return sent


def last(to: str) -> str:
    return to.rstrip("/").rsplit("/", 1)[-1]


@pytest.mark.parametrize("state", STATES, ids=lambda one: one.__name__)
def it_shows_buttons_that_work_and_no_others(house, cast, client_of, state):
    tip, other, third = made(house), made(house, "Đánh bạc ở chợ"), made(house, "Đổ rác ra sông")
    state(tip, cast.actor("otto"), other)
    for name in PEOPLE:
        client = client_of(getattr(cast, name))
        page = client.get(reverse("tip", args=[tip.thread.public_id]))
        assert (page.status_code == 200) == (name in ("otto", "chi") and state is not withdrawn)

        shown = [(to, filled(to, data, third, house)) for to, data in buttons(page)]
        assert [to for to, data in shown if pressed(client, to, data) not in (200, 302)] == []

        for verb in set(VERBS) - {last(to) for to, _data in shown}:
            address = reverse("tip-act", args=[tip.thread.public_id, verb])
            assert pressed(client, address, filled(address, GUESS, third, house)) in (404, 409), (name, verb)


def question(house, text="Cho hỏi làm căn cước mấy ngày có?"):
    taken = intake.take_in(by=FORM, prepared=intake.prepare(arrival(text, unit=house.here.pk, kind="admin_question")))
    return taken.thread


def asked(thread, by):
    pass


def replied(thread, by):
    reply.answer(by=by, thread=thread, ready=reply.prepare(thread, WORDS))


def thread_waits(thread, by):
    handle.wait(by=by, thread=thread, waiting=True)


def thread_closed(thread, by):
    handle.close(by=by, thread=thread)


def was_a_tip(thread, by):
    tip = make_tip(by=by, thread=thread)
    work.relabel(by=by, tip=tip, kind="admin_question")


@pytest.mark.parametrize(
    "state", (asked, replied, thread_waits, thread_closed, was_a_tip), ids=lambda one: one.__name__
)
def it_shows_buttons_that_work_on_a_thread_without_a_tip(house, cast, client_of, state):
    thread = question(house)
    state(Thread.objects.select_related("desk__unit", "area").get(n=thread.n), cast.actor("otto"))
    for name in PEOPLE:
        client = client_of(getattr(cast, name))
        page = client.get(reverse("thread", args=[thread.public_id]))
        shown = [(to, filled(to, data, None, house)) for to, data in buttons(page)]

        assert [to for to, data in shown if pressed(client, to, data) != 302] == []
        assert bool(shown) == (name in ("otto", "chi"))

        offered = {last(to) for to, _data in shown}
        for verb in ("wait", "close", "reopen"):
            address = reverse(f"thread-{verb}", args=[thread.public_id])
            if last(address) not in offered:
                before = Thread.objects.values().get(n=thread.n)
                client.post(address, {"cho": "1"})
                assert Thread.objects.values().get(n=thread.n) == before, (name, verb)
