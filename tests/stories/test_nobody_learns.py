"""After a hundred anonymous tips nothing that leads to a person stands in database, data folder or logs."""

import logging
from pathlib import Path

import pytest
from django.conf import settings as house_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from lantoa.conversations.models import Correspondent, Message
from lantoa.conversations.queries.threads import Thread
from lantoa.media.tests import samples
from lantoa.tips.tests.form import STORY, Form, digits

TIPS = 100
# Planted so that a leak would be found: an address of a documentation network, a browser nobody has.
ADDRESS, AGENT, PHONE = "203.0.113.77", "Rhea-Browser/9.9", "0900 000 777"


@pytest.fixture
def shelves(settings, tmp_path) -> Path:
    for name in ("media", "waiting"):
        (tmp_path / name).mkdir()
    settings.MEDIA_ROOT, settings.WAITING_ROOT = tmp_path / "media", tmp_path / "waiting"
    return tmp_path


def everything_stored() -> bytes:
    """Each value of each row of each table, as bytes."""
    parts: list[bytes] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                parts += [bytes(v) if isinstance(v, (bytes, memoryview)) else str(v).encode() for v in row]
    return b"\n".join(parts)


@pytest.mark.django_db
def it_keeps_no_address_agent_contact_or_position_of_anonymous_people(client, house, shelves, caplog, monkeypatch):
    monkeypatch.setattr("lantoa.tips.views.pace.REPORTS", TIPS)
    caplog.set_level(logging.DEBUG)
    who = {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": AGENT, "HTTP_X_FORWARDED_FOR": ADDRESS}
    client.defaults |= who
    shown = set()
    for number in range(TIPS):
        form = Form(client, "/bao-tin/90001/")
        photo = SimpleUploadedFile("a.jpg", samples.jpeg(position=True))
        form.fill(keep={"cach": "anonymous", "so": PHONE}, more={"tep": photo} if number % 10 == 0 else {})
        shown.add(digits(form.send()))

    stored = everything_stored()
    files = b"".join(path.read_bytes() for path in shelves.rglob("*") if path.is_file())
    data = b"".join(path.read_bytes() for path in Path(house_settings.DATA).rglob("*") if path.is_file())

    assert (Thread.objects.count(), Message.objects.count(), len(shown)) == (TIPS, TIPS, TIPS)
    assert not Correspondent.objects.exists()
    secrets = [ADDRESS, AGENT, PHONE, PHONE.replace(" ", ""), "+84900000777", STORY, "Phone 12", "Exif", *shown]
    for secret in secrets:
        for name, place in (
            ("database", stored),
            ("files", files),
            ("data folder", data),
            ("log", caplog.text.encode()),
        ):
            assert secret.encode() not in place, f"{secret} stands in the {name}"


@pytest.mark.django_db
def it_would_notice_what_was_planted(house, db):
    house.here.name = ADDRESS
    house.here.save()

    assert ADDRESS.encode() in everything_stored()
