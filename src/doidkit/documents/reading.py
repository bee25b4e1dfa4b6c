"""Files as ontologies, with what they import."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Quad

from doidkit.data.imports import closure
from doidkit.documents.document import Document
from doidkit.errors import InputError
from doidkit.prefixes import NO_PREFIXES
from doidkit.syntax.files import STANDARD_INPUT, opened
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.owl.expressions import is_whole
from doidkit.syntax.owl.from_rdf import axioms
from doidkit.syntax.reading import quads
from doidkit.syntax.recording import Replayable
from doidkit.syntax.sniffing import sniffed


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
    known: dict[Path, Document] = {}
    return [
        _with_imports(Path(path), catalog, network, format, known)
        if imports
        else _read(Path(path), format)
        for path in paths
    ]


def parsed(
    statements: Iterable[Quad],
    *,
    prefixes: Mapping[str, str] = NO_PREFIXES,
    format: GraphFormat | None = None,
) -> Document:
    """Return the ontology that RDF says, without what it imports."""
    found = axioms(statements)
    broken = [axiom for axiom in found.axioms if not is_whole(axiom)]
    own = next((node[1:] for node in found.header if node[0] == "Ontology"), ())
    return Document(
        iri=own[0] if own else "",
        version=own[1] if len(own) > 1 else "",
        imports=tuple(node[1] for node in found.header if node[0] == "Import"),
        annotations=tuple(node for node in found.header if node[0] == "Annotation"),
        axioms=frozenset(found.axioms.difference(broken)),
        prefixes=prefixes,
        format=format,
        broken=tuple(sorted(broken, key=str)),
    )


def _with_imports(
    path: Path,
    catalog: str | Path | None,
    network: bool,
    format: GraphFormat | None,
    known: dict[Path, Document],
) -> Document:
    own = _read(path, format)
    if not own.imports:
        return own
    found = closure([path], catalog=Path(catalog) if catalog else None, allow_network=network)
    if found.missing:
        raise InputError(str(found.missing[0]))
    for each in found.files[1:]:
        if each not in known:
            known[each] = _read(each, None)
    return replace(own, imported=tuple(known[each] for each in found.files[1:]))


def _read(path: Path, format: GraphFormat | None) -> Document:
    declared: dict[str, str] = {}
    if format is None and path != STANDARD_INPUT:
        with opened(path) as stream:
            format = sniffed(path, Replayable(stream))
    return parsed(quads(path, format=format, declared=declared), prefixes=declared, format=format)
