"""What is near some terms at an endpoint, fetched into a small store."""

from collections.abc import Collection, Iterable

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from doidkit import prefixes
from doidkit.ontology.nearby import Nearby
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.source import Source
from doidkit.terms import OWL_ANNOTATED_SOURCE, RDFS_SUBCLASS_OF

_INCOMING = (OWL_ANNOTATED_SOURCE, RDFS_SUBCLASS_OF, prefixes.expand("cito:hasCitingEntity"))
_FIRST, _REST = prefixes.expand("rdf:first"), prefixes.expand("rdf:rest")
_MEMBERS = prefixes.expand("owl:members")
_DEPTH = 4  # blank nodes in a row, as a restriction in an annotated definition has
_MOST = 200  # terms that one query names


def fetched(source: Source, nodes: Collection[NamedNode], *, users: bool = False) -> Nearby:
    """Return what is near some terms; with ``users`` also near what names them."""
    near = StoreSource()
    near.extend([Quad(*triple) for triple in _around(source, nodes)])
    others = sorted(_users(source, nodes) - {*nodes}, key=str) if users else []
    for start in range(0, len(others), _MOST):
        found = _around(source, others[start : start + _MOST])
        near.extend([Quad(*_apart(triple, start)) for triple in found])
    return Nearby(near)


def _apart(triple: Triple, number: int) -> Triple:
    """Return a triple whose blank nodes are not those of another answer."""
    subject, predicate, value = triple
    if isinstance(subject, BlankNode):
        subject = BlankNode(f"{subject.value}-{number}")
    if isinstance(value, BlankNode):
        value = BlankNode(f"{value.value}-{number}")
    return Triple(subject, predicate, value)


def _users(source: Source, nodes: Collection[NamedNode]) -> set[NamedNode]:
    """Return the terms in whose statements some nodes stand, not too deep within them."""
    ways = ["?user ?p ?node"]
    way = "?b0 ?p ?node FILTER(ISBLANK(?b0))"
    for level in range(_DEPTH):
        list_ = f"?l{level} <{_REST}>* ?b{level}"
        ways.append(f"{way} {list_} . ?user ?u{level} ?l{level}")
        after = f"?b{level + 1}"
        way += f" {list_} . {after} ?q{level} ?l{level} FILTER(ISBLANK({after}))"
    values = " ".join(sorted(map(str, nodes)))
    either = " UNION ".join(f"{{ {each} FILTER(ISIRI(?user)) }}" for each in ways)
    query = f"SELECT DISTINCT ?user {{ VALUES ?node {{ {values} }} {either} }}"
    return {user for (user,) in source.select(query) if isinstance(user, NamedNode)}


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
    starts = (
        "?node ?to ?b0",
        f"VALUES ?in {{ {incoming} }} ?b0 ?in ?node",
        f"?item <{_FIRST}> ?node . ?list <{_REST}>* ?item . ?b0 <{_MEMBERS}> ?list",
    )
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
