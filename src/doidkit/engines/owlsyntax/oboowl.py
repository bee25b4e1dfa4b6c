r"""The OBO 1.4 to OWL mapping, triple for triple as ROBOT's ``convert`` writes it.

What differs from ROBOT, on purpose, is listed in docs/formats.md: instances are kept (ROBOT
stops reading at the first), identifier spaces hold in the whole file, ``\\t`` is a tab.
"""

from collections.abc import Iterator, Sequence

from doidkit.engines.owlsyntax.axioms import (
    ANNOTATION_PROPERTY,
    BUILT_IN,
    COMMENT,
    DEPRECATED,
    INDIVIDUAL,
    LABEL,
    OBJECT_PROPERTY,
    SUBCLASS,
    SUBPROPERTY,
    Axioms,
    Note,
    truth,
)
from doidkit.engines.owlsyntax.expressions import CLASS, TYPE, Node, order, owl
from doidkit.engines.owlsyntax.lexical import iri, literal
from doidkit.engines.owlsyntax.obonames import OBO, VOCABULARY, Names, shorthand
from doidkit.engines.owlsyntax.oboreader import Clause, Document, Frame
from doidkit.prefixes import expand

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
_CHARACTERISTICS = {
    "is_transitive": "TransitiveProperty",
    "is_reflexive": "ReflexiveProperty",
    "is_symmetric": "SymmetricProperty",
    "is_asymmetric": "AsymmetricProperty",
    "is_functional": "FunctionalProperty",
    "is_inverse_functional": "InverseFunctionalProperty",
}
_UNSAID_OF_RELATIONS = ("intersection_of", "union_of")
_CHUNK = 2000
_REVERSIBLE = iri(OBO + "IAO_isReversiblePropertyChain")
_REPLACED_BY = iri(OBO + "IAO_0100001")
_REASON = iri(OBO + "IAO_0000231")
_MERGED = iri(OBO + "IAO_0000227")


def ntriples(document: Document) -> Iterator[bytes]:
    """Yield a document's OWL as N-Triples, a few frames at a time; a triple may occur twice.

    Raises SyntaxFault with line and column.
    """
    return _Mapping(document).chunks()


class _Mapping:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.axioms = Axioms()
        header = document.header
        values = {clause.tag: clause.values for clause in reversed(header)}
        self.ontology = values.get("ontology", ("",))[0]
        self.version = values.get("data-version", ("",))[0]
        self.namespace = values.get("default-namespace", ("",))[0]
        relations = list(document.frames("Typedef"))
        short = {frame.id: _shorthand(frame) for frame in relations if ":" not in frame.id}
        spaces = {c.values[0]: c.values[1] for c in header if c.tag == "idspace"}
        self.names = Names(
            self.ontology or "TEMP", spaces, {key: xref for key, xref in short.items() if xref}
        )
        self.annotating = {f.id for f in relations if _is(f, "is_metadata_tag")}
        self.class_level = {f.id for f in relations if _is(f, "is_class_level")}
        self.shorthands = short
        self._iris: dict[str, str] = {}
        self._tags: dict[str, str] = {}

    def chunks(self) -> Iterator[bytes]:
        lines = self.axioms.lines
        self._header()
        for frame in self.document.frames():
            _BY_KIND[frame.kind](self, frame)
            if len(lines) > _CHUNK:
                yield "".join(lines).encode()
                lines.clear()
        self.axioms.declare()
        yield "".join(lines).encode()

    # names

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

    # the header

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
        elif tag not in ("ontology", "data-version", "idspace", "owl-axioms"):
            text = literal(clause.values[0])
            self.axioms.describe(ontology, self._tag(tag), text, self._notes(clause))

    def _definition(self, clause: Clause) -> None:
        name, text, *scope = clause.values
        subject = self._annotation_property(name)
        self.axioms.relate(subject, SUBPROPERTY, self._tag(clause.tag), self._notes(clause))
        label = self._tag("comment" if clause.tag == "subsetdef" else "name")
        self.axioms.plain(subject, label, literal(text))
        if scope:
            self.axioms.plain(subject, self._tag("scope"), self._tag(scope[0]))

    def _property_value(self, clause: Clause) -> tuple[str, str]:
        name, value, *datatype = clause.values
        predicate = self._annotation_property(name)
        if not datatype:
            return predicate, self._iri(value)
        kind = self._iri(datatype[0])
        return predicate, literal(value, "" if kind == _STRING else kind)

    # terms

    def _term(self, frame: Frame) -> None:
        subject = self._class(frame.id)
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
            first, second = _sorted(pair)
            self.axioms.restrict(first, predicate, second, self._notes(clause))
        else:
            if tag == "alt_id":
                self._merged(self._class(clause.values[0]), subject)
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

    # relations

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
            pair = _sorted((subject, self._object_property(clause.values[0])))
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

    # instances

    def _instance(self, frame: Frame) -> None:
        subject = self._iri(frame.id)
        self.axioms.entities[INDIVIDUAL].add(subject)
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

    # what every frame has

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


_PAIRING = {
    "disjoint_from": owl("propertyDisjointWith"),
    "equivalent_to": owl("equivalentProperty"),
}

_BY_KIND = {"Term": _Mapping._term, "Typedef": _Mapping._relation, "Instance": _Mapping._instance}


def _sorted(pair: tuple[Node, Node]) -> tuple[Node, Node]:
    first, second = sorted(pair, key=order)
    return first, second


def _is(frame: Frame, tag: str) -> bool:
    return any(clause.tag == tag and clause.values[0] == "true" for clause in frame.clauses)


def _shorthand(frame: Frame) -> str:
    xrefs = (clause.xrefs[0].id for clause in frame.clauses if clause.tag == "xref")
    return shorthand(frame.id, xrefs)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None
