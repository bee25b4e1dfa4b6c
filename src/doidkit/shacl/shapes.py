"""The typed model of a shapes graph: shapes, their targets and their constraints."""

import enum
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from pyoxigraph import Literal, NamedNode

from doidkit.model import RdfTerm
from doidkit.shacl.datagraph import Number
from doidkit.shacl.names import Node
from doidkit.shacl.paths import Path
from doidkit.shacl.scope import Scope
from doidkit.shacl.shapesgraph import ShapesGraph

if TYPE_CHECKING:
    from doidkit.shacl.pattern import Pattern
    from doidkit.shacl.prebinding import Prepared

_Term = TypeVar("_Term")
_Other = TypeVar("_Other")


class TargetKind(enum.Enum):
    """How a target names focus nodes."""

    CLASS = "targetClass"
    NODE = "targetNode"
    SUBJECTS_OF = "targetSubjectsOf"
    OBJECTS_OF = "targetObjectsOf"


@dataclass(frozen=True, slots=True)
class Target:
    """The instances of a class, one node, or the subjects or objects of a predicate."""

    kind: TargetKind
    term: RdfTerm


@dataclass(frozen=True, slots=True)
class QueryTarget:
    """What a SPARQL query (SHACL-AF) selects as ``?this``."""

    query: "Prepared"


AnyTarget: TypeAlias = Target | QueryTarget


class Offence(NamedTuple, Generic[_Term]):
    """One violation: ``value`` is None where a constraint reports none.

    Its nodes are terms, or numbers of the data while it is validated in memory.

    ``path`` overrides the shape's path and ``bindings`` fill message templates; both come from
    SPARQL constraints.
    """

    focus: _Term
    value: _Term | None = None
    path: NamedNode | None = None
    bindings: Mapping[str, RdfTerm] | None = None

    def over(self, name: Callable[[_Term], _Other]) -> "Offence[_Other]":
        """Return the same with its nodes named in another way."""
        value = None if self.value is None else name(self.value)
        return Offence(name(self.focus), value, self.path, self.bindings)


class Constraint(Protocol):
    """One constraint of a shape.

    ``component`` is the IRI for the report. A constraint says what offends it twice: over the
    value nodes of all focus nodes at once in memory, and as a SPARQL pattern over all of them.
    """

    @property
    def component(self) -> NamedNode:
        """The constraint component."""
        ...

    def offences(self, scope: Scope) -> Iterator[Offence[Number]]:
        """Yield what offends the constraint among all value nodes of all focus nodes."""
        ...

    def unmet(self, scope: Scope) -> Iterable[Number]:
        """Return the focus nodes of the offences."""
        ...

    def pattern(self, on: "Pattern") -> str:
        """Return a SPARQL group that binds the offending ``on.focus`` and ``on.value``."""
        ...

    def describe(self) -> str:
        """Return the default message."""
        ...

    def shapes(self) -> tuple[Node, ...]:
        """Return the shapes that the constraint refers to."""
        ...

    def predicates(self) -> tuple[NamedNode, ...]:
        """Return the predicates needed beside those of the shape's path."""
        ...

    def all_but(self) -> frozenset[NamedNode] | None:
        """Return the predicates that are not needed where all others are, else None."""
        ...


@dataclass(frozen=True)
class Shape:
    """A node shape (``path`` is None) or a property shape."""

    node: Node
    path: Path | None = None
    targets: tuple[AnyTarget, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    severity: NamedNode = field(default_factory=lambda: NamedNode("urn:none"))
    messages: tuple[Literal, ...] = ()
    deactivated: bool = False


@dataclass(frozen=True)
class Shapes:
    """All shapes of a shapes graph that can be reached from a target."""

    by_node: Mapping[Node, Shape]
    graph: ShapesGraph

    def __getitem__(self, node: Node) -> Shape:
        return self.by_node[node]

    def targeted(self) -> Iterator[Shape]:
        """Yield the shapes that have targets and are not deactivated."""
        for shape in self.by_node.values():
            if shape.targets and not shape.deactivated:
                yield shape

    def only(self, nodes: Collection[Node]) -> "Shapes":
        """Return the same shapes, of which only some have targets."""
        kept = {
            node: shape if node in nodes else replace(shape, targets=())
            for node, shape in self.by_node.items()
        }
        return Shapes(kept, self.graph)

    def below(self, root: Shape) -> list[Shape]:
        """Return a shape and those that it uses, each once and after all that it uses itself."""
        found: dict[Node, Shape] = {}
        stack = [(root, self._used(root))]
        while stack:
            following = next(stack[-1][1], None)
            if following is None:
                shape = stack.pop()[0]
                found[shape.node] = shape
            elif following.node not in found:
                stack.append((following, self._used(following)))
        return list(found.values())

    def _used(self, shape: Shape) -> Iterator[Shape]:
        if not shape.deactivated:
            for part in shape.constraints:
                yield from map(self.__getitem__, part.shapes())

    def reachable(self) -> Iterator[Shape]:
        """Yield the targeted shapes and those that they use, each once."""
        seen: set[Node] = set()
        waiting = list(self.targeted())
        while waiting:
            shape = waiting.pop()
            if shape.node in seen or shape.deactivated:
                continue
            seen.add(shape.node)
            yield shape
            waiting += [self[node] for part in shape.constraints for node in part.shapes()]
