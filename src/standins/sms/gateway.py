"""The gateway: tokens both ways, whole texts both ways, and the parts a long text would cost."""

import hmac
import json
import threading
from dataclasses import dataclass, field
from typing import Any

from standins.post import Post
from standins.wire import SERVER_ERROR, Dropped, Reply, Request, answer

GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = set("^{}\\[~]|€")


def parts(text: str) -> int:
    """How many short messages a text costs: 160 or 153 septets without Vietnamese marks, 70 or 67 units with them."""
    if all(letter in GSM or letter in EXTENDED for letter in text):
        length, one, many = sum(2 if letter in EXTENDED else 1 for letter in text), 160, 153
    else:
        length, one, many = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if length <= one else -(-length // many)


@dataclass
class Note:
    """One message, in or out."""

    number: int
    phone: str
    text: str
    by_us: bool
    ident: str
    status: int = 0


@dataclass
class Gateway:
    """What came, what left, and the switches."""

    token: str
    hook: str = ""
    hook_token: str = ""
    own_number: str = "0292 000 0113"
    retries: int = 5
    notes: list[Note] = field(default_factory=list)
    fault: str = ""
    seen: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, request: Request) -> Reply:
        """POST /send: `{to, text, id}` as JSON, token in `Authorization: Bearer`. The same id is sent once."""
        if self.fault:
            if self.fault == "nothing":
                raise Dropped
            return SERVER_ERROR if self.fault == "500" else Reply(200, b"<html>busy</html>", "text/html")
        if not hmac.compare_digest(request.headers.get("authorization", ""), f"Bearer {self.token}"):
            return answer({"error": "token"}, status=401)
        told = request.json()
        if not isinstance(told, dict) or not all(isinstance(told.get(name), str) for name in ("to", "text")):
            return answer({"error": "to and text are needed, as text"}, status=400)
        phone = "".join(sign for sign in told["to"] if sign.isdigit() or sign == "+")
        if not told["text"].strip() or len(phone.lstrip("+")) < 9:
            return answer({"error": "empty text or no number"}, status=400)
        with self.lock:
            key = str(told.get("id") or "")
            if key and key in self.seen:
                return answer({"id": self.seen[key], "parts": parts(told["text"]), "repeated": True})
            note = Note(len(self.notes), phone, told["text"], True, f"out-{len(self.notes):06d}", 200)
            self.notes.append(note)
            if key:
                self.seen[key] = note.ident
        return answer({"id": note.ident, "parts": parts(note.text)})

    def write(self, said: dict[str, Any]) -> dict[str, Any]:
        """A resident writes: posted to our hook, tried again until it is answered with a 2xx or given up."""
        with self.lock:
            ident = str(said.get("id") or f"in-{len(self.notes):06d}")
            note = Note(len(self.notes), str(said["from"]), str(said["text"]), False, ident)
            self.notes.append(note)
        body: dict[str, Any] = {"id": ident, "from": note.phone, "to": self.own_number, "text": note.text}
        body |= {name: said[name] for name in ("sent_at", "ref", "part", "parts") if name in said}
        token = str(said.get("token", self.hook_token))
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        post = Post(lambda: 5000)
        for _ in range(1 + (self.retries if said.get("retry", True) else 0)):
            if not self.hook:
                break
            note.status = post.once(self.hook, json.dumps(body, ensure_ascii=False).encode(), headers)["status"]
            if 200 <= note.status < 300 or 400 <= note.status < 500:
                break
        return {"id": ident, "status": note.status}
