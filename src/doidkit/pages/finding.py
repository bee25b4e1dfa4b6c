"""What a name means: a term, or what a document says, cites or lists."""

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from doidkit import prefixes
from doidkit.errors import UnknownTermError
from doidkit.ontology import Ontology
from doidkit.pages.references import text

if TYPE_CHECKING:
    from doidkit.pages.statements import Row

# The surest first: a statement's own number, the very term that words mean, a condition that the
# document lists, a term that is near.
_WAYS = (
    "identifier",
    prefixes.expand("skos:exactMatch"),
    "name",
    prefixes.expand("skos:closeMatch"),
    prefixes.expand("skos:narrowMatch"),
    prefixes.expand("skos:broadMatch"),
    prefixes.expand("skos:relatedMatch"),
)
_HOMES = tuple(prefixes.PREFIXES[name] for name in ("DOID", "dkt", "HP"))


def find(ontology: Ontology, name: str) -> str:
    """Return the IRI that a name means.

    A term goes first: its CURIE, IRI, label or exact synonym. Then a statement (``TRT-05``) or a
    work (``PMID:31302187``) by its identifier, a term by the words that a mapping leads from
    (``Bisphosphonates``), and a condition or sign by the document's name for it. Case is ignored.
    Raises UnknownTermError with the nearest labels.
    """
    # The address of a PMID is known where a work names it, but it is the work that says something.
    if name.casefold().startswith(("pmid:", "doi:")) and (cited := _named(ontology, name)):
        return cited
    try:
        return ontology.find(name)
    except UnknownTermError:
        if found := _named(ontology, name):
            return found
        raise


def _named(ontology: Ontology, name: str) -> str:
    from doidkit.pages import questions  # most names are those of terms

    wanted = Literal(" ".join(name.split()).casefold())
    rows = ontology.source.select(questions.NAMED, bindings={"text": wanted}).records()
    found = [(_WAYS.index(way), _distance(node), node) for node, way in map(_pair, rows)]
    return min(found)[2] if found else ""


def _pair(row: "Row") -> tuple[str, str]:
    return text(row["node"]), text(row["way"])


def _distance(iri: str) -> int:
    return next((n for n, home in enumerate(_HOMES) if iri.startswith(home)), len(_HOMES))
