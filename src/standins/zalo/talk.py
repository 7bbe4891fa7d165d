"""What residents do: write, send a picture or a voice, speak in a group, follow, leave, ask to be forgotten."""

import base64
from typing import Any

from standins.zalo import events, media
from standins.zalo.hooks import Delivery, Sender
from standins.zalo.samples import SAMPLES
from standins.zalo.switches import UnknownSwitch
from standins.zalo.world import Account, Line, Person, World

RELATIONS = ("follow", "unfollow")
ABOUT = ("user_click_chatnow", "user_withdraw")
FILES = tuple(SAMPLES)
SPOKEN = ("text", "location", "link", "business_card", *FILES)

Said = dict[str, Any]


def say(world: World, sender: Sender, said: Said) -> Said:
    """One act of one resident, told as `user`, `oa_id`, `kind` and what belongs to the kind.

    Gives back the message id, the user id and the numbers of the deliveries it caused. `timestamp` (ms) and `msg_id`
    may be given, to repeat history; `sign` asks for a wrong or missing signature, or another app's secret.
    """
    account = _account(world, said)
    kind = str(said.get("kind") or "text")
    at = int(said.get("timestamp") or world.clock.now())
    person = world.person(str(said.get("user") or "Rhea"))
    msg_id = ""
    with world.lock:
        if kind in RELATIONS:
            body = _relation(world, account, person, kind, at)
        elif kind in ABOUT:
            if kind == "user_click_chatnow":
                person.last[account.oa_id] = max(at, person.last.get(account.oa_id, 0))
            body = events.about_user(world, account, person, name=kind, at=at)
        elif kind == "submit_info":
            body = events.submitted(world, account, person, info=dict(said.get("info") or {}), at=at)
        elif kind == "takeover":
            body, msg_id = _takeover(world, account, person, said, at)
        elif kind in SPOKEN:
            body, msg_id = _spoken(world, account, person, kind, said, at)
        else:
            raise UnknownSwitch(f"kind is one of {', '.join((*SPOKEN, *RELATIONS, *ABOUT, 'submit_info', 'takeover'))}")
    made = _send(world, sender, account, body, said)
    return {
        "event_name": body["event_name"],
        "msg_id": msg_id,
        "user_id": world.user_id(account.oa_id, person),
        "deliveries": [one.number for one in made],
    }


def raw(world: World, sender: Sender, told: Said) -> Said:
    """Any body at all, signed like a real one: unknown events, missing texts, wrong types."""
    account = _account(world, told)
    made = _send(world, sender, account, dict(told["event"]), told)
    return {"deliveries": [one.number for one in made]}


def _account(world: World, said: Said) -> Account:
    wanted = str(said.get("oa_id") or next(iter(world.accounts), ""))
    if wanted not in world.accounts:
        raise UnknownSwitch(f"no official account {wanted}; known: {', '.join(world.accounts)}")
    return world.accounts[wanted]


def _send(world: World, sender: Sender, account: Account, body: Said, said: Said) -> list[Delivery]:
    made: list[Delivery] = []
    for _ in range(int(said.get("copies") or 1)):
        made += sender.emit(world.apps[account.app_id], body, sign=str(said.get("sign") or ""))
    return made


def _relation(world: World, account: Account, person: Person, kind: str, at: int) -> Said:
    if kind == "follow":
        person.follows.add(account.oa_id)
        person.last[account.oa_id] = max(at, person.last.get(account.oa_id, 0))
    else:
        person.follows.discard(account.oa_id)
    return events.relation(world, account, person, name=kind, at=at)


def _takeover(world: World, account: Account, person: Person, said: Said, at: int) -> tuple[Said, str]:
    """A human answers in the account's own chat tool: an echo with `admin_id`."""
    msg_id = str(said.get("msg_id") or world.ids.message())
    line = Line(account.oa_id, person.key, True, "text", str(said.get("text") or ""), "", msg_id, at)
    world.keep(line)
    return events.from_oa(world, account, line, admin_id=world.ids.named("admin", account.oa_id)), msg_id


def _spoken(world: World, account: Account, person: Person, kind: str, said: Said, at: int) -> tuple[Said, str]:
    msg_id = str(said.get("msg_id") or world.ids.message())
    text, url, content = str(said.get("text") or ""), str(said.get("url") or ""), b""
    if kind in FILES and not url:
        url, content = _file(world, kind, said)
    message: Said = {"msg_id": msg_id}
    if kind == "text" or text:
        message = {"text": text, **message}
    if kind != "text":
        place = (str(said.get("latitude") or "10.0452"), str(said.get("longitude") or "105.7469"))
        message["attachments"] = [events.attachment(kind, url, body=content, place=place)]
        text = text or (f"{place[0]}, {place[1]}" if kind == "location" else "")
    if said.get("quote"):
        message["quote_msg_id"] = str(said["quote"])
    if said.get("without_text"):
        message.pop("text", None)
    person.last[account.oa_id] = max(at, person.last.get(account.oa_id, 0))
    name, group = str(said.get("group") or ""), None
    if name:
        group = world.group(account.oa_id, name)
        group.members.add(person.key)
    else:
        person.wrote_to.add(account.oa_id)
    group_id = group.group_id if group else ""
    if not world.line(msg_id):
        world.keep(Line(account.oa_id, person.key, False, kind, text, url, msg_id, at, group_id))
    if group:
        return events.from_group(world, account, group, person, kind=kind, message=message, at=at), msg_id
    return events.from_user(world, account, person, kind=kind, message=message, at=at), msg_id


def _file(world: World, kind: str, said: Said) -> tuple[str, bytes]:
    """The bytes given as base64, else a sample of this kind."""
    if not said.get("base64"):
        return media.sample(world, kind)
    content = base64.b64decode(str(said["base64"]))
    name, mime, _ = SAMPLES[kind]
    return media.keep(world, content, str(said.get("mime") or mime), str(said.get("name") or name)), content
