"""Whatever the bytes are, a file is cleaned or refused with a sentence; nothing else happens."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.media.logic import kinds
from lantoa.media.logic.refusals import SENTENCES, Refused
from lantoa.media.logic.take import _cleaned
from lantoa.media.tests import samples

MADE = {
    "jpeg": samples.jpeg(40, 30, position=True), "png": samples.png(20, 20), "mp4": samples.mp4(), "mp3": samples.mp3(),
    "wav": samples.wav(), "ogg": samples.ogg(), "amr": samples.amr(),
}  # fmt: skip
changes = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True), st.sampled_from(["set", "cut", "drop", "double"]), st.integers(0, 255)
    ),
    min_size=1,
    max_size=6,
)


def broken(content: bytes, how) -> bytearray:
    work = bytearray(content)
    for where, what, value in how:
        at = int(where * len(work))
        if what == "set" and work:
            work[at] = value
        elif what == "cut":
            del work[at + 1 :]
        elif what == "drop":
            del work[at : at + value]
        else:
            work[at:at] = work[at : at + value]
    return work


@pytest.mark.parametrize("name", MADE)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(how=changes)
def it_cleans_or_refuses_a_broken_file(name, how):
    # what a file that is whole gives away is asked elsewhere: a byte changed in a table moves what it points to
    try:
        done = _cleaned(broken(MADE[name], how))
    except Refused as refused:
        assert refused.code in SENTENCES
    else:
        assert done.form in kinds.BY_MIME.values()


@settings(max_examples=300, deadline=None)
@given(
    start=st.sampled_from(
        [
            b"",
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n",
            b"GIF89a",
            b"RIFF\0\0\0\0WEBP",
            b"OggS\0",
            b"ID3",
            b"#!AMR\n",
            b"\0\0\0\x18ftypisom",
            b"RIFF\0\0\0\0WAVE",
        ]
    ),
    rest=st.binary(max_size=400),
)
def it_cleans_or_refuses_any_bytes(start, rest):
    try:
        _cleaned(bytearray(start + rest))
    except Refused as refused:
        assert refused.code in SENTENCES
