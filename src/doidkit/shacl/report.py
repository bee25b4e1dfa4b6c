"""Validation results and their W3C report graph. Source: SHACL section 3.6."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from doidkit import prefixes
from doidkit.model import RdfTerm
from doidkit.shacl.names import FALSE, FIRST, NIL, REST, TRUE, TYPE, Node, sh
from doidkit.shacl.paths import Alternative, Inverse, Path, Repeated, Sequence
from doidkit.shacl.shapes import Constraint, Offence, Shape

_REPEATED = {"*": "zeroOrMorePath", "+": "oneOrMorePath", "?": "zeroOrOnePath"}
_VARIABLE = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result."""

    focus: RdfTerm
    path: Path | None
    value: RdfTerm | None
    shape: Node
    component: NamedNode
    severity: NamedNode
    messages: tuple[Literal, ...]
    constraint: Node | None = None


def result(shape: Shape, constraint: Constraint, offence: Offence[RdfTerm]) -> Result:
    """Return the result of one offence."""
    messages = getattr(constraint, "messages", ()) or shape.messages
    if not messages:
        messages = (Literal(constraint.describe()),)
    if offence.bindings:
        messages = tuple(_filled(message, offence.bindings) for message in messages)
    return Result(
        focus=offence.focus,
        path=offence.path or shape.path,
        value=offence.value,
        shape=shape.node,
        component=constraint.component,
        severity=getattr(constraint, "severity", None) or shape.severity,
        messages=messages,
        constraint=getattr(constraint, "node", None),
    )


def report(results: Iterable[Result]) -> Iterator[Triple]:
    """Yield the report graph."""
    node = BlankNode()
    empty = True
    yield Triple(node, TYPE, sh("ValidationReport"))
    for each in results:
        empty = False
        name = BlankNode()
        yield Triple(node, sh("result"), name)
        yield from _described(name, each)
    yield Triple(node, sh("conforms"), TRUE if empty else FALSE)


def _described(name: BlankNode, each: Result) -> Iterator[Triple]:
    yield Triple(name, TYPE, sh("ValidationResult"))
    yield Triple(name, sh("focusNode"), each.focus)
    yield Triple(name, sh("sourceShape"), each.shape)
    yield Triple(name, sh("sourceConstraintComponent"), each.component)
    yield Triple(name, sh("resultSeverity"), each.severity)
    for message in each.messages:
        yield Triple(name, sh("resultMessage"), message)
    if each.value is not None:
        yield Triple(name, sh("value"), each.value)
    if each.constraint is not None:
        yield Triple(name, sh("sourceConstraint"), each.constraint)
    if each.path is not None:
        value, triples = _path(each.path)
        yield Triple(name, sh("resultPath"), value)
        yield from triples


def _path(path: Path) -> tuple[RdfTerm, list[Triple]]:
    """Return a path's RDF, all of it fresh: no part of a report is shared."""
    match path:
        case Inverse(inner):
            return _single("inversePath", inner)
        case Repeated(inner, mark):
            return _single(_REPEATED[mark], inner)
        case Sequence(steps):
            return _list(steps)
        case Alternative(choices):
            node = BlankNode()
            head, triples = _list(choices)
            return node, [Triple(node, sh("alternativePath"), head), *triples]
        case _:
            return path, []


def _single(name: str, inner: Path) -> tuple[RdfTerm, list[Triple]]:
    node = BlankNode()
    value, triples = _path(inner)
    return node, [Triple(node, sh(name), value), *triples]


def _list(parts: tuple[Path, ...]) -> tuple[RdfTerm, list[Triple]]:
    nodes: list[Node] = [BlankNode() for _ in parts]
    triples: list[Triple] = []
    for node, part, rest in zip(nodes, parts, [*nodes[1:], NIL], strict=True):
        value, inner = _path(part)
        triples += [Triple(node, FIRST, value), Triple(node, REST, rest), *inner]
    return nodes[0], triples


def _filled(message: Literal, bindings: Mapping[str, RdfTerm]) -> Literal:
    def fill(match: re.Match[str]) -> str:
        term = bindings.get(match.group(1))
        return match.group() if term is None else _plain(term)

    text = _VARIABLE.sub(fill, message.value)
    return Literal(text, language=message.language) if message.language else Literal(text)


def _plain(term: RdfTerm) -> str:
    if isinstance(term, NamedNode):
        return prefixes.compact(term.value)
    return term.value if isinstance(term, Literal) else str(term)
