"""Nodes and edges in the tab-separated form of KGX, in terms of the Biolink Model.

An edge is what a claim says of two terms. A predicate that Biolink has not is ``related_to``, with
the claim's own as original predicate; denied, it is left out, for to deny ``related_to`` is to
deny everything.
"""

from collections.abc import Iterable

from doidkit import prefixes
from doidkit.exporting.claims import Pair, pairs
from doidkit.exporting.table import Table
from doidkit.sparql.source import Source

NODE_COLUMNS = ("id", "category", "name", "iri")
EDGE_COLUMNS = tuple(
    "id subject predicate object category original_predicate negated frequency_qualifier "
    "onset_qualifier severity_qualifier disease_context_qualifier anatomical_context_qualifier "
    "publications disputing_publications disputed any_of modality knowledge_level agent_type "
    "primary_knowledge_source supporting_text".split()
)
_RELATED = "biolink:related_to"
PREDICATES = {
    "RO:0002200": "biolink:has_phenotype",
    "RO:0002452": "biolink:has_phenotype",
    "RO:0003304": "biolink:contributes_to",
    "RO:0004026": "biolink:disease_has_location",
    "rdfs:subClassOf": "biolink:subclass_of",
}
CATEGORIES = {
    "CHEBI": "biolink:ChemicalEntity",
    "CL": "biolink:Cell",
    "DOID": "biolink:Disease",
    "dkt": "biolink:Disease",
    "HP": "biolink:PhenotypicFeature",
    "LOINC": "biolink:ClinicalMeasurement",
    "MAXO": "biolink:Procedure",
    "SYMP": "biolink:PhenotypicFeature",
    "UBERON": "biolink:AnatomicalEntity",
}
_ASSOCIATIONS = {
    ("biolink:has_phenotype", "biolink:Disease"): "DiseaseToPhenotypicFeatureAssociation",
    ("biolink:disease_has_location", "biolink:Disease"): (
        "DiseaseOrPhenotypicFeatureToLocationAssociation"
    ),
}
_TERMS = ("frequency", "onset", "severity", "disease_context", "anatomical_context")
_SOURCE = "infores:doidkit"
_NAMES = "SELECT DISTINCT ?term ?label { ?term rdfs:label ?label FILTER(isIRI(?term)) }"


def kgx(source: Source) -> tuple[Table, Table]:
    """Return nodes and edges.

    ``agent_type`` is automated_agent, as the page was read as a machine-made one; the
    ``knowledge_level`` is knowledge_assertion where a work with an identifier bears the claim
    out and nothing speaks against it, not_provided otherwise.
    """
    found = [pair for pair in pairs(source) if _kept(pair)]
    edges = [_edge(pair, number) for number, pair in enumerate(found, 1)]
    ends = sorted({end for pair in found for end in (pair.subject, pair.object)})
    return Table.of(NODE_COLUMNS, _nodes(source, ends)), Table.of(EDGE_COLUMNS, edges)


def _kept(pair: Pair) -> bool:
    known = all(_category(end) for end in (pair.subject, pair.object))
    return known and not (pair.negated and _predicate(pair) == _RELATED)


def _category(iri: str) -> str:
    return CATEGORIES.get(prefixes.compact(iri).partition(":")[0], "")


def _predicate(pair: Pair) -> str:
    own = prefixes.compact(pair.predicate)
    return own if own.startswith("biolink:") else PREDICATES.get(own, _RELATED)


def _nodes(source: Source, iris: Iterable[str]) -> Iterable[dict[str, str]]:
    names: dict[str, str] = {}
    for row in source.select(_NAMES).records():
        names.setdefault(*(str(getattr(row[key], "value", "")) for key in ("term", "label")))
    for iri in iris:
        curie = prefixes.compact(iri)
        yield {"id": curie, "category": _category(iri), "name": names.get(iri, ""), "iri": iri}


def _edge(pair: Pair, number: int) -> dict[str, str]:
    predicate, subject = _predicate(pair), _category(pair.subject)
    full = pair.supporting and any(line.identifiers for line in pair.supporting)
    row = {
        "id": f"{prefixes.compact(pair.claim)}-{number}",
        "subject": prefixes.compact(pair.subject),
        "predicate": predicate,
        "object": prefixes.compact(pair.object),
        "category": f"biolink:{_ASSOCIATIONS.get((predicate, subject), 'Association')}",
        "original_predicate": prefixes.compact(pair.predicate),
        "negated": str(pair.negated).lower(),
        "publications": _works(pair, "supports"),
        "disputing_publications": _works(pair, "disputes"),
        "disputed": str(pair.disputed).lower(),
        "any_of": str(pair.grouped).lower(),
        "modality": _words(pair, "dk:modality"),
        "knowledge_level": (
            "knowledge_assertion" if full and not pair.disputed else "not_provided"
        ),
        "agent_type": "automated_agent",
        "primary_knowledge_source": _SOURCE,
        "supporting_text": pair.quote,
    }
    for name in _TERMS:
        row[f"{name}_qualifier"] = _words(pair, f"biolink:{name}_qualifier")
    return row


def _works(pair: Pair, bearing: str) -> str:
    named = (name for line in pair.lines if line.bearing == bearing for name in line.identifiers)
    return "|".join(dict.fromkeys(named))


def _words(pair: Pair, name: str) -> str:
    """Return terms by CURIE, and the document's own words as words."""
    values = pair.qualifiers.get(prefixes.expand(name), ())
    curies = ((prefixes.compact(value), label) for value, label in values)
    return "|".join(label if curie.startswith("dk:") else curie for curie, label in curies)
