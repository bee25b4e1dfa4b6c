"""Ontologies as files, of any format."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from doidkit.atomic import write_whole
from doidkit.documents.document import Document
from doidkit.syntax.depth import deep
from doidkit.syntax.documents import document as serialized
from doidkit.syntax.formats import GraphFormat, written_format
from doidkit.syntax.owl.axioms import BUILT_IN, LANGUAGES, Axioms
from doidkit.syntax.owl.expressions import TYPE, Call
from doidkit.syntax.owl.operands import ENTITY_OF, used
from doidkit.syntax.owl.to_rdf import ENTITIES, add

_TYPES = {letter: ENTITIES[kind] for letter, kind in ENTITY_OF.items()}
_LETTER_OF = {kind: letter for letter, kind in ENTITY_OF.items()}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document's bytes, and the statements that its format cannot hold, in functional syntax."""

    data: bytes
    unfit: tuple[str, ...]


def write(document: Document, path: str | Path, *, format: GraphFormat | None = None) -> Rendered:
    """Write an ontology, whole or not at all, and return what was written.

    The format is that of the extension unless given, that of the file it was read from where the
    extension says nothing. Raises InputError for an extension of no format, and for a folder that
    is not there.
    """
    found = rendered(document, format or written_format(path))
    write_whole(Path(path), found.data)
    return found


def rendered(document: Document, format: GraphFormat) -> Rendered:
    """Return an ontology in a format; equal ontologies give equal bytes."""
    return Rendered(*serialized(quads(document), format=format, declared=document.prefixes))


@deep()
def quads(document: Document) -> Iterator[Quad]:
    """Return an ontology as RDF.

    As with OWL API an entity that nothing declares, in the ontology or what it imports, gets its
    type, as without it the triples would not say the same.
    """
    made, own = Axioms(), ""
    for statement in (*document.header, *document.axioms):
        own = add(made, statement, (document.iri or "the ontology", 1, 1), own)
    lines = made.lines + [
        f"{name} {TYPE} {_TYPES[kind]} .\n" for kind, name in _undeclared(document)
    ]
    return iter(parse("".join(lines).encode(), RdfFormat.N_TRIPLES, rename_blank_nodes=True))


def _undeclared(document: Document) -> list[tuple[str, str]]:
    """Return the entities, kind and name, whose types nothing states, sorted."""
    declared = {
        (_LETTER_OF[axiom[-1][0]], axiom[-1][1])
        for each in document.closure
        for axiom in each.axioms
        if axiom[0] == "Declaration"
    }
    found = {pair for axiom in document.axioms for pair in used(axiom) if pair[0] in _TYPES}
    found |= {
        ("A", name)
        for axiom in (*document.axioms, *document.annotations)
        for name in _annotating(axiom)
    }
    return sorted(pair for pair in found - declared if not _is_built_in(pair[1]))


def _annotating(node: Call) -> Iterator[str]:
    """Yield the properties of the annotations of a statement, or of an annotation."""
    if node[0] == "Annotation":
        yield node[-2]
    for part in node[1:]:
        if isinstance(part, tuple) and part[0] == "Annotation":
            yield from _annotating(part)


def _is_built_in(name: str) -> bool:
    return name in BUILT_IN or name.startswith(LANGUAGES)
