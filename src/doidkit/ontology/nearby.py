"""The triples around a term: its own, with all that hangs on them, and those that name it.

A few patterns of the store, not SPARQL: a page needs many small answers, and the way of a query
through its portability takes a hundred times as long as finding one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from doidkit.model import RdfTerm
from doidkit.prefixes import expand
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.literals import marked, restored_triple
from doidkit.terms import (
    OWL_ANNOTATED_PROPERTY,
    OWL_ANNOTATED_SOURCE,
    OWL_ANNOTATED_TARGET,
    RDF_TYPE,
    RDFS_SUBCLASS_OF,
)

_SOURCE, _PROPERTY, _TARGET = (
    NamedNode(iri) for iri in (OWL_ANNOTATED_SOURCE, OWL_ANNOTATED_PROPERTY, OWL_ANNOTATED_TARGET)
)
_REIFIED = (_SOURCE, _PROPERTY, _TARGET)
_TYPE, _SUBCLASS = NamedNode(RDF_TYPE), NamedNode(RDFS_SUBCLASS_OF)
_ON_PROPERTY = NamedNode(expand("owl:onProperty"))

_OF_PROPERTIES = frozenset(
    NamedNode(expand(curie))
    for curie in (
        "rdfs:subPropertyOf rdfs:domain rdfs:range owl:inverseOf owl:equivalentProperty "
        "owl:propertyDisjointWith owl:propertyChainAxiom"
    ).split()
)

Node = NamedNode | BlankNode | Triple


@dataclass(frozen=True, slots=True)
class Root:
    """Where a statement begins that names a term: a triple, or a node that is one by itself."""

    owner: NamedNode | None
    triple: Triple | BlankNode

    @property
    def predicate(self) -> str:
        """Return the IRI of the triple's predicate, "" of a node."""
        return self.triple.predicate.value if isinstance(self.triple, Triple) else ""


class Nearby:
    """What is found near a term in a store."""

    def __init__(self, source: StoreSource) -> None:
        self._store = source.labelled
        self._graphs: list[NamedNode | DefaultGraph] = [*map(NamedNode, source.graphs)]
        self._graphs = self._graphs or [DefaultGraph()]

    def matching(
        self,
        subject: Node | None = None,
        predicate: NamedNode | None = None,
        object: RdfTerm | None = None,
    ) -> Iterator[Triple]:
        """Yield the triples with these parts, literals as they are written."""
        value = None if object is None else marked(object)
        for graph in self._graphs:
            for quad in self._store.quads_for_pattern(subject, predicate, value, graph):
                yield restored_triple(quad.triple)

    def count(self, predicate: NamedNode) -> int:
        """Return how many triples have this predicate."""
        return sum(
            1
            for graph in self._graphs
            for _ in self._store.quads_for_pattern(None, predicate, None, graph)
        )

    def about(self, *nodes: Node) -> dict[Triple, None]:
        """Return the triples of some nodes, of blank nodes in them and of what annotates them."""
        found: dict[Triple, None] = {}
        seen: set[Node] = set()
        waiting: list[Node] = [*nodes]
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            for triple in self.matching(node):
                found[triple] = None
                if isinstance(triple.object, BlankNode):
                    waiting.append(triple.object)
            waiting += (note.subject for note in self.matching(None, _SOURCE, node))
        return found

    def statement(self, root: Root) -> dict[Triple, None]:
        """Return the triples of one statement, those that annotate it included."""
        if not isinstance(root.triple, Triple):
            return self.about(root.triple)
        subject, predicate, value = root.triple
        found = {root.triple: None}
        nodes: list[Node] = [value] if isinstance(value, BlankNode) else []
        for note in self.matching(None, _SOURCE, subject):
            if any(self.matching(note.subject, _PROPERTY, predicate)):
                nodes.append(note.subject)
        return found | self.about(*nodes)

    def kinds(self, triples: Iterable[Triple]) -> dict[Triple, None]:
        """Return the types of the properties in some triples: they decide what an axiom is."""
        given = [*triples]
        named = {triple.predicate for triple in given}
        for subject, predicate, value in given:
            ends = (subject, value) if predicate in _OF_PROPERTIES else (value,)
            if predicate == _ON_PROPERTY or predicate in _OF_PROPERTIES:
                named |= {end for end in ends if isinstance(end, NamedNode)}
        ordered = sorted(named, key=attrgetter("value"))
        return {triple: None for term in ordered for triple in self.types(term)}

    def types(self, term: NamedNode) -> tuple[Triple, ...]:
        """Return what a term is said to be."""
        return tuple(self.matching(term, _TYPE))

    def roots(self, term: NamedNode, curie: str = "") -> list[Root]:
        """Return where the statements begin that name a term or its CURIE, but are not about it.

        Classes right below it are left out: they are its children.
        """
        found: dict[Root, None] = {}
        values: list[RdfTerm] = [term, *([Literal(curie)] if curie else [])]
        for value in values:
            for triple in self.matching(None, None, value):
                if triple.predicate in _REIFIED:
                    continue
                if triple.predicate == _SUBCLASS and isinstance(triple.subject, NamedNode):
                    continue
                found |= dict.fromkeys(self._climbed(triple))
        return [root for root in found if root.owner != term]

    def _climbed(self, triple: Triple) -> Iterator[Root]:
        """Yield the statements that a triple is a part of."""
        waiting = [triple]
        seen: set[Node] = set()
        while waiting:
            triple = waiting.pop()
            subject = triple.subject
            if isinstance(subject, NamedNode):
                yield Root(subject, triple)
            elif subject not in seen:
                seen.add(subject)
                above = [*self.matching(None, None, subject)]
                if (noted := self._annotated(subject)) is not None:
                    waiting.append(noted)
                elif above:
                    waiting += (each for each in above if each.predicate not in _REIFIED)
                elif isinstance(subject, BlankNode):  # an axiom about several or what has no name
                    yield Root(None, subject)

    def _annotated(self, node: Node) -> Triple | None:
        """Return the triple that a node annotates, if it does."""
        parts = (next(self.matching(node, part), None) for part in _REIFIED)
        subject, predicate, value = (part and part.object for part in parts)
        if not isinstance(predicate, NamedNode) or subject is None or value is None:
            return None
        return None if isinstance(subject, Literal) else Triple(subject, predicate, value)
