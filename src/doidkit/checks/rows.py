"""From the rows of a check's query to findings."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from doidkit import labels, prefixes
from doidkit.checks.check import ConfiguredCheck, Kind, Option, OptionType, OptionValue
from doidkit.errors import CheckError
from doidkit.model import Finding, Location, Parameter, RdfTerm, Solutions
from doidkit.sparql.source import Source
from doidkit.syntax.frames import Sign
from doidkit.terms import XSD_BOOLEAN, XSD_INTEGER
from doidkit.visible import visible

_SLOT = re.compile(r"\{(\w+)\}")
_LONG = 120  # characters of a value that a message quotes; the finding has all of it

Row = Mapping[str, RdfTerm | None]


def run(configured: ConfiguredCheck, source: Source) -> tuple[Finding, ...]:
    """Return what a check finds in a source: a finding for each row, in a fixed order, no labels.

    Raises CheckError for a shape (those are validated together, see ``shapes``), QueryError
    and EngineError as the source does.
    """
    check = configured.check
    if check.kind is not Kind.QUERY:
        raise CheckError(f"{check.id} is no query; doidkit check runs the check of {check.path}.")
    return row_findings(configured, source.select(check.text, bindings=bindings(configured)))


def row_findings(configured: ConfiguredCheck, rows: Solutions) -> tuple[Finding, ...]:
    """Return a finding for each row of a check's answer, in a fixed order, without labels."""
    found = {_finding(configured, row): None for row in rows.records()}
    return tuple(sorted(found, key=_order))


def sign_findings(configured: ConfiguredCheck, path: str, signs: Iterable[Sign]) -> list[Finding]:
    """Return a finding for each sign in a file that is of the check's kind."""
    found = []
    for sign in signs:
        if sign.kind == configured.check.text:
            row: Row = {
                "entity": NamedNode(sign.term),
                "property": NamedNode(sign.property),
                "value": Literal(sign.text),
            }
            place = Location(path, sign.line, 1)
            found.append(replace(_finding(configured, row), location=place, excerpt=sign.excerpt))
    return found


def bindings(configured: ConfiguredCheck) -> dict[str, Parameter]:
    """Return the term that each option's variable becomes."""
    return {
        option.name: _term(option, configured.options.get(option.name, option.default))
        for option in configured.check.options
    }


def labelled(findings: Sequence[Finding], select: labels.Select) -> tuple[Finding, ...]:
    """Return the findings with the labels of the terms they are about, where they have none."""
    bare = {f.focus for f in findings if f.focus is not None and not f.label}
    found = labels.asked(bare, select)
    return tuple(
        replace(f, label=found[f.focus]) if not f.label and f.focus in found else f
        for f in findings
    )


def _term(option: Option, value: OptionValue) -> Parameter:
    if option.type is OptionType.LIST and isinstance(value, tuple):
        # One text that a query searches for " item ": every SPARQL engine binds a constant.
        return Literal(f" {' '.join(value)} ")
    if option.type is OptionType.BOOLEAN:
        return Literal(str(value).lower(), datatype=NamedNode(XSD_BOOLEAN))
    if option.type is OptionType.INTEGER:
        return Literal(str(value), datatype=NamedNode(XSD_INTEGER))
    text = str(value)
    if option.type is OptionType.TERM:
        return NamedNode(prefixes.expand(text) if prefixes.is_curie(text) else text)
    return Literal(text)


def _finding(configured: ConfiguredCheck, row: Row) -> Finding:
    check = configured.check
    path = row.get(check.columns.property)
    label = row.get("label")
    return Finding(
        check=check.id,
        severity=configured.severity,
        message=_message(configured, row),
        focus=row.get(check.columns.focus),
        path=path if isinstance(path, NamedNode) else None,
        value=row.get(check.columns.value),
        label=label.value if isinstance(label, Literal) else None,
        fix=check.fix or None,
        title=check.title,
        mend=row.get(check.columns.mend),
    )


def _message(configured: ConfiguredCheck, row: Row) -> str:
    check = configured.check
    if check.message:
        return _SLOT.sub(lambda slot: _quoted(row.get(slot[1])), check.message)
    names = (check.columns.property, check.columns.value)
    shown = [_quoted(row.get(name)) for name in names if row.get(name)]
    return f"{check.title}: {' '.join(shown)}" if shown else check.title


def _quoted(term: RdfTerm | None) -> str:
    if isinstance(term, NamedNode):
        return prefixes.contract(term.value) or term.value
    if isinstance(term, Literal):
        text = visible(term.value)
        return f'"{text[: _LONG - 1]}…"' if len(text) > _LONG else f'"{text}"'
    if isinstance(term, BlankNode):
        return "an anonymous term"
    return "" if term is None else str(term)


def _order(finding: Finding) -> tuple[str, ...]:
    # A blank node's label changes with each load, so it is no key.
    terms: Iterable[RdfTerm | str | None] = (finding.focus, finding.path, finding.value)
    return (
        *("_:" if isinstance(t, BlankNode | Triple) else str(t) for t in terms),
        finding.message,
    )
