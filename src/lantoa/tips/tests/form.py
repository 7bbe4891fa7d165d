"""Filling in the report form as a browser without JavaScript does: only what stands in the page is sent."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

STORY = "Tối qua hai người đi xe tay ga trắng giật túi của một chị rồi chạy về hướng chợ."
ANSWERS: list[dict[str, Any]] = [
    {"nguy": "past"},
    {"loai": "theft", "ke": STORY},
    {"noi": "Đầu hẻm 45"},
    {"ngay": "yesterday", "gio": "khoảng 9 giờ tối", "dang": "Áo xám, nón đen"},
    {"cach": "anonymous"},
    {},
]


def text(answer: Any) -> str:
    """The page as a browser reads it: line breaks and indentation mean nothing, at tags least of all."""
    words = " ".join(answer.content.decode().split())
    return words.replace("> ", ">").replace(" <", "<")


def hidden(answer: Any, name: str) -> str:
    """The value of a hidden field of the page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', text(answer))
    assert found, f"no field {name} in the page"
    return found.group(1)


class Form:
    """A person at the form."""

    def __init__(self, client: Client, address: str = "/bao-tin/") -> None:
        self.client = client
        self.page = client.get(address)

    def press(self, go: str = "next", **fields: Any) -> Any:
        """Send the page with these fields by this button."""
        self.page = self.client.post("/bao-tin/", {"tin": hidden(self.page, "tin"), "go": go, **fields})
        return self.page

    def fill(self, *, until: int = len(ANSWERS), **changes: dict[str, Any]) -> Any:
        """Answer page after page; ``changes`` by number of the page (``p3={...}``)."""
        for number, fields in enumerate(ANSWERS[:until], start=1):
            self.press(**{**fields, **changes.get(f"p{number}", {})})
        return self.page

    def send(self) -> Any:
        """Press *Gửi tin này*."""
        return self.press("send")


def digits(answer: Any) -> str:
    """The receipt in the page."""
    found = re.search(r'class="code">(.*?)</p>', text(answer))
    return "".join(re.findall(r"\d", found.group(1))) if found else ""
