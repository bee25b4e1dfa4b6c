"""What every frame of an OBO document has: names, qualifiers and annotations."""

from doidkit.prefixes import expand
from doidkit.syntax.obo.names import VOCABULARY, Names, shorthand
from doidkit.syntax.obo.reader import Clause, Document, Frame
from doidkit.syntax.owl.axioms import (
    ANNOTATION_PROPERTY,
    BUILT_IN,
    INDIVIDUAL,
    LABEL,
    OBJECT_PROPERTY,
    Axioms,
    Note,
    truth,
)
from doidkit.syntax.owl.expressions import CLASS
from doidkit.syntax.owl.lexical import iri, literal

_STRING = iri(expand("xsd:string"))
# These qualifiers shape the axiom; they do not annotate it.
_LOGICAL = frozenset(
    "gci_relation gci_filler cardinality minCardinality maxCardinality all_some all_only".split()
)
_SCOPES = ("EXACT", "BROAD", "NARROW", "RELATED")
_BOOLEANS = frozenset(
    "is_anonymous is_obsolete builtin is_anti_symmetric is_cyclic is_reflexive is_symmetric "
    "is_asymmetric is_transitive is_functional is_inverse_functional is_metadata_tag "
    "is_class_level".split()
)


class Entities:
    """A document's names, and the axioms made of it so far."""

    def __init__(self, document: Document) -> None:
        self.axioms = Axioms()
        header = document.header
        values = {clause.tag: clause.values for clause in reversed(header)}
        self.ontology = values.get("ontology", ("",))[0]
        self.version = values.get("data-version", ("",))[0]
        self.namespace = values.get("default-namespace", ("",))[0]
        relations = list(document.frames("Typedef"))
        short = {frame.id: _shorthand(frame) for frame in relations}
        spaces = {c.values[0]: c.values[1] for c in header if c.tag == "idspace"}
        self.names = Names(
            self.ontology or "TEMP", spaces, {key: xref for key, xref in short.items() if xref}
        )
        self.annotating = {f.id for f in relations if _is(f, "is_metadata_tag")}
        self.class_level = {f.id for f in relations if _is(f, "is_class_level")}
        self.shorthands = {name: xref for name, xref in short.items() if ":" not in name}
        self._iris: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self.relating = {self._iri(f.id) for f in relations if f.id not in self.annotating}

    def _iri(self, identifier: str) -> str:
        found = self._iris.get(identifier)
        if found is None:
            found = self._iris[identifier] = iri(self.names.iri(identifier))
        return found

    def _class(self, identifier: str) -> str:
        name = self._iri(identifier)
        self.axioms.entities[CLASS].add(name)
        return name

    def _object_property(self, identifier: str) -> str:
        name = self._iri(identifier)
        self.axioms.entities[OBJECT_PROPERTY].add(name)
        return name

    def _annotation_property(self, identifier: str) -> str:
        name = self._iri(identifier)
        if name not in BUILT_IN:
            self.axioms.entities[ANNOTATION_PROPERTY].add(name)
        return name

    def _tag(self, tag: str) -> str:
        """Return a tag's annotation property, declared and labelled where it first occurs."""
        found = self._tags.get(tag)
        if found is None:
            # A relation of the document may serve as a qualifier, under its short name.
            known = tag in self.shorthands and tag not in VOCABULARY
            found = self._tags[tag] = self._iri(tag) if known else iri(self.names.tag(tag))
            self.axioms.entities[ANNOTATION_PROPERTY].add(found)
            self.axioms.declared.add((ANNOTATION_PROPERTY, found))
            label = VOCABULARY.get(tag, ("", ""))[1]
            if label:
                self.axioms.plain(found, LABEL, literal(label))
        return found

    def _notes(self, clause: Clause) -> list[Note]:
        notes = [
            (self._tag("xref"), literal(xref.id))
            for xref in clause.xrefs
            if xref.id and clause.tag != "xref"
        ]
        for name, value in clause.qualifiers:
            if name not in _LOGICAL:
                notes.append((self._tag(name), literal(value)))
        return notes

    def _property_value(self, clause: Clause) -> tuple[str, str]:
        name, value, *datatype = clause.values
        predicate = self._annotation_property(name)
        if not datatype:
            return predicate, self._iri(value)
        kind = self._iri(datatype[0]) if datatype[0] else _STRING
        return predicate, literal(value, "" if kind == _STRING else kind)

    def _namespace(self, subject: str, frame: Frame) -> None:
        if self.namespace and not any(clause.tag == "namespace" for clause in frame.clauses):
            self.axioms.plain(subject, self._tag("namespace"), literal(self.namespace))

    def _generic(self, subject: str, clause: Clause) -> None:
        tag = clause.tag
        if tag == "xref":
            xref = clause.xrefs[0]
            notes = self._notes(clause) if clause.qualifiers else []
            if xref.text:
                notes.append((LABEL, literal(xref.text)))
            self.axioms.relate(subject, self._tag(tag), literal(xref.id), notes)
        elif tag == "synonym":
            self._synonym(subject, clause)
        elif tag == "property_value":
            predicate, value = self._property_value(clause)
            self.axioms.relate(subject, predicate, value, self._notes(clause))
            if predicate in self.relating and value[:1] == "<":
                # A relation holds between individuals, so ROBOT takes both for such.
                self.axioms.entities[INDIVIDUAL].update((subject, value))
        elif tag in ("subset", "replaced_by", "consider"):
            value = self._iri(clause.values[0])
            self.axioms.relate(subject, self._tag(tag), value, self._notes(clause))
        elif tag in _BOOLEANS:
            value = truth(clause.values[0])
            self.axioms.relate(subject, self._tag(tag), value, self._notes(clause))
        else:
            text = literal(clause.values[0])
            self.axioms.relate(subject, self._tag(tag), text, self._notes(clause))

    def _synonym(self, subject: str, clause: Clause) -> None:
        text, scope, *kind = (
            (*clause.values, "RELATED") if len(clause.values) == 1 else clause.values
        )
        notes = self._notes(clause)
        if kind:
            notes.append((self._tag("has_synonym_type"), self._iri(kind[0])))
        predicate = self._tag(scope) if scope in _SCOPES else self._annotation_property(scope)
        self.axioms.relate(subject, predicate, literal(text), notes)


def _is(frame: Frame, tag: str) -> bool:
    return any(clause.tag == tag and clause.values[0] == "true" for clause in frame.clauses)


def _shorthand(frame: Frame) -> str:
    xrefs = (clause.xrefs[0].id for clause in frame.clauses if clause.tag == "xref")
    return shorthand(frame.id, xrefs)
