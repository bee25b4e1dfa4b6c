"""A term's page as HTML."""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from doidkit import prefixes
from doidkit.pages import Annotation, Axiom, Fact, Mark, Page, Role, Section, Statement
from doidkit.rendering import condition, phrases
from doidkit.rendering.site import environment, graph, marks
from doidkit.rendering.site.changed import Changed
from doidkit.rendering.site.links import Alone, Links
from doidkit.rendering.site.pen import Pen
from doidkit.website import Surroundings

# What has a place of its own on the page; the rest is listed under its name.
_PLACED = frozenset(
    (
        Role.LABEL, Role.DEFINITION, Role.DEFINITION_SOURCE, Role.SYNONYM, Role.XREF,
        Role.OBSOLETE, Role.OBSOLETE_BECAUSE, Role.REPLACED_BY, Role.CONSIDER,
    )
)  # fmt: skip
# What mappings add; the record has links where these rows are text.
_ADDED = ("Mappings", "Mapped from", "Words of the document")
_HIERARCHY = ("SubClassOf",)
SCOPES = ("exact", "narrow", "broad", "related", "alternative")


@dataclass(frozen=True, slots=True)
class Named:
    """Values under a heading."""

    name: str
    values: tuple[Annotation, ...]


def term(page: Page, around: Surroundings, links: Links, *, changes: Changed | None = None) -> str:
    """Return a term's page as a whole HTML document."""
    return environment.render("term.html", _values(page, around, links) | {"changes": changes})


def alone(page: Page, around: Surroundings) -> str:
    """Return a term's page that needs no other file, its style within it."""
    return term(page, around, Alone(environment.style()))


def _values(page: Page, around: Surroundings, links: Links) -> dict[str, Any]:
    return {
        "page": page,
        "around": around,
        "links": links,
        "bar": "" if links.style else environment.bar(links, ""),
        "pen": _pen(links),
        "policy": policy(links),
        "phrases": phrases,
        "symbols": marks.symbols() if page.statements else Markup(""),
        "tally": [marks.Tally(mark, page.count(mark)) for mark in Mark] if page.sections else [],
        "synonyms": _synonyms(page),
        "definitions": page.record.of(Role.DEFINITION),
        "logic": [axiom for axiom in page.record.axioms if not _plain(axiom)],
        "annotations": [] if _is_thing(page) else _named(page),
        "facts": _added(page),
        "xrefs": sorted(page.term.xrefs),
        "graph": graph.draw(page, around, links),
        "structured": _structured(page, links),
        "anchor": anchor,
        "document": any(section.references or section.block for section in page.sections),
        "kind": _kind(page),
        "roles": Role,
        "table": _table,
    }


@lru_cache(maxsize=8)
def _pen(links: Links) -> Pen:
    """Return the pen of some links, which remembers the terms that it wrote."""
    return Pen(links)


def policy(links: Links) -> str:
    """Return the Content-Security-Policy; a page that stands alone names its style by hash."""
    if not links.style:
        return environment.POLICY
    digest = base64.b64encode(hashlib.sha256(links.style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def anchor(text: str) -> str:
    """Return the id of a heading, a statement's own number for a statement."""
    return "-".join("".join(c if c.isalnum() else " " for c in text).split())


def _kind(page: Page) -> str:
    """Return in a word what the page is about, as far as its identifier says."""
    prefix = page.term.curie.partition(":")[0]
    known = {
        "DOID": "Disease",
        "dkt": "Disease, local term",
        "CHEBI": "Chemical",
        "HP": "Phenotype",
        "SYMP": "Symptom",
        "UBERON": "Anatomy",
        "CL": "Cell type",
        "MAXO": "Medical action",
        "NCBITaxon": "Organism",
        "ECO": "Evidence code",
        "RO": "Relation",
    }
    kinds = ", ".join(kind.label or kind.curie.partition(":")[2] for kind in page.record.kinds)
    return known.get(prefix) or kinds


def _synonyms(page: Page) -> list[tuple[str, tuple[Annotation, ...]]]:
    """Return the synonyms by scope; their notes come from the record."""
    noted: dict[tuple[str, str], Annotation] = {}
    for each in page.record.of(Role.SYNONYM):
        noted.setdefault((each.predicate.iri, each.value.text), each)
    found: dict[str, list[Annotation]] = {scope: [] for scope in SCOPES}
    for (iri, _), each in noted.items():
        found[_scope(iri)].append(each)
    return [(scope, tuple(values)) for scope, values in found.items() if values]


def _scope(iri: str) -> str:
    local = iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1].casefold()
    return next((scope for scope in SCOPES if scope in local), "alternative")


def _plain(axiom: Axiom) -> bool:
    """Return whether an axiom says no more than who the parents are."""
    return axiom.kind in _HIERARCHY and len(axiom.words) == 1 and not axiom.notes


def _is_thing(page: Page) -> bool:
    """Return whether a page is of what a document has and what is no term."""
    ours, local = prefixes.PREFIXES["dk"].removesuffix("vocab#"), prefixes.PREFIXES["dkt"]
    return page.term.iri.startswith(ours) and not page.term.iri.startswith(local)


def _added(page: Page) -> list[Fact]:
    """Return the rows that are written as they are: mappings, and all of what is no term."""
    if _is_thing(page):
        return [*page.facts]
    if not page.added and not page.record.of(Role.MAPPING):
        return []
    return [fact for fact in page.facts if fact.name in _ADDED]


def _named(page: Page) -> list[Named]:
    """Return the annotations without a place of their own, by their names, in their order."""
    said = {fact.name for fact in _added(page)}
    kept = [
        each
        for each in page.record.annotations
        if each.role not in _PLACED and each.role.value not in said
    ]
    found: dict[str, list[Annotation]] = {}
    for each in kept:
        name = each.role.value or each.predicate.label or each.predicate.curie
        found.setdefault(name, []).append(each)
    return [Named(name, tuple(values)) for name, values in found.items()]


def _structured(page: Page, links: Links) -> Markup:
    """Return schema.org's MedicalCondition for machines, nothing for what is no disease."""
    if not condition.is_condition(page):
        return Markup("")
    text = json.dumps(condition.described(page, address=links.term), ensure_ascii=False)
    # Within a script element a text must not end it, nor begin a comment.
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _table(section: Section, around: Surroundings) -> str:
    """Return which table goes with a section: what its statements list."""
    said = {prefixes.compact(statement.predicate.iri) for statement in section.statements}
    if around.medications and "biolink:applied_to_treat" in said:
        return "medications"
    return "differentials" if around.differentials and _lists(section.statements) else ""


def _lists(statements: Sequence[Statement]) -> bool:
    """Return whether a section tells conditions apart, not only names some."""
    return any(s.predicate.curie == "schema:distinguishingSign" for s in statements)
