import errno
import gzip
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from doidkit import files
from doidkit.errors import InputError


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_the_bytes(tmp_path: Path) -> None:
    files.write_whole(tmp_path / "out.bin", b"one\r\n\x00")
    assert (tmp_path / "out.bin").read_bytes() == b"one\r\n\x00"
    assert leftovers(tmp_path) == ["out.bin"]


def test_replaces_and_keeps_permissions(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old and longer")
    target.chmod(0o640)
    files.write_whole(target, b"new")
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        files.write_whole(tmp_path / "out.txt", b"x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == 0o640


def test_a_link_keeps_pointing_at_the_written_file(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    files.write_whole(tmp_path / "link.txt", b"new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_failing_disk_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if step == "replace":
        monkeypatch.setattr(Path, "replace", full)
    elif step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(os, "fdopen", lambda handle, mode: _Full(handle))
    with pytest.raises(InputError, match="No space left on device"):
        files.write_whole(target, b"new")
    assert target.read_text() == "old"
    assert leftovers(tmp_path) == ["out.txt"]


class _Full:
    """A stream on a disk that fills up after three bytes."""

    def __init__(self, handle: int) -> None:
        self.handle = handle

    def __enter__(self) -> "_Full":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.handle)

    def write(self, data: bytes) -> None:
        os.write(self.handle, data[:3])
        raise OSError(errno.ENOSPC, "No space left on device")


def test_an_interruption_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_whole(tmp_path / "out.txt", b"new")
    assert leftovers(tmp_path) == []


def test_missing_folder_and_folder_as_target(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist; create it first"):
        files.write_whole(tmp_path / "none" / "out.txt", b"")
    with pytest.raises(InputError, match="is a folder"):
        files.write_whole(tmp_path, b"")


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
