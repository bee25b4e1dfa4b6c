"""Shapes graph to typed model; every malformed shape is refused before any query runs."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from doidkit.errors import CheckError
from doidkit.shacl import components, prebinding, unsupported
from doidkit.shacl.names import (
    ABOUT,
    DEEPEST,
    OWL_CLASS,
    PATHS,
    RDFS_CLASS,
    SH,
    TARGETS,
    UNSUPPORTED,
    Node,
    sh,
)
from doidkit.shacl.paths import Path, read_path
from doidkit.shacl.reader import Namer, Reader
from doidkit.shacl.shapes import AnyTarget, QueryTarget, Shape, Shapes, Target, TargetKind
from doidkit.shacl.shapesgraph import ShapesGraph

_KNOWN = components.PARAMETERS | PATHS | TARGETS | ABOUT
_SHAPE_TYPES = (sh("NodeShape"), sh("PropertyShape"), sh("Shape"))


def parse(triples: Iterable[Triple], name: Namer = str) -> Shapes:
    """Return the shapes of a shapes graph.

    ``name`` names a shape in errors. Raises CheckError for a shape that is malformed, recursive
    or goes beyond SHACL Core and SHACL-SPARQL.
    """
    graph = ShapesGraph(triples)
    unsupported.refuse(graph, name)
    shapes = _Parser(graph, name).shapes()
    _refuse_recursion(shapes, name)
    return shapes


class _Parser:
    def __init__(self, graph: ShapesGraph, name: Namer) -> None:
        self._graph = graph
        self._name = name
        self._found: dict[Node, Shape] = {}
        self._properties = set(graph.objects(sh("property")))

    def shapes(self) -> Shapes:
        waiting = list(dict.fromkeys(self._roots()))
        while waiting:
            node = waiting.pop()
            if node not in self._found:
                shape = self._found[node] = self._shape(node)
                waiting += [used for part in shape.constraints for used in part.shapes()]
        ordered = sorted(self._found, key=str)
        return Shapes({node: self._found[node] for node in ordered}, self._graph)

    def _roots(self) -> Iterator[Node]:
        for of in _SHAPE_TYPES:
            yield from self._graph.instances(of)
        for target in sorted(TARGETS):
            yield from self._graph.subjects(sh(target))
        for parameter in sorted(components.PARAMETERS):
            yield from self._graph.subjects(sh(parameter))

    def _shape(self, node: Node) -> Shape:
        path = self._path(node)
        reader = Reader(self._graph, node, path, self._name)
        self._refuse_unknown(reader)
        severity = reader.one("severity")
        return Shape(
            node=node,
            path=path,
            targets=tuple(self._targets(reader)),
            constraints=tuple(components.read(reader)),
            severity=sh("Violation") if severity is None else reader.iri("severity", severity),
            messages=reader.texts("message"),
            deactivated=reader.boolean("deactivated"),
        )

    def _path(self, node: Node) -> Path | None:
        reader = Reader(self._graph, node, None, self._name)
        found = reader.all("path")
        if len(found) > 1:
            raise reader.fault(f"it has {len(found)} paths, but may have one sh:path")
        if found and self._graph.is_a(node, sh("NodeShape")):
            raise reader.fault("a sh:NodeShape has no sh:path; make it a sh:PropertyShape")
        if not found:
            if node in self._properties or self._graph.is_a(node, sh("PropertyShape")):
                raise reader.fault("a property shape needs a sh:path")
            return None
        if isinstance(found[0], Literal):
            raise reader.fault(f"sh:path needs a property path, not {found[0]}")
        try:
            return read_path(self._graph, found[0])
        except CheckError as error:
            raise reader.fault(str(error)) from error

    def _refuse_unknown(self, reader: Reader) -> None:
        for predicate in self._graph.predicates(reader.node):
            if not predicate.value.startswith(SH):
                continue
            name = predicate.value.removeprefix(SH)
            if name in UNSUPPORTED:
                other = "try --engine pyshacl, or " if name in ("rule", "expression") else ""
                raise reader.fault(
                    f"sh:{name} goes beyond SHACL Core and SHACL-SPARQL; {other}"
                    "say it with sh:sparql"
                )
            if name not in _KNOWN:
                raise reader.fault(f"sh:{name} is no parameter of a shape")

    def _targets(self, reader: Reader) -> Iterator[AnyTarget]:
        for kind in TargetKind:
            for term in reader.all(kind.value):
                if not isinstance(term, NamedNode) and not (
                    kind is TargetKind.NODE and isinstance(term, Literal)
                ):
                    raise reader.fault(f"sh:{kind.value} needs an IRI, not {term}")
                yield Target(kind, term)
        implicit = self._graph.is_a(reader.node, RDFS_CLASS, OWL_CLASS)
        if implicit and self._graph.is_a(reader.node, *_SHAPE_TYPES):
            if not isinstance(reader.node, NamedNode):
                raise reader.fault("a shape that is a class needs an IRI")
            yield Target(TargetKind.CLASS, reader.node)
        for node in reader.all("target"):
            yield QueryTarget(prebinding.target(reader, node))


def _refuse_recursion(shapes: Shapes, name: Namer) -> None:
    """Refuse shapes that refer to themselves, or are nested deeper than can be evaluated."""
    finished: set[Node] = set()
    for root in shapes.targeted():
        stack: list[tuple[Node, Iterator[Node]]] = []
        _enter(stack, shapes, root.node)
        while stack:
            following = next(stack[-1][1], None)
            if following is None:
                finished.add(stack.pop()[0])
            elif any(node == following for node, _ in stack):
                raise CheckError(
                    f"{name(following)} cannot be used (it refers to itself, which SHACL leaves "
                    "undefined); break the circle and run again."
                )
            elif len(stack) == DEEPEST:
                raise CheckError(
                    f"{name(root.node)} cannot be used (its shapes are nested more than {DEEPEST} "
                    "deep); make them flatter and run again."
                )
            elif following not in finished:
                _enter(stack, shapes, following)


def _enter(stack: list[tuple[Node, Iterator[Node]]], shapes: Shapes, node: Node) -> None:
    shape = shapes[node]
    used = () if shape.deactivated else [n for part in shape.constraints for n in part.shapes()]
    stack.append((node, iter(used)))
