import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit.errors import InputError
from doidkit.sparql import cache
from doidkit.sparql.cache import digests


@pytest.fixture
def large(write: Callable[..., Path]) -> Path:
    return write("large.nt", "".join(f"<http://e/{n:090}> <http://e/p> 1 .\n" for n in range(9000)))


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files whose content was read, in order."""
    found: list[Path] = []
    read = digests._read
    monkeypatch.setattr(digests, "_read", lambda path: (found.append(path), read(path))[1])
    return found


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock on which the files of the test are a minute old."""
    now = time.time_ns
    monkeypatch.setattr(digests.time, "time_ns", lambda: now() + 60_000_000_000)


@pytest.mark.usefixtures("settled")
def test_an_unchanged_file_is_read_once(large: Path, readings: list[Path]) -> None:
    first = digests.content(large)
    assert digests.content(large) == first
    assert digests.content(large.parent / "." / "large.nt") == first
    assert readings == [large]


@pytest.mark.usefixtures("settled")
def test_any_write_is_noticed_whatever_the_clock_says(large: Path, readings: list[Path]) -> None:
    before, times = digests.content(large), large.stat()
    with large.open("r+b") as stream:  # the same inode, size and time of modification
        stream.write(b"<http://f/")
    os.utime(large, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert large.stat().st_mtime_ns == times.st_mtime_ns
    assert digests.content(large).digest != before.digest
    assert len(readings) == 2


def test_a_file_just_written_is_not_trusted(large: Path, readings: list[Path]) -> None:
    digests.content(large)
    digests.content(large)
    assert len(readings) == 2


@pytest.mark.usefixtures("settled")
def test_small_files_and_a_cache_that_is_off_or_broken(
    large: Path,
    write: Callable[..., Path],
    readings: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = write("small.nt", "<http://e/s> <http://e/p> 1 .\n")
    assert digests.content(small) == digests.content(small)
    assert not cache.home().exists()
    expected = digests.content(large)
    (mark,) = (cache.home() / digests.FOLDER).iterdir()
    for damage in ("", "[]", "{}", '{"state": 1}', mark.read_text()[:-1], "null"):
        mark.write_text(damage)
        assert digests.content(large) == expected
    monkeypatch.setenv(cache.LIMIT_VARIABLE, "0")
    readings.clear()
    assert digests.content(large) == digests.content(large) == expected
    assert len(readings) == 2


@pytest.mark.usefixtures("settled")
def test_imports_are_looked_for_across_blocks(write: Callable[..., Path]) -> None:
    # The mark stands over the border of the first mebibyte.
    filler = b"#" * ((1 << 20) - 6)
    assert digests.content(write("a.ttl", filler + b"owl:imports <urn:x> .")).may_import
    assert not digests.content(write("b.ttl", filler + b"owl:important <urn:x> .")).may_import


@pytest.mark.usefixtures("settled")
def test_no_more_than_a_few_hundred_are_remembered(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "_MOST", 2)
    for name in "abc":
        digests.content(large.rename(large.with_name(name)))
        large = large.with_name(name)
    assert len(list((cache.home() / digests.FOLDER).iterdir())) == 2
    assert cache.clear() > 0
    assert not (cache.home() / digests.FOLDER).exists()


def test_what_cannot_be_read_is_said(tmp_path: Path, large: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        digests.content(tmp_path / "absent.ttl")
    with pytest.raises(InputError, match="is a folder"):
        digests.content(tmp_path)
