"""An import closure kept on disk, each ontology where its IRI says."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit
from xml.sax.saxutils import quoteattr

from doidkit.atomic import write_whole
from doidkit.documents import Document, rendered
from doidkit.syntax.formats import GraphFormat

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<catalog prefer="public" xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">\n'
)


def mirror(document: Document, folder: Path, catalog: Path) -> list[Path]:
    """Write an ontology and what it imports below a folder, and a catalog of them.

    A file's name is the host and path of the ontology's IRI; one without an IRI has none, and is
    left out. Returns the files. Raises InputError for what cannot be written.
    """
    places = [(each, folder / _place(each.iri)) for each in document.closure if each.iri]
    for each, path in places:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, rendered(each, GraphFormat.RDFXML).data)
    base = catalog.parent.resolve()
    entries = [(each.iri[1:-1], path.resolve()) for each, path in places]
    write_whole(catalog, "".join(_lines(entries, base)).encode())
    return [path for _, path in places]


def _place(iri: str) -> PurePosixPath:
    parts = urlsplit(iri[1:-1])
    names = [parts.netloc, *unquote(parts.path or parts.fragment).split("/")]
    # Nothing outside of the folder, whatever an IRI says.
    return PurePosixPath(*(name for name in names if name.strip(".") and "\0" not in name))


def _lines(entries: Iterable[tuple[str, Path]], base: Path) -> Iterator[str]:
    yield _HEAD
    for iri, path in entries:
        uri = quoteattr(quote(os.path.relpath(path, base).replace(os.sep, "/")))
        yield f"  <uri name={quoteattr(iri)} uri={uri}/>\n"
    yield "</catalog>\n"
