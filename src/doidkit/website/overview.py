"""What an ontology is as a whole: where it comes from, and its numbers."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from doidkit import prefixes
from doidkit.model import RdfTerm
from doidkit.ontology import TermRef
from doidkit.sparql.source import Source

_HEADERS = """
SELECT ?ontology ?property ?value WHERE {
  ?ontology a owl:Ontology ; ?property ?value .
  FILTER(!ISBLANK(?ontology))
} ORDER BY ?ontology ?property ?value
"""
_SOURCED = """
SELECT ?xref (COUNT(*) AS ?count) WHERE {
  ?term oboInOwl:hasDbXref ?value . FILTER(ISIRI(?term))
  BIND(STRBEFORE(STR(?value), ":") AS ?xref)
} GROUP BY ?xref
"""
_SCOPED = """
SELECT ?scope (COUNT(*) AS ?count) WHERE {
  VALUES ?scope { oboInOwl:hasExactSynonym oboInOwl:hasNarrowSynonym oboInOwl:hasBroadSynonym
    oboInOwl:hasRelatedSynonym skos:altLabel }
  ?term ?scope ?name .
} GROUP BY ?scope
"""
_SUBSETS = """
SELECT ?subset (COUNT(*) AS ?count) WHERE { ?term oboInOwl:inSubset ?subset } GROUP BY ?subset
"""
_DEFINED = "SELECT DISTINCT ?term WHERE { ?term IAO:0000115|skos:definition ?text }"
_TITLES = ("dcterms:title", "dc:title", "rdfs:label")
_TEXTS = ("dcterms:description", "dc:description")
_LICENCES = ("dcterms:license", "dc:license", "dcterms:rights", "dc:rights")


@dataclass(frozen=True, slots=True)
class Header:
    """What an ontology says of itself; ``licences`` are addresses and statements."""

    iri: str
    title: str
    version: str
    description: str
    licences: tuple[str, ...]
    sources: tuple[str, ...]
    imports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something; ``term`` is there where it is a term."""

    name: str
    count: int
    term: TermRef | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """The numbers of an ontology, each list from the greatest down.

    ``depths`` are how many classes stand how many steps under a root, by the shortest way.
    """

    current: int
    obsolete: int
    defined: int
    several_parents: int
    prefixes: tuple[Count, ...]
    branches: tuple[Count, ...]
    xrefs: tuple[Count, ...]
    synonyms: tuple[Count, ...]
    subsets: tuple[Count, ...]
    depths: tuple[Count, ...]


def headers(source: Source) -> tuple[Header, ...]:
    """Return what the ontologies in some data say of themselves.

    What no other one imports comes first, and of that an ontology of the OBO Foundry.
    """
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for ontology, predicate, value in source.select(_HEADERS):
        found[_text(ontology)][_text(predicate)].append(_text(value))
    read = [_header(iri, said) for iri, said in found.items()]
    parts = {part for header in read for part in header.imports if part != header.iri}
    obo = prefixes.PREFIXES["obo"]
    return tuple(sorted(read, key=lambda h: (h.iri in parts, not h.iri.startswith(obo), h.iri)))


def _header(iri: str, said: Mapping[str, Sequence[str]]) -> Header:
    def first(*curies: str) -> str:
        return next((v for c in curies for v in said.get(prefixes.expand(c), ())), "")

    def every(*curies: str) -> tuple[str, ...]:
        return tuple(v for c in curies for v in said.get(prefixes.expand(c), ()))

    return Header(
        iri=iri,
        title=first(*_TITLES),
        version=first("owl:versionInfo", "owl:versionIRI"),
        description=first(*_TEXTS),
        licences=every(*_LICENCES),
        sources=every("dcterms:source", "dc:source"),
        imports=every("owl:imports"),
    )


Edges = Mapping[str, Sequence[TermRef]]


def statistics(
    source: Source, terms: Sequence[TermRef], gone: frozenset[str], parents: Edges, children: Edges
) -> Statistics:
    """Return the numbers of the terms of a site; ``gone`` are those that are obsolete."""
    current = [term for term in terms if term.iri not in gone]
    known = {term.iri for term in current}
    defined = {_text(term) for (term,) in source.select(_DEFINED)}
    families = Counter(term.curie.partition(":")[0] or "other" for term in current)
    tops = _roots(current, parents, children)
    return Statistics(
        current=len(current),
        obsolete=len(terms) - len(current),
        defined=len(defined & known),
        several_parents=sum(len(parents.get(iri, ())) > 1 for iri in known),
        prefixes=_sorted(Count(name, count) for name, count in families.items()),
        branches=_branches(tops, children),
        xrefs=_asked(source, _SOURCED),
        synonyms=_asked(source, _SCOPED),
        subsets=_asked(source, _SUBSETS),
        depths=tuple(Count(str(d), n) for d, n in sorted(_depths(tops, children).items())),
    )


def _roots(terms: Iterable[TermRef], parents: Edges, children: Edges) -> list[TermRef]:
    return [t for t in terms if not parents.get(t.iri) and children.get(t.iri)]


def _branches(roots: Iterable[TermRef], children: Edges) -> tuple[Count, ...]:
    """Return how many terms are below what stands right under one root.

    It is a disease ontology's where there is one, and of the others the greatest.
    """
    sizes = [(r.curie.startswith("DOID:"), len(_below(r, children)), r) for r in roots]
    if not sizes:
        return ()
    *_, greatest = max(sizes, key=lambda size: (*size[:2], size[2].iri))
    return _sorted(
        Count(term.label or term.curie, len(_below(term, children)), term)
        for term in children.get(greatest.iri, ())
    )


def _below(term: TermRef, children: Edges) -> set[str]:
    seen: set[str] = set()
    waiting = [term.iri]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child.iri not in seen:
                seen.add(child.iri)
                waiting.append(child.iri)
    return seen


def _depths(roots: Iterable[TermRef], children: Edges) -> Counter[int]:
    depth = {root.iri: 0 for root in roots}
    waiting = deque(depth)
    while waiting:
        iri = waiting.popleft()
        for child in children.get(iri, ()):
            if child.iri not in depth:
                depth[child.iri] = depth[iri] + 1
                waiting.append(child.iri)
    return Counter(depth.values())


def _asked(source: Source, query: str) -> tuple[Count, ...]:
    found = []
    for what, count in source.select(query):
        assert isinstance(count, Literal)
        name = _text(what)
        local = name.rsplit("#", 1)[-1].rsplit("/", 1)[-1] if isinstance(what, NamedNode) else name
        found.append(Count(local, int(count.value)))
    return _sorted(found)


def _sorted(counts: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda each: (-each.count, each.name)))


def _text(value: RdfTerm | None) -> str:
    return str(getattr(value, "value", ""))
