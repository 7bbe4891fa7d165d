"""The page where one writes as a resident, and the door it is behind."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from standins.listener import NotLoopback
from standins.zalo.server import Standin

HERE = {"PYTHONPATH": str(Path(__file__).parents[3])}


def address(zalo: Standin, name: str = "Rhea") -> str:
    return f"/cu-dan?oa={next(iter(zalo.world.accounts))}&ten={quote(name)}"


def post(caller, path: str, **fields: str):
    body = "".join(f'--b\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items())
    return caller.raw("POST", path, f"{body}--b--\r\n".encode(), {"Content-Type": "multipart/form-data; boundary=b"})


def it_says_that_it_is_not_the_real_thing(caller, zalo):
    for path in ("/", address(zalo)):
        _, _, body = caller.raw("GET", path)

        assert "Máy giả lập" in body.decode()
        assert "<script" not in body.decode()


def it_sends_what_is_written_there_and_shows_the_answer(caller, zalo, hook):
    post(caller, address(zalo, "Bà Sáu"), text="Có trộm chó", group="", kind="text")
    caller.control("idle")
    caller.send(hook.events[-1]["sender"]["id"], {"text": "Anh đang tới <ngay>"})

    _, _, body = caller.raw("GET", address(zalo, "Bà Sáu"))

    assert "Có trộm chó" in body.decode()
    assert "Anh đang tới &lt;ngay&gt;" in body.decode()


def it_writes_in_a_group(caller, zalo, hook):
    post(caller, address(zalo), text="Cả tổ chú ý", group="Tổ 5", kind="text")
    caller.control("idle")

    assert hook.events[-1]["event_name"] == "user_send_group_text"


def it_asks_for_words_when_there_are_none(caller, zalo, hook):
    _, _, body = post(caller, address(zalo), text="  ", group="", kind="text")

    assert "Chưa có gì để gửi" in body.decode()
    assert hook.events == []


@pytest.mark.parametrize("kind", ["image", "audio", "video", "location", "sticker", "follow", "user_withdraw"])
def it_has_a_button_for_each_quick_thing(caller, zalo, hook, kind):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    status, _, page = caller.raw("POST", address(zalo), urlencode({"kind": kind}).encode(), form)
    caller.control("idle")

    assert status == 200
    assert f"value='{kind}'" in page.decode()
    assert len(hook.events) == 1


def it_listens_on_the_loopback_only():
    for host in ("0.0.0.0", "192.168.1.2", "example.org", "::"):
        with pytest.raises(NotLoopback):
            Standin(host=host)


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def it_does_not_answer_pages_from_elsewhere(caller, headers):
    status, _, _ = caller.raw("POST", "/__standin__/say", b"{}", headers)

    assert status == 421


@pytest.mark.process
def it_runs_as_a_process_of_its_own_and_ends_with_its_parent():
    command = [sys.executable, "-m", "standins.zalo", "--end-with-stdin"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=HERE)
    first = process.stdout.readline()
    process.stdin.close()

    assert re.search(r'"url": "http://127\.0\.0\.1:\d+"', first)
    assert process.wait(timeout=10) == 0
    process.stdout.close()


@pytest.mark.process
def it_refuses_to_start_where_others_could_reach_it():
    command = [sys.executable, "-m", "standins.zalo", "--host", "0.0.0.0"]
    done = subprocess.run(command, capture_output=True, text=True, env=HERE, timeout=10)

    assert done.returncode == 2
    assert "loopback" in done.stderr
