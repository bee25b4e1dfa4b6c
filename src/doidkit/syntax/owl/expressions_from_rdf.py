"""Class expressions, data ranges and lists out of RDF triples."""

from collections.abc import Mapping
from typing import Any

from doidkit.errors import InputError
from doidkit.prefixes import PREFIXES, expand
from doidkit.syntax.depth import DEEPEST
from doidkit.syntax.owl.expressions import (
    CARDINALITIES,
    DATATYPE,
    FIRST,
    NIL,
    REST,
    RESTRICTIONS,
    TYPE,
    Node,
    order,
    owl,
)
from doidkit.syntax.owl.lexical import iri

About = Mapping[str, list[tuple[str, str]]]

_COLLECTION_OF = {
    owl("intersectionOf"): "IntersectionOf",
    owl("unionOf"): "UnionOf",
    owl("oneOf"): "OneOf",
}
_COMPLEMENT_OF = {
    owl("complementOf"): "ObjectComplementOf",
    owl("datatypeComplementOf"): "DataComplementOf",
}
_RESTRICTION_OF = {owl(value): name for name, value in RESTRICTIONS.items()}
_CARDINALITY_OF = {owl(v): name for name, values in CARDINALITIES.items() for v in values}
_MARKS = frozenset(
    (
        *_COLLECTION_OF,
        *_COMPLEMENT_OF,
        *map(owl, ("onProperty", "onProperties", "onDatatype", "inverseOf")),
        FIRST,
    )
)
STRUCTURAL = frozenset(
    (
        *_MARKS,
        *_RESTRICTION_OF,
        *_CARDINALITY_OF,
        *map(owl, ("hasSelf", "onClass", "onDataRange", "withRestrictions")),
        REST,
    )
)
"""The predicates that make an expression, as opposed to axioms about it."""

_RANGE = iri(expand("rdfs:range"))
_FILLED = frozenset(map(owl, ("someValuesFrom", "allValuesFrom", "onDataRange")))
_INVERSE, _CHAIN, _ON_PROPERTY, _ON_PROPERTIES, _ON_DATATYPE, _FACETS = map(
    owl, "inverseOf propertyChainAxiom onProperty onProperties onDatatype withRestrictions".split()
)
_ON_CLASS, _ON_RANGE, _HAS_SELF = map(owl, ("onClass", "onDataRange", "hasSelf"))
_PROVING = _FILLED | {_INVERSE, _CHAIN, _RANGE}

_XSD = f"<{PREFIXES['xsd']}"
_LITERAL_TYPES = (
    _XSD,
    f"<{PREFIXES['rdfs']}Literal>",
    f"<{PREFIXES['rdf']}langString>",
    f"<{PREFIXES['rdf']}PlainLiteral>",
    f"<{PREFIXES['rdf']}XMLLiteral>",
    owl("real"),
    owl("rational"),
)


_DATA_RANGES = frozenset(
    "DataIntersectionOf DataUnionOf DataComplementOf DataOneOf DatatypeRestriction".split()
)


_OBJECT_BOUNDS = {owl("topObjectProperty"), owl("bottomObjectProperty")}
_DATA_BOUNDS = {owl("topDataProperty"), owl("bottomDataProperty")}
_CHARACTERISTICS = "InverseFunctional Reflexive Irreflexive Symmetric Asymmetric Transitive".split()
PROPERTY_TYPES = {
    owl("ObjectProperty"): 0,
    **{owl(f"{characteristic}Property"): 0 for characteristic in _CHARACTERISTICS},
    owl("DatatypeProperty"): 1,
    owl("AnnotationProperty"): 2,
    DATATYPE: 3,
}
"""Types, with the number of the set of ``Kinds`` that their instances are in."""


Index = Mapping[str, list[tuple[str, str]]]
INDEXED = _PROVING | {TYPE, _FACETS}
"""The predicates whose subjects and objects are asked for."""


def indexed(about: About) -> Index:
    """Return the subjects and objects of the predicates of ``INDEXED``."""
    found: dict[str, list[tuple[str, str]]] = {predicate: [] for predicate in INDEXED}
    for subject, pairs in about.items():
        for predicate, value in pairs:
            if predicate in INDEXED:
                found[predicate].append((subject, value))
    return found


class Kinds:
    """What the triples declare each entity as, or prove it to be, as ROBOT takes them."""

    def __init__(self, about: About, index: Index) -> None:
        self._object = {*_OBJECT_BOUNDS}
        self._data = {*_DATA_BOUNDS}
        self._annotation: set[str] = set()
        self._datatype: set[str] = set()
        sets = (self._object, self._data, self._annotation, self._datatype)
        for subject, value in index[TYPE]:
            if value in PROPERTY_TYPES:
                sets[PROPERTY_TYPES[value]].add(subject)
        self._prove(about, index)

    def _prove(self, about: About, index: Index) -> None:
        """Add the properties that nothing declares and that can be of one kind alone."""
        proven: list[tuple[set[str], str]] = []
        for subject, value in index[_INVERSE]:
            proven += [(self._object, subject), (self._object, value)]
        for subject, value in index[_CHAIN]:
            proven += [(self._object, term) for term in (subject, *_members(about, value))]
        proven += [(self._data, term) for term, value in index[_RANGE] if self.is_datatype(value)]
        for predicate in _FILLED:
            for subject, value in index[predicate]:
                if self.is_datatype(value):
                    proven += [(self._data, t) for p, t in about[subject] if p == _ON_PROPERTY]
        known = self._object | self._data | self._annotation
        for kind, term in proven:
            if term not in known and term[:2] != "_:":
                kind.add(term)

    @property
    def relating(self) -> frozenset[str]:
        """The names of object and data properties, declared or proven."""
        return frozenset(name for name in self._object | self._data if name[:1] == "<")

    def is_object(self, term: str) -> bool:
        """Return True for an object property."""
        return term in self._object

    def is_data(self, term: str) -> bool:
        """Return True for a data property."""
        return term in self._data

    def is_datatype(self, term: str) -> bool:
        """Return True for a datatype or data range."""
        return term in self._datatype or term.startswith(_LITERAL_TYPES)


