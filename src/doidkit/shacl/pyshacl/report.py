"""A SHACL report in RDF, read into findings. Source: SHACL section 3.6."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from doidkit import prefixes
from doidkit.model import Finding, RdfTerm, Severity
from doidkit.prefixes import PREFIXES
from doidkit.shacl.shapefiles import SH, Shapes

_SEVERITIES = {SH + "Warning": Severity.WARNING, SH + "Info": Severity.INFO}
_SUFFIXES = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}
_FIRST, _REST = PREFIXES["rdf"] + "first", PREFIXES["rdf"] + "rest"


def findings(
    report: Iterable[ox.Triple], shapes: Shapes, labels: Mapping[RdfTerm, str]
) -> tuple[Finding, ...]:
    """Return one finding for each validation result, in a fixed order, worst first.

    A severity that is not SHACL's own counts as an error. The message is the English one where
    a shape has several.
    """
    nodes = _Nodes(report)
    found = (_finding(nodes, result, shapes, labels) for result in nodes.results())
    return tuple(sorted(found, key=order))


def order(finding: Finding) -> tuple[int, str, str, str, str, str]:
    """Return the sort key of findings: gravity, check, message, path, focus, value."""
    return (
        -finding.severity.gravity,
        finding.check,
        finding.message,
        str(finding.path),
        str(finding.focus),
        str(finding.value),
    )


class _Nodes:
    """The report's triples by subject and predicate."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._objects: dict[tuple[RdfTerm, str], list[RdfTerm]] = {}
        self._results: list[RdfTerm] = []
        for triple in triples:
            key = (triple.subject, triple.predicate.value)
            self._objects.setdefault(key, []).append(triple.object)
            if triple.predicate.value == SH + "result":
                self._results.append(triple.object)

    def results(self) -> list[RdfTerm]:
        return self._results

    def all(self, node: RdfTerm, predicate: str) -> list[RdfTerm]:
        return self._objects.get((node, predicate), [])

    def one(self, node: RdfTerm, predicate: str) -> RdfTerm | None:
        return next(iter(self.all(node, predicate)), None)

    def members(self, node: RdfTerm | None) -> list[RdfTerm]:
        found: list[RdfTerm] = []
        while node is not None and self.all(node, _FIRST):
            found += self.all(node, _FIRST)
            node = self.one(node, _REST)
        return found


def _finding(
    nodes: _Nodes, result: RdfTerm, shapes: Shapes, labels: Mapping[RdfTerm, str]
) -> Finding:
    shape = nodes.one(result, SH + "sourceShape")
    focus = nodes.one(result, SH + "focusNode")
    path = nodes.one(result, SH + "resultPath")
    component = nodes.one(result, SH + "sourceConstraintComponent")
    severity = getattr(nodes.one(result, SH + "resultSeverity"), "value", "")
    return Finding(
        check="unnamed shape" if shape is None else shapes.id(shape),
        severity=_SEVERITIES.get(severity, Severity.ERROR),
        message=_message(nodes.all(result, SH + "resultMessage")),
        focus=focus,
        path=None if path is None else _path(nodes, path),
        value=nodes.one(result, SH + "value"),
        label=None if focus is None else labels.get(focus),
        component=getattr(component, "value", None),
        title=None if shape is None else shapes.title(shape),
    )


def _message(messages: Iterable[RdfTerm]) -> str:
    texts = [text for text in messages if isinstance(text, ox.Literal)]
    english = [text for text in texts if (text.language or "en").startswith("en")]
    return " ".join(sorted(" ".join(text.value.split()) for text in english or texts))


def _path(nodes: _Nodes, path: RdfTerm) -> ox.NamedNode | str:
    return path if isinstance(path, ox.NamedNode) else _expression(nodes, path)


def _expression(nodes: _Nodes, path: RdfTerm, *, inner: bool = False) -> str:
    """Return a property path as SPARQL text, in parentheses where it is part of another."""
    if isinstance(path, ox.NamedNode):
        return prefixes.compact(path.value)
    inverse = nodes.one(path, SH + "inversePath")
    if inverse is not None:
        return "^" + _expression(nodes, inverse, inner=True)
    for name, suffix in _SUFFIXES.items():
        repeated = nodes.one(path, SH + name)
        if repeated is not None:
            return _expression(nodes, repeated, inner=True) + suffix
    choices = nodes.members(nodes.one(path, SH + "alternativePath"))
    separator, parts = ("|", choices) if choices else ("/", nodes.members(path))
    text = separator.join(_expression(nodes, part, inner=True) for part in parts)
    return f"({text})" if inner else text
