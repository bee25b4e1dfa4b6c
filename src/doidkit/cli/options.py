"""The options that several commands have: alike wherever they stand."""

import enum
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from doidkit.syntax.formats import GraphFormat

Decorator = Callable[[Any], Any]
"""What click's options are: they take a command's function or a half-built command."""

WRITTEN = tuple(format for format in GraphFormat if format.is_written)


def format_option(names: Iterable[str], help: str, *, default: str | None = "text") -> Decorator:
    """Return ``--format``, which the command gets as ``format_``."""
    return click.option(
        "--format",
        "-f",
        "format_",
        type=click.Choice(list(names)),
        default=default,
        show_default=default is not None,
        help=help,
    )


def pager_option(command: Any) -> Any:
    """Add ``--pager/--no-pager``."""
    return click.option(
        "--pager/--no-pager",
        default=True,
        help="On a terminal show what is longer in $DOIDKIT_PAGER or $PAGER (the default), or not.",
    )(command)


def output_option(help: str, *, metavar: str = "OUT") -> Decorator:
    """Return ``--output``, a file or folder to write; None, too, for ``-``, standard output."""
    return click.option(
        "--output",
        "-o",
        type=click.Path(path_type=Path),
        metavar=metavar,
        callback=lambda _, __, path: None if path == Path("-") else path,
        help=help,
    )


def choice(values: Iterable[enum.Enum]) -> click.Choice[str]:
    """Return the choice among the values of an enum's members, or of some of them."""
    return click.Choice([str(each.value) for each in values])


def to_option(
    help: str, formats: Iterable[GraphFormat] = WRITTEN, *, default: GraphFormat | None = None
) -> Decorator:
    """Return ``--to``, the format of RDF to write."""
    names = choice(formats)
    value = default.value if default else None
    return click.option("--to", "-t", "to", type=names, default=value, help=help)


def fail_on_option(help: str, *, default: str = "error") -> Decorator:
    """Return ``--fail-on``, the severity from which on the exit code is 1; "never" besides."""
    from doidkit.model import Severity  # with all that it imports, not needed by every command

    return click.option(
        "--fail-on",
        type=click.Choice([*(level.value for level in Severity), "never"]),
        default=default,
        show_default=True,
        help=help,
    )


def timeout_option(seconds: float, help: str, *, name: str = "timeout") -> Decorator:
    """Return ``--timeout``, a positive number of seconds, which the command gets as ``name``."""
    return click.option(
        "--timeout",
        name,
        type=click.FloatRange(min=0, min_open=True),
        default=seconds,
        show_default=True,
        help=help,
    )
