"""What browsers send, made harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kit import sent


@pytest.mark.parametrize(
    ("written", "found"),
    [("12", 12), ("", 0), (None, 0), ("-1", 0), ("1.5", 0), ("²", 0), ("٣", 0), ("9" * 30, 0), (str(2**63), 0),
     (str(2**63 - 1), 2**63 - 1), ("a\0b", 0)],
)  # fmt: skip
def it_reads_a_number_or_nothing(written, found):
    assert sent.number(written) == found


@given(st.text(alphabet=st.characters(), max_size=60))
def it_keeps_only_what_a_line_can_show(written):
    kept = sent.line(written, 20)

    assert len(kept) <= 20 and kept.isprintable() and kept == kept.strip()
    kept.encode()
