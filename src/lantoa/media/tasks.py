"""Regular work on files."""

from __future__ import annotations

from lantoa.kit import clock
from lantoa.media.logic import shelf
from lantoa.media.models import MediaFile


def sweep() -> int:
    """Remove files that waited two hours, and files in the media folder that no row knows. Returns how many."""
    now = clock.now()
    gone = shelf.sweep_waiting(now)
    old = set(shelf.old_refs(now))
    known: set[str] = set()
    wanted = sorted(old)
    for start in range(0, len(wanted), 500):
        rows = MediaFile.objects.filter(ref__in=wanted[start : start + 500]).exclude(wrapped=None)
        known.update(rows.values_list("ref", flat=True))
    for ref in old - known:
        shelf.forget_kept(ref)
    return gone + len(old - known)
