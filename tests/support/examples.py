"""The one report that every golden file of findings comes from."""

from pyoxigraph import Literal, NamedNode

from doidkit.model import About, Finding, Location, Report, Rule, Severity, State, Waived

DOID = "http://purl.obolibrary.org/obo/DOID_"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
RULES = (
    Rule(
        "missing_label",
        "Missing label",
        Severity.ERROR,
        why="A term without a label cannot be found or read.",
        fix="Give the term one rdfs:label.",
    ),
    Rule(
        "definition-full-stop",
        "Definition without a full stop",
        Severity.WARNING,
        why="Definitions are sentences.",
        fix="End the definition with a full stop.",
    ),
    Rule("xref-url", "URL as a cross-reference", Severity.INFO, why="*Xrefs* are | CURIEs <b>."),
    Rule("subclass_cycle", "Subclass cycle", Severity.ERROR, why="Nothing is below itself."),
)


def finding(number: int, check: str, severity: Severity, **more: object) -> Finding:
    """Return a finding of one of the rules, on the term of this number."""
    titles = {rule.id: rule.title for rule in RULES}
    term = NamedNode(f"{DOID}{number}")
    return Finding(check, severity, focus=term, title=titles.get(check), **more)


REPORT = Report(
    findings=(
        finding(
            182,
            "missing_label",
            Severity.ERROR,
            message="The term has no label.",
            path=LABEL,
            location=Location("src/ontology/doid-edit.owl", 1207, 1),
            excerpt="# Class: obo:DOID_182 (obo:DOID_182)\n",
            fix="Give the term one rdfs:label.",
            identity="missing_label DOID:182",
            state=State.NEW,
        ),
        finding(
            6652,
            "missing_label",
            Severity.ERROR,
            message="The term has no label.",
            path=LABEL,
            location=Location("src/ontology/doid-edit.owl", 98, None),
            fix="Give the term one rdfs:label.",
            identity="missing_label DOID:6652",
            state=State.UNCHANGED,
        ),
        finding(
            4,
            "definition-full-stop",
            Severity.WARNING,
            message='The definition ends in "<script>alert(1)</script>".',
            path=NamedNode("http://purl.obolibrary.org/obo/IAO_0000115"),
            value=Literal("A disposition to undergo\n::error::100% @everyone ##[error] #1 | ~x~"),
            label="disease & <i>co</i>",
            location=Location("a folder/doid, ü:1.obo", 33, 12),
            excerpt='def: "A disposition\tto undergo" [url:http\\://example.org/] '
            + "and more " * 20,
            fix="End the definition with a full stop.",
            state=State.NEW,
        ),
        Finding("unlisted", Severity.WARNING, "", title="A check that no rule explains"),
        finding(
            11476,
            "xref-url",
            Severity.INFO,
            message="Write a CURIE.",
            value=Literal("骨粗鬆症 \u0000\u001b[31m osteoporosis", language="ja"),
            label="osteoporosis",
            location=Location("src/ontology/doid-edit.owl", 2051, 7),
            excerpt="xref: 骨粗鬆症",
            state=State.UNCHANGED,
        ),
        finding(
            863,
            "definition-full-stop",
            Severity.WARNING,
            message="The definition ends in no full stop.",
            label="nervous system disease",
            location=Location("src/ontology/doid-edit.owl", 412, 3),
            state=State.FIXED,
        ),
    ),
    rules=RULES,
    waived=(
        Waived(
            finding(
                331,
                "missing_label",
                Severity.ERROR,
                message="The term has no label.",
                location=Location("src/ontology/doid-edit.owl", 700, 2),
            ),
            reason="Merged upstream in the next release",
            who="curator@example.org",
            expires="2026-12-31",
        ),
    ),
    notes=("Reasoning was left out: Java is not installed.",),
    about=About(("src/ontology/doid-edit.owl",), "2026-07-31", "do", "2026-08-01"),
)
NONE = Report()


def many(number: int, severity: Severity = Severity.WARNING) -> Report:
    """Return a report of many findings whose text takes several bytes a character."""
    return Report(
        tuple(
            finding(
                n,
                "definition-full-stop",
                severity if n % 100 else Severity.ERROR,
                message=f"骨粗鬆症 *ends* in no full stop, {n}.",
                label="疾患 | disease",
                location=Location("src/ontology/doid-edit.owl", n + 1, 5),
            )
            for n in range(number)
        ),
        RULES,
    )
