"""A file as it came opens for whoever reads its thread, with a reason, as a download, and the inspector sees it."""

import io
import zipfile

import pytest
from django.urls import reverse

from lantoa.accounts import actions as accounts
from lantoa.conversations.actions import intake
from lantoa.conversations.models import Thread
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.media.logic.take import receive as receive_file
from lantoa.media.models import MediaFile
from lantoa.media.tests import samples
from lantoa.tips.actions.receive import receive

WHY = "Đối chiếu giấy tờ người dân gửi"
PDF = b"%PDF-1.4\n" + b"giay to " * 40


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


@pytest.fixture
def kept(house, settings, tmp_path):
    """``kept(content)``: a file that came by a messenger, not anonymous, in a thread of Otto's commune."""
    for name in ("media", "waiting"):
        (tmp_path / name).mkdir()
    settings.MEDIA_ROOT, settings.WAITING_ROOT = tmp_path / "media", tmp_path / "waiting"

    def keep(content: bytes) -> MediaFile:
        prepared = intake.prepare(
            arrival("Gửi giấy tờ", unit=house.here.pk, kind="tip", files=(receive_file(content),))
        )
        receive(by=FORM, prepared=prepared)
        return MediaFile.objects.get()

    return keep


def page_of(file: MediaFile) -> str:
    return reverse("thread-file", args=[Thread.objects.get(n=file.owner).public_id, file.ref])


def thread_page(client, file: MediaFile) -> str:
    return client.get(f"/can-bo/tin/{Thread.objects.get(n=file.owner).public_id}/").content.decode()


@pytest.mark.parametrize(
    ("content", "ending"), [(PDF, "pdf"), (docx(), "docx"), (samples.heic(), "heic"), (samples.jpeg(), "jpg")],
    ids=["pdf", "docx", "heic", "jpeg"],
)  # fmt: skip
def it_gives_a_file_out_as_it_came_after_a_reason(kept, cast, client_of, content, ending):
    client, file = client_of(cast.otto), kept(content)
    assert page_of(file) in thread_page(client, file)

    answer = client.post(page_of(file), {"ly-do": WHY}, follow=True)

    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Disposition"] == f'attachment; filename="tep-{file.ref[:8]}.{ending}"'
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/octet-stream")
    line = Line.objects.get(verb="file.original_opened")
    assert (line.actor_id, line.thread) == (str(cast.otto.pk), file.owner)
    assert WHY.encode() not in bytes(line.reason) and len(line.reason) > 20


def it_warns_first_and_opens_nothing_by_looking(kept, cast, client_of):
    client, file = client_of(cast.otto), kept(PDF)

    page = client.get(page_of(file)).content.decode()

    assert "quét vi-rút" in page and "/original/" not in page
    assert not Line.objects.filter(verb="file.original_opened").exists()


def it_wants_a_reason(kept, cast, client_of):
    client, file = client_of(cast.otto), kept(PDF)

    answer = client.post(page_of(file), {"ly-do": "coi"})

    assert answer.status_code == 422 and "Ghi rõ mở để làm gì" in answer.content.decode()
    assert not Line.objects.filter(verb="file.original_opened").exists()


@pytest.mark.parametrize("name", ["petra", "dana", "ines", "mo", "vinh", "adam"])
def it_is_no_page_for_whoever_may_not_read_the_thread(kept, cast, client_of, name):
    file = kept(PDF)

    answer = client_of(getattr(cast, name)).post(page_of(file), {"ly-do": WHY})

    assert answer.status_code == 404
    assert not Line.objects.filter(verb="file.original_opened").exists()


def it_gives_nothing_to_an_officer_who_was_moved_after_the_reason(kept, cast, client_of):
    client, file = client_of(cast.otto), kept(PDF)
    address = client.post(page_of(file), {"ly-do": WHY})["Location"]

    accounts.leave(by=HOUSE, staff=cast.otto)

    assert client.get(address).status_code in (302, 404)


def it_offers_no_original_where_none_is_kept(kept, cast, client_of):
    file = kept(samples.jpeg())
    MediaFile.objects.update(has_original=False)

    assert client_of(cast.otto).get(page_of(file)).status_code == 404
    assert page_of(file) not in thread_page(client_of(cast.otto), file)
