"""Requests that are never finished hold nobody up: no page, no messenger, no question after the house's health."""

from __future__ import annotations

import contextlib
import http.client
import socket
import time
import urllib.request

import pytest

from benches.cases.halfsent import half_sent


def took(url: str, body: bytes | None = None) -> float:
    """Seconds until the answer, whatever it is."""
    begun = time.monotonic()
    with contextlib.suppress(urllib.request.HTTPError):  # an answer too
        urllib.request.urlopen(url, body, timeout=20).close()
    return time.monotonic() - begun


def answer_of(port: int, request: bytes, *, patience: float = 40.0) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as line:
        line.sendall(request)
        return line.recv(200)


@pytest.fixture
def open_house(real):
    real.serve(worker=False)
    took(f"{real.url}/healthz")
    return real


def it_answers_everybody_beside_two_hundred_half_sent_requests(open_house):
    with half_sent(open_house.port):
        slowest = max(
            took(f"{open_house.url}{path}", body)
            for _ in range(5)
            for path, body in (("/healthz", None), ("/tin/", None), ("/tin/", b"ma=1"), ("/hooks/zalo-oa/", b"{}"))
        )

    assert slowest < 3.0


def it_ends_what_says_nothing_or_only_half(open_house):
    silent = answer_of(open_house.port, b"")
    half_a_head = answer_of(open_house.port, b"GET /tin/ HTTP/1.1\r\nHost: 127.0")
    half_a_body = answer_of(open_house.port, b"POST /tin/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90\r\n\r\nma=")

    assert (silent, half_a_head) == (b"", b"")
    assert half_a_body.startswith(b"HTTP/1.1 408")


def it_reads_a_slow_upload_without_holding_the_pages(open_house):
    head = (
        b"POST /tin/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        b'Content-Length: 5000000\r\n\r\n--x\r\nContent-Disposition: form-data; name="tep"; filename="a.jpg"\r\n\r\n'
    )
    held = [socket.create_connection(("127.0.0.1", open_house.port)) for _ in range(40)]
    for one in held:
        one.sendall(head + b"\xff\xd8\xff" + b"0" * 100_000)

    slowest = max(took(f"{open_house.url}{path}") for _ in range(5) for path in ("/healthz", "/tin/"))
    for one in held:
        one.close()

    assert slowest < 3.0


def it_takes_a_large_form_whole(open_house):
    fields = b"ma=" + b"1" * 200_000

    with urllib.request.urlopen(f"{open_house.url}/tin/", fields, timeout=20) as answer:
        page = answer.read().decode()

    assert "1" * 60 in page


@pytest.mark.parametrize(
    "request_",
    [
        b"POST /hooks/zalo-oa/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000000\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000\r\n\r\n",
        b"POST /tin/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000000\r\n\r\n",
    ],
)
def it_refuses_what_is_too_long_before_it_comes(open_house, request_):
    assert answer_of(open_house.port, request_).startswith(b"HTTP/1.1 413")


def status_from(network: str, port: int, path: str, body: bytes) -> int:
    """What a caller at this address is answered."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20, source_address=(network, 0))
    with contextlib.closing(line):
        line.request("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})
        return line.getresponse().status


@contextlib.contextmanager
def declared(port: int, path: str, size: int, many: int, *, network: str = "127.0.0.1"):
    """So many bodies of one network that are said to be so long, and of which one byte comes."""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {size}\r\n\r\nm"
    here = (network, 0)
    held = [socket.create_connection(("127.0.0.1", port), timeout=10, source_address=here) for _ in range(many)]
    try:
        for one in held:
            one.sendall(head.encode())
        time.sleep(0.3)
        yield
    finally:
        for one in held:
            one.close()


def it_takes_the_forms_of_others_while_one_network_sends_a_thousand_bodies_half(open_house):
    with declared(open_house.port, "/tin/", 64 * 1024, 1_100):
        form = status_from("127.0.0.2", open_house.port, "/tin/", b"ma=1")
        door = status_from("127.0.0.2", open_house.port, "/hooks/zalo-oa/", b"{}")

    assert form == 200
    assert door != 503


@pytest.mark.parametrize(("path", "size"), [("/tin/", 64 * 1024), ("/hooks/zalo-oa/", 256 * 1024)])
def it_takes_the_forms_of_others_while_ten_networks_send_bodies_half(open_house, path, size):
    with contextlib.ExitStack() as held:
        for network in range(10, 20):
            held.enter_context(declared(open_house.port, path, size, 130, network=f"127.0.0.{network}"))
        form = status_from("127.0.0.2", open_house.port, "/tin/", b"ma=1")
        door = status_from("127.0.0.2", open_house.port, "/hooks/zalo-oa/", b"{}")

    assert form == 200
    assert door != 503


def it_takes_forms_and_other_messages_while_one_network_fills_the_messengers_door(open_house):
    with declared(open_house.port, "/hooks/zalo-oa/", 256 * 1024, 300):
        form = status_from("127.0.0.1", open_house.port, "/tin/", b"ma=1")
        door = status_from("127.0.0.2", open_house.port, "/hooks/zalo-oa/", b"{}")

    assert form == 200
    assert door != 503
