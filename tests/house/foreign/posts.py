"""Every request of the staff side that writes: who may send it, and which ids it carries.

Words in braces are ids of ``world.Side``; in the test each is also filled with the other commune's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from lantoa.accounts.queries import actor_of
from lantoa.conversations.actions import handle, identity, reply
from lantoa.conversations.models import Thread
from lantoa.tips.actions import merge, move, official, work
from lantoa.tips.models import Tip
from lantoa.vault.models import Opening
from tests.house.foreign.world import WHY, World

WORDS = "Dạ, công an đang kiểm tra."
READERS = frozenset({"otto", "petra", "dana", "chi", "toan", "ines"})
Ready = Callable[[World], dict[str, Any] | None]


@dataclass(frozen=True)
class Row:
    """One request. ``also`` may send the very same; ``shared`` are ids that may well be another unit's."""

    name: str
    path: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)
    who: str = "otto"
    also: frozenset[str] = frozenset({"chi"})
    shared: frozenset[str] = frozenset()
    ready: Ready = lambda _world: None
    query: str = ""
    says: tuple[int, ...] = (404,)

    @property
    def label(self) -> str:
        """How a failure names it."""
        verb = self.path.get("verb") or self.body.get("go") or ""
        return f"{self.name} {verb}{self.query}".strip()

    @property
    def words(self) -> set[str]:
        """The ids it carries."""
        written = [*self.path.values(), self.query]
        for value in self.body.values():
            written += value if isinstance(value, list) else [value]
        return {part.partition("}")[0] for text in written for part in text.split("{")[1:]}

    def address(self, ids: dict[str, Any]) -> str:
        """Where it goes."""
        return reverse(self.name, kwargs={k: v.format_map(ids) for k, v in self.path.items()}) + self.query.format_map(
            ids
        )

    def sent(self, ids: dict[str, Any]) -> dict[str, Any]:
        """What it carries."""
        return {
            name: [one.format_map(ids) for one in value] if isinstance(value, list) else value.format_map(ids)
            for name, value in self.body.items()
        }


def _now(tip: Tip) -> Tip:
    return Tip.objects.select_related("thread__desk__unit").get(pk=tip.pk)


def _otto(world: World) -> Any:
    return actor_of(world.people["otto"])


def _answered(world: World) -> None:
    tip = _now(world.here.tip)
    work.answer(by=_otto(world), tip=tip, ready=reply.prepare(tip.thread, WORDS))


def _merged(world: World) -> None:
    merge.merge(by=_otto(world), tip=_now(world.here.tip), into=_now(world.here.other))


def _led(world: World) -> None:
    """The first tip leads the second."""
    merge.merge(by=_otto(world), tip=_now(world.here.other), into=_now(world.here.tip))


def _checking(world: World) -> None:
    move.start_checking(by=_otto(world), tip=_now(world.here.tip))


def _crime(world: World) -> None:
    official.mark_crime(by=_otto(world), tip=_now(world.here.tip))


def _handed(world: World) -> None:
    official.hand_over(by=_otto(world), tip=_now(world.here.tip), to="Cơ quan điều tra")


def _consented(world: World) -> None:
    wish = Opening.objects.get(ref=world.here.ids["wish"])
    identity.decide(by=actor_of(world.people["ines"]), opening=wish, agreed=True)


def _closed(world: World) -> None:
    handle.close(by=_otto(world), thread=Thread.objects.get(public_id=world.here.ids["asked"]))


def _ticket(world: World) -> dict[str, Any]:
    """The sealed field of a page that Chi opened."""
    return {"ticket": world.clients["chi"].get("/can-bo/truc/").context["ticket"]}


def _act(verb: str, ready: Ready = lambda _world: None, **body: str) -> Row:
    return Row("tip-act", {"public_id": "{thread}", "verb": verb}, body, ready=ready)


def _thread(name: str, ready: Ready = lambda _world: None, **body: str) -> Row:
    return Row(f"thread-{name}", {"public_id": "{asked}"}, body, ready=ready)


def _people(go: str, **body: str) -> Row:
    return Row("people", {}, {"go": go, **body}, who="chi", also=frozenset())


