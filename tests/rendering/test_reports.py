"""The golden files under tests/golden/ all come from the one report and classification here."""

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from doidkit.model import Finding, Location, Report, Severity, Triples
from doidkit.ontology import TermRef
from doidkit.reasoning import Classification
from doidkit.rendering import classifications, reports
from doidkit.rendering.findings.parts import summary as summarised

GOLDEN = Path(__file__).parents[1] / "golden"
DOID = "http://purl.obolibrary.org/obo/DOID_"
FINDINGS = (
    Finding(
        check="shape:record-label",
        severity=Severity.ERROR,
        message="Give the record exactly one rdfs:label, the name that the Disease Ontology uses.",
        focus=NamedNode(DOID + "182"),
        path=NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
        value=Literal("calcinose", language="fr"),
        label="calcinosis",
        component="http://www.w3.org/ns/shacl#MaxCountConstraintComponent",
        location=Location("doid.ttl", 12, 5),
        fix="Remove one.",
        title="One label",
    ),
    Finding("https://example.org/s", Severity.ERROR, "", focus=NamedNode("https://example.org/x")),
    *(
        Finding(
            check="shape:evidence-mark-unsupported",
            severity=Severity.WARNING,
            message="Find a source or do not rely on it: this claim rests on nothing.",
            focus=NamedNode(f"https://w3id.org/doidkit/claim/{name}"),
            path="SEPIO:0000007|SEPIO:0000008",
            label=label,
            title="Unsupported claim",
        )
        for name, label in (("SYM-04", "It can be very\npainful."), ("TRT-06", None))
    ),
    Finding(
        check="shape:length",
        severity=Severity.INFO,
        message="Shorten it.",
        focus=NamedNode(DOID + "4734"),
        value=Literal("long " * 40),
        title="Length",
    ),
)
REPORT = Report(FINDINGS)
CALCINOSIS = TermRef("calcinosis", "DOID:182", DOID + "182")
DISH = TermRef("", "DOID:6652", DOID + "6652")
CLASSIFIED = Classification(
    classes=1234,
    consistent=True,
    unsatisfiable=(DISH,),
    cycles=((CALCINOSIS, DISH),),
    equivalences=((CALCINOSIS, DISH),),
    inferred=((DISH, CALCINOSIS),) * 12,
)


def golden(name: str, text: str) -> None:
    assert text == (GOLDEN / name).read_text(encoding="utf-8")


def test_text() -> None:
    golden("report.txt", reports.render(REPORT, format="text"))


def test_text_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    golden("report.ansi", reports.render(REPORT, format="text", width=72))


def test_json() -> None:
    golden("report.json", reports.render(REPORT, format="json"))


def test_turtle_is_the_report_graph() -> None:
    triples = tuple(
        quad.triple
        for quad in parse(
            "<urn:r> a <http://www.w3.org/ns/shacl#ValidationReport> .", RdfFormat.TURTLE
        )
    )
    written = reports.render(Report(FINDINGS, made_graph=lambda: Triples(triples)), format="turtle")
    assert [Quad(*t) for t in triples] == list(parse(written, RdfFormat.TURTLE))


def test_a_report_without_findings() -> None:
    assert (
        reports.render(Report(), format="text")
        == "0 errors, 0 warnings, 0 infos: conforms at error level.\n"
    )
    assert json.loads(reports.render(Report(), format="json")) == {
        "conforms": True,
        "counts": {"error": 0, "warning": 0, "info": 0},
        "states": None,
        "rules": [],
        "findings": [],
        "waived": [],
        "notes": [],
    }


@pytest.mark.parametrize(
    ("level", "verdict"),
    [
        (Severity.ERROR, ": conforms at error level."),
        (Severity.WARNING, ": does not conform at warning level."),
        (None, "."),
    ],
)
def test_the_summary_judges_at_the_level_asked_for(level: Severity | None, verdict: str) -> None:
    report = Report(FINDINGS[2:])
    assert summarised(report, fail_on=level) == "0 errors, 2 warnings, 1 info" + verdict


def test_every_finding_has_every_key() -> None:
    keys = {
        tuple(finding) for finding in json.loads(reports.render(REPORT, format="json"))["findings"]
    }
    assert len(keys) == 1


def test_classification_as_text() -> None:
    golden("classification.txt", classifications.text(CLASSIFIED))


def test_classification_as_json() -> None:
    golden("classification.json", classifications.json(CLASSIFIED))


@pytest.mark.parametrize(
    ("result", "summary"),
    [
        (Classification(1), "Consistency not checked: 1 class, 0 subclass cycles."),
        (Classification(2, consistent=False), "Inconsistent: 2 classes, 0 subclass cycles."),
        (
            Classification(2, consistent=True),
            "Consistent: 2 classes, 0 unsatisfiable, 0 subclass cycles, "
            "0 inferred equivalences, 0 inferred subclass axioms.",
        ),
    ],
)
def test_the_summary_says_only_what_was_looked_at(result: Classification, summary: str) -> None:
    assert classifications.summary(result) == summary
