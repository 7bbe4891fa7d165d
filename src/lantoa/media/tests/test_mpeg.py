"""MP3 and AAC keep their frames and nothing else."""

import struct

import pytest

from lantoa.media.logic.mpeg import clean_mpeg
from lantoa.media.logic.refusals import Refused
from lantoa.media.logic.take import receive
from lantoa.media.tests import samples

MARK = b"Rhea, hem 45, 0900 000 145"
MP3 = b"\xff\xfb\x90\x00" + bytes(413)
VBR = (b"\xff\xfb\x90\x00" + bytes(413), b"\xff\xfb\xa0\x00" + bytes(518))
LOW = b"\xff\xf3\x80\xc4" + bytes(204)  # MPEG 2, layer III, 64 kbit, 22,050 Hz


def aac(size: int = 100) -> bytes:
    return bytes([0xFF, 0xF1, 0x50, 0x80 | size >> 11, size >> 3 & 0xFF, (size & 7) << 5 | 0x1F, 0xFC]) + bytes(
        size - 7
    )


def ape(content: bytes = MARK) -> bytes:
    item = struct.pack("<II", len(content), 0) + b"Artist\0" + content
    size = len(item) + 32
    head = b"APETAGEX" + struct.pack("<IIII", 2000, size, 1, 0xA0000000) + bytes(8)
    return head + item + b"APETAGEX" + struct.pack("<IIII", 2000, size, 1, 0x80000000) + bytes(8)


def id3(content: bytes = MARK) -> bytes:
    return b"ID3\x04\x00\x00" + bytes([0, 0, 0, len(content)]) + content


@pytest.mark.parametrize("frame", [MP3, LOW, aac()], ids=["mp3", "mpeg2", "aac"])
@pytest.mark.parametrize(
    "dress",
    [
        lambda frames: id3() + frames,
        lambda frames: frames + b"TAG" + MARK.ljust(125, b"\0"),
        lambda frames: frames + ape(),
        lambda frames: ape() + frames,
        lambda frames: frames + ape() + b"TAG" + MARK.ljust(125, b"\0"),
        lambda frames: frames + b"LYRICSBEGIN" + MARK + b"LYRICS200",
        lambda frames: frames + id3() + frames,
        lambda frames: frames + MARK + frames,
        lambda frames: frames + b"\xff" + MARK + b"\xff\xfb" + frames,
        lambda frames: MARK + frames + MARK,
    ],
    ids=["id3", "id3v1", "ape", "ape-head", "both", "lyrics", "id3-between", "between", "false-sync", "around"],
)
def it_keeps_the_frames_and_no_foreign_byte(frame, dress):
    plain = frame * 6

    clean, removed = clean_mpeg(dress(plain))

    assert MARK not in clean and b"Rhea" not in clean
    assert clean in (plain, plain * 2)
    assert removed == ["tags"]


def it_leaves_a_clean_file_as_it_is():
    plain = b"".join(VBR) * 5

    assert clean_mpeg(plain) == (plain, [])


def it_drops_the_frame_in_which_encoders_write_their_names():
    table = b"\xff\xfb\x90\x00" + bytes(32) + b"Xing" + bytes(8) + b"LAME3.100" + MARK
    table += bytes(417 - len(table))

    assert clean_mpeg(table + MP3 * 4)[0] == MP3 * 4


def it_cuts_a_frame_that_is_not_whole():
    assert clean_mpeg(MP3 * 3 + MP3[:200])[0] == MP3 * 3


@pytest.mark.parametrize("content", [b"\xff" * 2_000_000, b"\xff\xfb" + bytes(5_000), MARK * 50, b"\xff\xe0"])
def it_refuses_what_is_no_sound(content):
    with pytest.raises(Refused):
        clean_mpeg(content)


def it_gives_an_anonymous_voice_out_without_what_stood_between_its_frames():
    from lantoa.media.logic import shelf, vessel

    taken = receive(MP3 * 3 + MARK + MP3 * 3 + ape(), anonymous=True)

    held = vessel.Vessel(shelf.waiting(taken.ref, shelf.CLEAN), bytes.fromhex(taken.key), taken.ref, shelf.CLEAN)
    assert bytes(held.whole()) == MP3 * 6
    assert not shelf.waiting(taken.ref, shelf.ORIGINAL).exists()


def it_keeps_no_words_in_the_head_of_a_wave():
    wave = samples.wav()
    fat = wave[:12] + b"fmt " + struct.pack("<I", 400) + wave[20:36] + MARK.ljust(384, b"\0") + wave[36:]

    taken = receive(fat, anonymous=True)

    assert taken.mime == "audio/wav" and taken.removed == ("tags",)
