"""The gateway: a token each way, whole texts each way."""

import json
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from standins.sms.gateway import parts
from standins.sms.server import Standin


def call(url: str, body: object = None, token: str = "out"):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as bad:
        return bad.code, bad.read()


@pytest.fixture
def hook():
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(
                (self.headers["Authorization"], json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            )
            self.send_response(500 if len(got) < 2 else 200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/hooks/sms/x/", got
    server.shutdown()
    server.server_close()


@pytest.fixture
def sms(hook):
    with Standin(token="out", hook=hook[0], hook_token="in") as standin:
        yield standin


def it_takes_a_text_and_says_what_it_costs(sms):
    status, body = call(f"{sms.url}/send", {"to": "0900 000 321", "text": "Có tin mới, xem tại đây. " * 4})

    assert status == 200
    assert json.loads(body)["parts"] == 2
    assert json.loads(call(f"{sms.url}/__standin__/sent")[1])["sent"][0]["phone"] == "0900000321"


@pytest.mark.parametrize("token", ["", "in", "wrong"])
def it_refuses_another_token(sms, token):
    assert call(f"{sms.url}/send", {"to": "0900000321", "text": "x"}, token)[0] == 401


@pytest.mark.parametrize(
    "body", [[], {"to": "0900000321"}, {"to": "0900000321", "text": " "}, {"to": "1", "text": "x"}]
)
def it_refuses_what_is_no_message(sms, body):
    assert call(f"{sms.url}/send", body)[0] == 400


def it_sends_the_same_id_once(sms):
    for _ in range(2):
        call(f"{sms.url}/send", {"to": "0900000321", "text": "x", "id": "k1"})

    assert len(sms.gateway.notes) == 1


def it_hands_over_what_a_resident_writes_until_somebody_takes_it(sms, hook):
    status, _ = call(f"{sms.url}/__standin__/say", {"from": "0900000321", "text": "Có trộm ở hẻm 5"})

    assert status == 200
    assert [token for token, _ in hook[1]] == ["Bearer in", "Bearer in"]
    assert hook[1][0][1] == hook[1][1][1]
    assert hook[1][0][1]["text"] == "Có trộm ở hẻm 5"


@pytest.mark.parametrize(
    ("text", "count"), [("a" * 160, 1), ("a" * 161, 2), ("ạ" * 70, 1), ("ạ" * 71, 2), ("ạ" * 135, 3), ("€" * 80, 1)]
)
def it_counts_the_parts_of_a_text(text, count):
    assert parts(text) == count


def it_fails_when_told_to(sms):
    call(f"{sms.url}/__standin__/faults", {"what": "500"})

    assert call(f"{sms.url}/send", {"to": "0900000321", "text": "x"})[0] == 500


def it_says_that_it_is_not_the_real_thing(sms):
    assert "Máy giả lập" in call(f"{sms.url}/")[1].decode()
