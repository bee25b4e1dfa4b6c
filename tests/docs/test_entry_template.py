"""docs/entry-template.ttl is an entry with nothing in it but what is left to do."""

from pathlib import Path

import doidkit
from doidkit.model import Severity

TEMPLATE = Path(__file__).parents[2] / "docs" / "entry-template.ttl"


def test_the_template_is_valid_and_says_what_is_left_to_do() -> None:
    report = doidkit.validate(TEMPLATE)
    assert {finding.check for finding in report} == {"shape:to-do"}
    assert {finding.severity for finding in report} == {Severity.INFO}
    assert len(report.findings) == TEMPLATE.read_text(encoding="utf-8").count("    dk:toDo ")


def test_a_claim_made_after_the_template_s_pattern_is_valid(tmp_path: Path) -> None:
    text = TEMPLATE.read_text(encoding="utf-8")
    begin, end = text.index("# claim:XXX-01"), text.index("# --- 4.")
    said = "\n".join(line.removeprefix("# ") for line in text[begin:end].splitlines())
    entry = (text[:begin] + said).replace(
        'schema:text "..."@en', 'schema:text "the very words [1]."@en'
    )
    entry = entry.replace("DOID:NNN", "DOID:182").replace("NNN", "182").replace("XXX", "ABC")
    entry += """
ref:182-symptoms-1 a dk:ReferenceEntry ; rdfs:label "entry [1]"@en ; dk:marker "[1]" ;
    schema:isPartOf section:182-symptoms ; oa:exact "the very words" .
DOID:182 rdfs:label "calcinosis" .
HP:0012531 rdfs:label "Pain" ; rdfs:subClassOf HP:0000118 .
HP:0000118 a owl:Class ; rdfs:label "Phenotypic abnormality" ; rdfs:subClassOf HP:0000001 .
HP:0000001 a owl:Class ; rdfs:label "All" .
RO:0002200 rdfs:label "has phenotype" .
ECO:0007320 rdfs:label "author statement" .
"""
    path = tmp_path / "entry.ttl"
    path.write_text(entry, encoding="utf-8")
    assert [f for f in doidkit.validate(path) if f.severity is Severity.ERROR] == []
