"""Building the demonstration: once, all of it or nothing of what happened."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from lantoa.conversations.models import Thread
from lantoa.kit import clock
from lantoa.web.demo import people, plays

Progress = Callable[[Iterator[Any], int], Iterator[Any]]


class NotHere(Exception):
    """This house is none for invented people; the message says why."""


def refusal() -> str:
    """Why no demonstration may live here, in words; empty when it may."""
    if not settings.DEMONSTRATION:
        return (
            "Nhà này không phải nhà trình diễn. Chạy ./run trên một thư mục dữ liệu mới, hoặc LANTOA_DEMONSTRATION=on."
        )
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or ""
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        return f"Mật khẩu của nhà trình diễn ai cũng biết, nên chỉ mở ở 127.0.0.1, không mở ở {host}."
    return ""


def built() -> bool:
    """Whether it stands already."""
    return bool(people.kept().get("built"))


def build(progress: Progress) -> bool:
    """Build it unless it stands. Returns whether anything was done. Raises NotHere.

    One transaction, slow hashing and all: one that stopped half way would never be whole, and nobody else works in
    this house yet.
    """
    why = refusal()
    if why:
        raise NotHere(why)
    if built():
        return False
    if Thread.objects.exists():
        raise NotHere("Nhà này đã có tin rồi; trình diễn phải ở một thư mục dữ liệu riêng.")
    with transaction.atomic():
        people.lay_the_ground()
        cast = people.cast()
        codes = {person.username: people.engage(person) for person in progress(iter(cast), len(cast))}
        receipts = plays.run(plays.all_plays(), clock.now(), progress)
    people.keep({"built": True, "recovery_codes": codes, "receipts": receipts})
    return True
