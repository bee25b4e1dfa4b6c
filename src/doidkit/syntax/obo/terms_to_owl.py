"""Term and Instance stanzas of OBO as OWL."""

from collections.abc import Sequence

from doidkit.syntax.obo.entities import Entities
from doidkit.syntax.obo.names import OBO
from doidkit.syntax.obo.reader import Clause, Frame
from doidkit.syntax.owl.axioms import ANNOTATION_PROPERTY, DEPRECATED, INDIVIDUAL, SUBCLASS, truth
from doidkit.syntax.owl.expressions import CLASS, TYPE, Node, order, owl
from doidkit.syntax.owl.lexical import iri

_REPLACED_BY = iri(OBO + "IAO_0100001")
_REASON = iri(OBO + "IAO_0000231")
_MERGED = iri(OBO + "IAO_0000227")


class Terms(Entities):
    """Classes and individuals."""

    def _term(self, frame: Frame) -> None:
        subject = self._class(frame.id)
        self.axioms.declared.add((CLASS, subject))
        self._namespace(subject, frame)
        joined = {"intersection_of": "ObjectIntersectionOf", "union_of": "ObjectUnionOf"}
        for tag, kind in joined.items():
            clauses = [clause for clause in frame.clauses if clause.tag == tag]
            if clauses:
                self._join(subject, kind, clauses)
        for clause in frame.clauses:
            if clause.tag not in joined:
                self._term_clause(subject, clause)

    def _term_clause(self, subject: str, clause: Clause) -> None:
        tag = clause.tag
        if tag == "is_a":
            parent = self._class(clause.values[0])
            self.axioms.restrict(
                self._general(subject, clause), SUBCLASS, parent, self._notes(clause)
            )
        elif tag == "relationship":
            self._relationship(subject, clause)
        elif tag in ("disjoint_from", "equivalent_to"):
            predicate = owl("disjointWith" if tag == "disjoint_from" else "equivalentClass")
            pair = (self._general(subject, clause), self._class(clause.values[0]))
            first, second = sorted_pair(pair)
            self.axioms.restrict(first, predicate, second, self._notes(clause))
        else:
            if tag == "alt_id":
                merged = self._class(clause.values[0])
                self.axioms.declared.add((CLASS, merged))
                self._merged(merged, subject)
            self._generic(subject, clause)

    def _general(self, subject: str, clause: Clause) -> Node:
        """Return the subject of a clause: the class, or its intersection with a qualifier's."""
        if not clause.qualifiers:
            return subject
        given = dict(clause.qualifiers)
        relation, filler = given.get("gci_relation"), given.get("gci_filler")
        if not (relation and filler):
            return subject
        some = ("ObjectSomeValuesFrom", self._object_property(relation), self._class(filler))
        return ("ObjectIntersectionOf", subject, some)

    def _relationship(self, subject: str, clause: Clause) -> None:
        name, value = clause.values
        if name in self.annotating:
            predicate = self._annotation_property(name)
            self.axioms.relate(subject, predicate, self._iri(value), self._notes(clause))
            return
        expression = self._restriction(name, value, clause)
        source = self._general(subject, clause)
        self.axioms.restrict(source, SUBCLASS, expression, self._notes(clause))

    def _restriction(self, name: str, value: str, clause: Clause) -> Node:
        relation, filler = self._object_property(name), self._class(value)
        given = dict(clause.qualifiers)
        exactly = _number(given.get("cardinality"))
        least, most = _number(given.get("minCardinality")), _number(given.get("maxCardinality"))
        only, some = given.get("all_only") == "true", given.get("all_some") == "true"
        if exactly:
            return ("ObjectExactCardinality", str(exactly), relation, filler)
        if exactly == 0 or most == 0:
            return ("ObjectAllValuesFrom", relation, ("ObjectComplementOf", filler))
        bounds = [
            (kind, str(bound), relation, filler)
            for kind, bound in (("ObjectMinCardinality", least), ("ObjectMaxCardinality", most))
            if bound is not None
        ]
        if bounds:
            return bounds[0] if len(bounds) == 1 else ("ObjectIntersectionOf", *bounds)
        if only and some:
            return (
                "ObjectIntersectionOf",
                ("ObjectSomeValuesFrom", relation, filler),
                ("ObjectAllValuesFrom", relation, filler),
            )
        if only:
            return ("ObjectAllValuesFrom", relation, filler)
        if name in self.class_level:
            self.axioms.entities[INDIVIDUAL].add(filler)
            return ("ObjectHasValue", relation, filler)
        self.axioms.declared.add((CLASS, filler))  # only of these, as with OWL API
        return ("ObjectSomeValuesFrom", relation, filler)

    def _join(self, subject: str, kind: str, clauses: Sequence[Clause]) -> None:
        operands: dict[Node, None] = {}
        for clause in clauses:
            if len(clause.values) == 1:
                operands[self._class(clause.values[0])] = None
            else:
                name, value = clause.values
                operands[self._restriction(name, value, clause)] = None
        notes = [note for clause in clauses for note in self._notes(clause)]
        joined = (kind, *sorted(operands, key=order))
        self.axioms.restrict(subject, owl("equivalentClass"), joined, notes)

    def _merged(self, merged: str, into: str) -> None:
        """Describe an alternative identifier as a deprecated entity, replaced by its owner."""
        self.axioms.plain(merged, DEPRECATED, truth(True))
        self.axioms.plain(merged, _REPLACED_BY, into)
        self.axioms.plain(merged, _REASON, _MERGED)
        self.axioms.entities[ANNOTATION_PROPERTY].update((_REPLACED_BY, _REASON))

    def _instance(self, frame: Frame) -> None:
        subject = self._iri(frame.id)
        self.axioms.entities[INDIVIDUAL].add(subject)
        self.axioms.declared.add((INDIVIDUAL, subject))
        self._namespace(subject, frame)
        for clause in frame.clauses:
            if clause.tag == "instance_of":
                kind = self._class(clause.values[0])
                self.axioms.relate(subject, TYPE, kind, self._notes(clause))
            elif clause.tag == "relationship" and clause.values[0] not in self.annotating:
                value = self._iri(clause.values[1])
                self.axioms.entities[INDIVIDUAL].add(value)
                predicate = self._object_property(clause.values[0])
                self.axioms.relate(subject, predicate, value, self._notes(clause))
            elif clause.tag == "relationship":
                self._relationship(subject, clause)
            else:
                self._generic(subject, clause)


def sorted_pair(pair: tuple[Node, Node]) -> tuple[Node, Node]:
    """Return the two sides of a symmetric axiom in OWLAPI's order."""
    first, second = sorted(pair, key=order)
    return first, second


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None
