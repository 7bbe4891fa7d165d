"""Open matters that are kept from people, and whether anybody is left who sees them."""

from __future__ import annotations

from django.db.models import Q

from lantoa.accounts.models import KeptFrom
from lantoa.accounts.queries import readers
from lantoa.conversations.models import Thread
from lantoa.conversations.states import Kind


def unseen() -> tuple[int, int]:
    """How many open complaints and other matters that speak of officers nobody at all may see, and how many only those
    they speak of.

    Four statements, however many there are.
    """
    kept: dict[int, set[int]] = {}
    lifted: set[int] = set()
    open_now = Thread.objects.filter(open=True)
    rows = KeptFrom.objects.filter(thread__in=open_now.values("n")).values_list("thread", "staff", "lifted")
    for thread, staff, is_lifted in rows:
        if is_lifted:
            lifted.add(thread)
        else:
            kept.setdefault(thread, set()).add(staff)
    spoken = Q(n__in=[*kept, *lifted]) | Q(kind=Kind.COMPLAINT)
    found = list(open_now.filter(spoken).select_related("desk"))
    seen = readers({one.desk_id: one.desk for one in found}.values())
    nobody = sum(not seen[one.desk_id] - kept.get(one.n, set()) for one in found)
    return nobody, len(lifted)
