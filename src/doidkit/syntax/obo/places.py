"""OBO: a frame is a stanza, a statement a value of a clause, where the reader reads it."""

from collections.abc import Iterator
from itertools import accumulate

from doidkit.errors import SyntaxFault
from doidkit.prefixes import PREFIXES
from doidkit.syntax.frames import IRI, Frame, Frames, Statement
from doidkit.syntax.obo.entities import Entities
from doidkit.syntax.obo.names import OBO, OIO, Names
from doidkit.syntax.obo.reader import Document, PlacedClause
from doidkit.syntax.obo.values import Place, plain
from doidkit.terms import RDF_TYPE, RDFS_SUBCLASS_OF

_OWL, _RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
_LOGICAL = {
    "is_a": RDFS_SUBCLASS_OF,
    "relationship": RDFS_SUBCLASS_OF,
    "intersection_of": _OWL + "equivalentClass",
    "union_of": _OWL + "equivalentClass",
    "equivalent_to": _OWL + "equivalentClass",
    "disjoint_from": _OWL + "disjointWith",
    "inverse_of": _OWL + "inverseOf",
    "domain": _RDFS + "domain",
    "range": _RDFS + "range",
    "instance_of": RDF_TYPE,
    "ontology": RDF_TYPE,
    "data-version": _OWL + "versionIRI",
    "import": _OWL + "imports",
}
_TERMS = {*_LOGICAL, "subset", "replaced_by", "consider"}
_NAMED_IN_HEADER = {"subsetdef": _RDFS + "comment", "synonymtypedef": _RDFS + "label"}
_PAIR = 2
_OTHER = {"remark": _RDFS + "comment"}


def scan(data: bytes, subjects: frozenset[str]) -> Frames:
    """Return the stanzas of some terms; an alternative id is where it is given."""
    try:
        return _Stanzas(data).frames(subjects)
    except SyntaxFault:
        return {}  # the fault is another finding


class _Stanzas:
    """A document whose lines have their places in the file."""

    def __init__(self, data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        mark = text[:1] == "\ufeff"
        self._document = Document(text.removeprefix("\ufeff"), "")
        lengths = (len(line) + 1 for line in data.split(b"\n"))
        self._starts = [3 if mark else 0, *accumulate(lengths)]
        entities = Entities(self._document)
        self._names: Names = entities.names
        self._ontology = entities.ontology

    def frames(self, subjects: frozenset[str]) -> Frames:
        """Return the stanzas of some terms, where their ids are."""
        found: Frames = {}
        alternatives: Frames = {}
        for tag, identifier, line, stanza in self._document.identifiers():
            iri = self._names.iri(identifier)
            if iri not in subjects:
                continue
            if tag == "alt_id":
                alternatives.setdefault(iri, Frame(self._starts[line - 1]))
                continue
            frame = found.setdefault(iri, Frame(self._starts[line - 1]))
            for clause in self._document.placed(stanza):
                frame.statements.extend(self._said(clause))
        return {**alternatives, **self._header(subjects), **found}

    def _header(self, subjects: frozenset[str]) -> Frames:
        """Return the frame of the ontology, and those of the properties that it defines."""
        found: Frames = {}
        own = f"{OBO}{self._ontology}.owl"
        for clause in self._document.placed():
            start, (tag, values, _, _) = self._starts[clause.line - 1], clause.places
            if tag in _NAMED_IN_HEADER:
                name = self._names.iri(plain(clause.text[slice(*values[0])]))
                if name in subjects:
                    found.setdefault(name, Frame(start)).statements.extend(self._said(clause))
            elif own in subjects:
                frame = found.setdefault(own, Frame(0))
                frame.start = start if tag == "ontology" else frame.start
                frame.statements.extend(self._said(clause))
        return found

    def _said(self, clause: PlacedClause) -> Iterator[Statement]:
        """Yield what a clause says, then what its cross-references and qualifiers say of that."""
        tag, values, xrefs, qualifiers = clause.places
        at = _Line(clause.text, self._starts[clause.line - 1] + clause.indent, self._names)
        yield from self._values(tag, values, at)
        for identifier, text in xrefs:
            yield at.literal(OIO + "hasDbXref", identifier, own=tag == "xref")
            if text[0] < text[1]:
                yield at.literal(_RDFS + "label", text, own=False)
        for name, value in qualifiers:
            yield at.literal(self._names.tag(at.text(name)), value, own=False)

    def _values(self, tag: str, values: tuple[Place, ...], at: "_Line") -> Iterator[Statement]:
        if tag == "property_value":
            predicate = self._names.iri(at.text(values[0]))
            is_term = len(values) == _PAIR
            yield at.term(predicate, values[1]) if is_term else at.literal(predicate, values[1])
        elif tag == "synonym":
            scope = at.text(values[1]) if len(values) > 1 else "RELATED"
            known = scope in ("EXACT", "BROAD", "NARROW", "RELATED")
            yield at.literal(self._names.tag(scope if known else "RELATED"), values[0])
            for kind in values[_PAIR:]:
                yield at.term(OIO + "hasSynonymType", kind, own=False)
        elif tag in _NAMED_IN_HEADER:
            yield at.literal(_NAMED_IN_HEADER[tag], values[1])
        elif tag in _TERMS:
            predicate = _LOGICAL.get(tag) or self._names.tag(tag)
            yield at.term(predicate, values[-1], own=len(values) == 1)
            # In a relationship the first word is a property, the second its filler.
            for via in values[:-1]:
                yield at.term(self._names.iri(at.text(via)), values[-1], own=False)
                yield at.term(predicate, via, own=False)
        elif values:
            yield at.literal(_OTHER.get(tag) or self._names.tag(tag), values[0])


class _Line:
    """A clause's line, its place in the file, and statements about what is in it."""

    def __init__(self, text: str, start: int, names: Names) -> None:
        self._text, self._start, self._names = text, start, names

    def text(self, place: Place) -> str:
        """Return what is written in a place."""
        return plain(self._text[slice(*place)])

    def literal(self, predicate: str, place: Place, *, own: bool = True) -> Statement:
        """Return a statement whose value is the text in a place, its quotes included."""
        value, (start, end) = self.text(place), place
        if start and self._text[start - 1] == '"' == self._text[end : end + 1]:
            start, end = start - 1, end + 1
        return Statement(predicate, (value,), *self._bytes(start, end), "", own)

    def term(self, predicate: str, place: Place, *, own: bool = True) -> Statement:
        """Return a statement whose value is the term that is named in a place."""
        name = self.text(place)
        values = (self._names.iri(name), name)
        return Statement(predicate, values, *self._bytes(*place), IRI, own)

    def _bytes(self, start: int, end: int) -> tuple[int, int]:
        before, value = self._text[:start], self._text[start:end]
        first = self._start + len(before.encode("utf-8", "surrogateescape"))
        return first, first + len(value.encode("utf-8", "surrogateescape"))
