"""The public form, filled in as a browser without scripts fills it: page after page, each an answer to a POST."""

from __future__ import annotations

import html
import http.client
import re
import time
from urllib.parse import urlencode, urlsplit

HIDDEN = re.compile(r'name="tin" value="([^"]+)"')
SUM = re.compile(r"(\d+) cộng (\d+) là mấy")
SUM_FIELD = re.compile(r'name="hoi" value="([^"]+)"')
CODE = re.compile(r'<p class="code">(.*?)</p>', re.DOTALL)
PAGES = 12
PATIENCE = (0.2, 0.5, 1.0, 2.0, 4.0)  # seconds between tries while the server starts again


class FormRefused(Exception):
    """The form did not come to its end."""


class Form:
    """One resident at the form of a house."""

    def __init__(self, url: str) -> None:
        self._netloc = urlsplit(url).netloc

    def report(self, text: str, *, copies: int = 1) -> str:
        """Sends a report in *ẩn danh* and returns its 16 digits. More copies send the last page again.

        A page that does not come (the server was just killed) is asked for again. Raises FormRefused.
        """
        answers = {"nguy": "past", "loai": "other", "ke": text, "cach": "anonymous"}
        page = self._ask("GET", {})
        for _ in range(PAGES):
            fields = {"tin": self._hidden(page), **answers, **_sum(page)}
            if 'value="send"' in page:
                sent = [self._ask("POST", {**fields, "go": "send"}) for _ in range(copies)]
                if SUM.search(sent[0]):
                    page = sent[0]
                    continue
                return _digits(sent[0])  # a later copy may be asked the sum; it changes nothing
            page = self._ask("POST", {**fields, "go": "next"})
        raise FormRefused("the last page never came")

    def _hidden(self, page: str) -> str:
        found = HIDDEN.search(page)
        if found is None:
            raise FormRefused("a page without its sealed field")
        return html.unescape(found[1])

    def _ask(self, method: str, fields: dict[str, str]) -> str:
        for wait in PATIENCE:
            connection = http.client.HTTPConnection(self._netloc, timeout=30)
            try:
                headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "vi"}
                connection.request(method, "/bao-tin/", urlencode(fields) if fields else None, headers)
                answer = connection.getresponse()
                page = answer.read().decode("utf-8", "replace")
                if answer.status == 200:
                    return page
                if answer.status < 500:
                    raise FormRefused(f"status {answer.status}")
            except (OSError, http.client.HTTPException):
                pass
            finally:
                connection.close()
            time.sleep(wait)
        raise FormRefused("the house does not answer")


def _sum(page: str) -> dict[str, str]:
    """Many reports from one address are asked a small sum; it is answered."""
    asked, field = SUM.search(page), SUM_FIELD.search(page)
    if asked is None or field is None:
        return {}
    return {"tong": str(int(asked[1]) + int(asked[2])), "hoi": html.unescape(field[1])}


def _digits(page: str) -> str:
    found = CODE.search(page)
    digits = "".join(re.findall(r"\d", re.sub(r"<[^>]+>", "", found[1]))) if found else ""
    if len(digits) != 16:
        raise FormRefused("no receipt on the last page")
    return digits
