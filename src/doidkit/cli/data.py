"""The options that name a command's data, the same on every command that reads."""

import functools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from doidkit.cli.options import timeout_option
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
    click.option(
        "--copy",
        is_flag=True,
        help="Fetch all that the endpoint has first, for one that is slow or answers wrongly.",
    ),
)


def source_options(command: _Command) -> _Command:
    """Add the options of the four kinds of data; the command gets one ``source`` Choice.

    Credentials of an endpoint come from the environment or a netrc file, never from an
    argument, which every process on the machine could read.
    """
    timeout = timeout_option(60.0, "Seconds that an endpoint may take.")
    return _sourced((*_FILES, *_PLACES, timeout), command)


def source_arguments(
    *, timeout: str, seconds: float = 60.0, imports: bool = False
) -> Callable[[_Command], _Command]:
    """Add FILE arguments, and the other kinds of data as options; ``timeout`` is its help.

    The command gets one ``source`` Choice, as with ``source_options``. With ``imports`` those
    of the files are followed, and there is --data, too.
    """
    files = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
    options = (files, *(_FILES if imports else ()), *_PLACES, timeout_option(seconds, timeout))
    return functools.partial(_sourced, options)


def _sourced(options: Iterable[_Option], command: _Command) -> _Command:
    @functools.wraps(command)
    def chosen(
        *arguments: Any,
        paths: tuple[Path, ...] = (),
        data: tuple[Path, ...] = (),
        imports: bool = False,
        allow_network: bool = False,
        store: Path | None,
        endpoint: str | None,
        copy: bool,
        timeout: float,
        **rest: Any,
    ) -> Any:
        from doidkit.data.data import Choice

        if copy and endpoint is None:
            raise click.UsageError("--copy needs an --endpoint.")
        files = (*paths, *data)
        if files and imports:
            files = _with_imports(files, allow_network)
        return command(*arguments, source=Choice(files, endpoint, timeout, store, copy), **rest)

    optioned: Any = chosen
    for option in reversed(tuple(options)):
        optioned = option(optioned)
    return optioned  # type: ignore[no-any-return]


def _with_imports(data: tuple[Path, ...], allow_network: bool) -> tuple[Path, ...]:
    from doidkit.data.imports import closure

    found = closure(data, allow_network=allow_network)
    for missing in found.missing:
        note(str(missing))
    return found.files
