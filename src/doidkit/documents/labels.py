"""Entities by their labels, and labels by entity."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from doidkit.documents.document import Document
from doidkit.documents.slicing import Sliced
from doidkit.prefixes import expand
from doidkit.syntax.ofn.writer import operands, value
from doidkit.syntax.owl.operands import ENTITY_OF, used

_LABEL = f"<{expand('rdfs:label')}>"
_LETTER_OF = {kind: letter for letter, kind in ENTITY_OF.items()}


class Names:
    """The entities of an ontology and its imports: their kinds and labels.

    Kinds are letters (``syntax.owl.operands.ENTITY_OF``); an entity may have several.
    """

    def __init__(self, document: "Document | Sliced") -> None:
        self._kinds: defaultdict[str, set[str]] = defaultdict(set)
        self._labels: dict[str, str] = {}
        for each in document.closure:
            self._add(each.axioms)
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        for iri, label in sorted(self._labels.items()):
            self._named[label].append(iri)

    def _add(self, axioms: Iterable[tuple[object, ...]]) -> None:
        for axiom in axioms:
            if axiom[0] == "Declaration":
                kind, iri = operands(axiom)[0]
                self._kinds[iri].add(_LETTER_OF[kind])
                continue
            if axiom[0] != "AnnotationAssertion":
                for letter, name in used(axiom):
                    if letter in ENTITY_OF:
                        self._kinds[name].add(letter)
            else:
                predicate, subject, text = operands(axiom)
                self._kinds[predicate].add("A")
                if predicate == _LABEL and text[:1] == '"':
                    label = value(text)
                    self._labels[subject] = min(label, self._labels.get(subject, label))

    @property
    def labels(self) -> Mapping[str, str]:
        """The label of each ``<iri>`` that has one, the first in order of several."""
        return self._labels

    def kinds(self, iri: str) -> frozenset[str]:
        """Return the kinds that an entity has, by letter."""
        return frozenset(self._kinds.get(iri, ()))

    def find(self, label: str) -> tuple[str, ...]:
        """Return the entities that have a label, sorted."""
        return tuple(self._named.get(label, ()))
