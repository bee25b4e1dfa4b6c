"""The report of a SHACL validation: as findings, or as its own graph."""

from doidkit.model import Report, Severity, Triples
from doidkit.rendering import findings, graph
from doidkit.syntax.formats import GraphFormat

FORMATS = (*findings.FORMATS, GraphFormat.TURTLE.value)


def render(
    report: Report,
    *,
    format: str,
    fail_on: Severity | None = Severity.ERROR,
    width: int | None = None,
) -> str | bytes:
    """Return the report in one of ``FORMATS``: turtle is the W3C report graph."""
    if format == GraphFormat.TURTLE.value:
        return graph.render(report.graph or Triples(()), format=GraphFormat.TURTLE)
    return findings.render(report, format=format, width=width, fail_on=fail_on)
