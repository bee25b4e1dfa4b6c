"""The RDF of a page: the term's own triples and all that hangs on them."""

from pyoxigraph import BlankNode, NamedNode, Quad, Store, Triple

from doidkit import prefixes
from doidkit.engines.canonical import canonical
from doidkit.ontology import Ontology
from doidkit.pages import questions
from doidkit.pages.statements import Reader
from doidkit.terms import OWL_ANNOTATED_SOURCE, RDFS_SUBCLASS_OF

_OURS = prefixes.PREFIXES["dk"].removesuffix("vocab#")
_VOCABULARY = _OURS + "vocab"
_IMPORTS = _OURS + "imports"
_CITING = prefixes.expand("cito:hasCitingEntity")


def describe(ontology: Ontology, term: str) -> tuple[Triple, ...]:
    """Return the triples behind a term's page, blank nodes canonical, sorted.

    They are the concise bounded description of the term (W3C submission CBD, 2005): its
    statements with axiom annotations and blank nodes, its direct children, and for each
    claim, section, evidence line, work and local term of the page the same again. Raises
    UnknownTermError.
    """
    iri = ontology.find(term)
    store = ontology.store
    queue: list[NamedNode | BlankNode] = [NamedNode(iri)]
    rows = Reader(ontology, iri).ask(questions.CLAIMS)
    queue += [row["claim"] for row in rows if isinstance(row["claim"], NamedNode)]
    found: dict[Quad, None] = {}
    seen: set[NamedNode | BlankNode] = set()
    while queue:
        node = queue.pop()
        if node in seen:
            continue
        seen.add(node)
        for quad in _around(store, node):
            found[quad] = None
            queue += _onwards(quad)
    quads = (Quad(quad.subject, quad.predicate, quad.object) for quad in found)
    return tuple(quad.triple for quad in canonical(quads))


def _around(store: Store, node: NamedNode | BlankNode) -> list[Quad]:
    quads = list(store.quads_for_pattern(node, None, None))
    if isinstance(node, NamedNode):
        for incoming in (OWL_ANNOTATED_SOURCE, RDFS_SUBCLASS_OF, _CITING):
            quads += store.quads_for_pattern(None, NamedNode(incoming), node)
    return quads


def _onwards(quad: Quad) -> list[NamedNode | BlankNode]:
    return [
        end
        for end in (quad.subject, quad.object)
        if isinstance(end, BlankNode) or (isinstance(end, NamedNode) and _ours(end.value))
    ]


def _ours(iri: str) -> bool:
    return iri.startswith(_OURS) and not iri.startswith((_VOCABULARY, _IMPORTS))
