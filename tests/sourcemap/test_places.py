"""Lines and columns against Python's own counting of lines and characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doidkit.syntax import lines
from doidkit.syntax.lines import Text

TEXTS = st.text(st.sampled_from("ab\n\r\u00e9\u4e2d\U0001f600"), max_size=60)


@pytest.fixture(autouse=True, scope="module")
def small_blocks() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "_BLOCK", 7)
        yield


@given(text=TEXTS, mark=st.booleans(), at=st.integers(0, 60))
def test_a_place_is_where_python_counts_it(text: str, mark: bool, at: int) -> None:
    at = min(at, len(text))
    offset = len(text[:at].encode()) + 3 * mark
    written = Text((b"\xef\xbb\xbf" if mark else b"") + text.encode())
    before = text[:at].split("\n")
    assert written.line(offset) == len(before)
    assert written.column(offset) == len(before[-1]) + 1
    line = text.split("\n")[len(before) - 1]
    assert written.excerpt(offset) == line.rstrip("\r")
    assert written.before(offset).removeprefix("\ufeff") == before[-1]


def test_a_line_too_long_has_no_excerpt() -> None:
    text = Text(b"x\n" + b"\xc3\xa9" * 30_000 + b"\ny")
    assert (text.line(40_000), text.column(40_002)) == (2, 20_001)
    assert text.excerpt(40_000) is None
    assert len(text.excerpt(4) or "") == 10_000
