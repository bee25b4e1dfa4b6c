"""The options that name a command's data, the same on every command; here they become Data."""

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
_GRAPH = click.option(
    "--graph",
    "graphs",
    multiple=True,
    metavar="IRI",
    help="Ask this graph of the store or endpoint, not its default graph; may be repeated.",
)
_ELSEWHERE = (
    _GRAPH,
    click.option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint instead."),
    click.option(
        "--copy",
        is_flag=True,
        help="Fetch all that the endpoint has first, for one that is slow or answers wrongly.",
    ),
)

_READING = (
    click.option(
        "--base",
        metavar="IRI",
        help="What relative IRIs in the files are of, instead of each file's own address.",
    ),
    click.option("--allow-empty", is_flag=True, help="Take files without one triple, too."),
)


def source_options(command: _Command) -> _Command:
    """Add the options of the four kinds of data; the command gets one ``data`` Data.

    Credentials of an endpoint come from the environment or a netrc file, never from an
    argument, which every process on the machine could read.
    """
    timeout = click.option(
        "--timeout",
        "read_limit",
        type=click.FloatRange(min=0, min_open=True),
        help="Seconds that a query may take; unless given 60 of an endpoint, else any number.",
    )
    return _sourced((*_FILES, _store(), *_ELSEWHERE, timeout), command)


def source_arguments(
    *, timeout: str, seconds: float = 60.0, imports: bool = False
) -> Callable[[_Command], _Command]:
    """Add FILE arguments, and the other kinds of data as options; ``timeout`` is its help.

    The command gets one ``data`` Data, as with ``source_options``. With ``imports`` those
    of the files are followed, and there is --data, too.
    """
    files = (_paths(), *(_FILES if imports else ()))
    options = (*files, _store(), *_ELSEWHERE, timeout_option(seconds, timeout, name="read_timeout"))
    return functools.partial(_sourced, options)


def file_arguments(
    *,
    metavar: str = "[FILE]...",
    required: bool = False,
    store: str | None = None,
    graphs: bool = False,
) -> Callable[[_Command], _Command]:
    """Add FILE arguments, and --store with this help; the command gets one ``data`` Data.

    With ``graphs`` some graphs of the store can be named.
    """
    options = (_paths(metavar, required=required), *((_store(store),) if store else ()))
    options = (*options, _GRAPH) if graphs else options
    return functools.partial(_sourced, options)


def _paths(metavar: str = "[FILE]...", *, required: bool = False) -> _Option:
    path = click.Path(path_type=Path)
    return click.argument("paths", nargs=-1, required=required, type=path, metavar=metavar)


def _store(help: str = "Use a store that `doidkit load` made.") -> _Option:
    return click.option(
        "--store", "read_store", type=click.Path(path_type=Path), metavar="DIR", help=help
    )


def _sourced(options: Iterable[_Option], command: _Command) -> _Command:
    @functools.wraps(command)
    def chosen(
        *arguments: Any,
        paths: tuple[Path, ...] = (),
        data: tuple[Path, ...] = (),
        imports: bool = False,
        allow_network: bool = False,
        read_store: Path | None = None,
        endpoint: str | None = None,
        copy: bool = False,
        graphs: tuple[str, ...] = (),
        read_timeout: float = 60.0,
        read_limit: float | None = None,
        base: str | None = None,
        allow_empty: bool = False,
        **rest: Any,
    ) -> Any:
        from doidkit.data import Data
        from doidkit.syntax.options import reading

        if copy and endpoint is None:
            raise click.UsageError("--copy needs an --endpoint.")
        named = Data(
            (*paths, *data),
            store=read_store,
            endpoint=endpoint,
            timeout=read_limit or read_timeout,
            limit=read_limit,
            copy=copy,
            graphs=graphs,
            imports=imports,
            network=allow_network,
            cache=True,
        )
        with reading(base=base or "", allow_empty=allow_empty):
            for missing in named.missing:
                note(str(missing))
            return command(*arguments, data=named, **rest)

    optioned: Any = chosen
    for option in reversed((*options, *_READING)):
        optioned = option(optioned)
    return optioned  # type: ignore[no-any-return]
