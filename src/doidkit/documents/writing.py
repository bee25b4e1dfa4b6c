"""Ontologies as files, of any format."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from doidkit.atomic import write_whole
from doidkit.documents.document import Document
from doidkit.syntax.depth import deep
from doidkit.syntax.formats import GraphFormat, written_format
from doidkit.syntax.ofn.writer import in_order
from doidkit.syntax.owl.axioms import BUILT_IN, LANGUAGES, Axioms
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.ontology import Part
from doidkit.syntax.owl.operands import ENTITY_OF, used
from doidkit.syntax.owl.to_rdf import add
from doidkit.syntax.owlwriting import text, written
from doidkit.syntax.writing import STABLE, serialize, stream

_WHOLE = (GraphFormat.OFN, GraphFormat.OWX)  # what holds all that OWL says
_LETTER_OF = {kind: letter for letter, kind in ENTITY_OF.items()}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document's bytes, and the statements that its format cannot hold, in functional syntax."""

    data: bytes
    unfit: tuple[str, ...]


def write(document: Document, path: str | Path, *, format: GraphFormat | None = None) -> Rendered:
    """Write an ontology, whole or not at all, and return what was written.

    The format is that of the extension unless given. Raises InputError for an extension of no
    format, and for a folder that is not there.
    """
    found = rendered(document, format or written_format(path))
    write_whole(Path(path), found.data)
    return found


@deep()
def rendered(document: Document, format: GraphFormat, *, checked: bool = True) -> Rendered:
    """Return an ontology in a format; equal ontologies give equal bytes.

    As with OWL API an entity that nothing declares, here or in what is imported, is declared: in
    RDF its triples would not say the same without. Unless ``checked`` nobody looks for what OBO or
    OBO Graphs cannot hold, which takes as long again.
    """
    whole = Part(document.header, document.axioms | undeclared(document))
    declared = document.prefixes
    if not format.is_rdf:
        if checked and format not in _WHOLE:
            found = written(whole, format=format, declared=declared)
            return Rendered(found.data, found.unfit)
        return Rendered(text(whole, format=format, declared=declared), ())
    lines = _triples(whole)
    if format in STABLE:
        return Rendered(serialize(_parsed(lines), format=format, declared=declared), ())
    out = BytesIO()
    stream(lambda: _parsed(lines), out, format=format, declared=declared)
    return Rendered(out.getvalue(), ())


def quads(document: Document) -> Iterator[Quad]:
    """Return an ontology as RDF, its entities declared as in ``rendered``."""
    return _parsed(_triples(Part(document.header, document.axioms | undeclared(document))))


def undeclared(document: Document) -> set[Call]:
    """Return the declarations that an ontology and what it imports lack."""
    declared = {
        (_LETTER_OF[axiom[-1][0]], axiom[-1][1])
        for each in document.closure
        for axiom in each.axioms
        if axiom[0] == "Declaration"
    }
    found = {("A", name) for note in document.annotations for name in _annotating(note)}
    for axiom in document.axioms:
        found.update(used(axiom))
        if isinstance(axiom[1], tuple):
            found.update(("A", name) for name in _annotating(axiom))
    return {
        ("Declaration", (ENTITY_OF[letter], name))
        for letter, name in found - declared
        if letter in ENTITY_OF and name not in BUILT_IN and not name.startswith(LANGUAGES)
    }


def _annotating(node: Call) -> Iterator[str]:
    """Yield the properties of the annotations of a statement, or of an annotation."""
    if node[0] == "Annotation":
        yield node[-2]
    for part in node[1:]:
        if isinstance(part, tuple) and part[0] == "Annotation":
            yield from _annotating(part)


def _triples(ontology: Part) -> bytes:
    made, own = Axioms(), ""
    for statement in (*ontology.header, *in_order(ontology.axioms)):
        own = add(made, statement, ("the ontology", 1, 1), own)
    return "".join(made.lines).encode()


def _parsed(lines: bytes) -> Iterator[Quad]:
    return iter(parse(lines, RdfFormat.N_TRIPLES))
