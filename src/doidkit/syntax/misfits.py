"""Where an ontology document names what RDF cannot: a relative IRI, a language that is none."""

import re
from io import BytesIO
from pathlib import Path

from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.owltext import ntriples, text


def place(
    data: bytes, format: GraphFormat, path: Path, error: SyntaxError
) -> tuple[int | None, int | None]:
    """Return line and column, from 1, of what N-Triples made of a document was refused for.

    It is where the document has the term, or as much of its beginning as it has: a prefix or an
    identifier space that the term was made with.
    """
    lines = ntriples(BytesIO(data), format, path).read().decode().split("\n")
    start, end = (error.offset or 1) - 1, (error.end_offset or 1) - 1
    term = lines[(error.lineno or 1) - 1][start:end].strip('<>@"')
    document = text(BytesIO(data), path)
    ends = [rf"{re.escape(term)}(?=[>\"'\s)])"]
    ends += [re.escape(term[:length]) for length in range(len(term), 0, -1)]
    for wanted in ends:
        if found := re.search(rf"(?<=[<\"'@\s]){wanted}", document):
            at = found.start()
            return document.count("\n", 0, at) + 1, at - document.rfind("\n", 0, at)
    return None, None
