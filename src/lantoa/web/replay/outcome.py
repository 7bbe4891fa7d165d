"""What became of every message: stored once, sorted, routed, its receipt, its ring."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from lantoa.conversations.logic import receipts
from lantoa.conversations.models import Message, Receipt, Thread
from lantoa.conversations.states import Chip
from lantoa.delivery.models import Account, Inbox
from lantoa.delivery.states import InboxState
from lantoa.duties.models import Ring
from lantoa.tips.models import Tip
from lantoa.web.replay.doors import Sent

HEADS = ("channel", "sent", "once", "sorted", "named place", "account's unit", "city queue", "above", "elsewhere")
FOOT = "Rows without a thread: chat and junk in a group leave none. Above: complaints about police."


@dataclass
class Outcome:
    """Counts for each channel, and what is wrong."""

    table: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    tips: int = 0
    receipts: int = 0
    emergencies: int = 0
    rang: int = 0
    asked_where: int = 0
    elsewhere: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The table for people."""
        wide = [max(12, len(head)) for head in HEADS]
        rows = [list(HEADS)]
        for channel, counts in self.table.items():
            rows.append([channel, *(str(counts[head]) for head in HEADS[1:])])
        total = sum(self.table.values(), Counter())
        rows.append(["all", *(str(total[head]) for head in HEADS[1:])])
        out = ["  ".join(cell.rjust(width) for cell, width in zip(row, wide, strict=True)) for row in rows]
        out += [
            FOOT,
            f"Tips: {self.tips}; a receipt was drawn for {self.receipts}. By SMS and in an emergency it comes later.",
        ]
        out += [f"Emergencies: {self.emergencies}; rang: {self.rang}. Still open where: {self.asked_where}."]
        out += [f"ELSEWHERE {line}" for line in self.elsewhere]
        return out + [f"WRONG {line}" for line in self.wrong]


def waiting(sent: Iterable[Sent]) -> int:
    """How many of these events lie in the inbox and are not worked off yet."""
    events = [one.event for one in sent if one.account is not None]
    return Inbox.objects.filter(external_id__in=events, state=InboxState.STORED).count()


def judged(sent: Sequence[Sent]) -> Outcome:
    """Look every message up. Reads only."""
    out = Outcome()
    homes = dict(Account.objects.values_list("pk", "unit_id"))
    found = _threads(sent)
    stored = Counter(
        Inbox.objects.filter(external_id__in=[s.event for s in sent if s.event]).values_list("external_id")
    )
    faults: dict[str, list[str]] = defaultdict(list)
    for one in sent:
        counts = out.table.setdefault(one.row.channel, Counter())
        counts["sent"] += 1
        if one.fault:
            faults[one.fault].append(one.row.id)
            continue
        threads = found.get((one.event or one.digits).encode(), [])
        in_group = one.row.channel == "zalo_group"
        once = stored[(one.event,)] == 1 if one.account is not None else len(threads) == 1
        counts["once"] += once
        counts["sorted"] += bool(threads) or (in_group and once)
        if not once or len(threads) > 1 or (not threads and not in_group):
            out.wrong.append(f"{one.row.id} ({one.row.channel}): stored {stored[(one.event,)]}, threads {len(threads)}")
        if threads:
            where = _where(one, threads[0], homes)
            counts[where] += 1
            if where == "elsewhere":
                wanted = one.row.ward or "no place named"
                out.elsewhere.append(f"{one.row.id} ({one.row.channel}): {wanted}, went to {threads[0].desk.unit.name}")
            _add(out, threads[0])
    out.wrong += [f"{', '.join(rows)}: {fault}" for fault, rows in faults.items()]
    return out


def _threads(sent: Sequence[Sent]) -> dict[bytes, list[Thread]]:
    found: dict[bytes, list[Thread]] = {}
    events = [one.event for one in sent if one.event]
    contents = dict(Inbox.objects.filter(external_id__in=events).values_list("external_id", "content"))
    by_source = {one.source(contents.get(one.event, "")): one.event.encode() for one in sent if one.event}
    keys = list(by_source)
    for start in range(0, len(keys), 500):
        some = Message.objects.filter(source__in=keys[start : start + 500]).select_related("thread__desk__unit")
        for message in some:
            found.setdefault(by_source[bytes(message.source or b"")], []).append(message.thread)
    for one in sent:
        if one.digits and not one.event:
            lookup = receipts.lookup_of(one.digits)
            rows = Receipt.objects.filter(lookup=lookup).select_related("thread__desk__unit")
            found[one.digits.encode()] = [row.thread for row in rows]
    return found


def _where(one: Sent, thread: Thread, homes: dict[int, int]) -> str:
    desk = thread.desk
    if desk.kind == "above":
        return "above"
    if one.row.ward and desk.unit.name == one.row.ward:
        return "named place"
    if one.account is not None and desk.unit_id == homes.get(one.account):
        return "account's unit"
    return "city queue" if desk.kind == "duty" else "elsewhere"


def _add(out: Outcome, thread: Thread) -> None:
    has_receipt = Receipt.objects.filter(thread=thread).aggregate(many=Count("pk"))["many"] > 0
    if Tip.objects.filter(thread=thread).exists():
        out.tips += 1
        out.receipts += has_receipt
    out.asked_where += thread.chip == Chip.WHERE
    if thread.kind == "emergency":
        out.emergencies += 1
        out.rang += Ring.objects.filter(thread=thread.n).exists()
