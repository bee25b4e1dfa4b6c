"""Files as ontologies, with what they import."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Quad

from doidkit.data.imports import Catalog, Missing, resolve
from doidkit.documents import kept
from doidkit.documents.document import Document, assembled
from doidkit.errors import InputError
from doidkit.prefixes import NO_PREFIXES
from doidkit.syntax import owlreading
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.owl.from_rdf import axioms, axioms_of


def read(
    path: str | Path,
    *,
    catalog: str | Path | None = None,
    imports: bool = True,
    network: bool = False,
    format: GraphFormat | None = None,
) -> Document:
    """Return the ontology of a file, with what it imports unless ``imports`` is False.

    Imports are where ``catalog``, or the ``catalog-v001.xml`` beside each file, says; with
    ``network`` they are fetched from their IRIs. Raises SyntaxFault with line and column, and
    InputError for a file that cannot be read or an import that is nowhere.
    """
    (found,) = read_all([path], catalog=catalog, imports=imports, network=network, format=format)
    return found


def read_all(
    paths: Iterable[str | Path],
    *,
    catalog: str | Path | None = None,
    imports: bool = True,
    network: bool = False,
    format: GraphFormat | None = None,
) -> list[Document]:
    """Return the ontologies of several files, each as ``read`` would; imports are read once."""
    reader = _Reader(catalog, network)
    return [
        reader.read(Path(path), format) if imports else _read(Path(path), format) for path in paths
    ]


def parsed(
    statements: Iterable[Quad],
    *,
    prefixes: Mapping[str, str] = NO_PREFIXES,
    format: GraphFormat | None = None,
) -> Document:
    """Return the ontology that RDF says, without what it imports."""
    found = axioms(statements)
    return assembled(found.header, found.axioms, prefixes, format)


def parsed_lines(
    statements: Sequence[bytes],
    *,
    prefixes: Mapping[str, str] = NO_PREFIXES,
    format: GraphFormat | None = None,
) -> Document:
    """Return what ``parsed`` does, of distinct lines (``syntax.statements``)."""
    found = axioms_of(statements)
    return assembled(found.header, found.axioms, prefixes, format)


class _Reader:
    """Reads ontologies with what they import, each import once."""

    def __init__(self, catalog: str | Path | None, network: bool) -> None:
        self._network = network
        self._catalog = Catalog.read(Path(catalog), allow_network=network) if catalog else None
        self._known: dict[Path, Document] = {}

    def read(self, path: Path, format: GraphFormat | None) -> Document:
        own = _read(path, format)
        found: dict[Path, Document] = {}
        self._follow(own, path, found)
        found.pop(path, None)
        return replace(own, imported=tuple(found.values()))

    def _follow(self, document: Document, path: Path, found: dict[Path, Document]) -> None:
        for iri in document.imports:
            place = self._place(iri[1:-1], path)
            if place in found:
                continue
            if place not in self._known:
                self._known[place] = _read(place, None)
            found[place] = self._known[place]
            self._follow(found[place], place, found)

    def _place(self, iri: str, importer: Path) -> Path:
        catalog = self._catalog or Catalog.beside(importer, allow_network=self._network)
        place, reason = resolve(iri, catalog, self._network)
        if place is None:
            raise InputError(str(Missing(iri, importer, reason)))
        return place


def _read(path: Path, format: GraphFormat | None) -> Document:
    def reading(path: Path) -> Document:
        found = owlreading.read(path, format=format)
        return assembled(found.header, found.axioms, found.prefixes, found.format)

    return kept.read(path, format, reading)
