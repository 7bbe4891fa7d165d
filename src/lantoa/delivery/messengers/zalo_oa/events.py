"""From an event of the messenger to one of ours. Only what residents do means something to the house."""

from __future__ import annotations

import json
from typing import Any

from lantoa.delivery.logic import Event, Inbound, Media
from lantoa.delivery.logic.messenger import Garbage, UnknownShape
from lantoa.delivery.messengers.zalo_oa.door import inner, loads, moment, word

FILES = ("image", "gif", "audio", "video", "file", "sticker")
MOST_FILES = 20
USER, ANONYMOUS, GROUP = "user_send_", "anonymous_send_", "user_send_group_"


def parse(body: bytes, external_id: str, account: str) -> Inbound | None:
    """The event, or None for what needs nothing of us (own echoes, receipts, tags). Raises UnknownShape."""
    try:
        event = loads(body)
    except Garbage as fault:
        raise UnknownShape("json") from fault
    name = word(event.get("event_name"))
    if name.startswith((USER, ANONYMOUS)):
        return _message(event, name, external_id, account)
    if name.startswith("oa_send_"):
        return _echo(event, name, external_id)
    return _relation(event, name, external_id)


def _message(event: dict[str, Any], name: str, external_id: str, account: str) -> Inbound:
    author, group = inner(event, "sender"), None
    message = event.get("message")
    if name.startswith(GROUP):
        group = word(event.get("group_id")) or inner(event, "recipient")
        if not group or group == account:
            raise UnknownShape("group")
    if not author or author == account or not isinstance(message, dict):
        raise UnknownShape("group_message" if group is not None else "message")
    media, location, notes, left = _attachments(message.get("attachments"))
    text = message.get("text")
    return Inbound(
        channel="zalo_oa",
        external_id=external_id,
        author=author,
        group=group,
        sent_at=moment(event.get("timestamp")),
        text="\n".join([*([text] if isinstance(text, str) and text else []), *notes]),
        media=media,
        location=location,
        quote=word(message.get("quote_msg_id")),
        odd=(f"unread:{left}",) if left else (),
    )


def _attachments(given: object) -> tuple[tuple[Media, ...], tuple[float, float] | None, list[str], int]:
    """Files, place, what cards and links say, and how many pieces stay unread: of a new kind, or too many."""
    media: list[Media] = []
    location, notes, left = None, [], 0
    for item in given if isinstance(given, list) else []:
        kind = word(item.get("type")) if isinstance(item, dict) else ""
        payload = item.get("payload") if isinstance(item, dict) else None
        payload = payload if isinstance(payload, dict) else {}
        if kind == "location":
            point = _point(payload.get("coordinates"))
            location, left = point or location, left + (point is None)
        elif kind in FILES:
            media.append(Media(kind, word(payload.get("url")), word(payload.get("name"))))
        elif kind == "link":
            notes += _card(payload)
        else:
            left += 1
    return tuple(media[:MOST_FILES]), location, notes, left + max(0, len(media) - MOST_FILES)


def _point(given: object) -> tuple[float, float] | None:
    if not isinstance(given, dict):
        return None
    try:
        lat, lon = float(given["latitude"]), float(given["longitude"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _card(payload: dict[str, Any]) -> list[str]:
    """A link is its address and words; a business card (JSON in the description) its phone number."""
    description = word(payload.get("description"))
    try:
        card = json.loads(description)
    except (ValueError, RecursionError):
        card = None
    if isinstance(card, dict):
        return [found] if (found := word(card.get("phone"))) else []
    return [found for found in (description, word(payload.get("url"))) if found]


def _echo(event: dict[str, Any], name: str, external_id: str) -> Inbound | None:
    """What the account itself sent: nothing, unless a human wrote it in the messenger's own tool."""
    sender = event.get("sender")
    staff = word(sender.get("admin_id")) if isinstance(sender, dict) else ""
    if not staff or name.startswith("oa_send_group_"):
        return None
    message = event.get("message")
    text = message.get("text") if isinstance(message, dict) else None
    return Inbound(
        channel="zalo_oa",
        external_id=external_id,
        event=Event.TAKEOVER,
        author=inner(event, "recipient"),
        staff=staff,
        sent_at=moment(event.get("timestamp")),
        text=text if isinstance(text, str) else "",
    )


def _relation(event: dict[str, Any], name: str, external_id: str) -> Inbound | None:
    person = inner(event, "follower") or word(event.get("user_id")) or inner(event, "sender")
    kind = {
        "follow": Event.FOLLOW,
        "user_click_chatnow": Event.FOLLOW,
        "unfollow": Event.UNFOLLOW,
        "user_withdraw": Event.WITHDRAW,
        "user_submit_info": Event.CONTACT_DATA,
        "permission_revoked": Event.REVOKED,
    }.get(name)
    if kind is None:
        return None
    if not person and kind is not Event.REVOKED:
        raise UnknownShape(kind)
    return Inbound(
        channel="zalo_oa",
        external_id=external_id,
        event=kind,
        author="" if kind is Event.REVOKED else person,
        sent_at=moment(event.get("timestamp")),
        text=_contact_data(event.get("info")) if kind is Event.CONTACT_DATA else "",
    )


def _contact_data(info: object) -> str:
    """What somebody handed over when asked: a name, a phone, an address, in lines (old and new field names)."""
    if not isinstance(info, dict):
        return ""
    full = info.get("full_address")
    where = full if isinstance(full, dict) else info
    names = ("user_address", "user_ward", "user_city", "address", "ward", "district", "city")
    lines = [
        word(info.get("name")),
        word(info.get("phone")),
        ", ".join(filter(None, (word(where.get(n)) for n in names))),
    ]
    return "\n".join(filter(None, lines))
