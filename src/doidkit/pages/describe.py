"""The RDF of a page: the term's own triples and all that hangs on them."""

from collections.abc import Iterable

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from doidkit import prefixes
from doidkit.ontology import Ontology
from doidkit.pages import questions
from doidkit.pages.finding import find
from doidkit.pages.statements import Reader
from doidkit.sparql.source import Source
from doidkit.syntax.canonical import canonical
from doidkit.terms import OWL_ANNOTATED_SOURCE, RDFS_LABEL, RDFS_SUBCLASS_OF

_OURS = prefixes.PREFIXES["dk"].removesuffix("vocab#")
_VOCABULARY = _OURS + "vocab"
_IMPORTS = _OURS + "imports"
_INCOMING = (OWL_ANNOTATED_SOURCE, RDFS_SUBCLASS_OF, prefixes.expand("cito:hasCitingEntity"))
_REST = prefixes.expand("rdf:rest")
_DEPTH = 4  # blank nodes in a row, as a restriction in an annotated definition has


def describe(ontology: Ontology, term: str) -> tuple[Triple, ...]:
    """Return the triples behind a term's page, blank nodes canonical, sorted.

    They are the concise bounded description of the term (W3C submission CBD, 2005): its
    statements with axiom annotations and blank nodes, its direct children, and for each
    claim, section, evidence line, work and local term of the page the same again; of every other
    term that they name the label. Raises UnknownTermError.
    """
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


def _around(source: Source, nodes: Iterable[NamedNode]) -> set[Triple]:
    """Return the triples of some nodes and of the blank nodes that hang on them."""
    depth = _DEPTH
    before: set[Triple] = set()
    while True:
        found = set(source.construct(_query(nodes, depth)))
        said = {triple.subject for triple in found}
        ends = {triple.object for triple in found if isinstance(triple.object, BlankNode)}
        # Nodes without triples may be cut off; where more depth gives no more, they are not.
        if ends <= said or len(found) == len(before):
            return found
        before, depth = found, depth * 2


def _query(nodes: Iterable[NamedNode], depth: int) -> str:
    """Return the query for all triples of some nodes, of blank nodes up to a depth.

    A list counts as one node, however long it is: a step for each member would make the query
    grow with the square of their number.
    """
    named = " ".join(sorted(map(str, nodes)))
    incoming = " ".join(f"<{iri}>" for iri in _INCOMING)
    starts = ("?node ?to ?b0", f"VALUES ?in {{ {incoming} }} ?b0 ?in ?node")
    chains = ["?node ?p ?o", starts[1]]
    for start in starts:
        way = f"{start} FILTER(isBlank(?b0))"
        for level in range(depth):
            way += f" ?b{level} <{_REST}>* ?c{level} ."
            chains.append(f"{way} ?c{level} ?p{level} ?o{level}")
            step, after = f"?q{level + 1}", f"?b{level + 1}"
            way += f" ?c{level} {step} {after} FILTER(isBlank({after}) && {step} != <{_REST}>)"
    template = " . ".join(f"?c{level} ?p{level} ?o{level}" for level in range(depth))
    branches = " UNION ".join(f"{{ {chain} }}" for chain in chains)
    return (
        f"CONSTRUCT {{ ?node ?p ?o . ?b0 ?in ?node . {template} }}"
        f" WHERE {{ VALUES ?node {{ {named} }} {branches} }}"
    )


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
