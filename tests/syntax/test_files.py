import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit.errors import InputError
from doidkit.syntax import files


def test_reading_says_what_is_wrong(tmp_path: Path, write: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match="no such file"):
        files.read_text(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a folder"):
        files.read_text(tmp_path)
    with pytest.raises(InputError, match="not UTF-8"):
        files.read_text(write("latin.txt", b"caf\xe9"))
    with pytest.raises(InputError, match="cannot be read"):
        files.read_text(write("broken.txt.gz", b"not gzip"))
    with pytest.raises(InputError, match="cannot be read"):
        files.read_text(write("cut.txt.gz", gzip.compress(b"x" * 9999)[:20]))


def test_reads_gzip_and_byte_order_marks(write: Callable[..., Path]) -> None:
    assert files.read_text(write("a.txt.gz", gzip.compress("é".encode()))) == "é"
    assert files.read_text(write("b.txt", b"\xef\xbb\xbfx")) == "x"
