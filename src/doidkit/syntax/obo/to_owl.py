"""The OBO 1.4 to OWL mapping, triple for triple as ROBOT's ``convert`` writes it.

What differs from ROBOT, on purpose, is listed in docs/formats.md: instances are kept (ROBOT
stops reading at the first), identifier spaces hold in the whole file, an escaped t is a tab.
"""

from collections.abc import Iterator

from doidkit.errors import SyntaxFault
from doidkit.prefixes import expand
from doidkit.syntax.obo.names import OBO
from doidkit.syntax.obo.reader import Clause, Document, Frame
from doidkit.syntax.obo.terms_to_owl import Terms, sorted_pair
from doidkit.syntax.ofn import reader
from doidkit.syntax.owl import to_rdf
from doidkit.syntax.owl.axioms import (
    ANNOTATION_PROPERTY,
    COMMENT,
    OBJECT_PROPERTY,
    SUBPROPERTY,
    Note,
)
from doidkit.syntax.owl.expressions import TYPE, owl
from doidkit.syntax.owl.lexical import iri, literal

_CHARACTERISTICS = {
    "is_transitive": "TransitiveProperty",
    "is_reflexive": "ReflexiveProperty",
    "is_symmetric": "SymmetricProperty",
    "is_asymmetric": "AsymmetricProperty",
    "is_functional": "FunctionalProperty",
    "is_inverse_functional": "InverseFunctionalProperty",
}
_PAIRING = {
    "disjoint_from": owl("propertyDisjointWith"),
    "equivalent_to": owl("equivalentProperty"),
}
_UNSAID_OF_RELATIONS = ("intersection_of", "union_of")
_CHUNK = 2000
_REVERSIBLE = iri(OBO + "IAO_isReversiblePropertyChain")


def ntriples(document: Document) -> Iterator[bytes]:
    """Yield a document's OWL as N-Triples, a few frames at a time.

    Raises SyntaxFault with line and column.
    """
    return Mapped(document).chunks()


def stated(document: Document) -> tuple[bytes, set[tuple[str, str]]]:
    """Return the same at once, and what the document declares: frames, and what tags stand for.

    The types of all else that it mentions are there as RDF needs them. Raises as ``ntriples``.
    """
    mapping = Mapped(document)
    return b"".join(mapping.chunks()), mapping.axioms.declared


