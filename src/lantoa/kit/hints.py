"""A tap on the worker's shoulder after a commit. Hints may get lost, rows do not: the worker also looks by itself.

The socket has no file (Linux's abstract names), so nothing is left behind and long data paths do no harm. Where
the system has no such names, everything still works, a second later.
"""

from __future__ import annotations

import hashlib
import socket
import sys
from pathlib import Path

_name: bytes | None = None
_out: socket.socket | None = None


def use(data: Path) -> None:
    """Take the name that belongs to this data folder."""
    global _name
    if sys.platform == "linux":
        _name = b"\0lantoa-" + hashlib.sha256(str(data).encode()).hexdigest()[:24].encode()


def poke() -> None:
    """Wake the worker of this house if one listens. Never waits, never fails."""
    global _out
    if _name is None:
        return
    try:
        if _out is None:
            _out = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            _out.setblocking(False)
        _out.sendto(b"1", _name)
    except OSError:
        return  # nobody listens, or its queue is full: it will look by itself


def listener() -> socket.socket | None:
    """The worker's end, or None where there are no such sockets or another worker has it."""
    if _name is None:
        return None
    ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        ear.bind(_name)
    except OSError:
        ear.close()
        return None
    return ear


def nobody_listens() -> bool:
    """Whether no worker of this house runs on this machine, as far as can be told."""
    ear = listener()
    if ear is None:
        return _name is None
    ear.close()
    return True
