"""OWL axioms and their annotations as N-Triples, each distinct axiom once.

Blank nodes are shared as OWLAPI shares them: a class expression is one node for all axioms that
relate it to the same subject by the same predicate, a list is a node of its own each time.
"""

from collections.abc import Collection
from typing import Any

from doidkit.prefixes import PREFIXES, expand
from doidkit.syntax.owl.expressions import CLASS, TYPE, Node, Triples, order, owl
from doidkit.syntax.owl.lexical import iri, literal

LABEL = iri(expand("rdfs:label"))
COMMENT = iri(expand("rdfs:comment"))
SUBCLASS = iri(expand("rdfs:subClassOf"))
SUBPROPERTY = iri(expand("rdfs:subPropertyOf"))
DEPRECATED = owl("deprecated")
OBJECT_PROPERTY = owl("ObjectProperty")
ANNOTATION_PROPERTY = owl("AnnotationProperty")
INDIVIDUAL = owl("NamedIndividual")
AXIOM = owl("Axiom")
ANNOTATION = owl("Annotation")
SOURCE = owl("annotatedSource")
PROPERTY = owl("annotatedProperty")
TARGET = owl("annotatedTarget")
_BOOLEAN = iri(expand("xsd:boolean"))
_CLASHES = {OBJECT_PROPERTY: ANNOTATION_PROPERTY, ANNOTATION_PROPERTY: OBJECT_PROPERTY}
# Annotation properties that are part of OWL need no declaration.
BUILT_IN = frozenset(
    iri(expand(name))
    for name in (
        "rdfs:label rdfs:comment rdfs:seeAlso rdfs:isDefinedBy owl:deprecated owl:versionInfo "
        "owl:priorVersion owl:backwardCompatibleWith owl:incompatibleWith"
    ).split()
)

LANGUAGES = tuple(f"<{PREFIXES[name]}" for name in ("owl", "rdf", "rdfs", "xsd"))

Note = tuple[Any, ...]
"""An annotation: predicate, object, and the annotations that it has itself."""


def truth(value: bool | str) -> str:
    """Return a boolean literal."""
    return literal(str(value).lower(), _BOOLEAN)


class Axioms(Triples):
    """A growing list of triples, and the entities that they mention."""

    def __init__(self) -> None:
        super().__init__()
        self.entities: dict[str, set[str]] = {
            kind: set() for kind in (CLASS, OBJECT_PROPERTY, ANNOTATION_PROPERTY, INDIVIDUAL)
        }
        self.declared: set[tuple[str, str]] = set()
        self.used: set[tuple[str, str]] = set()
        """What axioms use as a property or datatype: RDF needs its type to say the same."""
        self._shared: dict[tuple[str, str, Node], str] = {}
        self._annotated: set[Any] = set()
        self._once: set[Any] = set()

    def relate(
        self, subject: str, predicate: str, value: str, notes: Collection[Note] = ()
    ) -> None:
        """Add a triple, and its annotations as an owl:Axiom."""
        self.lines.append(f"{subject} {predicate} {value} .\n")
        if notes:
            self.annotate(AXIOM, subject, predicate, value, notes)

    def describe(self, ontology: str, predicate: str, value: str, notes: Collection[Note]) -> None:
        """Add an annotation of the ontology, and its own annotations as an owl:Annotation."""
        self.plain(ontology, predicate, value)
        if notes:
            self.annotate(ANNOTATION, ontology, predicate, value, notes)

    def restrict(
        self, subject: Node, predicate: str, value: Node, notes: Collection[Note] = ()
    ) -> None:
        """Add an axiom between two expressions."""
        if not isinstance(subject, str):
            if not self.first((subject, predicate, value), notes):
                return
            subject = self.node(subject)
        if isinstance(value, str):
            self.relate(subject, predicate, value, notes)
            return
        known = (subject, predicate, value)
        node = self._shared.get(known)
        if node is None:
            node = self._shared[known] = self.node(value)
        self.relate(subject, predicate, node, notes)

    def invert(self, relation: Node, other: Node, notes: Collection[Note]) -> None:
        """Add an inverse; said of both relations, it is one axiom."""
        first, second = sorted((relation, other), key=order)
        self.restrict(first, owl("inverseOf"), second, notes)

    def enlist(
        self, subject: str, predicate: str, parts: tuple[Node, ...], notes: Collection[Note]
    ) -> None:
        """Add a triple with a list, such as a property chain."""
        if self.first((subject, predicate, parts), notes):
            self.plain(subject, predicate, self.list_of(parts))
            if notes:
                self.annotate(AXIOM, subject, predicate, self.list_of(parts), notes)

    def first(self, axiom: object, notes: Collection[Note]) -> bool:
        """Return True the first time that an axiom comes with these annotations."""
        key = (axiom, tuple(sorted(set(notes), key=str)))
        if key in self._once:
            return False
        self._once.add(key)
        return True

    def declare(self) -> None:
        """Add the type of every entity mentioned.

        A property that is both an object and an annotation property is illegal in OWL DL: only
        what the document itself declares it as is said.
        """
        for kind, entities in self.entities.items():
            other = self.entities[_CLASHES[kind]] if kind in _CLASHES else ()
            for entity in entities:
                if entity not in other or (kind, entity) in self.declared:
                    self.plain(entity, TYPE, kind)
        self.declare_used()

    def declare_used(self) -> None:
        """Add the types of ``used``, as OWLAPI does, where the document declares none."""
        for kind, entity in sorted(self.used - self.declared):
            if not entity.startswith(LANGUAGES):
                self.plain(entity, TYPE, kind)

    def annotate(
        self, kind: str, subject: str, predicate: str, value: str, notes: Collection[Note]
    ) -> None:
        """Add annotations of a triple, as a node of this kind; the same ones only once."""
        distinct = tuple(sorted(set(notes), key=str))
        key = (subject, predicate, value, distinct)
        if key in self._annotated:
            return
        self._annotated.add(key)
        node = self.blank()
        self.lines.append(
            f"{node} {TYPE} {kind} .\n{node} {SOURCE} {subject} .\n"
            f"{node} {PROPERTY} {predicate} .\n{node} {TARGET} {value} .\n"
        )
        self.note(node, distinct)

    def note(self, node: str, notes: Collection[Note]) -> None:
        """Add annotations to a node, and the annotations that they have themselves."""
        for predicate, value, *nested in notes:
            self.plain(node, predicate, value)
            if nested:
                self.annotate(ANNOTATION, node, predicate, value, nested)