class Mapped(Terms):
    """A document's OWL; ``axioms.declared`` has what it declares once all chunks are there."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.document = document

    def chunks(self) -> Iterator[bytes]:
        """Yield N-Triples, a few frames at a time; raises as ``ntriples``."""
        lines = self.axioms.lines
        self._header()
        for frame in self.document.frames():
            _BY_KIND[frame.kind](self, frame)
            if len(lines) > _CHUNK:
                yield self._new()
        self.axioms.declare()
        yield self._new()

    def _new(self) -> bytes:
        """Return the triples since the last time."""
        new = "".join(self.axioms.lines).encode()
        self.axioms.lines.clear()
        return new

    def _header(self) -> None:
        name = self.ontology
        own = name if ":" in name else f"{OBO}{name}.owl" if name else f"{OBO}TEMP"
        ontology = iri(own)
        self.axioms.plain(ontology, TYPE, owl("Ontology"))
        if name and self.version:
            version = iri(f"{OBO}{name}/{self.version}/{name}.owl")
            self.axioms.plain(ontology, owl("versionIRI"), version)
        for clause in self.document.header:
            self._header_clause(ontology, clause)

    def _header_clause(self, ontology: str, clause: Clause) -> None:
        tag = clause.tag
        if tag in ("subsetdef", "synonymtypedef"):
            self._definition(clause)
        elif tag == "property_value":
            predicate, value = self._property_value(clause)
            self.axioms.describe(ontology, predicate, value, self._notes(clause))
        elif tag == "import":
            target = clause.values[0]
            self.axioms.plain(
                ontology, owl("imports"), iri(target if ":" in target else OBO + target)
            )
        elif tag == "remark":
            text = literal(clause.values[0])
            self.axioms.describe(ontology, COMMENT, text, self._notes(clause))
        elif tag == "owl-axioms":
            self._owl(clause)
        elif tag not in ("ontology", "data-version", "idspace"):
            text = literal(clause.values[0])
            self.axioms.describe(ontology, self._tag(tag), text, self._notes(clause))

    def _owl(self, clause: Clause) -> None:
        """Add axioms that OBO has no clauses for, given in functional syntax."""
        text, path = clause.values[0], self.document.path
        try:
            for node, line, column in reader.statements(text, path, {}):
                if node[0] not in ("Ontology", "Import", "Annotation"):
                    to_rdf.add(self.axioms, node, (path, line, column))
        except SyntaxFault as error:
            before = text.split("\n")[: (error.line or 1) - 1]
            at = sum(len(line) + 1 for line in before) + (error.column or 1) - 1
            column = self.document.column(clause, at)
            raise SyntaxFault(path, error.reason, line=clause.line, column=column) from None

    def _definition(self, clause: Clause) -> None:
        name, text, *scope = clause.values
        subject = self._annotation_property(name)
        self.axioms.relate(subject, SUBPROPERTY, self._tag(clause.tag), self._notes(clause))
        label = self._tag("comment" if clause.tag == "subsetdef" else "name")
        self.axioms.plain(subject, label, literal(text))
        if scope:
            self.axioms.plain(subject, self._tag("scope"), self._tag(scope[0]))

    def _relation(self, frame: Frame) -> None:
        annotating = frame.id in self.annotating
        subject = (
            self._annotation_property(frame.id) if annotating else self._object_property(frame.id)
        )
        kind = ANNOTATION_PROPERTY if annotating else OBJECT_PROPERTY
        self.axioms.declared.add((kind, subject))
        self._namespace(subject, frame)
        if self.shorthands.get(frame.id):
            self.axioms.plain(subject, self._tag("shorthand"), literal(frame.id))
        for clause in frame.clauses:
            if annotating:
                self._annotating_clause(subject, clause)
            elif clause.tag not in _UNSAID_OF_RELATIONS:
                self._relation_clause(subject, clause)

    def _annotating_clause(self, subject: str, clause: Clause) -> None:
        if clause.tag == "is_a":
            parent = self._annotation_property(clause.values[0])
            self.axioms.relate(subject, SUBPROPERTY, parent, self._notes(clause))
        else:
            self._generic(subject, clause)

    def _relation_clause(self, subject: str, clause: Clause) -> None:
        tag, notes = clause.tag, self._notes(clause)
        if tag in _CHARACTERISTICS and clause.values[0] == "true":
            self.axioms.relate(subject, TYPE, owl(_CHARACTERISTICS[tag]), notes)
        elif tag == "is_a":
            parent = self._object_property(clause.values[0])
            self.axioms.relate(subject, SUBPROPERTY, parent, notes)
        elif tag == "inverse_of":
            self.axioms.invert(subject, self._object_property(clause.values[0]), notes)
        elif tag in _PAIRING:
            pair = sorted_pair((subject, self._object_property(clause.values[0])))
            self.axioms.relate(str(pair[0]), _PAIRING[tag], str(pair[1]), notes)
        elif tag in ("domain", "range"):
            predicate = iri(expand(f"rdfs:{tag}"))
            self.axioms.relate(subject, predicate, self._class(clause.values[0]), notes)
        elif tag in ("holds_over_chain", "equivalent_to_chain", "transitive_over"):
            self._chain(subject, clause, notes)
        elif tag == "alt_id":
            self._merged(self._object_property(clause.values[0]), subject)
        elif tag == "relationship":
            if clause.values[0] in self.annotating:
                predicate = self._annotation_property(clause.values[0])
                self.axioms.relate(subject, predicate, self._iri(clause.values[1]), notes)
        else:
            self._generic(subject, clause)

    def _chain(self, subject: str, clause: Clause, notes: list[Note]) -> None:
        parts = tuple(self._object_property(value) for value in clause.values)
        if clause.tag == "transitive_over":
            parts = (subject, *parts)
        elif clause.tag == "equivalent_to_chain":
            self.axioms.entities[ANNOTATION_PROPERTY].add(_REVERSIBLE)
            notes = [*notes, (_REVERSIBLE, literal("true"))]
        self.axioms.enlist(subject, owl("propertyChainAxiom"), parts, notes)


_BY_KIND = {"Term": Mapped._term, "Typedef": Mapped._relation, "Instance": Mapped._instance}
