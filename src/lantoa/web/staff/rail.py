"""The rail: which pages of the staff side this person's work has. Only what exists is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the rail; ``powers``: any of these opens it, none listed means everybody."""

    icon: str
    words: str
    url: str
    powers: tuple[str, ...] = ()


ENTRIES = (
    Entry("inbox", "Hộp thư", "inbox", ("read",)),
    Entry("list", "Tin báo", "tips", ("read",)),
    Entry("search", "Tìm", "search", ("read",)),
    Entry("phone", "Trực ban", "duty-desk", ("duty",)),
    Entry("phone", "Số trực ban", "duty-number", ("duty.number",)),
    Entry("ask", "Câu có sẵn", "bank", ("bank",)),
    Entry("eye", "Nhật ký", "journal", ("inspect",)),
    Entry("key", "Mở danh tính", "openings", ("opening.consent",)),
    Entry("link", "Liên kết, QR", "links", ("links.manage",)),
    Entry("users", "Người trong đơn vị", "people", ("staff.manage",)),
    Entry("key", "Cấp lại cách vào", "resets", ("settings",)),
    Entry("tool", "Việc kẹt", "stuck", ("stuck.see",)),
)


def entries_for(actor: Any) -> list[Entry]:
    """The entries whose page exists and whose powers this person has one of."""
    return [entry for entry in ENTRIES if _exists(entry.url) and _open(entry, actor)]


def rail(actor: Any, path: str = "", **_ids: Any) -> SafeString:
    """The slot ``staff.rail``."""
    lines = [
        {"entry": entry, "address": reverse(entry.url), "here": path.startswith(reverse(entry.url))}
        for entry in (entries_for(actor) if actor is not None else [])
    ]
    return render_to_string("web/rail.html", {"lines": lines}) if lines else SafeString("")


def _open(entry: Entry, actor: Any) -> bool:
    return (bool(actor.id) and not entry.powers) or any(actor.may(power) for power in entry.powers)


def _exists(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True
