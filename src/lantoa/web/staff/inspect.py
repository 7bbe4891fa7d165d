"""The inspector's page: who opened what, when and why; and the head of the chain that proves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lantoa.accounts.logic import StaffRequest
from lantoa.accounts.models import Staff
from lantoa.accounts.queries import names_of
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.journal.models import Line
from lantoa.journal.queries import head, lines_for, verify
from lantoa.kit import clock, paging, sent
from lantoa.kit.collation import by_name
from lantoa.places.models import Unit
from lantoa.tips.models import Tip
from lantoa.vault.queries import reasons_of
from lantoa.web.staff.verbs import GROUPS, said

LIST = "journal"
SIZE = 50
MOST_LINES = 200_000
"""A chain longer than this is verified by ``lantoa doctor``, not while a page waits."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One line in words."""

    at: datetime
    who: str
    did: str
    to: str
    unit: str
    number: str
    reason: str
    sealed: bool
    pk: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the inspector looks for; everything stands in the address."""

    group: str = "openings"
    person: str = ""
    unit: str = ""
    number: str = ""

    @classmethod
    def of(cls, request: StaffRequest) -> Wanted:
        """From the address; what is not known is left out."""
        got = request.GET
        group = got.get("viec", "")
        return cls(
            group if group in GROUPS else "openings",
            sent.line(got.get("nguoi"), 60),
            str(sent.number(got.get("donvi")) or ""),
            sent.line(got.get("tin"), 20),
        )

    @property
    def query(self) -> str:
        """The same as a piece of an address, without the kind of thing done."""
        asked = {"nguoi": self.person, "donvi": self.unit, "tin": self.number}
        held = urlencode({name: value for name, value in asked.items() if value})
        return f"&{held}" if held else ""

    def applied(self, lines: QuerySet[Line]) -> QuerySet[Line]:
        """The lines that fit: equality only, newest first."""
        group = GROUPS[self.group]
        lines = lines.filter(actor_kind="staff") if group.by_staff else lines
        lines = lines.filter(verb__in=group.verbs) if group.verbs else lines
        if self.person:
            found = Staff.objects.filter(username=self.person).values_list("pk", flat=True).first()
            lines = lines.filter(actor_kind="staff", actor_id=str(found or "-"))
        if self.unit:
            lines = lines.filter(unit=int(self.unit))
        if self.number:
            lines = lines.filter(thread=Tip.objects.filter(number=self.number).values_list("thread", flat=True).first())
        return lines


@never_cache
def journal(request: StaffRequest) -> HttpResponse:
    """One page of lines. Looking into the journal is a line too, once for each question asked."""
    if not request.actor.may("inspect"):
        raise Http404
    wanted = Wanted.of(request)
    lines = wanted.applied(lines_for(request.actor))
    place = paging.opened(LIST, request.GET.get("sau", ""))
    if place is not None:
        lines = lines.filter(paging.after(place, "-id"))
    else:
        write(by=request.actor, verb="journal.read")
    page = paging.cut(list(lines[: SIZE + 1]), SIZE, LIST, lambda line: (line.pk,))
    context = {
        "lines": shown(page.rows), "older": page.older, "wanted": wanted, "groups": GROUPS.values(),
        "head": (last := head()), "mac": _grouped(last.mac),
        "units": by_name(Unit.objects.filter(pk__in=_units(request.actor))),
        "faults": _verified(request), "now": clock.now(),
    }  # fmt: skip
    return render(request, "web/journal.html", context)


def _grouped(mac: bytes) -> str:
    signs = mac.hex()
    return " ".join(signs[at : at + 8] for at in range(0, len(signs), 8))


def _units(actor: Actor) -> QuerySet[Unit, int]:
    return Unit.objects.filter(path__contains=f"/{actor.unit}/", valid_to__isnull=True).values_list("pk", flat=True)


def _verified(request: StaffRequest) -> list[str] | None:
    """Every fault in words after the button was pressed; None when it was not."""
    if request.method != "POST":
        return None
    write(by=request.actor, verb="journal.verified")
    last = Line.objects.order_by("-id").values_list("pk", flat=True).first() or 0
    if last > MOST_LINES:
        return [_("Nhật ký dài quá cho một trang: chạy lệnh lantoa doctor trên máy chủ.")]
    return [_fault_words(fault.kind, fault.line, fault.seal) for fault in verify()]


def _fault_words(kind: str, line: int | None, seal: int | None) -> str:
    said_so = {
        "altered": _("dòng %(line)s bị sửa"),
        "missing": _("dòng %(line)s bị mất"),
        "added": _("dòng %(line)s bị thêm vào sau"),
        "broken": _("lô %(seal)s không khớp lô trước"),
        "lost": _("lô %(seal)s bị mất"),
        "rolled back": _("lô %(seal)s bị lùi về bản cũ"),
    }
    return said_so.get(kind, kind) % {"line": line, "seal": seal}


def shown(lines: Sequence[Line]) -> list[Shown]:
    """Lines in words. Six statements at most, however many lines."""
    people = names_of({line.actor_id for line in lines if line.actor_kind == "staff"} | _about(lines, "staff"))
    names = dict(Unit.objects.filter(pk__in={line.unit for line in lines if line.unit}).values_list("pk", "name"))
    threads = {line.thread for line in lines if line.thread}
    numbers = dict(Tip.objects.filter(thread__in=threads).values_list("thread", "number"))
    reasons = reasons_of(lines)
    return [
        Shown(
            line.at,
            people.get(line.actor_id, line.actor_id) if line.actor_kind == "staff" else KINDS.get(line.actor_kind, ""),
            said(line.verb),
            people.get(line.about.removeprefix("staff:"), "") if line.about.startswith("staff:") else "",
            names.get(line.unit or 0, ""),
            numbers.get(line.thread or 0, f"#{line.thread}" if line.thread else ""),
            reasons.get(line.pk, ""),
            line.verb in GROUPS["openings"].verbs,
            line.pk,
        )
        for line in lines
    ]


def _about(lines: Sequence[Line], kind: str) -> set[str]:
    return {line.about.split(":", 1)[1] for line in lines if line.about.startswith(f"{kind}:")}


KINDS: dict[str, Any] = {
    "reporter": "Người báo",
    "messenger": "Ứng dụng nhắn tin",
    "house": "Máy",
    "nobody": "Chưa vào",
}
