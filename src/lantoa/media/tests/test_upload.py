"""Uploads are sealed while they stream in; whatever happens to a file, the words arrive."""

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from lantoa.media import forms
from lantoa.media.logic import kinds, shelf, vessel
from lantoa.media.tests import samples

MB = 1024 * 1024


def posted(*files: bytes) -> HttpRequest:
    uploads = [SimpleUploadedFile(f"{n}.jpg", content) for n, content in enumerate(files)]
    return RequestFactory().post("/bao-tin/", {"ke": "Hai người giật túi", "tep": uploads})


def codes(refused):
    return [one.code for one in refused]


def it_takes_a_photo_and_never_spools_it_in_the_clear(shelves, monkeypatch):
    monkeypatch.setattr("tempfile.NamedTemporaryFile", None)
    request = posted(samples.jpeg(2400, 2400, position=True) + bytes(4 * MB))

    taken, refused = forms.take_uploads(request, "tep", anonymous=True)

    assert ([t.kind for t in taken], refused) == (["picture"], [])
    assert sorted(p.suffix for p in shelves.rglob("*") if p.is_file()) == [".clean", ".small"]


def it_skips_an_upload_of_60_mb_and_keeps_the_words(shelves):
    request = posted(samples.mp4() + bytes(60 * MB), samples.jpeg())

    taken, refused = forms.take_uploads(request, "tep", anonymous=True)

    assert request.POST["ke"] == "Hai người giật túi"
    assert ([t.kind for t in taken], codes(refused)) == (["picture"], ["too_big_clip"])


def it_takes_eight_files_and_says_so_for_the_ninth():
    request = posted(*[samples.jpeg()] * 9)

    taken, refused = forms.take_uploads(request, "tep", anonymous=False)

    assert (len(taken), codes(refused)) == (kinds.MOST_FILES, ["too_many"])


def it_counts_files_of_earlier_steps(shelves):
    request = posted(samples.jpeg(), samples.png())

    taken, refused = forms.take_uploads(request, "tep", anonymous=True, most=1)

    assert (len(taken), codes(refused)) == (1, ["too_many"])


@pytest.mark.parametrize("when", ["open", "write", "sync"])
def it_keeps_the_words_when_the_disk_is_full(monkeypatch, shelves, when):
    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    class Full:
        closed = False

        def write(self, data):
            return full() if when == "write" else len(data)

        def fileno(self):
            return full() if when == "sync" else 0

        def close(self):
            self.closed = True

    monkeypatch.setattr(vessel, "open_new", full if when == "open" else lambda path: Full())
    request = posted(samples.jpeg() + bytes(MB))

    taken, refused = forms.take_uploads(request, "tep", anonymous=True)

    assert request.POST["ke"] == "Hai người giật túi"
    assert (taken, codes(refused)) == ([], ["no_room"])


def it_leaves_the_last_room_to_words(monkeypatch, shelves):
    monkeypatch.setattr(shelf, "SPARED", 1 << 60)
    request = posted(samples.jpeg())

    taken, refused = forms.take_uploads(request, "tep", anonymous=True)

    assert request.POST["ke"] == "Hai người giật túi"
    assert (taken, codes(refused)) == ([], ["no_room"])


def it_keeps_the_words_when_the_folder_cannot_be_written(settings, shelves):
    settings.WAITING_ROOT = shelves / "a-file" / "waiting"
    (shelves / "a-file").write_text("no folder")
    request = posted(samples.jpeg())

    taken, refused = forms.take_uploads(request, "tep", anonymous=True)

    assert request.POST["ke"] == "Hai người giật túi"
    assert (taken, codes(refused)) == ([], ["no_room"])


@pytest.mark.parametrize("anonymous", [True, False])
def it_says_what_to_do_with_heic(shelves, anonymous):
    taken, refused = forms.take_uploads(posted(samples.heic()), "tep", anonymous=anonymous)

    assert "Tương thích nhất" in refused[0].sentence
    assert (taken, [p for p in shelves.rglob("*") if p.is_file()]) == ([], [])


def it_keeps_a_hostile_file_of_a_known_person_sealed():
    taken, refused = forms.take_uploads(posted(samples.jpeg() + samples.zip_bomb()), "tep", anonymous=False)

    assert ([one.fault for one in taken], refused) == (["mixed"], [])


def it_takes_no_empty_field_for_a_file():
    request = posted()

    assert forms.take_uploads(request, "tep", anonymous=True) == ([], [])