NOBODY: frozenset[str] = frozenset()
CALL = {
    "tin": "{ticket}", "what": "theft", "told": "Mất xe ở chợ", "wants": "unnamed", "danger": "0", "place": "{unit}-",
}  # fmt: skip
SAVED = {"title": "Câu mới", "cues": "", "body": "Trả lời mới"}
LINK = {"area": "{area}", "label": "Bảng mới", "target": "report"}
ROWS: list[Row] = [
    _thread("answer", text=WORDS),
    _thread("note", text="Đã gọi lại"),
    _thread("assign", to="{person}"),
    _thread("hand", area="{area}"),
    _thread("labels", kind="feedback", category="", urgency="normal"),
    _thread("title", title="Căn cước"),
    _thread("wait", cho="1"),
    _thread("close"),
    _thread("reopen", _closed),
    Row("thread-chip", {"public_id": "{thread}", "ref": "{message}", "what": "plates", "index": "0"}),
    Row("thread-file", {"public_id": "{thread}", "ref": "{file}"}, {"ly-do": "Đối chiếu giấy tờ người dân gửi"}),
    Row("identity", {"public_id": "{thread}"}, {"go": "ask", "reason": WHY}),
    Row("identity", {"public_id": "{thread}"}, {"go": "look"}, also=NOBODY, ready=_consented),
    Row("openings", {}, {"ref": "{wish}", "go": "yes"}, who="toan", also=frozenset({"ines"})),
    Row("openings", {}, {"ref": "{wish}", "go": "no"}, who="toan", also=frozenset({"ines"})),
    Row("inbox-assign", {}, {"chon": ["{asked}"], "to": "{person}"}, says=(404, 302)),
    Row("inbox-close", {}, {"chon": ["{asked}"]}, says=(404, 302)),
    Row("tips-acknowledge", {}, {"chon": ["{thread}"]}, says=(404, 302)),
    Row("tips-take", {}, {"chon": ["{thread}"]}, says=(404, 302)),
    Row("tip-make", {"public_id": "{asked}"}),
    Row("tip-sheet", {"public_id": "{thread}"}, {"ke": ["Mất xe"], "place": "", "read": "on"}, ready=_handed),
    _act("xem"),
    _act("kiem-tra"),
    _act("nhan", text=WORDS),
    _act("hoi", text="Bà con thấy lúc mấy giờ?"),
    _act("tra-loi", text=WORDS),
    _act("ket-thuc", _answered),
    _act("tu-choi", text=WORDS, refusal="other"),
    _act("dau-hieu", chac="1"),
    _act("bo-dau-hieu", _crime),
    _act("gia-han", _checking, days="3"),
    _act("chuyen", to="Cơ quan điều tra", official_number="12"),
    _act("so", _handed, official_number="12"),
    _act("gop", into="{number}"),
    Row("tip-act", {"public_id": "{thread}", "verb": "tach"}, ready=_merged, also=NOBODY, says=(404, 409)),
    _act("chep", _led, text=WORDS),
    _act("sua", category="theft", title="Mất xe"),
    _act("giao", to="{person}"),
    _act("di", unit="{away}"),
    _act("di", area="{area}"),
    _act("ghi-chu", text="Đã gọi lại"),
    Row("bank", {}, SAVED, also=frozenset({"chi", "petra", "toan", "mo"}), says=(404,)),
    Row("bank-plant", also=frozenset({"chi", "petra", "toan", "mo"})),
    Row("bank-one", {"pk": "{answer}"}, SAVED),
    Row("bank-retire", {"pk": "{answer}"}),
    Row("links", {}, LINK | {"unit": "{unit}"}, who="chi", also=frozenset({"mo"}), says=(404, 200)),
    Row("link", {"pk": "{link}"}, LINK | {"active": "on"}, who="chi", also=frozenset({"mo"})),
    Row("accept-rings", {}, {"rings": "{ring}"}, who="chi", also=NOBODY),
    Row("duty-desk", {}, CALL, who="chi", also=NOBODY, shared=frozenset({"unit"}), ready=_ticket, says=(404, 200)),
    Row("people", {}, {"go": "hire", "name": "Lý Thị Mai", "username": "mai", "role": "beat"}, who="chi",
        also=frozenset({"toan"})),
    Row("people", {}, {"go": "hire", "name": "Lý Thị Mai", "username": "mai", "role": "beat"}, who="chi",
        also=NOBODY, query="?unit={unit}"),
    Row("people", {}, {"go": "take", "username": "{spare}", "role": "beat"}, who="chi", also=frozenset({"toan"}),
        shared=frozenset({"spare"})),
    _people("give", person="{person}", role="duty"),
    _people("end", person="{person}", post="{post}"),
    _people("leave", person="{person}"),
    _people("sit", person="{person}", desk="{desk}"),
    _people("stand", person="{person}", seat="{seat}"),
    _people("reset", person="{person}"),
    Row("resets", {}, {"reset": "{reset}"}, who="adam", also=NOBODY, shared=frozenset({"reset"})),
    Row("stuck", {}, {"row": ["errand:{errand}"]}, who="adam", also=NOBODY, shared=frozenset({"errand"})),
    Row("duty-number", {}, {"number": "0292 3 000 113"}, who="chi", also=frozenset({"toan"})),
    Row("journal", {}, {}, who="ines", also=NOBODY),
    Row("my-machines", {}, {"machine": "{machine}"}, also=NOBODY),
    Row("search", {}, {"q": "căn cước"}, also=READERS),
    Row("search-number", {}, {"so": "65B2 123.45", "muc-dich": WHY}, also=READERS),
]  # fmt: skip

THEMSELVES = {"sign-out", "my-password", "my-codes", "undo"}
"""Act on whoever sends them, or on what their own session did last, and carry no id."""
ASKS = {"duty-desk-around"}
"""A question that is sent by POST so that its words stand in no address; nothing is written."""
