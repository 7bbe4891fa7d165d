"""What comes in is known by its content, cleaned, and lies sealed."""

import io

import pytest
from PIL import Image

from lantoa.media.logic import shelf, vessel
from lantoa.media.logic.refusals import SENTENCES, Refused
from lantoa.media.logic.take import Taken, receive
from lantoa.media.tests import samples


def content(taken: Taken, variant: str = shelf.CLEAN) -> bytes:
    return bytes(vessel.Vessel(shelf.waiting(taken.ref, variant), bytes.fromhex(taken.key), taken.ref, variant).whole())


def it_takes_place_time_and_maker_out_of_a_photo_and_turns_it_upright():
    taken = receive(samples.jpeg(position=True))

    with Image.open(io.BytesIO(content(taken))) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == (200, 320)
    assert taken.removed == ("place", "time", "device")
    assert (taken.kind, taken.mime, taken.width, taken.height) == ("picture", "image/jpeg", 200, 320)


def it_makes_a_small_copy_of_a_picture():
    taken = receive(samples.jpeg(1600, 1200))

    with Image.open(io.BytesIO(content(taken, shelf.SMALL))) as small:
        assert small.size == (420, 315)


def it_keeps_the_original_sealed_only_when_the_reporter_is_known():
    photo = samples.jpeg(position=True)

    known, unknown = receive(photo), receive(photo, anonymous=True)

    assert content(known, shelf.ORIGINAL) == photo
    assert not shelf.waiting(unknown.ref, shelf.ORIGINAL).exists()


def it_leaves_nothing_readable_on_the_disk(shelves):
    receive(samples.jpeg(position=True))
    receive(samples.mp4())

    stored = b"".join(p.read_bytes() for p in shelves.rglob("*") if p.is_file())

    assert stored
    assert all(mark not in stored for mark in (b"Phone 12", samples.PLACE, b"JFIF", b"ftyp"))


def it_takes_position_tracks_places_and_times_out_of_a_clip():
    original = samples.mp4()

    taken = receive(original)

    clean = content(taken)
    assert len(clean) == len(original)
    assert all(mark not in clean for mark in (samples.PLACE, b"Phone 12", b"\xe2\x7c\x33\x00"[:3]))
    assert (b"VIDEO" * 20 in clean, b"SOUND" * 20 in clean) == (True, True)
    assert taken.removed == ("place", "tags", "time")


def it_calls_a_clip_without_picture_a_voice():
    taken = receive(samples.mp4((b"soun",)))

    assert (taken.kind, taken.mime) == ("voice", "audio/mp4")


@pytest.mark.parametrize(("made", "mime"), [("mp3", "audio/mpeg"), ("wav", "audio/wav"), ("ogg", "audio/ogg")])
def it_takes_names_out_of_sound(made, mime):
    taken = receive(getattr(samples, made)())

    assert b"Rhea" not in content(taken)
    assert (taken.kind, taken.mime, taken.removed) == ("voice", mime, ("tags",))


def it_keeps_ogg_pages_whole_after_taking_names_out():
    from lantoa.media.logic.ogg import page_sum

    clean = bytearray(content(receive(samples.ogg())))

    for start in [at for at in range(len(clean)) if clean[at : at + 5] == b"OggS\0"]:
        end = start + 27 + clean[start + 26] + sum(clean[start + 27 : start + 27 + clean[start + 26]])
        page = clean[start:end]
        said, page[22:26] = bytes(page[22:26]), bytes(4)
        assert page_sum(page).to_bytes(4, "little") == said


def it_takes_amr_and_cuts_what_is_no_sound():
    taken = receive(samples.amr() + b"\xff Rhea")

    assert content(taken) == samples.amr()
    assert taken.mime == "audio/amr"


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (samples.heic(), "heic"),
        (samples.zip_bomb(), "document"),
        (b"%PDF-1.7 " + bytes(100), "document"),
        (b"<html><script>alert(1)</script>", "unknown"),
        (b"MZ" + bytes(200), "unknown"),
        (samples.huge_png(), "too_many_pixels"),
        (samples.jpeg() + samples.zip_bomb(), "mixed"),
        (samples.jpeg()[:20] + b"<script>alert(1)</script>" + samples.jpeg()[20:], "mixed"),
        (samples.jpeg()[:200], "broken"),
        (samples.mp4()[:300], "broken"),
        (samples.mp4((b"meta",)), "broken"),
        (b"", "empty"),
    ],
)
def it_refuses_what_it_cannot_clean_from_an_anonymous_person_with_a_sentence(made, code, shelves):
    with pytest.raises(Refused) as refused:
        receive(made, anonymous=True)

    assert refused.value.code == code
    assert refused.value.sentence == str(SENTENCES[code])
    assert [p for p in shelves.rglob("*") if p.is_file()] == []


def it_parks_a_hostile_file_sealed_as_it_came_when_the_reporter_is_known():
    hostile = samples.jpeg() + samples.zip_bomb()

    taken = receive(hostile)

    assert taken.fault == "mixed"
    assert content(taken, shelf.ORIGINAL) == hostile
    assert not shelf.waiting(taken.ref, shelf.CLEAN).exists()


@pytest.mark.parametrize(("size", "code"), [(15, "picture"), (10, "voice"), (40, "clip")])
def it_says_which_limit_a_file_passed(size, code):
    start = {"picture": samples.jpeg(), "voice": samples.mp3(), "clip": samples.mp4()}[code]

    with pytest.raises(Refused) as refused:
        receive(start + bytes(size * 1024 * 1024))

    assert refused.value.code == f"too_big_{code}"
