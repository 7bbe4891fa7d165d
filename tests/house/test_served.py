"""The program as the server runs it: what Django's test client does not pass through."""

from __future__ import annotations

from io import BytesIO
from wsgiref.util import setup_testing_defaults

import pytest

pytestmark = pytest.mark.django_db


def ask(path: str, method: str = "GET", body: bytes = b"") -> str:
    from config import wsgi

    environ = {
        "PATH_INFO": path,
        "REQUEST_METHOD": method,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    setup_testing_defaults(environ)
    answered: list[str] = []
    b"".join(wsgi.application(environ, lambda status, headers: answered.append(status)))
    return answered[0]


def it_answers_pages_and_the_messengers_door():
    answers = ask("/"), ask("/hooks/zalo-oa/"), ask("/hooks/nobody/", "POST", b"{}")

    assert answers == ("200 OK", "405 Method Not Allowed", "404 Not Found")
