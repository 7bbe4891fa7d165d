"""Told on the messenger: words are there at once, files come after them, and what does not come is said."""

import json
from datetime import timedelta

import pytest

from lantoa.conversations.actions import forget
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.delivery.actions.connect import connect_account
from lantoa.delivery.logic.messenger import Secrets
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Attachment
from lantoa.delivery.queries.known import forget_accounts
from lantoa.delivery.tasks import drain_inbox, fetch_files
from lantoa.delivery.tests.conftest import APP, OA, SECRET, event, sign
from lantoa.delivery.tests.standin import Recorder, Standin
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.media.models import MediaFile
from lantoa.tips.queries import status
from lantoa.tips.tests.form import text

pytestmark = [pytest.mark.django_db, pytest.mark.process, pytest.mark.usefixtures("shelves")]
COMING, LOST = "đang tải về", "không tải về được"


@pytest.fixture(scope="module")
def hook():
    hook = Recorder()
    yield hook
    hook.stop()


@pytest.fixture(scope="module")
def servers(tmp_path_factory, hook):
    file = tmp_path_factory.mktemp("zalo") / "accounts.json"
    file.write_text(json.dumps([{"oa_id": OA, "app_id": APP, "name": "Phường Mẫu Một", "secret": SECRET}]))
    zalo = Standin("zalo", "--accounts", file, "--hook", hook.url)
    yield zalo
    zalo.stop()


@pytest.fixture
def zalo(servers, settings, hook, house):
    settings.DEV_MESSENGER_HOST = servers.host
    servers.tell("faults", method="DELETE")
    servers.tell("style", {"media_ttl_ms": 600_000})
    hook.take()
    secrets = Secrets(secret=SECRET)
    connect_account(
        by=HOUSE, messenger=all_messengers()["zalo_oa"], unit=house.here.pk, external_id=OA, app_id=APP, secrets=secrets
    )
    forget_accounts()
    return servers


@pytest.fixture
def says(zalo, hook, client):
    """Rhea writes, and the worker takes her words."""

    def says(**said):
        zalo.tell("say", {"user": "Rhea", **said})
        assert zalo.tell("idle?within=10")["idle"]
        for headers, body in hook.take():
            ours = {name: value for name, value in headers.items() if name.startswith("x-")}
            assert (
                client.post("/hooks/zalo-oa/", body, content_type="application/json", headers=ours).status_code == 200
            )
        drain_inbox()
        return Thread.objects.order_by("n").last()

    return says


@pytest.fixture
def page_of(cast, client_of):
    def page_of(thread):
        return client_of(cast.otto).get(f"/can-bo/hop-thu/{thread.public_id}/", follow=True)

    return page_of


def files_on_status_page(thread):
    return [file for line in status.lines(thread) for file in line.files]


def it_takes_an_emergency_in_before_its_picture_and_shows_the_picture_later(zalo, says, page_of):
    zalo.tell("faults", {"where": "media", "what": "500", "times": 2})

    thread = says(kind="image", text="cháy nhà hẻm 51, cứu với")

    assert thread.kind == "emergency"
    assert COMING in text(page_of(thread))
    assert [file.awaited for file in files_on_status_page(thread)] == [True]
    with clock.moved(clock.now()):
        for _ in range(3):
            assert fetch_files() == 1
            clock.advance(timedelta(minutes=2))
        assert fetch_files() == 0
        page = page_of(thread)
        assert COMING not in text(page) and "<img" in page.content.decode()
        assert [bool(file.url) for file in files_on_status_page(thread)] == [True]
    assert not Attachment.objects.exists()


def it_says_in_the_thread_that_a_file_never_came(zalo, says, page_of):
    zalo.tell("style", {"media_ttl_ms": 1})

    thread = says(kind="image", text="Hẻm 45 có trộm, biển số đây")
    fetch_files()

    assert LOST in text(page_of(thread))
    assert [file.lost for file in files_on_status_page(thread)] == [True]


def it_asks_for_a_day_and_then_says_so(zalo, says, page_of):
    zalo.tell("faults", {"where": "media", "what": "500", "times": 500})
    thread = says(kind="image", text="Hẻm 45 có trộm")

    with clock.moved(clock.now()):
        for hour in range(60):
            fetch_files()
            if hour == 10:
                assert COMING in text(page_of(thread))
            clock.advance(timedelta(hours=1))
        assert LOST in text(page_of(thread))
    assert not Attachment.objects.exists()


def it_gives_every_file_of_every_kind_its_place(zalo, says):
    for kind in ("image", "audio", "video", "file", "gif"):
        thread = says(kind=kind)
    words = [one.text for one in sealed.said(thread, notes=False)]

    while fetch_files():
        pass

    assert words == ["(gửi 1 tệp)"] * 5
    assert not MediaFile.objects.filter(state="awaited").exists()
    assert MediaFile.objects.count() == 5


def it_fetches_nothing_for_what_was_destroyed(zalo, says):
    thread = says(kind="image", text="Hẻm 45 có trộm")
    forget.destroy(by=HOUSE, thread=thread)

    assert fetch_files() == 1

    assert not Attachment.objects.exists()
    assert list(MediaFile.objects.values_list("state", flat=True)) in (["awaited"], ["destroyed"])


def it_gives_up_a_file_that_workers_die_with(zalo, says, monkeypatch):
    class Killed(BaseException):
        pass

    def dies(*_, **__):
        raise Killed

    thread = says(kind="image", text="Hẻm 45 có trộm")
    monkeypatch.setattr("lantoa.delivery.tasks.files.receive", dies)

    with clock.moved(clock.now()):
        for _ in range(10):
            try:
                fetch_files()
            except Killed:
                clock.advance(timedelta(minutes=5))

    assert [file.lost for file in files_on_status_page(thread)] == [True]


def poll(n):
    return {"type": "poll", "payload": {"id": n}}


def picture(n):
    return {"type": "image", "payload": {"url": f"https://photo.zdn.vn/{n}.jpg"}}


def nowhere():
    return {"type": "location", "payload": {"coordinates": {"latitude": "bắc", "longitude": "105"}}}


@pytest.mark.parametrize(
    ("pieces", "many"),
    [([poll(1), picture(1)], 1), ([picture(n) for n in range(25)], 5), ([nowhere(), poll(1), poll(2)], 3)],
)
@pytest.mark.parametrize("words", ["Hẻm 45 có trộm", ""])
def it_says_how_many_pieces_it_could_not_take(zalo, client, page_of, pieces, many, words):
    said = event(message={"msg_id": "m1", "text": words, "attachments": pieces})
    body = json.dumps(said).encode()

    answer = client.post(
        "/hooks/zalo-oa/", body, content_type="application/json", headers={"X-ZEvent-Signature": f"mac={sign(body)}"}
    )
    drain_inbox()

    page = text(page_of(Thread.objects.get()))
    assert answer.status_code == 200 and f"Hệ thống không lấy được {many} phần gửi kèm" in page
    assert "(tin trống)" not in page
