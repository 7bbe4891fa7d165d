"""Reading leaves a line: once for each person, thread and hour; a plate or phone each time."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Subquery

from lantoa.conversations import rules
from lantoa.conversations.actions.reply import NotAllowed
from lantoa.conversations.models import Message, NumberMark, Opened, Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.queries.threads import TAKEN_BACK, visible_to
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock, keys, phones, plates
from lantoa.media import actions as media
from lantoa.media.models import MediaFile
from lantoa.vault import actions as vault
from lantoa.vault.queries import hold

MIN_PURPOSE = 10


class NoPurpose(Exception):
    """A search by plate or phone, or a file as it came, needs a written purpose."""


class NothingThere(Exception):
    """The message holds no such plate or phone."""


@transaction.atomic
def opened(*, by: Actor, thread: Thread) -> None:
    """Note that this person opened the thread; marks it read. Raises NotAllowed."""
    if not rules.may_read(by, thread):
        raise NotAllowed
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    row, first = Opened.objects.get_or_create(thread=thread, staff_id=int(by.id), hour=hour)
    newest = Message.objects.filter(thread=thread, direction="in").order_by("-pk").values("pk")[:1]
    Opened.objects.filter(pk=row.pk).update(upto=Subquery(newest))
    if first:
        write(by=by, verb="thread.opened", unit=thread.desk.unit_id, thread=thread.n)
    if thread.unread:
        Thread.objects.filter(n=thread.n).update(unread=False)
        Message.objects.filter(thread=thread, direction="in", read_at=None).update(read_at=clock.now())


@transaction.atomic
def chip(*, by: Actor, thread: Thread, message: Message, what: str, index: int) -> str:
    """Open one plate (``plates``) or phone (``phones``) of a message: a journal line with its digest.

    Raises NotAllowed, NothingThere.
    """
    if not rules.may_read(by, thread) or message.thread_id != thread.n:
        raise NotAllowed
    found = sealed.opened(message, hold(thread.key)).found.get(what, [])
    if what not in ("plates", "phones") or not 0 <= index < len(found):
        raise NothingThere
    value = str(found[index])
    write(by=by, verb=f"thread.{what[:-1]}_opened", unit=thread.desk.unit_id, thread=thread.n,
          about=f"message:{message.pk}", digest=keys.hashed("shown/1", value))  # fmt: skip
    return value


@transaction.atomic
def original(*, by: Actor, thread: Thread, file: MediaFile, reason: str) -> str:
    """An address for ten minutes of a file of this thread as it came; a line with the sealed reason.

    Raises NotAllowed, NoPurpose, FileGone.
    """
    if not rules.may_read(by, thread) or file.owner != thread.n:
        raise NotAllowed
    if len(reason.strip()) < MIN_PURPOSE:
        raise NoPurpose
    sealed_reason = vault.labelled_key("purpose", "journal reasons").seal_text(reason.strip(), row="reason")
    return media.open_original(by=by, file=file, reason=sealed_reason, unit=thread.desk.unit_id)


@transaction.atomic
def searched(*, by: Actor, typed: str) -> None:
    """That a person searched: the digest of the words only."""
    write(by=by, verb="threads.searched", digest=keys.hashed("searched/1", typed))


class NotANumber(Exception):
    """What was typed is neither a plate nor a phone number."""


@transaction.atomic
def search_number(*, by: Actor, typed: str, purpose: str) -> list[Thread]:
    """Threads on one's own desks, 90 days back, in whose text this plate or phone stands.

    Never looks at contacts. Each search is a line with its sealed purpose that the inspector sees, also
    when nothing is found. Raises NotAllowed, NoPurpose, NotANumber.
    """
    if not by.may("read") or by.kind != "staff":
        raise NotAllowed
    if len(purpose.strip()) < MIN_PURPOSE:
        raise NoPurpose
    wanted = [f.plate for f in plates.find(typed)] + [f.number for f in phones.find(typed)]
    if not wanted:
        raise NotANumber
    marks = [keys.hashed("number/1", one) for one in wanted]
    reason = vault.labelled_key("purpose", "journal reasons").seal_text(purpose.strip(), row="reason")
    write(by=by, verb="threads.searched_by_number", digest=keys.hashed("searched/1", wanted[0]), reason=reason)
    since = clock.now() - timedelta(days=90)
    numbers = NumberMark.objects.filter(mark__in=marks, at__gte=since)
    return list(
        visible_to(by)
        .select_related("desk", "area", "owner")
        .exclude(TAKEN_BACK)
        .filter(n__in=numbers.values("thread"))
        .order_by("-n")[:50]
    )
