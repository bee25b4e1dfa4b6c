"""The best label of a term: chosen here and nowhere else, so that a report names it one way.

A term may have several. rdfs:label comes before skos:prefLabel, schema:name (of a work) and
dcterms:title (of a document); then English, and what is in no language, before other languages;
then the text that sorts first, so that the order of the data does not matter.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from doidkit.model import RdfTerm, Solutions
from doidkit.prefixes import expand
from doidkit.terms import RDFS_LABEL

PREDICATES = tuple(
    NamedNode(iri)
    for iri in (
        RDFS_LABEL,
        expand("skos:prefLabel"),
        expand("schema:name"),
        expand("dcterms:title"),
    )
)
"""What says a label, the best first."""

Select: TypeAlias = Callable[[str], Solutions]
"""Answers a SELECT."""

_RANKS = {predicate: rank for rank, predicate in enumerate(PREDICATES)}
_BATCH = 500  # terms whose labels one query asks for


class Labels:
    """The best label of each term among those that were added."""

    def __init__(self) -> None:
        self._best: dict[RdfTerm, tuple[int, bool, str]] = {}

    def add(self, term: RdfTerm, predicate: NamedNode, text: RdfTerm) -> None:
        """Take a triple into account, if it says a label."""
        rank = _RANKS.get(predicate)
        if rank is None or not isinstance(text, Literal) or not text.value.strip():
            return
        language = (text.language or "en").lower().split("-")[0]
        found = (rank, language != "en", text.value)
        if term not in self._best or found < self._best[term]:
            self._best[term] = found

    def get(self, term: RdfTerm) -> str | None:
        """Return the best label of a term, None if it has none."""
        found = self._best.get(term)
        return found[2] if found else None

    def texts(self) -> dict[RdfTerm, str]:
        """Return the best label of each term that has one."""
        return {term: text for term, (_, _, text) in self._best.items()}


def asked(terms: Iterable[RdfTerm], select: Select) -> dict[RdfTerm, str]:
    """Return the best labels of named terms, asked of what answers SELECT; raises as it does."""
    return _best(_queries(sorted({str(t) for t in terms if isinstance(t, NamedNode)})), select)


def asked_all(select: Select) -> dict[RdfTerm, str]:
    """Return the best labels of all terms that have one, as ``asked`` does."""
    # A query for each predicate, as asking for them together is much slower on Oxigraph.
    each = (f"SELECT ?node ({p} AS ?name) ?text {{ ?node {p} ?text }}" for p in PREDICATES)
    return _best(each, select)


def _best(queries: Iterable[str], select: Select) -> dict[RdfTerm, str]:
    found = Labels()
    for query in queries:
        for term, predicate, text in select(query):
            if term is not None and isinstance(predicate, NamedNode) and text is not None:
                found.add(term, predicate, text)
    return found.texts()


def _queries(iris: list[str]) -> Iterator[str]:
    names = ", ".join(map(str, PREDICATES))
    for start in range(0, len(iris), _BATCH):
        nodes = " ".join(iris[start : start + _BATCH])
        # Predicates in VALUES, too, would be 75 times slower on Oxigraph.
        yield (
            f"SELECT ?node ?name ?text {{ VALUES ?node {{ {nodes} }} ?node ?name ?text "
            f"FILTER(?name IN ({names})) }}"
        )
