"""Which values and properties: sh:hasValue, sh:in, sh:closed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode

from doidkit.model import RdfTerm
from doidkit.shacl.components.base import Component, FocusTest, ValueTest
from doidkit.shacl.datagraph import Number
from doidkit.shacl.names import sh
from doidkit.shacl.pattern import Pattern
from doidkit.shacl.reader import Reader
from doidkit.shacl.scope import Scope
from doidkit.shacl.shapes import Offence


@dataclass(frozen=True)
class HasValue(FocusTest):
    """sh:hasValue."""

    term: RdfTerm
    component = sh("HasValueConstraintComponent")

    def unmet(self, scope: Scope) -> Iterable[Number]:
        """Return the focus nodes that lack the value."""
        if isinstance(self.term, BlankNode):  # no blank node of the data is this one
            return scope.focus
        term, values = scope.run.data.number(self.term), scope.values
        return (focus for focus in scope.focus if term not in values.get(focus, ()))

    def pattern(self, on: Pattern) -> str:
        """Subtract the focus nodes that have it."""
        if isinstance(self.term, BlankNode):
            return on.nodes()
        return f"{on.nodes()} MINUS {{ {on.pairs()} VALUES {on.value} {{ {self.term} }} }}"

    def describe(self) -> str:
        """Return the default message."""
        return f"The value {self.term} is missing."


@dataclass(frozen=True)
class In(ValueTest):
    """sh:in."""

    terms: tuple[RdfTerm, ...]
    component = sh("InConstraintComponent")

    def failing(self, scope: Scope) -> Collection[Number]:
        """Return the value nodes that are not in the list."""
        named = (term for term in self.terms if not isinstance(term, BlankNode))
        return set(scope.nodes).difference(map(scope.run.data.number, named))

    def pattern(self, on: Pattern) -> str:
        """Subtract the list."""
        named = " ".join(str(term) for term in self.terms if not isinstance(term, BlankNode))
        return f"{on.pairs()} MINUS {{ VALUES {on.value} {{ {named} }} }}"

    def describe(self) -> str:
        """Return the default message."""
        return f"Value must be one of {', '.join(map(str, self.terms))}."


@dataclass(frozen=True)
class Closed(Component):
    """sh:closed true with sh:ignoredProperties."""

    allowed: frozenset[NamedNode]
    component = sh("ClosedConstraintComponent")

    def offences(self, scope: Scope) -> Iterator[Offence[Number]]:
        """Yield what value nodes have in properties not allowed, with the property as path."""
        if scope.path is None:
            yield from self._more(scope)
            return
        of: defaultdict[Number, list[Offence[Number]]] = defaultdict(list)
        for each in self._more(scope):
            of[each.focus].append(each)
        for focus, node in scope.pairs():
            yield from (each._replace(focus=focus) for each in of.get(node, ()))

    def _more(self, scope: Scope) -> Iterator[Offence[Number]]:
        """Yield what the value nodes have, as if each were its own focus node."""
        nodes = scope.nodes
        for predicate in scope.run.data.predicates():
            if predicate in self.allowed:
                continue
            objects = scope.run.data.objects(predicate)
            if len(objects) < len(nodes):
                found = [node for node in objects if node in nodes]
            else:
                found = [node for node in nodes if node in objects]
            for node in found:
                yield from (Offence(node, value, predicate) for value in objects[node])

    def pattern(self, on: Pattern) -> str:
        """List the other properties."""
        predicate = on.kept("path")
        if on.shape.path is None:
            node, nodes = on.focus, on.nodes()
        else:
            node, nodes = on.value, on.pairs()
            on.extra.append(node)
            on.value = on.fresh("value")
        allowed = ", ".join(sorted(map(str, self.allowed)))
        test = f"FILTER({predicate} NOT IN ({allowed}))" if allowed else ""
        return f"{nodes} {node} {predicate} {on.value} . {test}"

    def describe(self) -> str:
        """Return the default message."""
        return "The shape is closed and does not allow this property."

    def all_but(self) -> frozenset[NamedNode]:
        """Return the allowed predicates: any other may be there."""
        return self.allowed


def read(shape: Reader) -> Iterator[Component]:
    """Yield the constraints of this family."""
    yield from (HasValue(value) for value in shape.all("hasValue"))
    listed = shape.one("in")
    if listed is not None:
        yield In(tuple(shape.members("in", listed)))
    ignored = shape.one("ignoredProperties")
    also = shape.members("ignoredProperties", ignored) if ignored is not None else []
    ignorable = [shape.iri("ignoredProperties", term) for term in also]
    if shape.boolean("closed"):
        own = [
            path
            for each in shape.all("property")
            for path in shape.graph.all(each, sh("path"))
            if isinstance(path, NamedNode)
        ]
        yield Closed(frozenset([*own, *ignorable]))
