"""Class expressions, data ranges and property expressions as RDF.

A node is what functional syntax writes: a term in N-Triples' form (``<iri>``, ``_:b``,
``"text"@en``), or a tuple of a constructor's name and its operands; a cardinality is digits.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from doidkit.prefixes import PREFIXES, expand
from doidkit.syntax.owl.lexical import iri, literal

Call = tuple[Any, ...]
Node = str | Call


class Statement(NamedTuple):
    """An axiom, or ``Ontology`` with its IRIs, ``Import`` or ``Annotation``, and its place."""

    node: Call
    line: int
    column: int


TYPE = iri(expand("rdf:type"))
CLASS = iri(expand("owl:Class"))
FIRST, REST, NIL = (iri(expand(f"rdf:{name}")) for name in ("first", "rest", "nil"))
DATATYPE = iri(expand("rdfs:Datatype"))
_COUNT = iri(expand("xsd:nonNegativeInteger"))


def owl(name: str) -> str:
    """Return a term of the OWL namespace."""
    return f"<{PREFIXES['owl']}{name}>"


RESTRICTIONS = {
    "SomeValuesFrom": "someValuesFrom",
    "AllValuesFrom": "allValuesFrom",
    "HasValue": "hasValue",
}
CARDINALITIES = {
    "MinCardinality": ("minCardinality", "minQualifiedCardinality"),
    "MaxCardinality": ("maxCardinality", "maxQualifiedCardinality"),
    "ExactCardinality": ("cardinality", "qualifiedCardinality"),
}
# Constructor: (the node's type, the predicate of its list).
COLLECTIONS = {
    "ObjectIntersectionOf": ("Class", "intersectionOf"),
    "ObjectUnionOf": ("Class", "unionOf"),
    "ObjectOneOf": ("Class", "oneOf"),
    "DataIntersectionOf": ("Datatype", "intersectionOf"),
    "DataUnionOf": ("Datatype", "unionOf"),
    "DataOneOf": ("Datatype", "oneOf"),
}
COMPLEMENTS = {
    "ObjectComplementOf": ("Class", "complementOf"),
    "DataComplementOf": ("Datatype", "datatypeComplementOf"),
}
# In OWLAPI's order: expressions of a set are sorted by kind, then by their parts.
_ORDER = {
    name: place
    for place, name in enumerate(
        "ObjectInverseOf ObjectIntersectionOf ObjectUnionOf ObjectComplementOf ObjectOneOf "
        "ObjectSomeValuesFrom ObjectAllValuesFrom ObjectHasValue ObjectMinCardinality "
        "ObjectExactCardinality ObjectMaxCardinality ObjectHasSelf DataSomeValuesFrom "
        "DataAllValuesFrom DataHasValue DataMinCardinality DataExactCardinality "
        "DataMaxCardinality DataComplementOf DataOneOf DataIntersectionOf DataUnionOf "
        "DatatypeRestriction".split()
    )
}


# How many operands a set has at least: no reader takes fewer, though RDF may say them.
_FEWEST = {
    **dict.fromkeys(COLLECTIONS, 2),
    "ObjectOneOf": 1,
    "DataOneOf": 1,
    "ObjectPropertyChain": 2,
    "EquivalentClasses": 2,
    "EquivalentObjectProperties": 2,
    "EquivalentDataProperties": 2,
    "DisjointClasses": 2,
    "DisjointObjectProperties": 2,
    "DisjointDataProperties": 2,
    "DisjointUnion": 3,
    "SameIndividual": 2,
    "DifferentIndividuals": 2,
}


def is_whole(node: Node) -> bool:
    """Return True for an axiom in which no set has too few operands for OWL."""
    if isinstance(node, str):
        return True
    inner = [part for part in node[1:] if isinstance(part, tuple)]
    fewest = _FEWEST.get(node[0])
    if fewest is not None:
        notes = sum(part[0] == "Annotation" for part in inner)
        if len(node) - 1 - notes < fewest:
            return False
    return all(is_whole(part) for part in inner if part[0] != "Annotation")


class NotOwl(ValueError):
    """A constructor that OWL has not; the message is one clause."""


class Triples:
    """A growing list of N-Triples lines and the blank nodes of expressions."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._nodes = 0

    def plain(self, subject: str, predicate: str, value: str) -> None:
        """Add one triple."""
        self.lines.append(f"{subject} {predicate} {value} .\n")

    def blank(self) -> str:
        """Return a blank node that is not in use."""
        self._nodes += 1
        return f"_:q-{self._nodes}"  # hardly the label of an individual in the document

    def list_of(self, items: Iterable[Node]) -> str:
        """Add a list and return its head."""
        head = NIL
        for item in reversed(tuple(items)):
            node = self.blank()
            self.plain(node, FIRST, self.node(item))
            self.plain(node, REST, head)
            head = node
        return head

    def node(self, expression: Node) -> str:
        """Add an expression's triples and return its node; NotOwl if it is none."""
        if isinstance(expression, str):
            return expression
        name, *parts = expression
        node = self.blank()
        if name in COLLECTIONS:
            kind, predicate = COLLECTIONS[name]
            self.plain(node, TYPE, owl(kind) if kind == "Class" else DATATYPE)
            self.plain(node, owl(predicate), self.list_of(sorted(parts, key=order)))
        elif name in COMPLEMENTS:
            kind, predicate = COMPLEMENTS[name]
            self.plain(node, TYPE, owl(kind) if kind == "Class" else DATATYPE)
            (part,) = parts
            self.plain(node, owl(predicate), self.node(part))
        elif name == "ObjectInverseOf":
            (part,) = parts
            self.plain(node, owl("inverseOf"), self.node(part))
        elif name == "DatatypeRestriction":
            self._facets(node, parts)
        else:
            self._restriction(node, name, parts)
        return node

    def _facets(self, node: str, parts: list[Node]) -> None:
        self.plain(node, TYPE, DATATYPE)
        self.plain(node, owl("onDatatype"), self.node(parts[0]))
        facets = []
        for facet, value in zip(parts[1::2], parts[2::2], strict=True):
            facets.append(self.blank())
            self.plain(facets[-1], self.node(facet), self.node(value))
        self.plain(node, owl("withRestrictions"), self.list_of(facets))

    def _restriction(self, node: str, name: str, parts: list[Any]) -> None:
        data = name.startswith("Data")
        kind = name.removeprefix("Data").removeprefix("Object")
        self.plain(node, TYPE, owl("Restriction"))
        if kind in RESTRICTIONS:
            *properties, filler = parts
            if len(properties) == 1 or not data:
                (relation,) = properties
                self.plain(node, owl("onProperty"), self.node(relation))
            else:
                self.plain(node, owl("onProperties"), self.list_of(properties))
            self.plain(node, owl(RESTRICTIONS[kind]), self.node(filler))
        elif kind in CARDINALITIES:
            count, relation, *filler = parts
            self.plain(node, owl("onProperty"), self.node(relation))
            predicate = CARDINALITIES[kind][len(filler)]
            self.plain(node, owl(predicate), literal(count, _COUNT))
            if filler:
                on = owl("onDataRange" if data else "onClass")
                self.plain(node, on, self.node(filler[0]))
        elif kind == "HasSelf":
            (relation,) = parts
            self.plain(node, owl("onProperty"), self.node(relation))
            self.plain(node, owl("hasSelf"), literal("true", iri(expand("xsd:boolean"))))
        else:
            raise NotOwl(f"OWL has no expression {name}")


def order(node: Node) -> tuple[Any, ...]:
    """Return the place of an expression among others, as OWLAPI sorts them."""
    if isinstance(node, str):
        return (-1, *split(node)) if node[:1] == "<" else (-1, node, "")
    name, *parts = node
    if name.endswith("Cardinality") and len(parts) > 1:
        count, relation, *filler = parts
        return (_ORDER.get(name, 99), order(relation), int(count), *map(order, filler))
    return (_ORDER.get(name, 99), *map(order, parts))


def split(name: str) -> tuple[str, str]:
    """Return an IRI's namespace and XML name: OWLAPI compares them one after the other."""
    text = name.strip("<>")
    start = len(text)
    while start and (text[start - 1].isalnum() or text[start - 1] in "_-."):
        start -= 1
    while start < len(text) and not (text[start].isalpha() or text[start] == "_"):
        start += 1
    return text[:start], text[start:]
