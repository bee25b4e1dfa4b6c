"""OWL axioms out of RDF triples: the mapping of owlrdf backwards.

What a property is declared as decides what an axiom about it is; one that is not declared, and
that nothing proves to relate individuals or to have values, annotates.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from doidkit.prefixes import expand
from doidkit.syntax.canonical import canonical
from doidkit.syntax.depth import deep
from doidkit.syntax.owl.axioms import ANNOTATION, AXIOM, PROPERTY, SOURCE, SUBCLASS, TARGET
from doidkit.syntax.owl.expressions import TYPE, Call, Node, order, owl
from doidkit.syntax.owl.expressions_from_rdf import INDEXED, STRUCTURAL, Expressions, Kinds
from doidkit.syntax.owl.lexical import iri
from doidkit.syntax.owl.swrl import SWRL
from doidkit.syntax.owl.swrl_from_rdf import rule
from doidkit.syntax.owl.to_rdf import CHARACTERISTICS, ENTITIES
from doidkit.syntax.statements import lines, triples

_REIFICATION = frozenset((SOURCE, PROPERTY, TARGET, TYPE))
_KIND_OF = {value: name for name, value in ENTITIES.items()}
_CHARACTERISTIC_OF = {value: name for name, value in CHARACTERISTICS.items() if "Data" not in name}
_EQUIVALENT_TO_IRI = frozenset(map(owl, ("intersectionOf", "unionOf", "oneOf", "complementOf")))
_SETS = {
    owl("AllDisjointClasses"): "DisjointClasses",
    owl("AllDisjointProperties"): "DisjointObjectProperties",
    owl("AllDifferent"): "DifferentIndividuals",
}
_NEGATIVE = owl("NegativePropertyAssertion")
_IMP = iri(SWRL + "Imp")
_BOOKKEEPING = frozenset(
    iri(text)
    for text in (
        expand("rdf:List"),
        SWRL + "Variable",
        SWRL + "AtomList",
    )
)
_PAIRED = {
    iri(expand("rdfs:subClassOf")): ("SubClassOf",) * 3,
    iri(expand("rdfs:subPropertyOf")): (
        "SubObjectPropertyOf",
        "SubDataPropertyOf",
        "SubAnnotationPropertyOf",
    ),
    iri(expand("rdfs:domain")): (
        "ObjectPropertyDomain",
        "DataPropertyDomain",
        "AnnotationPropertyDomain",
    ),
    iri(expand("rdfs:range")): (
        "ObjectPropertyRange",
        "DataPropertyRange",
        "AnnotationPropertyRange",
    ),
    owl("equivalentProperty"): ("EquivalentObjectProperties", "EquivalentDataProperties", ""),
    owl("propertyDisjointWith"): ("DisjointObjectProperties", "DisjointDataProperties", ""),
    owl("equivalentClass"): ("EquivalentClasses",) * 3,
    owl("disjointWith"): ("DisjointClasses",) * 3,
    owl("inverseOf"): ("InverseObjectProperties",) * 3,
    owl("sameAs"): ("SameIndividual",) * 3,
    owl("differentFrom"): ("DifferentIndividuals",) * 3,
}
_SYMMETRIC = ("Equivalent", "Disjoint", "Same", "Different", "Inverse")
_LISTED = frozenset(map(owl, ("disjointUnionOf", "hasKey", "propertyChainAxiom")))
_WORDS = frozenset((TYPE, *_PAIRED, *_LISTED, *_EQUIVALENT_TO_IRI))
"""The predicates that are no property, but OWL's own."""
MEANT = _WORDS | STRUCTURAL | _REIFICATION
"""The predicates by which triples are more than annotations of a name, whatever it is."""


@deep()
def axioms(statements: Iterable[ox.Quad | ox.Triple]) -> "Axioms":
    """Return the ontology that triples, or the default graph of quads, say."""
    given = list[ox.Quad | ox.Triple](statements)
    found = Axioms(given)
    if not found.has_anonymous():
        return found
    # Only individuals without a name need labels that do not depend on the order of the input.
    quads = (each if isinstance(each, ox.Quad) else ox.Quad(*each) for each in given)
    return Axioms(canonical(each for each in quads if isinstance(each.graph_name, ox.DefaultGraph)))


@deep()
def axioms_of(given: Sequence[bytes]) -> "Axioms":
    """Return the ontology that distinct lines (``syntax.statements``) say."""
    found = Axioms(given=given)
    if not found.has_anonymous():
        return found
    return axioms(ox.parse(b" .\n".join([*given, b""]), ox.RdfFormat.N_QUADS))


