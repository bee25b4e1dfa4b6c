"""Where results go: stdout, as bytes, and whether a person is looking."""

import shutil
import sys

import click


def write(result: str | bytes) -> None:
    """Write a result to stdout; text as UTF-8."""
    click.echo(result if isinstance(result, bytes) else result.encode(), nl=False)


def note(message: str) -> None:
    """Write a remark to stderr."""
    click.echo(message, err=True)


def terminal_width() -> int | None:
    """Return the width of the terminal that stdout is, None if it is a pipe or a file."""
    if not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size().columns
