"""The bodies of webhook events, in the documented forms."""

import hashlib
from typing import Any
from urllib.parse import unquote

from standins.zalo.world import Account, Group, Line, Person, World

Body = dict[str, Any]


def from_user(world: World, account: Account, person: Person, *, kind: str, message: Body, at: int) -> Body:
    """`user_send_<kind>`: what a resident wrote to the account."""
    return {
        "app_id": account.app_id,
        "sender": {"id": world.user_id(account.oa_id, person)},
        "user_id_by_app": world.user_id_by_app(account.app_id, person),
        "recipient": {"id": account.oa_id},
        "event_name": f"user_send_{kind}",
        "message": message,
        "timestamp": str(at),
    }


def from_group(
    world: World, account: Account, group: Group, person: Person, *, kind: str, message: Body, at: int
) -> Body:
    """`user_send_group_<kind>`: the account overhears a group it owns; the recipient is the group."""
    return {
        "app_id": account.app_id,
        "oa_id": account.oa_id,
        "sender": {"id": world.user_id(account.oa_id, person)},
        "recipient": {"id": group.group_id},
        "event_name": f"user_send_group_{kind}",
        "message": message,
        "timestamp": str(at),
    }


def from_oa(world: World, account: Account, line: Line, *, admin_id: str = "") -> Body:
    """`oa_send_<kind>`: the echo of every message the account sends; `admin_id` only when a human used the chat
    tool."""
    sender: Body = {"id": account.oa_id}
    if admin_id:
        sender["admin_id"] = admin_id
    message: Body = {"text": line.text, "msg_id": line.msg_id}
    if line.kind in ("image", "gif", "sticker", "file"):
        message["attachments"] = [{"type": line.kind, "payload": {"url": line.url, "thumbnail": line.url}}]
    group = world.groups.get(line.group)
    name = f"oa_send_group_{line.kind}" if group else f"oa_send_{line.kind}"
    target = group.group_id if group else world.user_id(account.oa_id, world.people[line.person])
    body: Body = {"app_id": account.app_id, "sender": sender, "recipient": {"id": target}, "event_name": name}
    if group:
        body["oa_id"] = account.oa_id
    else:
        body["user_id_by_app"] = world.user_id_by_app(account.app_id, world.people[line.person])
    return {**body, "message": message, "timestamp": str(line.at)}


def relation(world: World, account: Account, person: Person, *, name: str, at: int) -> Body:
    """follow, unfollow: no sender and no recipient, only the follower and the account."""
    return {
        "oa_id": account.oa_id,
        "follower": {"id": world.user_id(account.oa_id, person)},
        "user_id_by_app": world.user_id_by_app(account.app_id, person),
        "event_name": name,
        "source": "oa_profile",
        "app_id": account.app_id,
        "timestamp": str(at),
    }


def about_user(world: World, account: Account, person: Person, *, name: str, at: int) -> Body:
    """user_click_chatnow, user_withdraw: the account and the user, no message."""
    return {
        "app_id": account.app_id,
        "oa_id": account.oa_id,
        "user_id": world.user_id(account.oa_id, person),
        "user_id_by_app": world.user_id_by_app(account.app_id, person),
        "event_name": name,
        "timestamp": str(at),
    }


def submitted(world: World, account: Account, person: Person, *, info: Body, at: int) -> Body:
    return {
        "sender": {"id": world.user_id(account.oa_id, person)},
        "recipient": {"id": account.oa_id},
        "event_name": "user_submit_info",
        "app_id": account.app_id,
        "info": info,
        "timestamp": str(at),
    }


def received(world: World, account: Account, line: Line, *, name: str, at: int) -> Body:
    """user_received_message, user_seen_message: the phone got or showed what the account sent."""
    message: Body = {"msg_id": line.msg_id} if name == "user_received_message" else {"msg_ids": [line.msg_id]}
    return {
        "app_id": account.app_id,
        "sender": {"id": account.oa_id},
        "recipient": {"id": world.user_id(account.oa_id, world.people[line.person])},
        "event_name": name,
        "message": message,
        "timestamp": str(at),
    }


def attachment(kind: str, url: str, *, body: bytes = b"", place: tuple[str, str] = ("", "")) -> Body:
    """One entry of `message.attachments`, by kind."""
    name = unquote(url.rsplit("/", 1)[-1])
    payloads: dict[str, Body] = {
        "image": {"thumbnail": url, "url": url},
        "gif": {"thumbnail": url, "url": url},
        "audio": {"url": url},
        "video": {"url": url, "thumbnail": url, "description": ""},
        "sticker": {"url": url, "id": "46132"},
        "link": {"thumbnail": "", "description": url, "url": url},
        "location": {"coordinates": {"latitude": place[0], "longitude": place[1]}},
        "file": {
            "size": str(len(body)),
            "name": name,
            "checksum": hashlib.md5(body, usedforsecurity=False).hexdigest(),
            "type": name.rsplit(".", 1)[-1],
            "url": url,
        },
        "business_card": {
            "thumbnail": "",
            "description": '{"phone":"84900000321","qrCodeUrl":""}',
            "url": "",
        },
    }
    return {"type": "link" if kind == "business_card" else kind, "payload": payloads[kind]}
