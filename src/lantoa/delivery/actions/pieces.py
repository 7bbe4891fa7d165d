"""Pieces of a long text become one stored event, in one transaction: nobody can take them twice or lose one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from lantoa.delivery.actions.day_key import held
from lantoa.delivery.actions.door import row_name
from lantoa.delivery.models import Inbox
from lantoa.delivery.states import InboxState
from lantoa.kit.pace import giving_way


class Moved(Exception):
    """Somebody else joined or took one of the pieces first."""


def bind(row: Inbox, others: Sequence[Inbox], *, owner: str, body: bytes) -> None:
    """Lay the whole text into ``row``, which this owner holds, and empty the others. Raises Moved: nothing changed.

    Done before the text is handed on, so that a worker that dies afterwards finds a message like any other.
    """
    name = row_name(row.channel, row.account_id, row.external_id, row.content)
    sealed, rank = held(row.key or 0).seal(body, row=name), min(r.rank for r in (row, *others))
    stored = Inbox.objects.filter(state=InboxState.STORED)
    with giving_way(), transaction.atomic():
        if not stored.filter(pk=row.pk, owner=owner).update(body=sealed, rank=rank):
            raise Moved
        rest = stored.filter(pk__in=[other.pk for other in others])
        if rest.update(state=InboxState.DONE, body=None, key=None, owner="", fault="") != len(others):
            raise Moved
    row.body, row.rank = sealed, rank
