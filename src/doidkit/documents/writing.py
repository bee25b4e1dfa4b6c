"""Ontologies as files, of any format."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from doidkit.atomic import write_whole
from doidkit.documents import kept
from doidkit.documents.again import again
from doidkit.documents.document import Document
from doidkit.prefixes import PREFIXES
from doidkit.syntax.depth import deep
from doidkit.syntax.formats import GraphFormat, written_format
from doidkit.syntax.owl.axioms import BUILT_IN, LANGUAGES
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.ontology import Part
from doidkit.syntax.owl.operands import ENTITY_OF, all_mentioned
from doidkit.syntax.owltriples import ntriples
from doidkit.syntax.owlwriting import text, written
from doidkit.syntax.rdfxml import writer as rdfxml
from doidkit.syntax.writing import serialize

_WHOLE = (GraphFormat.OFN, GraphFormat.OWX)  # what holds all that OWL says
# Their stanzas and nodes are of what an ontology declares itself.
_AS_STATED = (GraphFormat.OBO, GraphFormat.OBOGRAPHS)
_LETTER_OF = {kind: letter for letter, kind in ENTITY_OF.items()}


def _unknown() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document's bytes, and the statements that its format cannot hold, in functional syntax."""

    data: bytes
    unfit: tuple[str, ...]
    again: Callable[[], Document | None] = field(default=_unknown, repr=False, compare=False)
    """What reading the bytes gives, None where that is not known without."""


def write(document: Document, path: str | Path, *, format: GraphFormat | None = None) -> Rendered:
    """Write an ontology, whole or not at all, and return what was written.

    The format is that of the extension unless given. Raises InputError for an extension of no
    format, and for a folder that is not there.
    """
    found = rendered(document, format or written_format(path))
    save(found, path)
    return found


def save(made: Rendered, path: str | Path) -> None:
    """Write what was rendered, whole or not at all; it is kept for who reads it next."""
    write_whole(Path(path), made.data)
    kept.keep(Path(path), made.data, made.again)


@deep()
def rendered(document: Document, format: GraphFormat, *, checked: bool = True) -> Rendered:
    """Return an ontology in a format; equal ontologies give equal bytes.

    As with OWL API an entity that nothing declares, here or in what is imported, is declared: in
    RDF its triples would not say the same without. Unless ``checked`` nobody looks for what OBO or
    OBO Graphs cannot hold, which takes as long again.
    """
    new = set[Call]() if format in _AS_STATED else undeclared(document)
    whole, declared = Part(document.header, document.axioms | new), document.prefixes
    if not format.is_rdf:
        if checked and format not in _WHOLE:
            found = written(whole, format=format, declared=declared)
            return Rendered(found.data, found.unfit)
        return Rendered(text(whole, format=format, declared=declared), ())
    if format is GraphFormat.RDFXML:
        with suppress(rdfxml.NotUsual):
            made = rdfxml.write(whole, declared)
            return Rendered(made.data, (), lambda: again(whole, made))
    return Rendered(serialize(_parsed(ntriples(whole)), format=format, declared=declared), ())


def quads(document: Document) -> Iterator[Quad]:
    """Return an ontology as RDF, its entities declared as in ``rendered``."""
    return _parsed(ntriples(Part(document.header, document.axioms | undeclared(document))))


def triples(document: Document) -> bytes:
    """Return an ontology as N-Triples in any order, its entities declared as in ``rendered``."""
    whole = Part(document.header, document.axioms | undeclared(document))
    return ntriples(whole, ordered=False)


def undeclared(document: Document) -> set[Call]:
    """Return the declarations that an ontology and what it imports lack."""
    declared = {
        (_LETTER_OF[axiom[-1][0]], axiom[-1][1])
        for each in document.closure
        for axiom in each.axioms
        if axiom[0] == "Declaration"
    }
    found = all_mentioned((*document.axioms, *document.annotations))
    return {
        ("Declaration", (ENTITY_OF[letter], name))
        for letter, name in found - declared
        if letter in ENTITY_OF and not _is_built_in(letter, name)
    }


# Of XML Schema's datatypes those that OWL 2 has (Structural Specification, 4): others are declared.
_XSD = "<" + PREFIXES["xsd"]
_DATATYPES = frozenset(
    "decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long "
    "int short byte unsignedLong unsignedInt unsignedShort unsignedByte double float string "
    "normalizedString token language Name NCName NMTOKEN boolean hexBinary base64Binary anyURI "
    "dateTime dateTimeStamp".split()
)


def _is_built_in(letter: str, name: str) -> bool:
    if letter == "R" and name.startswith(_XSD):
        return name[len(_XSD) : -1] in _DATATYPES
    return name in BUILT_IN or name.startswith(LANGUAGES)


def _parsed(lines: bytes) -> Iterator[Quad]:
    return iter(parse(lines, RdfFormat.N_TRIPLES))
