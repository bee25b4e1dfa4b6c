"""Validation results as findings."""

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from doidkit import prefixes
from doidkit.model import Finding, RdfTerm, Severity
from doidkit.shacl import paths
from doidkit.shacl.names import Node, sh
from doidkit.shacl.pyshacl.report import order
from doidkit.shacl.report import Result
from doidkit.shacl.shapefiles import Shapes

_SEVERITIES = {sh("Warning"): Severity.WARNING, sh("Info"): Severity.INFO}


def findings(
    results: Iterable[Result], shapes: Shapes, labels: Mapping[RdfTerm, str]
) -> tuple[Finding, ...]:
    """Return one finding for each result, in a fixed order, worst first.

    A severity that is not SHACL's own counts as an error. The message is the English one where
    a shape has several.
    """
    names: dict[Node, tuple[str, str | None]] = {}
    found = []
    for each in results:
        if each.shape not in names:
            names[each.shape] = (shapes.id(each.shape), shapes.title(each.shape))
        check, title = names[each.shape]
        found.append(
            Finding(
                check=check,
                severity=_SEVERITIES.get(each.severity, Severity.ERROR),
                message=_message(each.messages),
                focus=each.focus,
                path=_path(each.path),
                value=each.value,
                label=labels.get(each.focus),
                component=each.component.value,
                title=title,
            )
        )
    return tuple(sorted(found, key=order))


def _message(messages: tuple[Literal, ...]) -> str:
    if len(messages) == 1:
        return " ".join(messages[0].value.split())
    english = [text for text in messages if (text.language or "en").startswith("en")]
    return " ".join(sorted(" ".join(text.value.split()) for text in english or messages))


def _path(path: paths.Path | None) -> NamedNode | str | None:
    if path is None or isinstance(path, NamedNode):
        return path
    return paths.text(path, lambda predicate: prefixes.compact(predicate.value))
