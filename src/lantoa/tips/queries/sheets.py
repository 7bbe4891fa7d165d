"""What a hand-over sheet shows: the kept cut or a draft of it, and files with their hash."""

from __future__ import annotations

import json
from dataclasses import dataclass

from lantoa.conversations.queries import sealed
from lantoa.conversations.queries.rows import leaks
from lantoa.journal.logic import Actor
from lantoa.kit import words
from lantoa.media.queries import digest_of, files_by_id
from lantoa.tips.logic.sheet import Cut, Suggestion, Telling, draft, seen_of, suggestions
from lantoa.tips.models import Sheet, Tip
from lantoa.tips.queries.tips import together
from lantoa.vault.queries import hold


@dataclass(frozen=True, slots=True)
class Listed:
    """A file on the sheet: what it is, who brought it (never who they are), and the hash it can be told by."""

    number: str
    what: str
    source: str
    size: int
    sha256: str


def draft_of(actor: Actor, tip: Tip) -> Cut:
    """Every telling of the tip and of those merged into it, before a person cut anything but phones."""
    tellings = []
    for one in together(actor, tip):
        for said in sealed.said(one.thread, notes=False):
            if said.message.direction == "in":
                tellings.append(Telling(f"{one.number}, {words.full(said.message.at)}", said.text, said.message.ref))
    return draft(sealed.card(tip.thread).place, tellings)


def kept(actor: Actor, tip: Tip) -> tuple[Sheet, Cut] | None:
    """The sheet as an officer cut it, without what is kept from this person; or nothing yet."""
    found = _whole(tip)
    return (found[0], seen_of(found[1], draft_of(actor, tip))[0]) if found else None


def unseen(actor: Actor, tip: Tip) -> tuple[Telling, ...]:
    """What stands on the kept sheet and is kept from this person: their own cut leaves it as it is."""
    found = _whole(tip)
    return seen_of(found[1], draft_of(actor, tip))[1] if found else ()


def _whole(tip: Tip) -> tuple[Sheet, Cut] | None:
    sheet = Sheet.objects.select_related("made_by").filter(tip=tip).first()
    if sheet is None:
        return None
    body = hold(tip.thread.key).unseal_text(bytes(sheet.body), row=f"sheet:{tip.pk}")
    return sheet, Cut.unpacked(json.loads(body))


def suggested(actor: Actor, tip: Tip, cut: Cut) -> list[Suggestion]:
    """What on the sheet to look at again, by the same check that looks at answers."""
    whole = "\n".join([cut.place, *(one.text for one in cut.tellings)])
    hits = [hit for one in together(actor, tip) for hit in leaks(one.thread, whole)]
    return suggestions(cut, hits)


def files_of(actor: Actor, tip: Tip) -> list[Listed]:
    """All files that were told with or added by the unit, oldest first."""
    found = []
    for one in together(actor, tip):
        said, held = sealed.said(one.thread, notes=False), hold(one.thread.key)
        rows = files_by_id(pk for each in said for pk in each.message.files)
        for each in said:
            source = "gửi kèm tin" if each.message.direction == "in" else "chứng cứ của đơn vị"
            found += [
                Listed(one.number, rows[pk].get_kind_display(), source, rows[pk].size, digest_of(rows[pk], held))
                for pk in each.message.files
                if pk in rows
            ]
    return found
