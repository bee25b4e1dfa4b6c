"""A disease's page as schema.org's MedicalCondition, in JSON-LD.

Only what some source bears out is in it: no denied, disputed, unsupported or uncited statement,
and none that is limited to another disease, which schema.org cannot say.
Signs, tests and treatments are named as the document has them, with the term that is meant.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from doidkit.model import Triples
from doidkit.ontology import TermRef
from doidkit.pages import Mark, Page, Statement
from doidkit.rendering import graph
from doidkit.syntax.formats import GraphFormat

_BORNE_OUT = (Mark.SUPPORTED, Mark.WEAK)
_DISEASES = ("DOID:", "dkt:")
# Predicate of a claim: property of the condition, side of the claim with its values, their type.
_PROPERTIES = {
    "RO:0002200": ("signOrSymptom", "object", "MedicalSignOrSymptom"),
    "RO:0002452": ("signOrSymptom", "object", "MedicalSymptom"),
    "RO:0003304": ("riskFactor", "subject", "MedicalRiskFactor"),
    "RO:0004026": ("associatedAnatomy", "object", "AnatomicalStructure"),
    "schema:typicalTest": ("typicalTest", "object", "MedicalTest"),
    "biolink:applied_to_treat": ("possibleTreatment", "subject", "MedicalTherapy"),
}


def is_condition(page: Page) -> bool:
    """Return whether the page is of a disease."""
    return page.term.curie.startswith(_DISEASES)


def render(page: Page, triples: Triples) -> bytes:
    """Return the RDF of a page as JSON-LD; beside a disease's stands the condition.

    It is a node with the disease's own IRI and a context of its own: who reads JSON finds it
    whole, who reads RDF finds both said of one thing.
    """
    rdf = graph.render(triples, format=GraphFormat.JSONLD)
    if not (page.statements and is_condition(page)):
        return rdf
    document = json.loads(rdf)
    document["@graph"].append(described(page))
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def described(page: Page, *, address: Callable[[str], str] | None = None) -> dict[str, Any]:
    """Return the condition as what JSON-LD says.

    With ``address`` what has a page, which is where its IRI then leads to, is identified by that
    page, and by its IRI as ``sameAs``.
    """
    condition: dict[str, Any] = {
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "MedicalCondition",
        **_identified(page.term.iri, address),
        "name": page.term.label,
        "alternateName": sorted({synonym.text for synonym in page.term.synonyms}),
        "description": page.term.definition,
        "code": [_code(xref) for xref in (page.term.curie, *page.term.xrefs)],
        **_stated(page, address),
    }
    return {key: value for key, value in condition.items() if value}


def _code(curie: str) -> dict[str, str]:
    system, _, value = curie.partition(":")
    return {"@type": "MedicalCode", "codingSystem": system, "codeValue": value}


def _identified(iri: str, address: Callable[[str], str] | None) -> dict[str, Any]:
    page = address(iri) if address and iri else ""
    if page and page != iri:
        return {"@id": page, "sameAs": {"@id": iri}}
    return {"@id": iri} if iri else {}


def _stated(page: Page, address: Callable[[str], str] | None) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for statement in page.statements:
        if statement.negated or statement.limited or statement.mark not in _BORNE_OUT:
            continue
        name, side, kind = _PROPERTIES.get(statement.predicate.curie, ("", "", ""))
        if not name or page.term.iri not in _iris(_other(statement, side)):
            continue
        for member in getattr(statement, side).members:
            entity = {"@type": kind, **_identified(member.iri, address)}
            found.setdefault(name, {})[member.label] = {**entity, "name": member.label}
    return {name: [values[label] for label in sorted(values)] for name, values in found.items()}


def _other(statement: Statement, side: str) -> Iterable[TermRef]:
    return (statement.subject if side == "object" else statement.object).members


def _iris(members: Iterable[TermRef]) -> Iterator[str]:
    return (member.iri for member in members)
