"""Ontologies as files, of any format."""

from collections.abc import Iterator
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
from doidkit.syntax.owlwriting import text
from doidkit.syntax.writing import STABLE, serialize, stream

_LETTER_OF = {kind: letter for letter, kind in ENTITY_OF.items()}


def write(document: Document, path: str | Path, *, format: GraphFormat | None = None) -> None:
    """Write an ontology, whole or not at all.

    The format is that of the extension unless given. Raises InputError for an extension of no
    format, and for a folder that is not there.
    """
    write_whole(Path(path), rendered(document, format or written_format(path)))


@deep()
def rendered(document: Document, format: GraphFormat) -> bytes:
    """Return an ontology in a format, as OWL API has it; equal ontologies give equal bytes.

    An entity that nothing declares, here or in what is imported, is declared: in RDF its triples
    would not say the same without. What OBO and OBO Graphs cannot hold is left out, as ROBOT
    leaves it out; ``doidkit convert`` tells it.
    """
    whole = Part(document.header, document.axioms | undeclared(document))
    if not format.is_rdf:
        return text(whole, format=format, declared=document.prefixes)
    lines = _triples(whole)
    if format in STABLE:
        return serialize(_parsed(lines), format=format, declared=document.prefixes)
    out = BytesIO()
    stream(lambda: _parsed(lines), out, format=format, declared=document.prefixes)
    return out.getvalue()


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
