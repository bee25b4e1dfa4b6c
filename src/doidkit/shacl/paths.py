"""SHACL property paths: a model, its SPARQL text, and its RDF for the report."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import NamedNode

from doidkit.errors import CheckError
from doidkit.model import RdfTerm
from doidkit.shacl.names import DEEPEST, FIRST, NIL, PATHS, sh
from doidkit.shacl.shapesgraph import CyclicListError, ShapesGraph


@dataclass(frozen=True, slots=True)
class Inverse:
    """``^path``."""

    path: "Path"


@dataclass(frozen=True, slots=True)
class Sequence:
    """``a/b``; two or more steps."""

    steps: "tuple[Path, ...]"


@dataclass(frozen=True, slots=True)
class Alternative:
    """``a|b``; two or more choices."""

    choices: "tuple[Path, ...]"


@dataclass(frozen=True, slots=True)
class Repeated:
    """``path*``, ``path+`` or ``path?``."""

    path: "Path"
    mark: str


Path: TypeAlias = NamedNode | Inverse | Sequence | Alternative | Repeated
"""A property path; the simplest is a predicate."""

_MARKS = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


def read_path(graph: ShapesGraph, node: RdfTerm, seen: frozenset[RdfTerm] = frozenset()) -> Path:
    """Return the path that a node of the shapes graph describes; CheckError if it is none."""
    if isinstance(node, NamedNode) and node != NIL:
        return node
    if node in seen:
        raise CheckError("its path contains itself")
    if len(seen) == DEEPEST:
        raise CheckError(f"its path is nested more than {DEEPEST} deep")
    seen |= {node}
    kinds = [name for name in sorted(PATHS) if graph.one(node, sh(name)) is not None]
    # A list with further triples is a sequence path: SHACL 2.3.1.2, W3C test path-strange.
    if graph.one(node, FIRST) is not None:
        return Sequence(_several(graph, node, seen, "a sequence path"))
    if len(kinds) != 1 or len(graph.all(node, sh(kinds[0]))) != 1:
        raise CheckError(
            f"{node} is no property path: that is an IRI, a list, or a blank node with one of "
            f"{', '.join('sh:' + name for name in sorted(PATHS))}"
        )
    inner = graph.all(node, sh(kinds[0]))[0]
    if kinds[0] == "inversePath":
        return Inverse(read_path(graph, inner, seen))
    if kinds[0] == "alternativePath":
        return Alternative(_several(graph, inner, seen, "sh:alternativePath"))
    return Repeated(read_path(graph, inner, seen), _MARKS[kinds[0]])


def _several(
    graph: ShapesGraph, head: RdfTerm, seen: frozenset[RdfTerm], what: str
) -> tuple[Path, ...]:
    try:
        members = graph.members(head)
    except CyclicListError as error:
        raise CheckError(f"the list of {what} is malformed: {error}") from error
    if len(members) < 2:
        raise CheckError(f"{what} needs a list of at least two paths")
    return tuple(read_path(graph, member, seen) for member in members)


def text(path: Path, name: Callable[[NamedNode], str] = str) -> str:
    """Return a path as SPARQL property path text.

    >>> text(Repeated(Inverse(NamedNode("urn:p")), "*"))
    '(^<urn:p>)*'
    """
    match path:
        case Inverse(inner):
            return "^" + _inner(inner, name, tight=not isinstance(inner, NamedNode))
        case Sequence(steps):
            return "/".join(_inner(step, name) for step in steps)
        case Alternative(choices):
            return "|".join(_inner(choice, name) for choice in choices)
        case Repeated(inner, mark):
            return _inner(inner, name, tight=not isinstance(inner, NamedNode)) + mark
        case _:
            return name(path)


def _inner(path: Path, name: Callable[[NamedNode], str], *, tight: bool = False) -> str:
    found = text(path, name)
    return f"({found})" if tight or isinstance(path, Sequence | Alternative) else found


def predicates(path: Path) -> Iterator[NamedNode]:
    """Yield the predicates that a path walks over."""
    match path:
        case Inverse(inner) | Repeated(inner, _):
            yield from predicates(inner)
        case Sequence(parts) | Alternative(parts):
            for part in parts:
                yield from predicates(part)
        case _:
            yield path


def may_be_empty(path: Path) -> bool:
    """Return True if a path leads from a node to itself without a step."""
    match path:
        case Repeated(inner, mark):
            return mark != "+" or may_be_empty(inner)
        case Inverse(inner):
            return may_be_empty(inner)
        case Sequence(steps):
            return all(may_be_empty(step) for step in steps)
        case Alternative(choices):
            return any(may_be_empty(choice) for choice in choices)
        case _:
            return False
