"""The verbs of the plays: each calls one action of the house as the person who would press the button."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PIL import Image, ImageDraw

from lantoa.accounts.models import Staff
from lantoa.accounts.queries import actor_of
from lantoa.conversations.actions import handle, identity, intake, read, reply
from lantoa.conversations.logic import receipts
from lantoa.conversations.logic.arrival import Arrival
from lantoa.conversations.models import Message, Thread
from lantoa.delivery.models import Account
from lantoa.duties import actions as duties
from lantoa.duties.models import Ring
from lantoa.journal.logic import Actor, reporter
from lantoa.kit import clock
from lantoa.media.logic import take as media
from lantoa.places.models import Area
from lantoa.tips.actions import merge, move, official, receive, resident, work
from lantoa.tips.models import Tip
from lantoa.tips.states import Helped, Refusal
from lantoa.web.demo.people import unit_of

_CHANNELS = {"web": "web", "desk": "hotline_note", "zalo": "zalo_oa"}


@dataclass(slots=True)
class Scene:
    """A play on its way: its row of the file and the thread it became."""

    id: str
    row: dict[str, Any]
    thread: int = 0
    receipt: str = ""

    def now(self) -> Thread:
        """The thread as it stands."""
        return Thread.objects.select_related("desk__unit", "area", "correspondent", "owner").get(n=self.thread)

    def tip(self) -> Tip:
        """The tip as it stands."""
        return Tip.objects.select_related("thread__desk__unit", "thread__correspondent", "unit").get(thread=self.thread)


def picture(words: str) -> bytes:
    """A drawn picture that says what it is."""
    image = Image.new("RGB", (640, 400), "#dfeaec")
    draw = ImageDraw.Draw(image)
    draw.ellipse((220, 90, 420, 290), outline="#0b5a6f", width=6)
    draw.ellipse((270, 140, 370, 240), outline="#0b5a6f", width=4)
    draw.text((24, 360), words, fill="#10242c")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _arrival(scene: Scene, text: str, number: int) -> Arrival:
    row, now = scene.row, clock.now()
    unit = unit_of(row["unit"])
    area = Area.objects.get(unit=unit, name=row["area"]) if "area" in row else None
    channel = _CHANNELS[row["channel"]]
    account = Account.objects.get(kind="zalo_oa", unit=unit) if channel == "zalo_oa" else None
    own_choice = channel != "zalo_oa"
    return Arrival(
        channel=channel,
        text=text,
        sent_at=now,
        external_id=f"demonstration:{scene.id}:{number}",
        account=account.pk if account else None,
        unit=account.unit_id if account else unit.pk,
        address=row.get("person", "") if account else "",
        mode=row.get("mode", "confidential"),
        kind=row["kind"] if own_choice else "",
        category=row.get("category", "") if own_choice else "",
        urgency=row.get("urgency", ""),
        chosen_unit=unit.pk if own_choice else None,
        area=area.pk if area and own_choice else None,
        place=row.get("place", ""),
    )


def arrive(scene: Scene) -> None:
    """The first message comes in by its door. A messenger's is sorted by the house; where it would sort otherwise
    than the play needs, the kind is given."""
    row = scene.row
    arrival = _arrival(scene, row["text"], 0)
    if row.get("picture"):
        anonymous = arrival.mode == "anonymous"
        taken = media.receive(picture("HINH TRINH DIEN"), anonymous=anonymous)
        arrival = replace(arrival, files=(taken,))
    drawn = receipts.draw() if arrival.account is None and row["kind"] not in ("feedback", "thanks_or_chat") else None
    prepared = intake.prepare(arrival, receipt=drawn)
    if arrival.account is not None and prepared.seen.kind != row["kind"]:
        prepared = intake.prepare(replace(arrival, kind=row["kind"], category=row.get("category", "")))
    taken_in, _tip = receive.receive(by=reporter("demonstration"), prepared=prepared)
    if taken_in.thread is None:
        raise LookupError(f"{scene.id}: no thread")
    scene.thread = taken_in.thread.n
    scene.receipt = drawn.digits if drawn else ""


def who(username: str) -> Actor:
    """Somebody of the demonstration, as rules know them."""
    return actor_of(Staff.objects.get(username=username))


def do(scene: Scene, step: dict[str, Any], scenes: dict[str, Scene]) -> None:
    """One step of a play."""
    by = who(step["who"]) if "who" in step else None
    if by is not None:
        read.opened(by=by, thread=scene.now())
    VERBS[step["do"]](scene, step, by, scenes)


def _ready(scene: Scene, step: dict[str, Any]) -> reply.Ready:
    return reply.prepare(scene.now(), step["text"])


def _resident(scene: Scene, step: dict[str, Any], by: Any, scenes: Any) -> None:
    thread = scene.now()
    arrival = replace(_arrival(scene, step["text"], 1), to_thread=thread.n, kind="", category="")
    receive.receive(by=reporter(thread.public_id), prepared=intake.prepare(arrival))


def _answer(scene: Scene, step: dict[str, Any], by: Any, scenes: Any) -> None:
    files = (media.receive(picture("HINH TRINH DIEN")),) if step.get("picture") else ()
    work.answer(by=by, tip=scene.tip(), ready=_ready(scene, step), files=files)


def _refuse(scene: Scene, step: dict[str, Any], by: Any, scenes: Any) -> None:
    work.refuse(by=by, tip=scene.tip(), refusal=Refusal(step["refusal"]), ready=_ready(scene, step))


def _accept_ring(scene: Scene, step: dict[str, Any], by: Any, scenes: Any) -> None:
    duties.accept(by=by, rings=Ring.objects.filter(thread=scene.thread).values_list("pk", flat=True))


def _assign(scene: Scene, step: dict[str, Any], by: Any, scenes: Any) -> None:
    handle.assign(by=by, thread=scene.now(), to=Staff.objects.get(username=step["to"]))


def _opening(scene: Scene, step: dict[str, Any], by: Any, scenes: Any) -> None:
    thread = scene.now()
    asked = identity.ask(by=by, thread=thread, reason=step["reason"])
    agreed = identity.decide(by=who(step["by"]), opening=asked, agreed=True)
    identity.show(by=by, thread=thread, opening=agreed)


def _plate(scene: Scene, step: dict[str, Any], by: Any, scenes: Any) -> None:
    first = Message.objects.filter(thread=scene.thread, direction="in").earliest("pk")
    read.chip(by=by, thread=scene.now(), message=first, what="plates", index=0)


def _search(scene: Scene, step: dict[str, Any], by: Any, scenes: Any) -> None:
    read.search_number(by=by, typed=step["typed"], purpose=step["reason"])


def _hand_over(scene: Scene, step: dict[str, Any], by: Any, scenes: Any) -> None:
    official.hand_over(by=by, tip=scene.tip(), to=step["to"], official_number=step["number"])


VERBS: dict[str, Callable[[Scene, dict[str, Any], Any, dict[str, Scene]], Any]] = {
    "acknowledge": lambda s, step, by, all_: move.acknowledge(by=by, tip=s.tip()),
    "start_checking": lambda s, step, by, all_: move.start_checking(by=by, tip=s.tip()),
    "ask_more": lambda s, step, by, all_: work.ask_more(by=by, tip=s.tip(), ready=_ready(s, step)),
    "close": lambda s, step, by, all_: work.close(by=by, tip=s.tip()),
    "mark_crime": lambda s, step, by, all_: official.mark_crime(by=by, tip=s.tip()),
    "merge": lambda s, step, by, all_: merge.merge(by=by, tip=s.tip(), into=all_[step["into"]].tip()),
    "note": lambda s, step, by, all_: reply.note(by=by, thread=s.now(), text=step["text"]),
    "rate": lambda s, step, by, all_: resident.rate(tip=s.tip(), helped=Helped(step["helped"])),
    "reply": lambda s, step, by, all_: reply.answer(by=by, thread=s.now(), ready=_ready(s, step)),
    "end": lambda s, step, by, all_: handle.close(by=by, thread=s.now()),
    "withdraw": lambda s, step, by, all_: resident.withdraw(thread=s.now(), tip=s.tip()),
    "answer": _answer,
    "refuse": _refuse,
    "resident": _resident,
    "accept_ring": _accept_ring,
    "assign": _assign,
    "opening": _opening,
    "plate": _plate,
    "search": _search,
    "hand_over": _hand_over,
}
