"""The options that name a command's data, the same on every command that reads."""

import functools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from doidkit.cli.output import note

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Option = Callable[[Any], Any]

_FILES = (
    click.option(
        "--data",
        "-d",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Use these files instead of the bundled ontology; may be repeated.",
    ),
    click.option(
        "--imports/--no-imports",
        default=True,
        show_default=True,
        help="Read what the files import, too, as a catalog-v001.xml beside them says.",
    ),
    click.option(
        "--allow-network", is_flag=True, help="Fetch imports that no catalog has from their IRIs."
    ),
)
_PLACES = (
    click.option(
        "--store",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Use a store that `doidkit load` made.",
    ),
    click.option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint instead."),
)


def source_options(command: _Command) -> _Command:
    """Add the options of the four kinds of data; the command gets one ``source`` Choice.

    Credentials of an endpoint come from the environment or a netrc file, never from an
    argument, which every process on the machine could read.
    """

    @functools.wraps(command)
    def chosen(
        *arguments: Any,
        data: tuple[Path, ...],
        imports: bool,
        allow_network: bool,
        store: Path | None,
        endpoint: str | None,
        timeout: float,
        **rest: Any,
    ) -> Any:
        from doidkit.sources import Choice

        if data and imports:
            data = _with_imports(data, allow_network)
        return command(*arguments, source=Choice(data, endpoint, timeout, store), **rest)

    options = (*_FILES, *_PLACES, _timeout("Seconds that an endpoint may take."))
    optioned: _Command = _with(options, chosen)
    return optioned


def source_arguments(*, timeout: str) -> Callable[[_Command], _Command]:
    """Add FILE arguments, and the other kinds of data as options; ``timeout`` is its help.

    The command gets one ``source`` Choice, as with ``source_options``; no import is followed.
    """

    def decorate(command: _Command) -> _Command:
        @functools.wraps(command)
        def chosen(
            *arguments: Any,
            paths: tuple[Path, ...],
            store: Path | None,
            endpoint: str | None,
            timeout: float,
            **rest: Any,
        ) -> Any:
            from doidkit.sources import Choice

            return command(*arguments, source=Choice(paths, endpoint, timeout, store), **rest)

        files = click.argument(
            "paths", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]..."
        )
        optioned: _Command = _with((files, *_PLACES, _timeout(timeout)), chosen)
        return optioned

    return decorate


def _timeout(help: str) -> _Option:
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=60.0,
        show_default=True,
        help=help,
    )


def _with(options: Iterable[_Option], command: Any) -> Any:
    for option in reversed(tuple(options)):
        command = option(command)
    return command


def _with_imports(data: tuple[Path, ...], allow_network: bool) -> tuple[Path, ...]:
    from doidkit.catalog import closure

    found = closure(data, allow_network=allow_network)
    for missing in found.missing:
        note(str(missing))
    return found.files
