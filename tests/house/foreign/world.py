"""Two communes with the same things in each: whatever Otto may touch has a twin that is Petra's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lantoa.accounts.actions.factors import sealed_secret
from lantoa.accounts.actions.people import leave, post_to
from lantoa.accounts.actions.slips import ask_reset
from lantoa.accounts.models import Post, Posting, Reset, SecondFactor, Staff, StaffSession
from lantoa.conversations.actions import bank, identity
from lantoa.conversations.actions.intake import prepare
from lantoa.conversations.actions.read import opened
from lantoa.conversations.logic.arrival import Arrival
from lantoa.conversations.models import Message, Thread
from lantoa.duties.actions import ring
from lantoa.errands.models import Errand
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.links.actions import make_link
from lantoa.media.logic.take import receive as receive_file
from lantoa.media.models import MediaFile
from lantoa.places.models import Unit
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip

WHY = "Cần gặp để xem chứng cứ, hỏi qua tin hai lần."
PDF = b"%PDF-1.4\n" + b"giay to " * 40
PEOPLE = ("otto", "petra", "dana", "chi", "mo", "ines", "vinh", "adam", "toan")


@dataclass
class Side:
    """What lies in one commune, by the names that rows of ``posts.py`` write into addresses and bodies."""

    ids: dict[str, Any]
    tip: Tip
    other: Tip
    officer: Staff


@dataclass
class World:
    """Both sides, and everybody by name."""

    here: Side
    there: Side
    people: dict[str, Staff]
    clients: dict[str, Any]


def _toan(unit: Unit) -> Staff:
    """The chief of the other commune, at the post for as long as everybody else."""
    since = Post.objects.earliest("since").since
    staff = Staff.objects.create(username="toan", name="Cao Văn Toàn", rank="Tr/t", made_at=since)
    Post.objects.create(staff=staff, unit=unit, role="chief", since=since)
    SecondFactor.objects.create(
        staff=staff, secret=sealed_secret(b"one secret for all tests"[:20], staff), made_at=since
    )
    return staff


def _spare(unit: Unit, username: str) -> Staff:
    """Somebody who works nowhere now."""
    staff = Staff.objects.create(username=username, name="Ngô Văn Rảnh", made_at=clock.now())
    post_to(by=HOUSE, staff=staff, unit=unit, role="beat")
    leave(by=HOUSE, staff=staff)
    return staff


def _told(unit: Unit, words: str, kind: str, *, number: str = "", file: bool = False) -> tuple[Thread, Tip | None]:
    files = (receive_file(PDF),) if file else ()
    arrival = Arrival(
        channel="hotline_note", text=words, sent_at=clock.now(), unit=unit.pk, kind=kind, address=number,
        mode="confidential", files=files,
    )  # fmt: skip
    taken, tip = receive(by=HOUSE, prepared=prepare(arrival))
    assert taken.thread is not None
    return taken.thread, tip


def _side(house: Any, unit: Unit, away: Unit, officer: Staff, chief: Staff, actor_of: Any, mark: str) -> Side:
    """One commune. ``mark`` is the word that only its matters hold."""
    number = "+84900000145" if mark == "Xoài" else "+84900000146"
    thread, tip = _told(unit, f"Mất xe 65B2 123.45 ở hẻm {mark}, gọi 0900 000 145.", "tip", number=number, file=True)
    _other, other = _told(unit, f"Cũng mất xe ở hẻm {mark}, thấy hai người.", "tip")
    asked, _none = _told(unit, f"Làm lại căn cước ở hẻm {mark} cần gì?", "admin_question")
    assert tip is not None and other is not None
    area, post = house.areas[unit.pk][0], Post.objects.filter(staff=officer).get()
    seat = Posting.objects.filter(staff=officer, desk__kind="inbox").get()
    answer = bank.add_answer(by=actor_of(officer), unit=unit, title=f"Câu {mark}", cues="", body=f"Trả lời {mark}")
    link = make_link(by=actor_of(chief), unit=unit, area=area, label=f"Bảng {mark}")
    wish = identity.ask(by=actor_of(officer), thread=thread, reason=WHY)
    ask_reset(by=actor_of(chief), staff=officer, asker=chief)
    errand = Errand.objects.create(
        task="lantoa.web.nothing", made_at=clock.now(), due=clock.now(), state=Errand.State.PARKED, fault="UnknownTask"
    )
    machine = StaffSession.objects.create(
        staff=officer, session_hash=mark.lower()[:1] * 40, device="máy khác", since=clock.today(), seen_on=clock.today()
    )
    ids = {
        "thread": thread.public_id, "asked": asked.public_id, "other": other.thread.public_id, "number": other.number,
        "message": Message.objects.filter(thread=thread).order_by("pk")[0].ref,
        "file": MediaFile.objects.get(owner=thread.n).ref, "person": officer.pk, "post": post.pk, "seat": seat.pk,
        "area": area.pk, "unit": unit.pk, "desk": house.beats[house.areas[unit.pk][1].pk].pk, "answer": answer.pk,
        "link": link.pk, "wish": wish.ref, "reset": Reset.objects.get(staff=officer).pk, "errand": errand.pk,
        "machine": machine.pk, "ring": ring(by=HOUSE, desk=house.desk("inbox", unit).pk, thread=thread.n).pk,
        "spare": _spare(unit, f"ranh{unit.pk}").username, "away": away.pk, "mark": mark,
    }  # fmt: skip
    return Side(ids, tip, other, officer)


def made(house: Any, cast: Any, client_of: Any, actor_of: Any) -> World:
    """The world, and a browser for everybody in it."""
    people = {name: getattr(cast, name) for name in PEOPLE[:-1]} | {"toan": _toan(house.there)}
    here = _side(house, house.here, house.there, cast.otto, cast.chi, actor_of, "Xoài")
    there = _side(house, house.there, house.here, cast.petra, people["toan"], actor_of, "Mít")
    clients = {name: client_of(staff) for name, staff in people.items()}
    for client in clients.values():
        client.get("/can-bo/vao/may/")  # the first page of a day is noted with the session
    for side, readers in ((here, ("otto", "chi")), (there, ("petra", "toan"))):
        for thread in Thread.objects.filter(public_id__in=[side.ids[one] for one in ("thread", "asked", "other")]):
            for name in readers:  # read once, so that reading again writes nothing
                opened(by=actor_of(people[name]), thread=thread)
    return World(here, there, people, clients)
