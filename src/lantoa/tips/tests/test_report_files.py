"""Files of a report: cleaned at their step, kept as was promised, never the reason that words are lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.conversations.models import Message, Thread
from lantoa.media.models import MediaFile
from lantoa.media.tests import samples
from lantoa.tips.tests.form import Form, hidden, text

pytestmark = pytest.mark.django_db


def photo(content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("hinh.jpg", content or samples.jpeg(position=True))


def it_keeps_cleaned_files_and_no_original_when_anonymous(client, house, shelves):
    form = Form(client)
    form.fill(more={"tep": [photo(), SimpleUploadedFile("tieng.mp3", samples.mp3())]})

    form.send()

    files = list(MediaFile.objects.order_by("id"))
    assert [(f.kind, f.state, f.has_original) for f in files] == [
        ("picture", "clean", False),
        ("voice", "clean", False),
    ]
    assert Message.objects.get().files == [f.pk for f in files]
    assert all(f.owner == Thread.objects.get().n for f in files)


def it_keeps_the_original_sealed_when_known(client, house, shelves):
    form = Form(client)
    form.fill(keep={"cach": "confidential"}, more={"tep": photo()})
    assert "bản gốc" in text(form.press("edit:more"))
    form.press()

    form.send()

    assert MediaFile.objects.get().has_original


def it_refuses_a_file_with_a_sentence_and_keeps_the_rest(client, house, shelves):
    form = Form(client)
    form.fill(until="more")

    page = text(form.press(tep=[SimpleUploadedFile("a.heic", samples.heic()), photo()]))

    assert "Tương thích nhất" in page and "Bỏ tệp này" in page
    form.press()
    form.send()
    assert MediaFile.objects.count() == 1


def it_lets_a_file_be_taken_out_again(client, house, shelves):
    form = Form(client)
    form.fill(until="more")
    form.press(tep=[photo()])
    form.press("back")
    ref = hidden(form.page, "bo")

    form.page = client.post("/bao-tin/", {"tin": hidden(form.page, "tin"), "bo": ref})

    assert "Bỏ tệp này" not in text(form.page)
    assert [p for p in shelves.rglob("*") if p.is_file()] == []


def it_forgets_files_taken_under_the_other_promise(client, house, shelves):
    form = Form(client)
    form.fill(keep={"cach": "confidential"}, more={"tep": photo()})
    form.press("edit:keep")

    page = text(form.press(cach="anonymous"))

    assert "Không có" in page
    assert [p for p in shelves.rglob("*") if p.is_file()] == []


def it_asks_for_the_files_again_when_they_waited_too_long(client, house, shelves):
    form = Form(client)
    form.fill(more={"tep": photo()})
    for path in shelves.rglob("*.*"):
        path.unlink()

    page = text(form.send())

    assert "Tệp để quá hai giờ nên đã xóa" in page
    assert Thread.objects.count() == 0
    form.press()
    form.send()
    assert Thread.objects.count() == 1


def it_takes_words_by_voice_only_with_a_sound_file(client, house, shelves):
    form = Form(client)
    form.fill(until="more", what={"loai": "other", "ke": "", "tieng": "1"})

    assert "Chọn tệp tiếng nói" in text(form.press())
    form.press(tep=[SimpleUploadedFile("a.mp3", samples.mp3())])
    form.send()
    assert MediaFile.objects.get().kind == "voice"


def it_sends_a_hostile_file_of_a_known_person_parked(client, house, shelves):
    form = Form(client)
    form.fill(keep={"cach": "confidential"}, more={"tep": photo(samples.jpeg() + samples.zip_bomb())})
    assert "sẽ cất niêm phong" in text(form.page)

    form.send()

    file = MediaFile.objects.get()
    assert (file.state, file.fault, file.has_original) == ("parked", "mixed", True)
