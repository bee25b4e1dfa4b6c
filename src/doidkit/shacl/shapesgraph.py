"""The shapes graph as an index: objects by subject and predicate, lists, instances."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Triple

from doidkit.model import RdfTerm
from doidkit.shacl.names import FIRST, NIL, REST, SUBCLASS_OF, TYPE, Node


class CyclicListError(ValueError):
    """An rdf:list that never ends, or has two ends."""


class ShapesGraph:
    """A shapes graph, read only; objects come in a fixed order."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples: Sequence[Triple] = tuple(triples)
        self._index: dict[RdfTerm, dict[NamedNode, list[RdfTerm]]] = {}
        self._subjects: dict[NamedNode, dict[Node, None]] = {}
        self._instances: dict[NamedNode, list[Node]] = {}
        for subject, predicate, value in self.triples:
            self._index.setdefault(subject, {}).setdefault(predicate, []).append(value)
            self._subjects.setdefault(predicate, {})[subject] = None

    def all(self, node: RdfTerm, predicate: NamedNode) -> list[RdfTerm]:
        """Return the objects of a node and predicate."""
        return self._index.get(node, {}).get(predicate, [])

    def one(self, node: RdfTerm, predicate: NamedNode) -> RdfTerm | None:
        """Return the first object of a node and predicate, None if there is none."""
        return next(iter(self.all(node, predicate)), None)

    def predicates(self, node: RdfTerm) -> Iterable[NamedNode]:
        """Return the predicates that a node has."""
        return self._index.get(node, {}).keys()

    def subjects(self, predicate: NamedNode) -> Iterable[Node]:
        """Return the subjects that have a predicate, each once."""
        return self._subjects.get(predicate, {}).keys()

    def objects(self, predicate: NamedNode) -> Iterator[RdfTerm]:
        """Yield the objects that a predicate has."""
        for node in self.subjects(predicate):
            yield from self.all(node, predicate)

    def members(self, head: RdfTerm) -> list[RdfTerm]:
        """Return an rdf:list's members; CyclicListError if it is no well-formed list."""
        found: list[RdfTerm] = []
        seen: set[RdfTerm] = set()
        while head != NIL:
            first, rest = self.all(head, FIRST), self.all(head, REST)
            if head in seen:
                raise CyclicListError("its rdf:rest leads back to itself")
            if isinstance(head, Literal) or len(first) != 1 or len(rest) != 1:
                raise CyclicListError("each node of it needs one rdf:first and one rdf:rest")
            seen.add(head)
            found.append(first[0])
            head = rest[0]
        return found

    def instances(self, of: NamedNode) -> list[Node]:
        """Return the instances of a class and its subclasses in this graph."""
        found = self._instances.get(of)
        if found is None:
            classes = self._subclasses(of)
            found = [n for n in self.subjects(TYPE) if not classes.isdisjoint(self.all(n, TYPE))]
            self._instances[of] = found
        return found

    def is_a(self, node: RdfTerm, *classes: NamedNode) -> bool:
        """Return True if a node is an instance of one of some classes or their subclasses."""
        types = set(self.all(node, TYPE))
        return bool(types) and any(types & self._subclasses(of) for of in classes)

    def _subclasses(self, of: NamedNode) -> set[RdfTerm]:
        found: set[RdfTerm] = {of}
        level: set[RdfTerm] = found
        while level:
            level = {child for parent in level for child in self._children.get(parent, ())} - found
            found |= level
        return found

    @cached_property
    def _children(self) -> dict[RdfTerm, set[RdfTerm]]:
        found: dict[RdfTerm, set[RdfTerm]] = {}
        for child in self.subjects(SUBCLASS_OF):
            for parent in self.all(child, SUBCLASS_OF):
                found.setdefault(parent, set()).add(child)
        return found
