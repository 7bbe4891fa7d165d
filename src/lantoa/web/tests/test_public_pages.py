"""Open pages: what stands there, and that they leave nothing behind."""

from io import BytesIO
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

PAGES = ("/", "/giu-kin/", "/huong-dan/", "/lich/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def it_answers_without_a_cookie(address: str, client: Client) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert not answer.cookies
    assert "Permissions-Policy" in answer.headers


def _gone(*_asked: Any) -> None:
    raise OperationalError("gone")


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def it_stands_without_a_database(address: str, client: Client) -> None:
    with connection.execute_wrapper(_gone):
        answer = client.get(address)

    assert answer.status_code == 200
    assert address == "/lich/" or b'<a href="tel:113"><span' in answer.content


@pytest.mark.django_db
def it_keeps_the_display_only_when_asked(client: Client) -> None:
    answer = client.post("/hien-thi/", {"theme": "dark", "size": "xl", "next": "/giu-kin/"})

    assert answer.status_code == 302 and answer["Location"] == "/giu-kin/"
    assert answer.cookies["hien-thi"].value == "dark.xl"
    page = client.get("/giu-kin/").content.decode()
    assert 'data-theme="dark"' in page and 'data-size="xl"' in page


@pytest.mark.parametrize("back", ("//example.org/", "https://example.org/", "javascript:1", "/\\example.org"))
def it_goes_back_only_to_pages_of_ours(back: str, client: Client) -> None:
    answer = client.post("/hien-thi/", {"theme": "dark", "next": back})

    assert answer["Location"] == "/"


def it_ignores_a_display_sent_from_elsewhere(client: Client) -> None:
    answer = client.post("/hien-thi/", {"theme": "dark", "next": "/"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert not answer.cookies


def it_sets_no_cookie_for_a_report_route(client: Client) -> None:
    answer = client.post("/hien-thi/", {"theme": "dark", "next": "/bao-tin/"})

    assert not answer.cookies


def it_leaves_for_an_ordinary_page(client: Client) -> None:
    client.cookies["hien-thi"] = "dark.xl"

    answer = client.get("/thoat", secure=True)

    assert answer["Location"] == "/lich/"
    assert '"cookies"' in answer["Clear-Site-Data"]
    assert answer.cookies["hien-thi"].value == ""
    assert "Lan Tỏa" not in client.get("/lich/").content.decode()


@pytest.mark.django_db
def it_is_healthy_when_it_can_store(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


def it_says_in_words_what_is_missing(client: Client) -> None:
    answer = client.get("/khong-co/")

    assert answer.status_code == 404
    assert "Về trang đầu" in answer.content.decode()


def it_says_in_words_that_something_was_too_much(client: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    answer = client.post("/hien-thi/", {"theme": "d" * 200})

    assert answer.status_code == 413
    assert "Gửi ít hình hơn" in answer.content.decode()


class BrokenLine(BytesIO):
    """An upload whose line breaks after its first part."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError("the upload broke off")
        return super().read(size)


@pytest.mark.django_db
def it_says_in_words_that_an_upload_broke_off(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="tep"; filename="a.jpg"\r\n\r\n' + b"0" * 100_000

    answer = client.generic(
        "POST",
        "/tin/",
        CONTENT_TYPE="multipart/form-data; boundary=x",
        CONTENT_LENGTH="5000000",
        **{"wsgi.input": BrokenLine(part)},  # type: ignore[arg-type]
    )

    assert answer.status_code == 408
    assert "giữa đường bị ngắt" in answer.content.decode()
    assert "Traceback" not in caplog.text


@pytest.mark.django_db
def it_says_in_words_that_a_form_was_left_too_long(cast: Any, client_of: Any) -> None:
    answer = client_of(cast.otto, enforce_csrf_checks=True).post("/can-bo/hop-thu/nhieu/giao/", {"to": "1"})

    assert answer.status_code == 403
    assert "Đã đóng vì để lâu" in answer.content.decode()
