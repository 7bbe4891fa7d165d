"""Files are given out by addresses of ten minutes, to those they were written for."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.test import RequestFactory

from lantoa.journal.logic import HOUSE, Actor
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.media import actions, rules, views
from lantoa.media.logic import addresses, shelf
from lantoa.media.logic.take import receive
from lantoa.media.models import MediaFile
from lantoa.media.queries import address_of, shown
from lantoa.media.tests import samples
from lantoa.vault.actions import new_key

pytestmark = pytest.mark.django_db
OTTO, PETRA = Actor("staff", "7", 1), Actor("staff", "8", 2)


@pytest.fixture
def guard(monkeypatch):
    monkeypatch.setattr(rules, "_may_see", [lambda by, owner: by == OTTO and owner == 12])


@pytest.fixture
def clip() -> MediaFile:
    return actions.keep(by=HOUSE, owner=12, key=new_key("thread"), taken=[receive(samples.mp4())])[0]


@pytest.fixture
def photo() -> MediaFile:
    return actions.keep(by=HOUSE, owner=12, key=new_key("thread"), taken=[receive(samples.jpeg())])[0]


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def staff_get(actor: Actor, url: str):
    ref, variant, token = url.rstrip("/").split("/")[-3:]
    request = RequestFactory().get(url)
    request.actor = actor
    return views.staff_file(request, ref, variant, token)


def it_gives_a_picture_with_headers_that_trust_nothing(client, photo):
    answer = client.get(address_of(photo, shelf.CLEAN))

    assert body(answer).startswith(b"\xff\xd8\xff")
    assert {name: answer[name] for name in views.HEADERS} == views.HEADERS
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "image/jpeg",
        f'inline; filename="tep-{photo.ref[:8]}.jpg"',
    )
    assert answer.cookies == {}


def it_gives_a_part_of_a_clip(client, clip):
    answer = client.get(address_of(clip, shelf.CLEAN), headers={"Range": "bytes=4-7"})

    assert (answer.status_code, body(answer)) == (206, b"ftyp")
    assert answer["Content-Range"] == f"bytes 4-7/{clip.size}"


def it_refuses_a_part_beyond_the_end(client, clip):
    answer = client.get(address_of(clip, shelf.CLEAN), headers={"Range": "bytes=999999-"})

    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{clip.size}")


def it_closes_an_address_after_ten_minutes(client, photo):
    with clock.moved(clock.now()):
        url = address_of(photo, shelf.CLEAN)
        clock.advance(timedelta(minutes=10, seconds=1))

        assert client.get(url).status_code == 404


def it_opens_no_other_variant_and_no_other_file_with_an_address(client, photo, clip):
    token = address_of(photo, shelf.SMALL).split("/")[-1]

    for ref, variant in ((photo.ref, "clean"), (clip.ref, "small"), (photo.ref, "original"), (photo.ref, "../clean")):
        assert client.get(f"/tep/{ref}/{variant}/{token}").status_code == 404


def it_never_gives_an_original_without_sign_in(client, photo):
    assert client.get(address_of(photo, shelf.ORIGINAL)).status_code == 404


def it_gives_staff_only_what_was_addressed_to_them_and_lies_on_their_desk(photo, guard):
    url = address_of(photo, shelf.CLEAN, OTTO.id)

    assert staff_get(OTTO, url).status_code == 200
    with pytest.raises(Http404):
        staff_get(PETRA, url)
    with pytest.raises(Http404):
        staff_get(PETRA, address_of(photo, shelf.CLEAN, PETRA.id))


def it_gives_staff_nothing_while_nobody_says_who_may_see(photo, monkeypatch):
    monkeypatch.setattr(rules, "_may_see", [])

    with pytest.raises(Http404):
        staff_get(OTTO, address_of(photo, shelf.CLEAN, OTTO.id))


def it_opens_an_original_with_a_reason_and_a_line(photo, guard):
    url = actions.open_original(by=OTTO, file=photo, reason=b"sealed")

    assert staff_get(OTTO, url)["Content-Disposition"].startswith("attachment")
    line = Line.objects.get(verb="file.original_opened")
    assert (line.actor_id, line.thread, bytes(line.reason)) == ("7", 12, b"sealed")


def it_opens_no_original_for_another_desk(photo, guard):
    with pytest.raises(actions.NotYours):
        actions.open_original(by=PETRA, file=photo, reason=b"sealed")


def it_offers_amr_as_a_download(client):
    file = actions.keep(by=HOUSE, owner=12, key=new_key("thread"), taken=[receive(samples.amr())])[0]

    answer = client.get(shown([file])[0].url)

    assert (shown([file])[0].playable, answer["Content-Disposition"][:10]) == (False, "attachment")


@pytest.mark.parametrize(
    ("header", "span"),
    [("", None), ("bytes=0-", (0, 10)), ("bytes=-3", (7, 10)), ("bytes=2-4", (2, 5)), ("bytes=2-99", (2, 10)),
     ("bytes=0-1,3-4", None), ("lines=1-2", None), ("bytes=x-1", None)],
)  # fmt: skip
def it_reads_range_headers(header, span):
    assert addresses.span_of(header, 10) == span
