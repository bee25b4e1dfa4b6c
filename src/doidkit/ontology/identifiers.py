"""Which terms have an identifier that is not their own IRI: an old id, a cross-reference."""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from doidkit import prefixes
from doidkit.model import RdfTerm
from doidkit.ontology.nearby import Nearby
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.source import Source
from doidkit.terms import XSD

ALTERNATIVE = prefixes.expand("oboInOwl:hasAlternativeId")
# The surest first; of the mappings, whichever vocabulary they are of, the exact ones.
_RANKS = (
    re.compile(r"oboInOwl#id|[#/]notation"),
    re.compile(r"oboInOwl#hasAlternativeId"),
    re.compile(r"[#/](?:skos_)?exactMatch"),
    re.compile(r"oboInOwl#hasDbXref"),
    re.compile(r"[#/](?:skos_)?(?:close|narrow|broad|related)Match"),
)
_ASKED = """
SELECT DISTINCT ?term ?predicate {{
  VALUES ?value {{ {values} }} ?term ?predicate ?value FILTER(ISIRI(?term))
}}
"""
_TRUE = Literal(True)
_DEPRECATED = NamedNode(prefixes.expand("owl:deprecated"))


def bearers(source: Source, text: str) -> tuple[str, tuple[str, ...]]:
    """Return the predicate by which terms have an identifier best, and their IRIs, sorted."""
    found: dict[int, dict[str, str]] = {}
    for term, predicate in _having(source, _values(text)):
        rank = next((n for n, each in enumerate(_RANKS) if _is(each, predicate)), -1)
        found.setdefault(rank, {})[term] = predicate
    found.pop(-1, None)
    if not found:
        return "", ()
    best = found[min(found)]
    return next(iter(best.values())), tuple(sorted(best))


def current(source: Source, iris: Iterable[str]) -> tuple[str, ...]:
    """Return those of some terms that are not obsolete, or all if all are."""
    given = tuple(iris)
    if len(given) < 2 or not isinstance(source, StoreSource):
        return given
    near = Nearby(source)
    left = tuple(
        iri
        for iri in given
        if all(each.object != _TRUE for each in near.matching(NamedNode(iri), _DEPRECATED))
    )
    return left or given


def _is(kind: re.Pattern[str], predicate: str) -> bool:
    found = kind.search(predicate)
    return found is not None and found.end() == len(predicate)


def _values(text: str) -> list[RdfTerm]:
    """Return what may stand for an identifier in the data."""
    values: list[RdfTerm] = []
    for each in dict.fromkeys((text, text.upper())):
        values += [Literal(each), Literal(each, datatype=NamedNode(f"{XSD}anyURI"))]
        iri = prefixes.expand(each) if prefixes.is_curie(each) else each
        iris = (iri, prefixes.purl(each) or "")
        values += [NamedNode(found) for found in iris if prefixes.is_iri(found)]
    return list(dict.fromkeys(values))


def _having(source: Source, values: list[RdfTerm]) -> Iterator[tuple[str, str]]:
    """Yield the terms that have one of some values, and the predicates."""
    if isinstance(source, StoreSource):
        near = Nearby(source)
        for value in values:
            for triple in near.matching(None, None, value):
                if isinstance(triple.subject, NamedNode):
                    yield triple.subject.value, triple.predicate.value
        return
    query = _ASKED.format(values=" ".join(map(str, values)))
    for term, predicate in source.select(query):
        if isinstance(term, NamedNode) and isinstance(predicate, NamedNode):
            yield term.value, predicate.value
