"""An ontology that does not change while a site is made of it: what was found may be kept."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from pyoxigraph import NamedNode, Triple

from doidkit.model import RdfTerm
from doidkit.ontology import Ontology
from doidkit.ontology.nearby import Nearby, Node
from doidkit.sparql.embedded import StoreSource


class Still(Ontology):
    """Another ontology's data, in which what is near a term is found once."""

    def near(self, iri: str) -> Nearby:
        """Return the triples around a term."""
        return self._nearby if isinstance(self.source, StoreSource) else super().near(iri)

    @cached_property
    def _nearby(self) -> Nearby:
        assert isinstance(self.source, StoreSource), "others are fetched"
        return _Kept(self.source)


class _Kept(Nearby):
    def __init__(self, source: StoreSource) -> None:
        super().__init__(source)
        self._types: dict[NamedNode, tuple[Triple, ...]] = {}
        self._saying: dict[NamedNode, dict[RdfTerm, list[Triple]]] = {}
        self._nodes: tuple[Node, ...] = ()
        self._found: dict[Triple, None] = {}

    def matching(
        self,
        subject: Node | None = None,
        predicate: NamedNode | None = None,
        object: RdfTerm | None = None,
    ) -> Iterator[Triple]:
        """Yield what ``Nearby.matching`` does; who says a thing of a term is read for all terms."""
        if subject is not None or predicate is None or object is None:
            yield from super().matching(subject, predicate, object)
            return
        if predicate not in self._saying:
            self._saying[predicate] = defaultdict(list)
            for triple in super().matching(None, predicate):
                self._saying[predicate][triple.object].append(triple)
        yield from self._saying[predicate].get(object, ())

    def about(self, *nodes: Node) -> dict[Triple, None]:
        """Return what ``Nearby.about`` does; a page and its downloads ask for the same."""
        if nodes != self._nodes:
            self._found, self._nodes = super().about(*nodes), nodes
        return self._found.copy()

    def types(self, term: NamedNode) -> tuple[Triple, ...]:
        """Return what ``Nearby.types`` does; most terms have the same few properties."""
        if term not in self._types:
            self._types[term] = super().types(term)
        return self._types[term]
