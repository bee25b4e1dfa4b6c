"""The RDF of a page: the term's own triples and all that hangs on them."""

from collections.abc import Collection, Iterable

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from doidkit import prefixes
from doidkit.ontology import Ontology
from doidkit.ontology.nearby import Nearby
from doidkit.pages.finding import find
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.source import Source
from doidkit.terms import RDFS_LABEL, RDFS_SUBCLASS_OF

_OURS = prefixes.PREFIXES["dk"].removesuffix("vocab#")
_VOCABULARY = _OURS + "vocab"
_IMPORTS = _OURS + "imports"
_INCOMING = (RDFS_SUBCLASS_OF, prefixes.expand("cito:hasCitingEntity"))


def describe(ontology: Ontology, term: str) -> tuple[Triple, ...]:
    """Return the triples behind a term's page, blank nodes canonical, sorted.

    They are the concise bounded description of the term (W3C submission CBD, 2005): its
    statements with axiom annotations and blank nodes, its direct children, and for each
    claim, section, evidence line, work and local term of the page the same again; of every other
    term that they name the label. Raises UnknownTermError.
    """
    # Not needed by a page that is read.
    from doidkit.pages import questions
    from doidkit.pages.statements import Reader
    from doidkit.syntax.canonical import canonical

    iri = find(ontology, term)
    rows = Reader(ontology, iri).ask(questions.CLAIMS)
    nodes = {NamedNode(iri)} | {row["claim"] for row in rows if isinstance(row["claim"], NamedNode)}
    # The last answer has all nodes, so that a blank node has one label throughout.
    while True:
        found = _around(ontology.source, nodes)
        more = _onwards(found) - nodes
        if not more:
            found |= _labels(ontology.source, found)
            return tuple(quad.triple for quad in canonical(Quad(*triple) for triple in found))
        nodes |= more


def _around(source: Source, nodes: Collection[NamedNode]) -> set[Triple]:
    """Return the triples of some nodes, of blank nodes that hang on them, and of what is below."""
    if isinstance(source, StoreSource):
        near = Nearby(source)
    else:
        from doidkit.ontology.fetched import fetched

        near = fetched(source, nodes)
    below = [
        triple
        for node in nodes
        for predicate in _INCOMING
        for triple in near.matching(None, NamedNode(predicate), node)
    ]
    ends = (triple.subject for triple in below if isinstance(triple.subject, BlankNode))
    return {*near.about(*nodes, *ends), *below}


def _labels(source: Source, found: Iterable[Triple]) -> set[Triple]:
    """Return the labels of the terms that triples name, so that a person can read them."""
    named = {part for triple in found for part in triple if isinstance(part, NamedNode)}
    values = " ".join(sorted(map(str, named)))
    query = (
        f"CONSTRUCT {{ ?term <{RDFS_LABEL}> ?label }} "
        f"WHERE {{ VALUES ?term {{ {values} }} ?term <{RDFS_LABEL}> ?label }}"
    )
    return set(source.construct(query))


def _onwards(found: Iterable[Triple]) -> set[NamedNode]:
    return {
        end
        for triple in found
        for end in (triple.subject, triple.object)
        if isinstance(end, NamedNode) and _ours(end.value)
    }


def _ours(iri: str) -> bool:
    return iri.startswith(_OURS) and not iri.startswith((_VOCABULARY, _IMPORTS))
