"""The options that several commands have: alike wherever they stand."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Any], Any]
"""What click's options are: they take a command's function or a half-built command."""


def format_option(names: Sequence[str], help: str, *, default: str | None = "text") -> Decorator:
    """Return ``--format``, which the command gets as ``format_``."""
    return click.option(
        "--format",
        "-f",
        "format_",
        type=click.Choice(names),
        default=default,
        show_default=default is not None,
        help=help,
    )


def output_option(help: str, *, metavar: str = "OUT") -> Decorator:
    """Return ``--output``, a file or folder to write."""
    return click.option(
        "--output", "-o", type=click.Path(path_type=Path), metavar=metavar, help=help
    )


def fail_on_option(levels: Sequence[str], help: str) -> Decorator:
    """Return ``--fail-on``, the severity from which on the exit code is 1; "never" besides."""
    return click.option(
        "--fail-on",
        type=click.Choice([*levels, "never"]),
        default="error",
        show_default=True,
        help=help,
    )


def timeout_option(seconds: float, help: str) -> Decorator:
    """Return ``--timeout``, a positive number of seconds."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=seconds,
        show_default=True,
        help=help,
    )
