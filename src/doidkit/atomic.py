"""Files and folders that are replaced whole or not at all, whenever the process ends."""

import bz2
import gzip
import lzma
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from doidkit import temporary
from doidkit.errors import InputError

OLD = ".doidkit-old"
"""The ending of a folder that was moved aside for the one that replaces it."""
NEW = ".doidkit-new"
"""The ending of a folder that is still being written."""
_TEMPORARY = ".doidkit-tmp"
_SHOWN = 100  # bytes of a name that its temporary file has; a name may have 255
_IN_MEMORY = 1 << 24  # bytes for a device or a pipe; more is kept on disk until it is written


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; see ``writing_whole``."""
    with writing_whole(path) as stream:
        stream.write(data)


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write: a temporary one in the same folder, renamed at the end.

    A name that ends in .gz, .bz2 or .xz is compressed, without a time stamp. An existing file
    keeps its permissions. What exists and is no file (a device, a pipe) is not replaced but
    written, all at the end; ``-`` is standard output. Raises InputError if the folder is missing
    or the disk refuses. After any exception neither the target nor a temporary file is left
    changed.
    """
    try:
        kind = _kind(path)
        replaced = kind is None or stat.S_ISREG(kind)
        with _beside(path.resolve()) if replaced else _through(path) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written ({reason(error)}); nothing was changed."
        ) from error


STANDARD_OUTPUT = Path("-")
_STREAMS = {"/dev/stdout": 1, "/dev/stderr": 2}
_BLOCK = 1 << 16


def _kind(path: Path) -> int | None:
    """Return the mode of what a path leads to, None for nothing; InputError where none can be."""
    if path == STANDARD_OUTPUT or _descriptor(path) is not None:
        return stat.S_IFIFO
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise InputError(
                f"{path}: the folder {path.parent} does not exist; create it first."
            ) from None
        return None
    if stat.S_ISDIR(mode):
        raise InputError(f"{path}: is a folder; name a file to write.")
    return mode


@contextmanager
def _through(path: Path) -> Iterator[BinaryIO]:
    """Open what cannot be replaced; it gets its bytes at the end, so none after an exception."""
    import tempfile

    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as whole:
        with _compressing(path, cast(BinaryIO, whole)) as stream:
            yield stream
        whole.seek(0)
        with _opened(path) as out:
            while block := whole.read(_BLOCK):
                while block:  # what is not buffered may take a part only
                    block = block[out.write(block) :]
            out.flush()


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if path == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        return
    open_already = _descriptor(path)
    sys.stdout.flush()
    # Neither created nor made empty: a device that is gone by now must not become a file.
    handle = os.open(path, os.O_WRONLY) if open_already is None else os.dup(open_already)
    with os.fdopen(handle, "wb") as out:
        yield out


def _descriptor(path: Path) -> int | None:
    """Return the number that /dev/stdout and its like stand for: it may be open to append."""
    name = str(path)
    if name in _STREAMS:
        return _STREAMS[name]
    found = re.fullmatch(r"/(?:dev|proc/self)/fd/(\d{1,6})", name)
    return int(found[1]) if found else None


@contextmanager
def replacing_folder(folder: Path) -> Iterator[Path]:
    """Yield a new folder beside ``folder`` to fill, which takes its place at the end.

    Killed at any moment, either the old folder or the new one is what ``settled`` returns.
    Raises InputError where none can be made.
    """
    parent = folder.parent
    import tempfile  # not needed to read

    try:
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=NEW, dir=parent))
    except OSError as error:
        raise _not_made(folder, error) from error
    with temporary.kept(new):
        try:
            yield new
            new.chmod(0o777 & ~_mask())
            _sync(new)
            old = _aside(folder)
            if folder.exists():
                shutil.rmtree(old, ignore_errors=True)
                folder.rename(old)
            new.rename(folder)
            _sync(parent)
            shutil.rmtree(old, ignore_errors=True)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def made_folder(folder: Path) -> Path:
    """Return a folder that is there or is made; InputError where none can be."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise _not_made(folder, error) from error
    return folder


def _not_made(folder: Path, error: OSError) -> InputError:
    why = reason(error)
    return InputError(f"{folder}: the folder cannot be made ({why}); nothing was changed.")


def settled(folder: Path) -> Path:
    """Return where a folder's content is: aside, if its replacement was killed between renames."""
    old = _aside(folder)
    return old if old.is_dir() and not folder.exists() else folder


def recover(folder: Path) -> None:
    """Put back what a killed replacement moved aside, and remove what it left unfinished."""
    old = _aside(folder)
    if old.is_dir():
        if folder.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(folder)
    for unfinished in folder.parent.glob(f".{_escaped(folder.name)}.*{NEW}"):
        shutil.rmtree(unfinished, ignore_errors=True)


def reason(error: BaseException) -> str:
    """Return what an error says, without numbers and paths."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}{OLD}")


def _escaped(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


@contextmanager
def _beside(target: Path) -> Iterator[BinaryIO]:
    import tempfile

    begun = "." + target.name.encode(errors="surrogateescape")[:_SHOWN].decode(errors="ignore")
    for left in target.parent.glob(f"{_escaped(begun)}.*{_TEMPORARY}"):
        temporary.sweep(left)
    prefix = f"{begun}.{temporary.owned()}"
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=_TEMPORARY, dir=target.parent)
    with temporary.kept(Path(name)) as new:
        try:
            with os.fdopen(handle, "wb") as raw:
                with _compressing(target, raw) as stream:
                    yield stream
                raw.flush()
                os.fsync(raw.fileno())
            new.chmod(_mode(target))
            new.replace(target)
        except BaseException:
            with suppress(OSError):
                new.unlink()
            raise
    _sync(target.parent)


@contextmanager
def _compressing(target: Path, raw: BinaryIO) -> Iterator[BinaryIO]:
    kind = target.suffix.lower()
    if kind == ".gz":
        with gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as zipped:
            yield cast(BinaryIO, zipped)
    elif kind == ".bz2":
        with bz2.BZ2File(raw, "wb") as zipped2:
            yield cast(BinaryIO, zipped2)
    elif kind == ".xz":
        with lzma.LZMAFile(raw, "wb") as zipped3:
            yield cast(BinaryIO, zipped3)
    else:
        yield raw


def _mode(target: Path) -> int:
    return target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_mask()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync(folder: Path) -> None:
    # A rename survives a power cut only once its folder is synced; some systems cannot do that.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
