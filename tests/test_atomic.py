import errno
import gzip
import os
import stat
from contextlib import suppress
from pathlib import Path

import pytest

from doidkit import atomic
from doidkit.errors import InputError


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_the_bytes(tmp_path: Path) -> None:
    atomic.write_whole(tmp_path / "out.bin", b"one\r\n\x00")
    assert (tmp_path / "out.bin").read_bytes() == b"one\r\n\x00"
    assert leftovers(tmp_path) == ["out.bin"]


def test_replaces_and_keeps_permissions(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old and longer")
    target.chmod(0o640)
    atomic.write_whole(target, b"new")
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        atomic.write_whole(tmp_path / "out.txt", b"x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == 0o640


def test_a_link_keeps_pointing_at_the_written_file(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    atomic.write_whole(tmp_path / "link.txt", b"new")
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
        atomic.write_whole(target, b"new")
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
        atomic.write_whole(tmp_path / "out.txt", b"new")
    assert leftovers(tmp_path) == []


def test_missing_folder_and_folder_as_target(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist; create it first"):
        atomic.write_whole(tmp_path / "none" / "out.txt", b"")
    with pytest.raises(InputError, match="is a folder"):
        atomic.write_whole(tmp_path, b"")


def test_what_is_written_is_compressed_as_its_name_says(tmp_path: Path) -> None:
    import bz2
    import lzma

    for ending, unpack in ((".gz", gzip), (".bz2", bz2), (".xz", lzma)):
        path = tmp_path / f"a.nt{ending}"
        atomic.write_whole(path, b"data")
        first = path.read_bytes()
        assert unpack.decompress(first) == b"data"
        atomic.write_whole(path, b"data")
        assert path.read_bytes() == first


def test_a_folder_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "[a]*"
    folder.mkdir()
    (folder / "old").touch()
    with suppress(KeyError), atomic.replacing_folder(folder) as new:
        (new / "new").touch()
        raise KeyError
    assert leftovers(folder) == ["old"]
    with atomic.replacing_folder(folder) as new:
        (new / "new").touch()
    assert leftovers(folder) == ["new"]
    assert leftovers(tmp_path) == ["[a]*"]


def test_what_a_killed_replacement_left_is_put_right(tmp_path: Path) -> None:
    folder, other = tmp_path / "[a]", tmp_path / f".a.1{atomic.NEW}"
    aside, half = tmp_path / f".[a]{atomic.OLD}", tmp_path / f".[a].1{atomic.NEW}"
    for made in (aside, half, other):
        made.mkdir()
    assert atomic.settled(folder) == aside
    atomic.recover(folder)
    assert leftovers(tmp_path) == [other.name, "[a]"]
