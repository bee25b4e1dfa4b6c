"""Where an ontology document names what RDF cannot: a relative IRI, a language that is none."""

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.owltext import ntriples, text


def place(data: bytes, format: GraphFormat, path: Path, error: SyntaxError) -> tuple[int, int]:
    """Return line and column, from 1, of what N-Triples made of a document was refused for.

    It is where the document has the term, or as much of its beginning as it has: a prefix or an
    identifier space that the term was made with, or its own part of the name.
    """
    lines = ntriples(BytesIO(data), format, path).read().decode().split("\n")
    start, end = (error.offset or 1) - 1, (error.end_offset or 1) - 1
    term = lines[(error.lineno or 1) - 1][start:end].strip('<>@"')
    document = text(BytesIO(data), path)
    found = re.search(rf"{_BEFORE}{re.escape(term)}(?=[>\"'\s)])", document)
    for beginning in (term, unquote(term), _local(term)):
        found = found or _longest_beginning(beginning, document)
    at = found.start() if found else 0
    return document.count("\n", 0, at) + 1, at - document.rfind("\n", 0, at)


_BEFORE = r"(?<=[<\"'@:\s])"


def _local(term: str) -> str:
    """Return what a document has of a name that was made with a prefix."""
    return re.split("[/#]", term.removesuffix(".owl"))[-1]


def _longest_beginning(term: str, document: str) -> re.Match[str] | None:
    """Return where most of a term stands; what it begins with it does not stop beginning with."""
    found: re.Match[str] | None = None
    low, high = 0, len(term)
    while low < high:
        middle = (low + high + 1) // 2
        match = re.search(_BEFORE + re.escape(term[:middle]), document)
        if match is None:
            high = middle - 1
        else:
            found, low = match, middle
    return found
