"""Filling in the report form as a browser without JavaScript does: only what stands in the page is sent."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

STORY = "Tối qua hai người đi xe tay ga trắng giật túi của một chị rồi chạy về hướng chợ."
ANSWERS: dict[str, dict[str, Any]] = {
    "danger": {"nguy": "past"},
    "what": {"loai": "theft", "ke": STORY, "noi": "Đầu hẻm 45"},
    "keep": {"cach": "anonymous"},
    "more": {"ngay": "yesterday", "gio": "khoảng 9 giờ tối", "dang": "Áo xám, nón đen"},
}


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

    def fill(self, *, until: str = "", **changes: dict[str, Any]) -> Any:
        """Answer page after page, up to the page ``until``; ``changes`` by name of the page (``what={...}``).

        Who chose *giữ kín* is asked for a number: ``contact={...}``.
        """
        assert set(changes) <= {*ANSWERS, "contact"}, changes
        for name, fields in ANSWERS.items():
            if name == until:
                return self.page
            self.press(**{**fields, **changes.get(name, {})})
            if name == "keep" and 'name="so"' in text(self.page):
                self.press(**changes.get("contact", {}))
        return self.page

    def send(self) -> Any:
        """Press *Gửi tin này*."""
        return self.press("send")


def digits(answer: Any) -> str:
    """The receipt in the page."""
    found = re.search(r'class="code">(.*?)</p>', text(answer))
    return "".join(re.findall(r"\d", found.group(1))) if found else ""
