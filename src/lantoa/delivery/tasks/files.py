"""Fetching what came with messages, after their words: no message waits for its files, and no file for another."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

from lantoa.delivery.actions import attach, claim
from lantoa.delivery.logic import Media
from lantoa.delivery.logic.messenger import Fault, SendRefused
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Attachment
from lantoa.errands.logic import fault_of, wait_after
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.media import actions as media
from lantoa.media.logic.refusals import Refused
from lantoa.media.logic.take import receive
from lantoa.media.models import MediaFile
from lantoa.media.queries import FileGone

log = logging.getLogger(__name__)

AT_ONCE = 4
GIVE_UP = timedelta(hours=24)
MOST_TRIES = 40
LIMITS = {"image": 15 << 20, "gif": 15 << 20, "audio": 10 << 20, "video": 40 << 20, "file": 15 << 20}


def fetch_files() -> int:
    """Fetch some of the files that are due; returns how many were touched.

    What the messenger does not give now is asked for again, each time later, for a day; then the line in the thread
    says that it never came.
    """
    claimed = attach.claim_files(owner=claim.new_owner(), limit=AT_ONCE)
    rows = [row for row in claimed if row.tries < MOST_TRIES]
    for row in claimed:
        if row not in rows:  # a file that workers die with
            _not_now(row, "WorkerDied", hopeless=True)
    files = MediaFile.objects.in_bulk([row.file for row in rows])
    started = [(row, *_started(row, files.get(row.file))) for row in rows]
    for row, calling, key in started:
        try:
            _finish(row, files.get(row.file), calling, key)
        except SendRefused as refused:
            _not_now(row, str(refused), hopeless=refused.fault is not Fault.RETRY)
        except FileGone:
            attach.done_with(row)
        except Exception as fault:
            log.warning("file %s was not fetched: %s", row.file, fault_of(fault))
            _not_now(row, fault_of(fault))
    return len(claimed)


def _started(row: Attachment, file: MediaFile | None) -> tuple[Future[bytes], bytes]:
    """The call on its way, or what stands against it; calls touch no database."""
    try:
        if file is None:
            raise FileGone(str(row.file))
        one, key = attach.opened(row, file)
    except Exception as fault:
        failed: Future[bytes] = Future()
        failed.set_exception(fault)
        return failed, b""
    return _pool().submit(_fetched, row.channel, one), key


def _fetched(channel: str, one: Media) -> bytes:
    if not one.url:
        raise SendRefused(Fault.PERMANENT, "no_address")
    return all_messengers()[channel].fetch(one.url, LIMITS[one.kind])


def _finish(row: Attachment, file: MediaFile | None, calling: Future[bytes], key: bytes) -> None:
    content = calling.result()
    if file is None:
        raise FileGone(str(row.file))
    try:
        taken = receive(content, ref=file.ref, key=key)
    except Refused as refused:  # empty, or nothing that could be kept: it will not be another file the next time
        media.lost(by=HOUSE, file=file.pk, fault=refused.code)
    else:
        media.arrived(by=HOUSE, file=file.pk, taken=taken)
    attach.done_with(row)


def _not_now(row: Attachment, fault: str, *, hopeless: bool = False) -> None:
    if hopeless or row.tries >= MOST_TRIES or clock.now() - row.made_at > GIVE_UP:
        media.lost(by=HOUSE, file=row.file, fault=fault.partition(":")[0])
        attach.done_with(row)
    else:
        attach.rest(row, wait=wait_after(row.tries + 1))


_kept: ThreadPoolExecutor | None = None


def _pool() -> ThreadPoolExecutor:
    global _kept
    if _kept is None:
        _kept = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="files")
    return _kept
