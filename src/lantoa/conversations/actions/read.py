"""Reading leaves a line: once for each person, thread and hour; a plate or phone each time."""

from __future__ import annotations

from django.db import transaction

from lantoa.conversations import rules
from lantoa.conversations.actions.reply import NotAllowed
from lantoa.conversations.models import Message, Opened, Thread
from lantoa.conversations.queries import sealed
from lantoa.journal.actions import write
from lantoa.journal.logic import Actor
from lantoa.kit import clock, keys
from lantoa.vault.queries import hold


class NothingThere(Exception):
    """The message holds no such plate or phone."""


@transaction.atomic
def opened(*, by: Actor, thread: Thread) -> None:
    """Note that this person opened the thread; marks it read. Raises NotAllowed."""
    if not rules.may_read(by, thread):
        raise NotAllowed
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    _, first = Opened.objects.get_or_create(thread=thread, staff_id=int(by.id), hour=hour)
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
def searched(*, by: Actor, typed: str) -> None:
    """That a person searched: the digest of the words only."""
    write(by=by, verb="threads.searched", digest=keys.hashed("searched/1", typed))
