"""A sealed file opens whole or in part, and not when somebody touched it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.kit.seal import SealBroken
from lantoa.media.logic import vessel

KEY, REF = bytes(range(32)), "ab" * 16
SIZES = [0, 1, vessel.CHUNK - 1, vessel.CHUNK, vessel.CHUNK + 1, 3 * vessel.CHUNK + 7]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sealed"


@pytest.mark.parametrize("size", SIZES)
def it_gives_back_what_was_written(path, size):
    plain = bytes(i * 7 % 251 for i in range(size))

    vessel.seal_file(path, plain, KEY, REF, "clean")

    held = vessel.Vessel(path, KEY, REF, "clean")
    assert (held.size, bytes(held.whole())) == (size, plain)


@settings(max_examples=40, deadline=None)
@given(start=st.integers(0, 200_000), length=st.integers(1, 200_000))
def it_gives_any_span(tmp_path_factory, start, length):
    path = tmp_path_factory.mktemp("span") / "sealed"
    plain = bytes(i * 7 % 251 for i in range(3 * vessel.CHUNK + 7))
    vessel.seal_file(path, plain, KEY, REF, "clean")

    part = b"".join(vessel.Vessel(path, KEY, REF, "clean").span(start, start + length))

    assert part == plain[start : start + length]


def it_notices_a_cut_a_swap_another_name_and_another_key(path):
    vessel.seal_file(path, bytes(3 * vessel.CHUNK), KEY, REF, "clean")
    stored, step = path.read_bytes(), vessel.CHUNK + 16

    for broken in (stored[:step], stored[step : 2 * step] + stored[:step] + stored[2 * step :]):
        path.write_bytes(broken)
        with pytest.raises(SealBroken):
            vessel.Vessel(path, KEY, REF, "clean").whole()
    path.write_bytes(stored)
    for key, ref, variant in ((bytes(32), REF, "clean"), (KEY, "cd" * 16, "clean"), (KEY, REF, "small")):
        with pytest.raises(SealBroken):
            vessel.Vessel(path, key, ref, variant).whole()


def it_leaves_no_file_when_writing_fails(path):
    with pytest.raises(ValueError), vessel.Sealer(path, KEY, REF, "clean") as out:
        out.write(b"x")
        raise ValueError

    assert list(path.parent.glob("sealed*")) == []
