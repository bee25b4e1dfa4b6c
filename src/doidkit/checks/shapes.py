"""The checks in ``.ttl`` files: each named SHACL shape is one."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from doidkit import prefixes
from doidkit.checks.check import Check, ConfiguredCheck, Kind
from doidkit.model import Finding, Severity
from doidkit.prefixes import PREFIXES
from doidkit.syntax.files import read_text
from doidkit.syntax.reading import quads
from doidkit.terms import RDF_TYPE

_SH = PREFIXES["sh"]
_SHAPES = {_SH + "NodeShape", _SH + "PropertyShape"}
_SEVERITIES = {
    _SH + "Violation": Severity.ERROR,
    _SH + "Warning": Severity.WARNING,
    _SH + "Info": Severity.INFO,
}


def read_shape_checks(path: Path) -> tuple[Check, ...]:
    """Return a check for each named shape of a file, sorted by id.

    Its title is ``sh:name``, its fix ``sh:message`` (ours say what to do), its reason
    ``sh:description``, its severity ``sh:severity``.
    """
    facts: dict[str, list[Quad]] = {}
    for quad in quads(path):
        if isinstance(quad.subject, NamedNode):
            facts.setdefault(quad.subject.value, []).append(quad)
    text = read_text(path)
    named = (_check(path, text, iri, found) for iri, found in facts.items() if _is_shape(found))
    return tuple(sorted(named, key=lambda check: check.id))


def shape_findings(
    checks: Iterable[ConfiguredCheck],
    findings: Sequence[Finding],
    known: Container[str] | None = None,
) -> tuple[Finding, ...]:
    """Return what a SHACL validation found for these checks, with their severities and fixes.

    With the ids that are ``known`` as checks, findings of all other shapes stay as they are:
    shapes without a name or a type, and those that a file imports, are no check to turn off.
    """
    wanted = {configured.check.id: configured for configured in checks}
    return tuple(
        _configured(finding, wanted[finding.check]) if finding.check in wanted else finding
        for finding in findings
        if finding.check in wanted or (known is not None and finding.check not in known)
    )


def _configured(finding: Finding, configured: ConfiguredCheck) -> Finding:
    return replace(
        finding,
        severity=configured.severity,
        title=finding.title or configured.check.title,
        fix=_fix(configured.check, finding),
    )


def _fix(check: Check, finding: Finding) -> str | None:
    # Where the shape's message says what to do, it is not said twice.
    said = " ".join(check.fix.split())
    return finding.fix or (None if said in finding.message else said)


def _is_shape(facts: Iterable[Quad]) -> bool:
    return any(
        quad.predicate.value == RDF_TYPE
        and isinstance(quad.object, NamedNode)
        and quad.object.value in _SHAPES
        for quad in facts
    )


def _check(path: Path, text: str, iri: str, facts: Iterable[Quad]) -> Check:
    texts: dict[str, str] = {}
    severity = Severity.ERROR
    for quad in facts:
        name = quad.predicate.value.removeprefix(_SH)
        if isinstance(quad.object, Literal) and (quad.object.language or "en").startswith("en"):
            texts.setdefault(name, quad.object.value)
        elif name == "severity" and isinstance(quad.object, NamedNode):
            severity = _SEVERITIES.get(quad.object.value, severity)
    identifier = prefixes.contract(iri) or iri
    return Check(
        id=identifier,
        title=texts.get("name", identifier),
        severity=severity,
        kind=Kind.SHAPE,
        text=text,
        path=path,
        why=texts.get("description", ""),
        fix=texts.get("message", ""),
    )
