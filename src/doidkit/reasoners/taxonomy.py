"""What goes into an OWL reasoner, and what comes out of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from doidkit.prefixes import PREFIXES, expand
from doidkit.terms import OWL_AXIOM, RDF_TYPE

_OWL, _RDF, _RDFS = PREFIXES["owl"], PREFIXES["rdf"], PREFIXES["rdfs"]
_TYPE = ox.NamedNode(RDF_TYPE)
_THING = _OWL + "Thing"
_PROPERTIES = {_OWL + "ObjectProperty", _OWL + "DatatypeProperty"}
# Statements about statements and annotations have no part in the logic. RDF reification must
# go: OWL 1 tools read it as an axiom, and a statement in quarantine would be asserted.
_NO_LOGIC: set[object] = {
    ox.NamedNode(namespace + name)
    for namespace, names in (
        (_OWL, "imports versionInfo versionIRI priorVersion backwardCompatibleWith"),
        (_OWL, "incompatibleWith deprecated annotatedSource annotatedProperty annotatedTarget"),
        (_RDF, "subject predicate object"),
        (_RDFS, "label comment seeAlso isDefinedBy"),
    )
    for name in names.split()
}
_ANNOTATING = {OWL_AXIOM, _OWL + "Annotation", expand("rdf:Statement")}


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A reasoner's class hierarchy, by IRI, sorted: direct subclass pairs, equivalence groups.

    Of a group one member stands for all in the pairs, which leave ``owl:Thing`` out.
    ``consistent`` is None where the reasoner does not settle it.
    """

    consistent: bool | None
    subclasses: tuple[tuple[str, str], ...] = ()
    equivalent: tuple[tuple[str, ...], ...] = ()
    unsatisfiable: tuple[str, ...] = ()

    def above(self) -> dict[str, frozenset[str]]:
        """Return all superclasses of each satisfiable class that has any, equivalent ones too."""
        groups = {iri: each for each in self.equivalent for iri in each}
        direct: dict[str, set[str]] = {}
        for child, parent in self.subclasses:
            direct.setdefault(_first(child, groups), set()).add(_first(parent, groups))
        found = _closed(direct)
        if not groups:
            return {iri: ups for iri, ups in found.items() if ups}
        every = {
            iri: frozenset(each for up in (iri, *ups) for each in groups.get(up, (up,)))
            for iri, ups in found.items()
        }
        for same in self.equivalent:
            ups = every.get(same[0], frozenset(same))
            every.update(dict.fromkeys(same, ups))
        return {iri: ups - {iri} for iri, ups in every.items() if len(ups) > 1}


def group(iris: Iterable[str]) -> tuple[str, ...]:
    """Return equivalent classes in order, owl:Thing last: the first one stands for all."""
    return tuple(sorted({*iris}, key=lambda iri: (iri == _THING, iri)))


def _first(iri: str, groups: Mapping[str, tuple[str, ...]]) -> str:
    return groups[iri][0] if iri in groups else iri


def _closed(direct: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """Return all that lies above each node of a hierarchy without circles, none of what has none.

    What a node leads to is done before the node: a hierarchy may be deeper than Python recurses.
    """
    nothing: set[str] = set()
    found: dict[str, frozenset[str]] = {}
    waiting = [*direct]
    while waiting:
        node = waiting[-1]
        parents = direct.get(node, nothing)
        missing = [up for up in parents if up not in found]
        if missing:
            waiting += missing
            continue
        waiting.pop()
        if node not in found:
            found[node] = frozenset(parents).union(*[found[up] for up in parents])
    return found


@dataclass(frozen=True, slots=True)
class Beyond:
    """What ELK may miss: axioms by the constructor that it does not follow, and pairs at most.

    ``most`` is how many pairs of a class and one above it may follow beside those that it finds,
    None where that is not known.
    """

    axioms: Mapping[str, int]
    most: int | None


def taxonomy(above: Mapping[str, frozenset[str]], unsatisfiable: Iterable[str] = ()) -> Taxonomy:
    """Return the taxonomy of a consistent ontology from all superclasses of each class."""
    nothing: frozenset[str] = frozenset()
    groups = {
        group((iri, *same))
        for iri, ups in above.items()
        if (same := [up for up in ups if iri in above.get(up, nothing)])
    }
    # One of each group stands for all; of the others nothing is said.
    others = frozenset(iri for each in groups for iri in each[1:])
    pairs: list[tuple[str, str]] = []
    for iri, ups in above.items():
        if iri not in others:
            higher = ups - others
            over = nothing.union(*[above.get(up, nothing) for up in higher])
            pairs += [(iri, up) for up in higher - over]
    return Taxonomy(
        consistent=True,
        subclasses=tuple(sorted(pairs)),
        equivalent=tuple(sorted(groups)),
        unsatisfiable=tuple(sorted(unsatisfiable)),
    )


def logic(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield the triples that carry logic: no annotations, reification or imports."""
    given = list(triples)
    annotating, silent = _without_logic(t for t in given if t.predicate == _TYPE)
    for triple in given:
        if triple.predicate not in silent and triple.subject not in annotating:
            yield triple


def stored_logic(store: ox.Store) -> Iterator[ox.Triple]:
    """Yield those triples of a store, which has most of a release's, its annotations, unread."""
    types = (quad.triple for quad in store.quads_for_pattern(None, _TYPE, None))
    annotating, silent = _without_logic(types)
    found = store.query("SELECT DISTINCT ?p WHERE { ?s ?p ?o }", use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions), "this is a SELECT"
    for (predicate,) in found:
        if predicate not in silent:
            for quad in store.quads_for_pattern(None, predicate, None):
                if quad.subject not in annotating:
                    yield quad.triple


def _without_logic(types: Iterable[ox.Triple]) -> tuple[set[object], set[object]]:
    """Return the nodes that only annotate, and the predicates that do."""
    found: dict[object, set[str]] = {}
    for triple in types:
        if isinstance(triple.object, ox.NamedNode):
            found.setdefault(triple.subject, set()).add(triple.object.value)
    annotating = {node for node, kinds in found.items() if kinds & _ANNOTATING}
    silent = {
        node
        for node, kinds in found.items()
        if _OWL + "AnnotationProperty" in kinds and not kinds & _PROPERTIES
    }
    return annotating, silent | _NO_LOGIC
