"""What a document says as a whole, in a store that follows the typing, term by term."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store

from doidkit import prefixes
from doidkit.ontology import Ontology
from doidkit.ontology.record import Match
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.literals import marked_quads
from doidkit.terms import OWL_ANNOTATED_SOURCE, RDFS_LABEL

_SOURCE = NamedNode(OWL_ANNOTATED_SOURCE)
_LABEL = NamedNode(RDFS_LABEL)
_DEFINITIONS = tuple(
    NamedNode(prefixes.expand(name)) for name in ("IAO:0000115", "skos:definition")
)


class Knowledge:
    """The statements of a document, literals as they are written."""

    def __init__(self, quads: bytes) -> None:
        self._store = Store()
        self._store.bulk_load(BytesIO(quads), RdfFormat.N_QUADS)
        self.source = StoreSource(self._store, written=self._store)
        self._ontology: Ontology | None = None

    def follow(self, terms: Iterable[str], quads: Iterable[Quad]) -> None:
        """Have some terms said what these quads say of them, and nothing else."""
        subjects = [NamedNode(term) for term in terms]
        gone = {
            quad
            for node in self._nodes(subjects)
            for quad in self._store.quads_for_pattern(node, None, None, None)
        }
        new = Store()
        new.bulk_extend(marked_quads(Quad(*quad.triple) for quad in quads))
        said = {
            quad
            for node in _nodes(new, subjects)
            for quad in new.quads_for_pattern(node, None, None, None)
        }
        for quad in gone:
            self._store.remove(quad)
        self._store.extend(said)
        self._ontology = None if self._named(gone) != self._named(said) else self._ontology

    def label(self, iri: str) -> str:
        """Return a term's label, "" for none."""
        return next(self._texts(iri, _LABEL), "")

    def definition(self, iri: str) -> str:
        """Return a term's definition, "" for none."""
        found = (text for each in _DEFINITIONS for text in self._texts(iri, each))
        return next(found, "")

    def knows(self, iri: str) -> bool:
        """Return whether anything is said of a term."""
        found = self._store.quads_for_pattern(NamedNode(iri), None, None, None)
        return next(found, None) is not None

    def search(self, text: str, limit: int) -> tuple[Match, ...]:
        """Return the terms whose names match, best first."""
        if self._ontology is None:
            self._ontology = Ontology(self.source)
        return self._ontology.search(text, limit=limit)

    def _texts(self, iri: str, predicate: NamedNode) -> Iterator[str]:
        found = self._store.quads_for_pattern(NamedNode(iri), predicate, None, None)
        return iter(sorted(q.object.value for q in found if isinstance(q.object, Literal)))

    def _nodes(self, subjects: Iterable[NamedNode]) -> set[NamedNode | BlankNode]:
        return _nodes(self._store, subjects)

    def _named(self, quads: Iterable[Quad]) -> set[tuple[str, str, str]]:
        return {
            (str(quad.subject), str(quad.predicate), str(quad.object))
            for quad in quads
            if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode)
        }


def _nodes(store: Store, subjects: Iterable[NamedNode]) -> set[NamedNode | BlankNode]:
    """Return subjects, the annotated axioms about them, and the blank nodes that hang from both."""
    found: set[NamedNode | BlankNode] = set()
    waiting: list[NamedNode | BlankNode] = list(subjects)
    for subject in subjects:
        about = store.quads_for_pattern(None, _SOURCE, subject, None)
        waiting += [quad.subject for quad in about if isinstance(quad.subject, BlankNode)]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            below = store.quads_for_pattern(node, None, None, None)
            waiting += [quad.object for quad in below if isinstance(quad.object, BlankNode)]
    return found
