"""No file stays of a request that nobody may make use of."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.media.tests import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(settings):
    return settings.WAITING_ROOT


def sent(client, address, **fields):
    photo = SimpleUploadedFile("a.jpg", samples.jpeg(), content_type="image/jpeg")
    return client.post(address, {**fields, "tep": photo, "khac": SimpleUploadedFile("b.jpg", samples.jpeg())})


@pytest.mark.parametrize(
    "address",
    [
        "/bao-tin/ma/",
        "/bao-tin/",
        "/bao-tin/31135/",
        "/tin/",
        "/can-bo/vao/",
        "/can-bo/",
        "/can-bo/truc/",
        "/tin/khac/",
    ],
)
def it_keeps_no_upload_without_a_ticket(client, waiting, address):
    answer = sent(client, address, tin="x", t="x", ma_kin="x")

    assert answer.status_code in (200, 302, 403, 404, 410)
    assert [path for path in waiting.rglob("*") if path.is_file()] == []


def it_keeps_no_upload_where_somebody_signed_in_sends_one_to_a_page_without_files(client_of, cast, waiting):
    sent(client_of(cast.otto), "/can-bo/tim/", q="x")

    assert [path for path in waiting.rglob("*") if path.is_file()] == []
