"""Where results go: stdout, as bytes, and whether a person is looking."""

import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from doidkit.cli.interrupts import left_to_others
from doidkit.rendering.terminal import unlinked

if TYPE_CHECKING:
    from typing_extensions import Buffer


def write(result: str | bytes) -> None:
    """Write a result to stdout, all of it; text as UTF-8, whatever the locale."""
    with stream() as stdout:
        stdout.write(result if isinstance(result, bytes) else result.encode())


@contextmanager
def stream() -> Iterator[BinaryIO]:
    """Open stdout for a result that is written piece by piece."""
    buffered = io.BufferedWriter(_Stdout(), 1 << 16)
    try:
        yield cast(BinaryIO, buffered)
        buffered.flush()
    finally:
        buffered.detach()
    sys.stdout.buffer.flush()


class _Stdout(io.RawIOBase):
    """Stdout that takes all that it is given.

    Under PYTHONUNBUFFERED the real one is raw and may take a part only, most of all when its
    reader leaves: writing the rest is what tells us so.
    """

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: "Buffer") -> int:
        """Write all of the data."""
        left = memoryview(data).cast("B")
        size = len(left)
        while left:
            left = left[sys.stdout.buffer.write(left) :]
        return size


def write_parts(parts: Iterable[str | bytes]) -> None:
    """Write a result to stdout part by part, as each is made."""
    for part in parts:
        write(part)


def show(result: str | bytes, *, pager: bool) -> None:
    """Write a result that a person reads, through a pager if it is longer than the terminal.

    $DOIDKIT_PAGER or $PAGER says which; empty or ``cat`` it is none. What is piped is written.
    """
    own = os.environ.get("DOIDKIT_PAGER", os.environ.get("PAGER"))
    wanted = pager and (own is None or own.strip() not in ("", "cat"))
    text = result.decode() if isinstance(result, bytes) else result
    if not (wanted and sys.stdin.isatty() and sys.stdout.isatty() and _is_long(text)):
        write(result)
        return
    if own is not None:
        os.environ["PAGER"] = own
    with left_to_others():
        click.echo_via_pager(unlinked(text).removesuffix("\n"))


def _is_long(text: str) -> bool:
    columns, lines = shutil.get_terminal_size()
    bare = (click.unstyle(unlinked(line)) for line in text.splitlines())
    return sum(max(1, -(-len(line) // columns)) for line in bare) >= lines


def note(message: str) -> None:
    """Write a remark to stderr."""
    click.echo(message, err=True)


def terminal_width() -> int | None:
    """Return the width of the terminal that stdout is, None if it is a pipe or a file."""
    if not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size().columns


def tell_unfit(unfit: tuple[str, ...]) -> None:
    """List what the format cannot hold, the first of many."""
    if not unfit:
        return
    what = "statement does" if len(unfit) == 1 else "statements do"
    note(f"{len(unfit):,} {what} not fit the format:")
    for statement in unfit[:_SHOWN]:
        note(f"  {statement}")
    if len(unfit) > _SHOWN:
        note(f"  ... and {len(unfit) - _SHOWN:,} more.")


_SHOWN = 20
