"""SHACL-SPARQL: sh:sparql constraints and custom components with SPARQL validators."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from doidkit.errors import CheckError
from doidkit.model import RdfTerm
from doidkit.shacl import prebinding
from doidkit.shacl.components.base import Component
from doidkit.shacl.datagraph import Number
from doidkit.shacl.focusgraph import FocusGraph, focus_graph, load_shapes
from doidkit.shacl.names import TRUE, Node, sh
from doidkit.shacl.pattern import Pattern
from doidkit.shacl.prebinding import Parameter, Prepared
from doidkit.shacl.reader import Reader
from doidkit.shacl.scope import Scope
from doidkit.shacl.shapes import Offence


@dataclass(frozen=True)
class Selecting(Component):
    """A query whose solutions are violations: sh:sparql, or a SELECT validator."""

    query: Prepared
    component: NamedNode  # type: ignore[misc]
    node: Node | None
    messages: tuple[Literal, ...]
    bound: Mapping[str, RdfTerm] = field(default_factory=dict)

    def offences(self, scope: Scope) -> Iterator[Offence[Number]]:
        """Yield one offence for each solution."""
        terms = scope.run.data.terms
        rows = [(terms[node],) for node in scope.focus]
        with _joined(scope, rows, ("this",), self.query) as focus:
            original = focus.original()
            for _, solution in list(focus.answers(self.query)):
                node = solution["this"]
                solution["this"] = original.get(node, node)
                yield self.offence(scope.path is None, solution).over(scope.run.data.number)

    def offence(self, node_shape: bool, solution: dict[str, RdfTerm]) -> Offence[RdfTerm]:
        """Return the offence that a solution is."""
        focus, path, value = (solution.get(name) for name in ("this", "path", "value"))
        if value is None and node_shape:
            value = focus
        assert focus is not None, "the parser sees to it that $this is projected"
        if "failure" in solution and solution["failure"] == TRUE:  # SHACL 5.3.2
            raise CheckError(
                f"The query of {self.query.shape} reports by ?failure that it could not decide "
                f"about {focus}; correct the query or the data."
            )
        bindings = {**self.bound, **solution}
        return Offence(focus, value, path if isinstance(path, NamedNode) else None, bindings)

    def pattern(self, on: Pattern) -> str:
        """Join the focus nodes into the query."""
        return on.joined(self.query)

    def describe(self) -> str:
        """Return the default message."""
        return "The query of the shape finds this."

    def all_but(self) -> frozenset[NamedNode]:
        """Return no predicates: the query may use any."""
        return frozenset()


@dataclass(frozen=True)
class Asking(Component):
    """A custom component with an ASK validator: true means that a value node conforms."""

    query: Prepared
    component: NamedNode  # type: ignore[misc]
    messages: tuple[Literal, ...]
    bound: Mapping[str, RdfTerm]

    def offences(self, scope: Scope) -> Iterator[Offence[Number]]:
        """Yield the value nodes for which the query is false."""
        terms, pairs = scope.run.data.terms, list(scope.pairs())
        rows = [(terms[focus], terms[value]) for focus, value in pairs]
        with _joined(scope, rows, ("this", "value"), self.query) as focus:
            fine = {row for row, _ in focus.answers(self.query)}
        for row, (node, value) in enumerate(pairs):
            if row not in fine:
                bindings = {**self.bound, "value": terms[value], "this": terms[node]}
                yield Offence(node, value, None, bindings)

    def pattern(self, on: Pattern) -> str:
        """Subtract the pairs for which the query is true."""
        return on.asked(self.query)

    def describe(self) -> str:
        """Return the default message."""
        return "The query of the component does not hold for this value."

    def all_but(self) -> frozenset[NamedNode]:
        """Return no predicates: the query may use any."""
        return frozenset()


def read(shape: Reader) -> Iterator[Component]:
    """Yield the sh:sparql constraints."""
    for value in shape.all("sparql"):
        node = shape.shape("sparql", value)
        if shape.about(node).boolean("deactivated"):
            continue
        query = prebinding.prepare(shape, node, bound={})
        if query.ask:
            raise shape.fault("sh:sparql needs a sh:select")
        yield Selecting(
            component=sh("SPARQLConstraintComponent"),
            query=query,
            node=node,
            messages=_messages(shape, node),
        )


def custom(shape: Reader) -> Iterator[Component]:
    """Yield the constraints of the custom components whose parameters the shape has."""
    for component in shape.graph.instances(sh("ConstraintComponent")):
        declared = prebinding.parameters(shape, component)
        if not isinstance(component, NamedNode) or not declared:
            continue
        for bound in _given(shape, declared):
            yield from _validator(shape, component, bound)


def _given(shape: Reader, declared: list[Parameter]) -> Iterator[dict[str, RdfTerm]]:
    values = {each.name: shape.graph.all(shape.node, each.predicate) for each in declared}
    if not all(values[each.name] for each in declared if not each.optional):
        return
    if len(declared) == 1:
        yield from ({declared[0].name: value} for value in values[declared[0].name])
        return
    for each in declared:
        if len(values[each.name]) > 1:
            raise shape.fault(f"{each.predicate} has several values, but may have one")
    if any(values.values()):
        yield {name: found[0] for name, found in values.items() if found}


def _validator(
    shape: Reader, component: NamedNode, bound: dict[str, RdfTerm]
) -> Iterator[Component]:
    graph = shape.graph
    kinds = ("nodeValidator" if shape.path is None else "propertyValidator", "validator")
    own = next((kind for kind in kinds if graph.all(component, sh(kind))), None)
    if own is None:  # SHACL 6.2.2: a component without a fitting validator is ignored
        return
    node = shape.shape(own, graph.all(component, sh(own))[0])
    asks = own == "validator"
    if not graph.all(node, sh("ask" if asks else "select")):
        raise shape.fault(f"sh:{own} of {component} needs a sh:{'ask' if asks else 'select'}")
    values = ("value",) if asks else ()
    query = prebinding.prepare(shape, node, bound=bound, values=values)
    messages = _messages(shape, node) or _messages(shape, component)
    if asks:
        yield Asking(component=component, query=query, messages=messages, bound=bound)
    else:
        yield Selecting(component=component, query=query, node=None, messages=messages, bound=bound)


def _messages(shape: Reader, node: Node) -> tuple[Literal, ...]:
    return shape.about(node).texts("message")


def _joined(
    scope: Scope, rows: Sequence[Sequence[RdfTerm]], names: tuple[str, ...], query: Prepared
) -> AbstractContextManager[FocusGraph]:
    store = scope.run.data.store
    if query.uses_shapes_graph:
        load_shapes(store, scope.run.graph.triples)
    return focus_graph(store, rows, names, scope.shape)