class Axioms:
    """The ontology that triples say: its ``header`` and its ``axioms``, each once.

    The header has ``("Ontology", iri, version)``, then imports and annotations.
    """

    def __init__(
        self,
        statements: Iterable[ox.Quad | ox.Triple] = (),
        *,
        given: Iterable[bytes] | None = None,
    ) -> None:
        """Read triples, or distinct lines that were made of them already."""
        self._about: dict[str, list[tuple[str, str]]] = {}
        distinct = dict.fromkeys(lines(statements)) if given is None else given
        predicates = dict[str, str]()
        index: dict[str, list[tuple[str, str]]] = {predicate: [] for predicate in INDEXED}
        known = dict[str, str]()  # each name is one text, wherever it stands
        for subject, predicate, value in triples(distinct):
            predicate = predicates.setdefault(predicate, predicate)
            if value[:1] != '"':
                value = known.setdefault(value, value)
            pairs = self._about.get(subject)
            if pairs is None:
                pairs = self._about[known.setdefault(subject, subject)] = []
            pairs.append((predicate, value))
            if predicate in INDEXED:
                index[predicate].append((subject, value))
        self.kinds = Kinds(self._about, index)
        self._annotating = {
            each
            for each in predicates.keys() - _WORDS
            if not self.kinds.is_object(each) and not self.kinds.is_data(each)
        }
        self._expressions = Expressions(self._about, index, self.kinds)
        typed = index[TYPE]
        self._reifying = dict.fromkeys(s for s, kind in typed if kind in (AXIOM, ANNOTATION))
        self._ontologies = sorted({s for s, kind in typed if kind == owl("Ontology")})
        self._notes: dict[tuple[Any, ...], list[str]] = {}
        self._collect_notes()
        self.header: list[Call] = []
        self.axioms: set[Call] = set()
        self._others: list[Call] = []  # those of them that may mention blank nodes
        self._read()

    def _read(self) -> None:
        own = self._ontologies[0] if self._ontologies else ""
        for subject, pairs in self._about.items():
            if subject == own:
                self._ontology(subject, pairs)
                continue
            if subject in self._reifying:
                continue
            if subject[:2] != "_:":
                self._named(subject, pairs)
                continue
            if self._expressions.is_facet(subject) or self._whole(subject, pairs):
                continue
            structural = self._expressions.is_expression(subject)
            for predicate, value in pairs:
                if structural and predicate in STRUCTURAL:
                    continue
                # The type of an expression says nothing; an inverse property's may be an axiom.
                if structural and predicate == TYPE and value not in _CHARACTERISTIC_OF:
                    continue
                self._triple(subject, predicate, value)

    def has_anonymous(self) -> bool:
        """Return True if an individual has no name, but a blank node's label."""
        return any(_mentions_blank(node) for node in (*self._others, *self.header))

    def _add(self, axiom: Call) -> None:
        self.axioms.add(axiom)
        self._others.append(axiom)

    def expression(self, term: str) -> Node:
        """Return the expression or list that a blank node is; any other term is itself."""
        found: Node = self._node(term)
        return found

    # annotations

    def _collect_notes(self) -> None:
        for node in self._reifying:
            parts = dict(self._about[node])
            if SOURCE in parts and PROPERTY in parts and TARGET in parts:
                key = self._key(parts[SOURCE], parts[PROPERTY], parts[TARGET])
                self._notes.setdefault(key, []).append(node)

    def _key(self, subject: str, predicate: str, value: str) -> tuple[Any, ...]:
        plain = self._reified(subject)
        return (subject if plain else self._node(subject), predicate, self._node(value))

    def _reified(self, node: str) -> bool:
        return node[:2] == "_:" and node in self._reifying

    def _annotations(self, subject: str, predicate: str, value: str) -> list[tuple[Node, ...]]:
        """Return the sets of annotations of a triple, one empty set if it has none."""
        if not self._notes:
            return [()]
        found = self._notes.get(self._key(subject, predicate, value))
        if not found:
            return [()]
        return [self._notes_of(node, _REIFICATION) for node in found]

    def _notes_of(self, node: str, structural: Iterable[str]) -> tuple[Node, ...]:
        notes: list[Node] = []
        for predicate, value in self._about[node]:
            if predicate not in structural:
                for nested in self._annotations(node, predicate, value):
                    notes.append(("Annotation", *nested, predicate, value))
        return tuple(sorted(notes, key=str))

    # statements

    def _ontology(self, subject: str, pairs: list[tuple[str, str]]) -> None:
        version = sorted(value for predicate, value in pairs if predicate == owl("versionIRI"))
        if subject[:1] == "<":
            self.header.append(("Ontology", subject, *version[:1]))
        found: list[Call] = []
        for predicate, value in pairs:
            if predicate == owl("imports"):
                found.append(("Import", value))
            elif predicate != owl("versionIRI") and (predicate, value) != (TYPE, owl("Ontology")):
                for nested in self._annotations(subject, predicate, value):
                    found.append(("Annotation", *nested, predicate, value))
        self.header += sorted(found, key=lambda node: (node[0] != "Import", str(node)))

    def _named(self, subject: str, pairs: list[tuple[str, str]]) -> None:
        """Add what is said of a name; of most triples their predicate tells which axiom it is."""
        for predicate, value in pairs:
            if value[:2] == "_:" or (subject, predicate, value) in self._notes:
                self._triple(subject, predicate, value)
            elif predicate in self._annotating:
                self.axioms.add(("AnnotationAssertion", predicate, subject, value))
            elif predicate == SUBCLASS:
                self.axioms.add(("SubClassOf", subject, value))
            else:
                self._triple(subject, predicate, value)

    def _triple(self, subject: str, predicate: str, value: str) -> None:
        for node in self._statements(subject, predicate, value):
            for notes in self._annotations(subject, predicate, value):
                self._add((node[0], *notes, *node[1:]))

    def _statements(self, subject: str, predicate: str, value: str) -> Iterator[Call]:
        if predicate == TYPE:
            yield from self._type(subject, value)
        elif predicate in _PAIRED:
            yield self._pair(subject, predicate, value)
        elif predicate in _LISTED:
            yield self._listed(subject, predicate, value)
        elif predicate in _EQUIVALENT_TO_IRI and subject[:1] == "<":
            yield ("EquivalentClasses", subject, self._expressions.part(predicate, value))
        elif self.kinds.is_object(predicate) and value[:1] != '"':
            yield ("ObjectPropertyAssertion", predicate, subject, value)
        elif self.kinds.is_data(predicate):
            yield ("DataPropertyAssertion", predicate, subject, value)
        else:
            yield ("AnnotationAssertion", predicate, subject, value)

    def _type(self, subject: str, kind: str) -> Iterator[Call]:
        if kind in _KIND_OF:
            if subject[:1] == "<":
                yield ("Declaration", (_KIND_OF[kind], subject))
        elif kind in _CHARACTERISTIC_OF:
            name = _CHARACTERISTIC_OF[kind]
            if name == "FunctionalObjectProperty" and self.kinds.is_data(subject):
                name = "FunctionalDataProperty"
            yield (name, self._node(subject))
        elif kind not in _BOOKKEEPING:
            yield ("ClassAssertion", self._node(kind), subject)

    def _pair(self, subject: str, predicate: str, value: str) -> Call:
        first, second = self._node(subject), self._node(value)
        of_object, of_data, of_annotation = _PAIRED[predicate]
        if predicate == owl("equivalentClass") and self.kinds.is_datatype(subject):
            return ("DatatypeDefinition", first, second)
        name = of_annotation or of_object
        if isinstance(first, tuple) or self.kinds.is_object(subject) or self.kinds.is_object(value):
            name = of_object
        elif self.kinds.is_data(subject) or self.kinds.is_data(value):
            name = of_data
        elif isinstance(second, tuple):  # no annotation property has one
            name = of_data if self._expressions.is_data(second) else of_object
        if name.startswith(_SYMMETRIC):
            first, second = sorted((first, second), key=order)
        return (name, first, second)

    def _listed(self, subject: str, predicate: str, value: str) -> Call:
        first, parts = self._node(subject), self._expressions.items(value)
        if predicate == owl("propertyChainAxiom"):
            return ("SubObjectPropertyOf", ("ObjectPropertyChain", *parts), first)
        if predicate == owl("disjointUnionOf"):
            return ("DisjointUnion", first, *parts)
        data = [part for part in parts if isinstance(part, str) and self.kinds.is_data(part)]
        others = [part for part in parts if part not in data]
        return ("HasKey", first, ("", *others), ("", *data))

    def _whole(self, subject: str, pairs: list[tuple[str, str]]) -> bool:
        """Add the axiom that a blank node is all of, if it is one."""
        parts = dict(pairs)
        kinds = [value for predicate, value in pairs if predicate == TYPE]
        if _IMP in kinds:
            body = rule(self._about, self._expressions, self.kinds, parts)
            notes = self._notes_of(subject, (TYPE, iri(SWRL + "body"), iri(SWRL + "head")))
            self._add(("DLSafeRule", *notes, *body))
            return True
        if any(kind[: len(SWRL) + 1] == f"<{SWRL}" for kind in kinds):
            return True
        if _NEGATIVE in kinds:
            self._denial(subject, parts)
            return True
        name = next((_SETS[kind] for kind in kinds if kind in _SETS), "")
        if not name:
            return False
        members = parts.get(owl("members")) or parts.get(owl("distinctMembers"), "")
        items = sorted(self._expressions.items(members), key=order)
        if name == "DisjointObjectProperties" and self.kinds.is_data(str(items[0])):
            name = "DisjointDataProperties"
        notes = self._notes_of(subject, (TYPE, owl("members"), owl("distinctMembers")))
        self._add((name, *notes, *items))
        return True

    def _denial(self, subject: str, parts: dict[str, str]) -> None:
        data = owl("targetValue") in parts
        target = owl("targetValue" if data else "targetIndividual")
        own = (owl("sourceIndividual"), owl("assertionProperty"), target)
        source, predicate, value = (parts[name] for name in own)
        name = f"Negative{'Data' if data else 'Object'}PropertyAssertion"
        notes = self._notes_of(subject, (TYPE, *own))
        self._add((name, *notes, self._node(predicate), source, value))

    def _node(self, term: str) -> Any:
        return self._expressions.node(term)


def _mentions_blank(node: Node) -> bool:
    if isinstance(node, str):
        return node[:2] == "_:"
    return any(_mentions_blank(part) for part in node[1:])
