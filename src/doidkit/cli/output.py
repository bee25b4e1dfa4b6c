"""Where results go: stdout, as bytes, and whether a person is looking."""

import shutil
import sys

import click


def write(result: str | bytes) -> None:
    """Write a result to stdout, all of it; text as UTF-8, whatever the locale."""
    left = memoryview(result if isinstance(result, bytes) else result.encode())
    stream = sys.stdout.buffer
    # Under PYTHONUNBUFFERED the stream is raw and may take a part only, most of all when its
    # reader leaves: writing the rest is what tells us so.
    while left:
        left = left[stream.write(left) :]
    stream.flush()


def note(message: str) -> None:
    """Write a remark to stderr."""
    click.echo(message, err=True)


def terminal_width() -> int | None:
    """Return the width of the terminal that stdout is, None if it is a pipe or a file."""
    if not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size().columns
