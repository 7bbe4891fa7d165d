"""Calls to the messenger: consultation messages, image uploads, tokens (zalo v3 messages, v2 uploads, OAuth v4)."""

from __future__ import annotations

import json
import secrets
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from lantoa.delivery.logic.messenger import Fault, Left, Letter, Pair, SendRefused, Sent
from lantoa.delivery.messengers.http import Reply, base, post

API, OAUTH = "https://openapi.zalo.me", "https://oauth.zaloapp.com"
MEDIA_HOSTS = ("zdn.vn",)
PICTURE_LIMIT = 1 << 20

# The messenger's own numbers, by what follows from them. A number that is not here rests and comes again.
CODES: dict[Fault, tuple[int, ...]] = {
    Fault.TOKEN: (-216, -220, 216, 401, -401),
    Fault.RATE: (-32,),
    Fault.WINDOW: (-230, -232, -305),
    Fault.PERSON: (-213, -217, -227, -244),
    Fault.QUOTA: (-211, -218, -311),
    Fault.CHARGED: (-320, -321),
    Fault.NIGHT: (-234,),
    Fault.CONFIG: (-204, -205, -209, -212, -242),
    Fault.HUMAN: (-219, -221, -223, -224),
    Fault.PERMANENT: (-201, -210, -233, -235, -237, -238, -240, -241, -248, -249, -403),
}
FAULT_OF = {code: fault for fault, codes in CODES.items() for code in codes}
PACKAGES = ("sub_quota", "purchase_quota", "reward_quota")
USED_UP = (-211, -320, -321)
LOST = (-14014, -118)


def calls(letter: Letter) -> int:
    """A picture is uploaded before it can be sent."""
    return 1 if letter.picture is None else 2


def send(letter: Letter, access: str) -> Sent:
    """One consultation message. Raises SendRefused."""
    message: dict[str, Any] = {"text": letter.text} if letter.text else {}
    if letter.picture is not None:
        element = {"media_type": "image", "attachment_id": _upload(letter.picture, access)}
        payload = {"template_type": "media", "elements": [element]}
        message["attachment"] = {"type": "template", "payload": payload}
    body = json.dumps({"recipient": {"user_id": letter.address}, "message": message}, ensure_ascii=False).encode()
    headers = {"access_token": access, "Content-Type": "application/json"}
    data = _data(post(base(API), "/v3.0/oa/message/cs", body, headers))
    return Sent(str(data.get("message_id", "")), _quota(data.get("quota")))


def _quota(block: object) -> Left | None:
    """What is left of the package. Within the free hours nothing is told; no block at all means that this one cost
    money, because the package is used up."""
    if not isinstance(block, dict):
        return Left(0)
    if block.get("quota_type") not in PACKAGES or _number(block.get("remain")) is None:
        return None
    return Left(_number(block["remain"]) or 0, _number(block.get("total")), _day(block.get("expired_date")))


def _number(given: object) -> int | None:
    text = str(given)
    return int(text) if not isinstance(given, bool) and text.isascii() and text.isdigit() and len(text) < 10 else None


def _day(given: object) -> date | None:
    try:
        return datetime.strptime(str(given), "%d/%m/%Y").date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return None


def _upload(picture: bytes, access: str) -> str:
    if len(picture) > PICTURE_LIMIT:
        raise SendRefused(Fault.PERMANENT, "picture_too_large")
    kind, name = ("image/png", "anh.png") if picture.startswith(b"\x89PNG") else ("image/jpeg", "anh.jpg")
    mark = secrets.token_hex(16)
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'
    body = head.encode() + picture + f"\r\n--{mark}--\r\n".encode()
    headers = {"access_token": access, "Content-Type": f"multipart/form-data; boundary={mark}"}
    found = _data(post(base(API), "/v2.0/oa/upload/image", body, headers)).get("attachment_id")
    if not isinstance(found, str) or not found:
        raise SendRefused(Fault.PERMANENT, "upload")
    return found


def _data(reply: Reply) -> dict[str, Any]:
    """The ``data`` of an answer. Errors come with status 200 and a number that is not 0."""
    if reply.status in (401, 403):
        raise SendRefused(Fault.TOKEN, str(reply.status))
    if reply.status != 200:
        raise SendRefused(Fault.RATE if reply.status == 429 else Fault.RETRY, str(reply.status))
    answer = _object(reply)
    code = answer.get("error")
    if not isinstance(code, int):
        raise SendRefused(Fault.RETRY, "shape")
    if code != 0:
        raise SendRefused(FAULT_OF.get(code, Fault.RETRY), str(code), Left(0) if code in USED_UP else None)
    data = answer.get("data")
    return data if isinstance(data, dict) else {}


def _object(reply: Reply) -> dict[str, Any]:
    try:
        answer = json.loads(reply.body)
    except (ValueError, RecursionError) as fault:
        raise SendRefused(Fault.RETRY, "not_json") from fault
    if not isinstance(answer, dict):
        raise SendRefused(Fault.RETRY, "shape")
    return answer


def refresh(app_id: str, app_secret: str, token: str) -> Pair:
    """A new pair for a refresh token, which is used up by this. Raises SendRefused.

    Refusals have another shape than elsewhere, status 200 and sometimes no number: only a pair whose two halves are
    both there counts.
    """
    form = urlencode({"refresh_token": token, "app_id": app_id, "grant_type": "refresh_token"}).encode()
    headers = {"secret_key": app_secret, "Content-Type": "application/x-www-form-urlencoded"}
    reply = post(base(OAUTH), "/v4/oa/access_token", form, headers)
    answer = _object(reply)
    access, renewed = answer.get("access_token"), answer.get("refresh_token")
    if isinstance(access, str) and access and isinstance(renewed, str) and renewed:
        return Pair(access, renewed, _seconds(answer.get("expires_in")))
    code = answer.get("error")
    if code in LOST:
        raise SendRefused(Fault.GRANT_LOST, str(code))
    if isinstance(code, int) and code in (-14002, -14003, -14004):
        raise SendRefused(Fault.CONFIG, str(code))
    if "refresh" in str(answer.get("error_name", "")).lower():
        raise SendRefused(Fault.GRANT_LOST, "no_number")
    raise SendRefused(Fault.RETRY, str(code) if isinstance(code, int) else f"oauth_{reply.status}")


def _seconds(given: object) -> int:
    """``expires_in`` comes as text, sometimes as a number; without one, an hour is safe."""
    text = str(given)
    return min(int(text), 10**7) if text.isascii() and text.isdigit() else 3600
