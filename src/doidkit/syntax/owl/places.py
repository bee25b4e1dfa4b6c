"""What an axiom says of its subject, and where: for the syntaxes that write axioms.

Functional syntax and OWL/XML have the same constructors; their readers give axioms whose names
and literals are ``Leaf``, a text with its place.
"""

import re
from collections.abc import Iterable, Iterator

from doidkit.prefixes import PREFIXES
from doidkit.syntax.frames import IRI, Frame, Frames, Statement
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.terms import RDF_TYPE, RDFS_SUBCLASS_OF

_OWL, _RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
_PREDICATES = {
    "SubClassOf": RDFS_SUBCLASS_OF,
    "EquivalentClasses": _OWL + "equivalentClass",
    "DisjointClasses": _OWL + "disjointWith",
    "DisjointUnion": _OWL + "disjointUnionOf",
    "ClassAssertion": RDF_TYPE,
    "Declaration": RDF_TYPE,
    "SubObjectPropertyOf": _RDFS + "subPropertyOf",
    "SubDataPropertyOf": _RDFS + "subPropertyOf",
    "SubAnnotationPropertyOf": _RDFS + "subPropertyOf",
    "InverseObjectProperties": _OWL + "inverseOf",
    "ObjectPropertyDomain": _RDFS + "domain",
    "ObjectPropertyRange": _RDFS + "range",
    "DataPropertyDomain": _RDFS + "domain",
    "DataPropertyRange": _RDFS + "range",
    "AnnotationPropertyDomain": _RDFS + "domain",
    "AnnotationPropertyRange": _RDFS + "range",
    "Import": _OWL + "imports",
}
# Whom an axiom is about: the ontology, its second operand, any operand; its first by default.
OF_ONTOLOGY = frozenset({"Annotation", "Import"})
_PROPERTY_FIRST = frozenset(
    {
        "AnnotationAssertion",
        "ObjectPropertyAssertion",
        "NegativeObjectPropertyAssertion",
        "DataPropertyAssertion",
        "NegativeDataPropertyAssertion",
    }
)
SECOND = _PROPERTY_FIRST | {"ClassAssertion"}
EITHER = frozenset(
    {
        "EquivalentClasses",
        "DisjointClasses",
        "InverseObjectProperties",
        "EquivalentObjectProperties",
        "EquivalentDataProperties",
        "DisjointObjectProperties",
        "DisjointDataProperties",
        "SameIndividual",
        "DifferentIndividuals",
    }
)
_RESTRICTION = re.compile(r"(?:Object|Data)(?:Some|All|Has|Min|Max|Exact)")
_LITERAL = re.compile(r'"(.*)"(?:@([\w-]+)|\^\^<.*>)?\Z', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "r": "\r"}


class Leaf(str):
    """A term as N-Triples writes it, and the bytes of a file that say it."""

    __slots__ = ("end", "start")
    start: int
    end: int


def leaf(term: str, start: int, end: int) -> Leaf:
    """Return a term with its place."""
    made = Leaf(term)
    made.start, made.end = start, end
    return made


class Places:
    """The frames of some subjects, made of axioms that come with their places."""

    def __init__(self, subjects: frozenset[str]) -> None:
        self.frames: Frames = {}
        self._subjects = subjects
        self._ontology = ""
        self._declared: set[str] = set()  # the frames that have no more than a declaration yet

    def add(self, axiom: Call, start: int) -> None:
        """Add an axiom that begins at a byte to the frames of the subjects that it is about.

        A frame begins at the first axiom that is no declaration.
        """
        kind = str(axiom[0])
        if kind == "Ontology":
            self._ontology = _name(axiom[1])
            self._frame(self._ontology, start)
            return
        for subject in (self._ontology,) if kind in OF_ONTOLOGY else _about(axiom):
            frame = self._frame(subject, start)
            if frame is None:
                continue
            if kind == "Declaration":
                self._declared.add(subject)
            elif subject in self._declared:
                self._declared.remove(subject)
                frame.start = start
            main = _PREDICATES.get(kind, "")
            frame.statements.extend(_said(axiom, main, subject, outermost=True))

    def _frame(self, subject: str, start: int) -> Frame | None:
        if subject not in self._subjects:
            return None
        return self.frames.setdefault(subject, Frame(start))


def _said(call: Call, main: str, subject: str, *, outermost: bool = False) -> Iterator[Statement]:
    """Yield each name and literal of a call with the property that it belongs to."""
    keyword = str(call[0])
    takes_property = (
        keyword == "Annotation"
        or (outermost and keyword in _PROPERTY_FIRST)
        or bool(_RESTRICTION.match(keyword))
    )
    via = ""
    for operand in call[1:]:
        if isinstance(operand, tuple):
            yield from _said(operand, main, subject)
        elif isinstance(operand, Leaf):
            value, kind = read(operand)
            if takes_property and not via:
                via = value
                if outermost or keyword == "Annotation":
                    continue
            if kind != IRI or value != subject:
                place = (operand.start, operand.end)
                for predicate in dict.fromkeys((via or main, main)):
                    yield Statement(predicate, (value,), *place, kind, own=outermost)


def read(term: str) -> tuple[str, str]:
    """Return the text of a term of N-Triples, and IRI or its language."""
    found = _LITERAL.match(term)
    if found is None:
        return term.strip("<>"), IRI
    text = found[1]
    if "\\" in text:
        text = _ESCAPE.sub(lambda escape: _ESCAPES.get(escape[1], escape[1]), text)
    return text, found[2] or ""


def _about(axiom: Call) -> Iterable[str]:
    kind = axiom[0]
    operands = [each for each in axiom[1:] if not _is_note(each)]
    if kind in EITHER:
        return dict.fromkeys(_name(each) for each in operands if isinstance(each, str))
    if kind in SECOND or (operands and _is_chain(operands[0])):
        operands = operands[1:]
    return (_first(operands[0]),) if operands else ()


def _first(node: Node) -> str:
    """Return the first name in an operand, which may be an expression."""
    while isinstance(node, tuple):
        node = node[1] if len(node) > 1 else ""
    return _name(node)


def _name(term: str) -> str:
    return term[1:-1] if term[:1] == "<" else term


def _is_note(operand: Node) -> bool:
    return isinstance(operand, tuple) and operand[0] == "Annotation"


def _is_chain(operand: Node) -> bool:
    return isinstance(operand, tuple) and operand[0] == "ObjectPropertyChain"
