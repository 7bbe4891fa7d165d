"""Requests and replies of the stand-in, apart from the server that carries them."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs


class Dropped(Exception):
    """The connection is closed without an answer."""


@dataclass
class Request:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]  # names in lower case
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    def form(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(self.body.decode(), keep_blank_values=True).items()}

    def json(self) -> Any:
        """The parsed body; None when it is no JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


@dataclass
class Reply:
    status: int = 200
    body: bytes = b""
    kind: str = "application/json; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


def answer(body: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    return Reply(status, json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass"), headers=headers or {})


def page(text: str, *, status: int = 200) -> Reply:
    return Reply(status, text.encode("utf-8", "surrogatepass"), "text/html; charset=utf-8")


def moved(to: str) -> Reply:
    return Reply(303, headers={"Location": to})


HTML_ERROR = Reply(200, b"<html><body><h1>502 Bad Gateway</h1></body></html>", "text/html")
SERVER_ERROR = Reply(500, b'{"message":"Internal Server Error"}')
