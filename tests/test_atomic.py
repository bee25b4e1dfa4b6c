import errno
import gzip
import os
import stat
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from doidkit import atomic, temporary
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


def test_a_pipe_is_written_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    atomic.write_whole(pipe, b"x" * 200_000)
    reader.join()
    assert read == [b"x" * 200_000]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert leftovers(tmp_path) == ["pipe"]


def test_a_device_is_written_and_stays_a_device(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    device = tmp_path / "link"
    device.symlink_to(os.ttyname(theirs))
    try:
        with suppress(RuntimeError), atomic.writing_whole(device) as stream:
            stream.write(b"not this")
            raise RuntimeError
        atomic.write_whole(device, b"this\n")
        assert os.read(ours, 99).split() == [b"this"]
        assert stat.S_ISCHR(device.stat().st_mode)
    finally:
        os.close(ours)
        os.close(theirs)
    assert leftovers(tmp_path) == ["link"]


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1"])
def test_standard_output_is_written_where_it_stands(tmp_path: Path, name: str) -> None:
    script = (
        f"from doidkit import atomic; from pathlib import Path; print('a', flush=True); "
        f"atomic.write_whole(Path({name!r}), b'b\\n')"
    )
    with (tmp_path / "out").open("ab") as out:
        out.write(b"before\n")
        out.flush()
        subprocess.run([sys.executable, "-c", script], stdout=out, check=True)
    assert (tmp_path / "out").read_bytes() == b"before\na\nb\n"


def test_the_longest_name_that_a_system_takes(tmp_path: Path) -> None:
    target = tmp_path / ("é" * 127)
    atomic.write_whole(target, b"x")
    assert target.read_bytes() == b"x"
    with pytest.raises(InputError, match="name too long"):
        atomic.write_whole(tmp_path / ("x" * 256), b"x")


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(InputError, match="symbolic links"):
        atomic.write_whole(tmp_path / "a", b"x")


def test_what_a_killed_run_left_goes_once_it_is_old_and_ownerless(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    gone, here = int(ended.stdout), os.getpid()
    old = [tmp_path / f".out.txt.pid{process}-x.doidkit-tmp" for process in (gone, here)]
    new = tmp_path / f".out.txt.pid{gone}-y.doidkit-tmp"
    for path in (*old, new):
        path.write_text("left")
    for path in old:
        os.utime(path, (0, 0))
    atomic.write_whole(tmp_path / "out.txt", b"x")
    assert leftovers(tmp_path) == sorted(["out.txt", old[1].name, new.name])


def test_temporary_folders_of_killed_runs_go_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    left = tmp_path / f"doidkit-pid{int(ended.stdout)}-x"
    left.mkdir()
    (left / "big").write_text("x")
    os.utime(left, (0, 0))
    with temporary.folder() as folder:
        assert leftovers(tmp_path) == [folder.name]
    assert leftovers(tmp_path) == []
