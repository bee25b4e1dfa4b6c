"""A rule asked about one term finds what it finds of that term in the whole."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from doidkit.checks import profile as read_profile
from doidkit.checks import select
from doidkit.checks.check import Kind
from doidkit.checks.rows import run
from doidkit.languageserver import rules as asking
from doidkit.languageserver.document import Document
from doidkit.languageserver.knowledge import Knowledge
from doidkit.languageserver.rules import Rules
from doidkit.languageserver.whole import statements
from doidkit.model import Finding
from doidkit.sparql.embedded import StoreSource
from doidkit.syntax.formats import GraphFormat

EXAMPLES = Path(__file__).parents[1] / "checks"
CHECKS = [each for each in select(read_profile("do")) if each.check.kind is Kind.QUERY]
TURTLE = [each for each in CHECKS if (EXAMPLES / each.check.id / "fail.ttl").exists()]


def said(finding: Finding) -> tuple[str, ...]:
    return tuple(map(str, (finding.check, finding.path, finding.value, finding.message)))


@pytest.mark.parametrize("check", TURTLE, ids=lambda each: each.check.id)
def test_of_a_term_it_finds_the_same(check: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_QUICK", float("inf"))
    path = EXAMPLES / check.check.id / "fail.ttl"
    document = Document(path, GraphFormat.TURTLE, path.read_text(), 1)
    known = Knowledge(b"".join(statements(document).parts))
    whole = run(check, StoreSource.of([path]))
    terms = {quad.subject.value for quad in StoreSource.of([path]).quads()
             if isinstance(quad.subject, NamedNode)}  # fmt: skip
    rules = Rules("do")
    monkeypatch.setattr(rules, "_queries", [check])
    quick = rules.quick(known.source, sorted(terms)[:1])
    if not quick.ids:
        return  # of the whole file only; the next test has how many may be
    for term in terms:
        expected = {said(f) for f in whole if f.focus == NamedNode(term)}
        found = {said(f) for f in quick.findings(term) if f.check == check.check.id}
        assert found == expected


def test_most_rules_can_be_asked_about_one_term(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_QUICK", float("inf"))
    known = Knowledge(b"<urn:a> <urn:p> <urn:b> .\n")
    quick = Rules("do").quick(known.source, ["urn:a"])
    assert len(quick.ids) > 0.8 * len(CHECKS)
