"""The terms that a command is about, one by one and in files."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli import completing
from doidkit.cli.options import Decorator

if TYPE_CHECKING:
    from doidkit.documents import Document
    from doidkit.documents.slicing import Sliced

_REMARK = re.compile(r"(?:^|\s)#.*")


def terms_option(*names: str, help: str) -> Decorator:
    """Return an option for terms: each a CURIE, an IRI or a label, or ``@FILE`` with one a line."""
    return click.option(
        *names, multiple=True, metavar="TERM|@FILE", shell_complete=completing.terms, help=help
    )


def found(document: "Document | Sliced", given: Iterable[str]) -> frozenset[str]:
    """Return the ``<iri>``s of terms; InputError, with the nearest name, for one that is none."""
    from doidkit.documents import Context
    from doidkit.documents.finding import find
    from doidkit.prefixes import PREFIXES

    return find(document, listed(given), Context({**PREFIXES, **document.prefixes}))


def listed(given: Iterable[str]) -> list[str]:
    """Return terms as they are written, those of each ``@FILE`` in its place."""
    return [each for text in given for each in _lines(text)]


def _lines(text: str) -> Iterable[str]:
    if text[:1] != "@":
        return [text]
    from doidkit.errors import InputError

    try:
        lines = Path(text[1:]).read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = "is no UTF-8" if isinstance(error, ValueError) else f"{error.strerror}"
        raise InputError(f"{text[1:]}: the terms cannot be read: {reason}.") from error
    return [term for line in lines if (term := _REMARK.sub("", line).strip())]
