"""Terms of ROBOT's options: CURIEs and IRIs, one by one or a line each in files."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from doidkit.documents import Context, Document
from doidkit.editing.selecting import missing
from doidkit.errors import DoidkitError, InputError

_COMMENT = re.compile(r"(^|\s)#.*")


def terms(context: Context, single: Iterable[str], files: Iterable[str]) -> frozenset[str]:
    """Return the terms of options and files, as ``<iri>``; what is no IRI names nothing.

    A comment begins with ``#`` at the start of a line or after a space.
    """
    texts = [*single, *map(_text, files)]
    return frozenset(_iri(context, each) for text in texts for each in _lines(text))


def tell_missing(document: Document, wanted: Iterable[str]) -> None:
    """Say on standard error which terms the ontology does not have."""
    if absent := missing(document, wanted):
        click.echo(f"doidkit: not in the ontology: {', '.join(absent)}", err=True)


def _text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = "it is no UTF-8" if isinstance(error, ValueError) else error.strerror
        raise DoidkitError(f"{path}: the terms cannot be read: {why}.") from error


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if found := _COMMENT.sub("", line).strip():
            yield found


def _iri(context: Context, text: str) -> str:
    try:
        return context.iri(text)
    except InputError:
        return f"<{text}>"
