"""Phenotype annotations in the columns of HPO's ``phenotype.hpoa``.

Only what is borne out becomes a row: a line that covers all of the claim, no dispute, no group of
which any one may be meant, no sign that the disease has in another disease only. The columns are
those of HPO's annotation format.
"""

from doidkit import prefixes
from doidkit.exporting.claims import Pair, pairs
from doidkit.exporting.table import Table
from doidkit.sparql.source import Source
from doidkit.version import __version__

COLUMNS = tuple(
    "database_id disease_name qualifier hpo_id reference evidence onset frequency sex modifier "
    "aspect biocuration".split()
)
_PHENOTYPE = prefixes.expand("RO:0002200")
_CONTEXT = prefixes.expand("biolink:disease_context_qualifier")
_HPO = prefixes.PREFIXES["HP"]
_DISEASES = (prefixes.PREFIXES["DOID"], prefixes.PREFIXES["dkt"])
_NAMES = "SELECT ?term (STR(?l) AS ?label) { ?term a owl:Class ; rdfs:label ?l }"
_PAGE = "SELECT ?url { ?page a schema:MedicalWebPage ; schema:url ?url }"


def hpoa(source: Source) -> Table:
    """Return the phenotype annotations that the claims bear out.

    ``frequency`` is empty: the document has words and no figures. ``evidence`` is TAS where the
    work is identified, IEA where it is the page itself.
    """
    names = {str(t): str(n) for t, n in _rows(source, _NAMES)}
    page = next(("".join(row) for row in _rows(source, _PAGE)), "")
    rows = (_row(pair, names, page) for pair in pairs(source) if _holds(pair))
    comment = f"description: what a document says, as far as it is borne out; doidkit {__version__}"
    return Table.of(COLUMNS, rows, comments=(comment,))


def _holds(pair: Pair) -> bool:
    relates = pair.predicate == _PHENOTYPE and pair.object.startswith(_HPO)
    of_disease = pair.subject.startswith(_DISEASES)
    unsure = pair.disputed or pair.grouped or _CONTEXT in pair.qualifiers
    return relates and of_disease and bool(pair.supporting) and not unsure


def _row(pair: Pair, names: dict[str, str], page: str) -> dict[str, str]:
    found = [name for line in pair.supporting for name in line.identifiers if "PMID" in name]
    modifiers = [
        prefixes.compact(value)
        for name in ("dk:clinicalModifier", "biolink:severity_qualifier")
        for value, _ in pair.qualifiers.get(prefixes.expand(name), ())
    ]
    onset = pair.qualifiers.get(prefixes.expand("biolink:onset_qualifier"), ())
    return {
        "database_id": prefixes.compact(pair.subject),
        "disease_name": names.get(pair.subject, ""),
        "qualifier": "NOT" if pair.negated else "",
        "hpo_id": prefixes.compact(pair.object),
        "reference": ";".join(found) or page,
        "evidence": "TAS" if found else "IEA",
        "onset": ";".join(prefixes.compact(value) for value, _ in onset),
        "modifier": ";".join(modifiers),
        "aspect": "P",
        "biocuration": f"doidkit:{prefixes.compact(pair.claim).removeprefix('claim:')}",
    }


def _rows(source: Source, query: str) -> list[tuple[str, ...]]:
    return [tuple(str(getattr(term, "value", "")) for term in row) for row in source.select(query)]