def _members(about: About, head: str) -> list[str]:
    """Return the terms in a list, as far as it is well-formed."""
    found: list[str] = []
    while head != NIL and len(found) < len(about):
        parts = dict(about.get(head, ()))
        if FIRST not in parts or REST not in parts:
            break
        found.append(parts[FIRST])
        head = parts[REST]
    return found


class Expressions:
    """The expressions that blank nodes stand for."""

    def __init__(self, about: About, index: Index, kinds: Kinds) -> None:
        self._about = about
        self._kinds = kinds
        self._known: dict[str, Node] = {}
        self._depth = 0
        self._facet_nodes = {item for _, value in index[_FACETS] for item in _members(about, value)}

    def is_expression(self, term: str) -> bool:
        """Return True for a blank node that stands for an expression or a list."""
        return term[:2] == "_:" and any(
            predicate in _MARKS for predicate, _ in self._about.get(term, ())
        )

    def is_facet(self, term: str) -> bool:
        """Return True for a blank node that is a facet of a data range."""
        return term in self._facet_nodes

    def node(self, term: str) -> Node:
        """Return the expression of a blank node; any other term is itself."""
        if term[:2] != "_:":
            return term
        found = self._known.get(term)
        if found is None:
            self._known[term] = term  # a cycle ends here
            self._depth += 1
            if self._depth > DEEPEST:
                raise InputError(
                    f"The data nest expressions or lists more than {DEEPEST} deep, below the "
                    f"blank node {term}, which no ontology document holds; name them apart."
                )
            found = self._known[term] = self._read(term)
            self._depth -= 1
        return found

    def items(self, head: str) -> list[Node]:
        """Return a list's items, as far as it is well-formed."""
        found: list[Node] = []
        seen: set[str] = set()
        while head != NIL and head not in seen:
            seen.add(head)
            parts = dict(self._about.get(head, ()))
            if FIRST not in parts or REST not in parts:
                break
            found.append(self.node(parts[FIRST]))
            head = parts[REST]
        return found

    def part(self, predicate: str, value: str) -> Node:
        """Return a set operation by its predicate and operands."""
        if predicate in _COMPLEMENT_OF:
            return (_COMPLEMENT_OF[predicate], self.node(value))
        items = self.items(value)
        data = any(self.is_data(item) for item in items)
        name = ("Data" if data else "Object") + _COLLECTION_OF[predicate]
        return (name, *sorted(items, key=order))

    def _read(self, term: str) -> Any:
        parts = dict(self._about.get(term, ()))
        if FIRST in parts:
            return ("", *self.items(term))
        for predicate in (*_COLLECTION_OF, *_COMPLEMENT_OF):
            if predicate in parts:
                node = self.part(predicate, parts[predicate])
                if parts.get(TYPE) == DATATYPE and node[0].startswith("Object"):
                    return ("Data" + node[0].removeprefix("Object"), *node[1:])
                return node
        if _ON_DATATYPE in parts:
            return self._facets(parts)
        if _ON_PROPERTY in parts or _ON_PROPERTIES in parts:
            return self._restriction(parts)
        if _INVERSE in parts:
            return ("ObjectInverseOf", self.node(parts[_INVERSE]))
        return term

    def _facets(self, parts: dict[str, str]) -> Node:
        facets: list[Node] = []
        for item in _members(self._about, parts.get(_FACETS, NIL)):
            for predicate, value in self._about.get(item, ()):
                facets += [predicate, value]
        return ("DatatypeRestriction", parts[_ON_DATATYPE], *facets)

    def _restriction(self, parts: dict[str, str]) -> Any:
        if _ON_PROPERTY in parts:
            relations = [self.node(parts[_ON_PROPERTY])]
        else:
            relations = self.items(parts[_ON_PROPERTIES])
        for predicate, name in _RESTRICTION_OF.items():
            if predicate in parts:
                filler = self.node(parts[predicate])
                side = self._side(relations, filler)
                return (side + name, *relations, filler)
        if _HAS_SELF in parts:
            return ("ObjectHasSelf", *relations)
        for predicate, name in _CARDINALITY_OF.items():
            if predicate in parts:
                on = parts.get(_ON_CLASS) or parts.get(_ON_RANGE)
                fillers = [self.node(on)] if on else []
                side = "Data" if _ON_RANGE in parts else self._side(relations, "")
                count = parts[predicate].split('"')[1]
                return (side + name, count, *relations, *fillers)
        return ("ObjectSomeValuesFrom", *relations, owl("Thing"))

    def _side(self, relations: list[Node], filler: Node) -> str:
        data = any(isinstance(name, str) and self._kinds.is_data(name) for name in relations)
        return "Data" if data or self.is_data(filler) else "Object"

    def is_data(self, node: Node) -> bool:
        """Return True for a data range, a datatype or a literal."""
        if isinstance(node, tuple):
            return node[0] in _DATA_RANGES
        return node[:1] == '"' or self._kinds.is_datatype(node)
