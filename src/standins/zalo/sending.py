"""Consultation messages: what the messenger accepts from an account, to whom and until when (zalo.md 1.3, 1.5)."""

from collections.abc import Callable
from typing import Any

from standins.zalo import events
from standins.zalo.hooks import Sender
from standins.zalo.refusals import REFUSALS, Refused
from standins.zalo.world import DAY, HOUR, Account, App, Line, Person, World

Body = dict[str, Any]


class Sending:
    """Holds what an accepted send has to reach: the world and the sender of webhooks."""

    def __init__(self, world: World, sender: Sender, later: Callable[[Callable[[], object]], None]) -> None:
        self.world, self.sender, self.later = world, sender, later

    # ------------------------------------------------------------------------------------------------------ consult

    def consult(self, account: Account, body: Body, *, from_query: bool) -> Body:
        """POST /v3.0/oa/message/cs."""
        with self.world.lock:
            person = self._recipient(account, body.get("recipient"))
            message = body.get("message")
            if not isinstance(message, dict) or not message:
                raise Refused(-201, "message is invalid!")
            kind, url = self._content(account, message, from_query=from_query)
            self._allowed(account, person)
            self._quote(message, kind)
            quota = self._pay(account, person)
            text = str(message.get("text", ""))
            line = self._accept(account, person, kind=kind, text=text, url=url)
            self._record(account, line, message, quota=quota, user_id=self.world.user_id(account.oa_id, person))
        self._echo(account, line)
        data: Body = {
            "message_id": line.msg_id,
            "user_id": self.world.user_id(account.oa_id, person),
            "sent_time": str(line.at),
        }
        if quota:
            data["quota"] = quota
        return data

    def _recipient(self, account: Account, recipient: Any) -> Person:
        if not isinstance(recipient, dict):
            raise Refused(-201, "recipient is invalid!")
        if "message_id" in recipient:
            line = self.world.line(str(recipient["message_id"]))
            if line is None or line.oa_id != account.oa_id or line.by_oa:
                raise Refused(-201, "message_id is invalid!")
            return self.world.people[line.person]
        user_id = recipient.get("user_id")
        if not isinstance(user_id, str):
            raise Refused(-201, "user_id is invalid!")
        person = self.world.find_user(account.oa_id, user_id)
        if person is None:
            raise Refused(-201, "user_id is invalid!")
        return person

    def _content(self, account: Account, message: Body, *, from_query: bool) -> tuple[str, str]:
        """The kind of the message and the address of its picture or file."""
        text = message.get("text", "")
        if not isinstance(text, str):
            raise Refused(-201, "message.text is invalid!")
        if len(text) > 2000:
            raise Refused(self.world.style.too_long_code, "message.text exceeds limit 2000 characters")
        attachment = message.get("attachment")
        if attachment is None:
            if not text:
                raise Refused(-201, "message.text is invalid!")
            return "text", ""
        if from_query or not isinstance(attachment, dict) or not isinstance(attachment.get("payload"), dict):
            raise Refused(-233, "message type is invalid or unsupported")
        payload = attachment["payload"]
        if attachment.get("type") == "file":
            return "file", self._uploaded(str(payload.get("token", "")), "token")
        if attachment.get("type") != "template":
            raise Refused(-233, "message type is invalid or unsupported")
        return self._template(payload)

    def _template(self, payload: Body) -> tuple[str, str]:
        kind, elements = payload.get("template_type"), payload.get("elements")
        if kind == "list" and self.world.style.list_template:
            return "list", ""
        if kind not in ("media", "request_user_info"):
            raise Refused(-233, "message type is invalid or unsupported")
        if not isinstance(elements, list) or len(elements) != 1 or not isinstance(elements[0], dict):
            raise Refused(-201, "elements is invalid!")
        element = elements[0]
        if kind == "request_user_info":
            if len(str(element.get("title", ""))) > 100 or len(str(element.get("subtitle", ""))) > 500:
                raise Refused(-210, "title or subtitle exceeds limit")
            return "template", str(element.get("image_url", ""))
        return self._media(element)

    def _media(self, element: Body) -> tuple[str, str]:
        media = str(element.get("media_type", ""))
        if media not in ("image", "gif", "sticker"):
            raise Refused(-233, "media_type is invalid or unsupported")
        if ("url" in element) == ("attachment_id" in element):
            raise Refused(-201, "url or attachment_id: exactly one of them!")
        if media == "gif" and not (element.get("width") and element.get("height")):
            raise Refused(-201, "width and height are invalid!")
        if "url" in element:
            if not str(element["url"]).startswith(("https://", "http://127.0.0.1", "http://localhost")):
                raise Refused(-201, "url is invalid!")
            return media, str(element["url"])
        if media == "sticker":
            return media, ""
        return media, self._uploaded(str(element["attachment_id"]), "attachment_id")

    def _uploaded(self, ident: str, field: str) -> str:
        stored = self.world.uploads.get(ident)
        if stored is None:
            raise Refused(-201, f"{field} is invalid!")
        if stored.until <= self.world.clock.now():
            raise Refused(-100, f"{field} was expired")
        return f"{self.world.base}/uploads/{ident}"

    def _allowed(self, account: Account, person: Person) -> None:
        """The switch set for this person, then the seven days."""
        if person.refuse:
            raise Refused(person.refuse, REFUSALS.get(person.refuse, "Send message failed"))
        last = person.last.get(account.oa_id)
        if last is None:
            raise Refused(-232, REFUSALS[-232])
        if self.world.clock.now() - last > 7 * DAY:
            raise Refused(-230, REFUSALS[-230])

    def _quote(self, message: Body, kind: str) -> None:
        """Quotes of old or deleted messages fail; on pictures and files the quote is silently dropped."""
        if "quote_message_id" not in message or kind != "text":
            return
        line = self.world.line(str(message["quote_message_id"]))
        if line is None or line.deleted or self.world.clock.now() - line.at > 48 * HOUR:
            raise Refused(-201, "quote_message_id is invalid!")

    def _pay(self, account: Account, person: Person) -> Body | None:
        """Which quota this message used; None means a charged message."""
        full = self.world.style.quota_block == "full"
        if account.oa_id not in person.wrote_to and person.welcomed.get(account.oa_id, 0) < 3:
            used = person.welcomed[account.oa_id] = person.welcomed.get(account.oa_id, 0) + 1
            return {"quota_type": "welcome_msg", "remain": 3 - used, "total": 3}
        if self.world.clock.now() - person.last[account.oa_id] <= 48 * HOUR:
            return {"quota_type": "reply", **({"remain": 8, "total": 8} if full else {})}
        if account.sub_quota > 0:
            account.sub_quota -= 1
            left = {"remain": account.sub_quota, "total": account.sub_quota_total, "expired_date": "31/12/2026"}
            return {"quota_type": "sub_quota", **left}
        if not account.cloud_account:
            raise Refused(-320, REFUSALS[-320])
        return None

    # ------------------------------------------------------------------------------------------------ group, reaction

    def to_group(self, account: Account, body: Body) -> Body:
        """POST /v3.0/oa/group/message: only groups the account owns. Recorded, so that a test can say it never came."""
        with self.world.lock:
            recipient, message = body.get("recipient"), body.get("message")
            group_id = str(recipient.get("group_id", "")) if isinstance(recipient, dict) else ""
            group = self.world.groups.get(group_id)
            if group is None or group.oa_id != account.oa_id:
                raise Refused(-403, "OA is not in group")
            if not isinstance(message, dict):
                raise Refused(-201, "message is invalid!")
            kind, url = self._content(account, message, from_query=False)
            someone = self.world.person(next(iter(sorted(group.members)), ""))
            text = str(message.get("text", ""))
            line = self._accept(account, someone, kind=kind, text=text, url=url, group=group_id)
            self._record(account, line, message, quota=None, user_id="")
        self._echo(account, line)
        return {"message_id": line.msg_id, "group_id": group_id, "sent_time": str(line.at)}

    def react(self, account: Account, body: Body) -> Body:
        """POST /v2.0/oa/message: reactions live on here; everything else was shut down."""
        action, recipient = body.get("sender_action"), body.get("recipient")
        if not isinstance(action, dict) or not isinstance(recipient, dict):
            raise Refused(-240, "MessageV2 API has been shut down, please use V3")
        line = self.world.line(str(action.get("react_message_id", "")))
        if line is None or line.oa_id != account.oa_id:
            raise Refused(-201, "react_message_id is invalid!")
        with self.world.lock:
            row = {"number": len(self.world.sent), "oa_id": account.oa_id, "kind": "reaction", "msg_id": line.msg_id}
            self.world.sent.append({**row, "icon": action.get("react_icon", "")})
        return {"message_id": line.msg_id, "user_id": str(recipient.get("user_id", ""))}

    def quota(self, account: Account, body: Body) -> Any:
        """POST /v3.0/oa/quota/message, in both of its meanings."""
        if "user_id" in body:
            person = self.world.find_user(account.oa_id, str(body["user_id"]))
            if person is None:
                raise Refused(-201, "user_id is invalid!")
            last = person.last.get(account.oa_id, 0)
            return {"last_interaction": str(last), "cs_reply": {"remain": 8, "total": 8}}
        row = {"asset_id": account.oa_id, "product_type": "cs", "quota_type": "sub_quota"}
        return [{**row, "remain": account.sub_quota, "total": account.sub_quota_total, "valid_through": "31/12/2026"}]

    # --------------------------------------------------------------------------------------------------- what it does

    def _accept(self, account: Account, person: Person, *, kind: str, text: str, url: str, group: str = "") -> Line:
        at, msg_id = self.world.clock.now(), self.world.ids.message()
        line = Line(account.oa_id, person.key, True, kind, text, url, msg_id, at, group)
        self.world.keep(line)
        return line

    def _record(self, account: Account, line: Line, message: Body, *, quota: Body | None, user_id: str) -> None:
        self.world.sent.append(
            {
                "number": len(self.world.sent),
                "oa_id": account.oa_id,
                "user_id": user_id,
                "person": "" if line.group else line.person,
                "group_id": line.group,
                "kind": line.kind,
                "text": line.text,
                "url": line.url,
                "msg_id": line.msg_id,
                "at": line.at,
                "message": message,
                "quota": quota,
            }
        )

    def _echo(self, account: Account, line: Line) -> None:
        """Every message of the account comes back as an event, before or after the caller hears that it was sent."""
        how, app = self.world.style.echo, self.world.apps[account.app_id]
        if how == "random":
            how = "before" if self.world.ids.chance("echo") < 0.5 else "after"
        if how == "before":
            self.sender.emit(app, events.from_oa(self.world, account, line), wait=True)
        elif how == "after":
            self._afterwards(app, events.from_oa(self.world, account, line))
        if self.world.style.status_events and not line.group:
            for name in ("user_received_message", "user_seen_message"):
                at = self.world.clock.now() + 1
                self._afterwards(app, events.received(self.world, account, line, name=name, at=at))

    def _afterwards(self, app: App, body: Body) -> None:
        """Sent when the caller has the reply."""
        self.later(self.sender.owe(app, body))
