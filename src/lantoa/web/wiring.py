"""The one list of who hears what: announcements to tasks, slots to pieces, regular jobs, the worker's rounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lantoa.accounts import tasks as accounts
from lantoa.conversations.announcements import BecameTip, EmergencyRaised, ThreadDestroyed
from lantoa.conversations.views.reach import reach
from lantoa.delivery import tasks as delivery
from lantoa.duties import tasks as duties
from lantoa.duties.announcements import RingAccepted, RingUnanswered
from lantoa.duties.views import bell
from lantoa.errands import tasks as errands
from lantoa.errands.logic import Announcement
from lantoa.journal import tasks as journal
from lantoa.kit.slots import Filler
from lantoa.media import tasks as media
from lantoa.tips import tasks as tips
from lantoa.tips.views import pieces as tip_pieces
from lantoa.tips.views.bulk import buttons as bulk_buttons
from lantoa.vault import tasks as vault
from lantoa.web.staff import corner
from lantoa.web.staff.rail import rail
from lantoa.web.staff.threads import identity_link, opening_news, thread_address

LISTENERS: Mapping[type[Announcement], Sequence[Callable[..., Any]]] = {
    EmergencyRaised: (duties.ring_for,),
    BecameTip: (tips.becomes_tip,),
    RingAccepted: (tips.taken_over,),
    RingUnanswered: (delivery.text_duty,),
    ThreadDestroyed: (tips.files_go,),
}

# (seconds between runs, job); jobs 60 s or more apart survive a crash as errand rows
EVERY: Sequence[tuple[int, Callable[..., Any]]] = (
    (10, duties.pass_on_unanswered),
    (10, vault.wipe),
    (600, media.sweep),
    (600, vault.tidy),
    (600, delivery.refresh_grants),
    (3600, delivery.tidy),
    (3600, accounts.tidy),
    (24 * 3600, errands.sweep),
    (3600, journal.carry_head_out),
    (3600, tips.sweep),
)

# Each runs in a thread of its own and returns how many rows it touched; 0 means: wait for a hint or a second.
WORKERS: Sequence[Callable[[], int]] = (
    errands.drain,
    errands.tick,
    delivery.drain_inbox,
    delivery.drain_outbox,
    delivery.fetch_files,
    journal.seal,
)

# Which pieces stand in which named place, in this order.
SLOTS: Sequence[tuple[str, Filler]] = (
    ("staff.rail", rail),
    ("staff.unit", corner.unit),
    ("staff.person", corner.person),
    ("staff.bell", bell),
    ("staff.bell", opening_news),
    ("thread.address", thread_address),
    ("tip.aside", identity_link),
    ("thread.side", identity_link),
    ("inbox.bulk", bulk_buttons),
    ("thread.head", tip_pieces.clocks),
    ("thread.reach", reach),
    ("search.number", tip_pieces.numbered),
    ("thread.send", tip_pieces.send),
    ("thread.more", tip_pieces.becomes),
    ("staff.search", corner.search),
)
