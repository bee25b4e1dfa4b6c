"""Commands that make an ontology of ontologies: what they read, and how they write it."""

import functools
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from doidkit.cli.options import output_option, to_option
from doidkit.cli.output import note, tell_unfit, write
from doidkit.syntax.formats import GraphFormat

if TYPE_CHECKING:
    from doidkit.documents import Document
    from doidkit.documents.slicing import Sliced

_READING = (
    click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[IN]..."),
    click.option(
        "--catalog",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Where imported ontologies are, instead of a catalog-v001.xml beside each file.",
    ),
    click.option(
        "--imports/--no-imports",
        default=True,
        show_default=True,
        help="Read what the files import, too.",
    ),
    click.option(
        "--allow-network", is_flag=True, help="Fetch imports that no catalog has from their IRIs."
    ),
)
_WRITING = (
    output_option("Write this file, whole or not at all; its extension names the format."),
    to_option("The format to write."),
)


def makes_document(*, streams: bool = False) -> Callable[[Callable[..., Any]], Callable[..., None]]:
    """Add IN arguments and the options to read and write; the command makes one Document.

    It gets ``documents``, one a file, the bundled ontology's without any, and returns another. One
    that ``streams`` may get, and return, a large one as ``slicing.Sliced``.
    """
    return lambda command: _making(command, streams=streams)


def _making(command: Callable[..., Any], *, streams: bool) -> Callable[..., None]:
    @functools.wraps(command)
    def made(
        *,
        paths: tuple[Path, ...],
        catalog: Path | None,
        imports: bool,
        allow_network: bool,
        output: Path | None,
        to: str | None,
        **rest: Any,
    ) -> None:
        from doidkit.documents import rendered
        from doidkit.documents import write as write_file
        from doidkit.documents.slicing import WRITTEN, Sliced, write_sliced
        from doidkit.syntax.formats import written_format

        form = GraphFormat(to) if to else None
        if output is not None and form is None:
            form = written_format(output)  # before the work
        documents = (_slices(paths) if streams else None) or _read(
            paths, catalog, imports=imports, network=allow_network
        )
        found = command(documents=documents, **rest)
        if isinstance(found, Sliced):
            if output is not None and form in WRITTEN:
                write_sliced(found, output, form)
                note(f"Wrote {output}.")
                return
            found = found.whole()
        if output is None:
            result = rendered(found, form or GraphFormat.TURTLE)
            write(result.data)
        else:
            result = write_file(found, output, format=form)
            note(f"Wrote {output} ({len(result.data):,} bytes).")
        tell_unfit(result.unfit)

    optioned: Callable[..., None] = _optioned(made, (*_READING, *_WRITING))
    return optioned


def reads_document(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """Add IN arguments and the options to read; the command gets one ``document`` of them."""

    @functools.wraps(command)
    def read(
        *,
        paths: tuple[Path, ...],
        catalog: Path | None,
        imports: bool,
        allow_network: bool,
        **rest: Any,
    ) -> int | None:
        from doidkit.editing.merging import merged

        documents = _read(paths, catalog, imports=imports, network=allow_network)
        one = documents[0] if len(documents) == 1 else merged(documents, imports=False)
        return command(document=one, **rest)

    optioned: Callable[..., int | None] = _optioned(read, _READING)
    return optioned


def _slices(paths: tuple[Path, ...]) -> "list[Sliced] | None":
    """Return the ontology of a large file in slices; None for what is read whole."""
    from doidkit.documents.slicing import is_large, read_sliced
    from doidkit.syntax.slicing import NoSlices

    if len(paths) == 1 and is_large(paths[0]):
        with suppress(NoSlices):
            return [read_sliced(paths[0])]
    return None


def _read(
    paths: tuple[Path, ...], catalog: Path | None, *, imports: bool, network: bool
) -> "list[Document]":
    """Return the ontologies of files, the bundled one without any."""
    from doidkit import bundled
    from doidkit.documents import read_all
    from doidkit.editing.merging import merged

    if paths:
        return read_all(paths, catalog=catalog, imports=imports, network=network)
    # What its files import is among them.
    return [merged(read_all(bundled.axiom_files(), imports=False))]


def _optioned(command: Any, options: tuple[Any, ...]) -> Any:
    for option in reversed(options):
        command = option(command)
    return command


def term(text: str) -> str:
    """Return the ``<iri>`` of a term on the command line; InputError for what names none."""
    from doidkit.documents import Context
    from doidkit.prefixes import PREFIXES

    return Context(PREFIXES).iri(text)
