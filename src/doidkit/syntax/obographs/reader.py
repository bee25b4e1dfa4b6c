"""OBO Graphs JSON as RDF, by way of OWL axioms.

The format does not say what is an IRI among the values: an http(s) address is taken for one.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doidkit.errors import SyntaxFault
from doidkit.prefixes import expand
from doidkit.syntax.depth import require_shallow
from doidkit.syntax.json.faults import place, traced
from doidkit.syntax.obo.names import OBO, OIO, Names
from doidkit.syntax.owl.axioms import BUILT_IN
from doidkit.syntax.owl.expressions import Call, Node, Statement, owl
from doidkit.syntax.owl.lexical import iri, literal
from doidkit.syntax.owl.to_rdf import ntriples as rdf_of

_LABEL, _COMMENT = iri(expand("rdfs:label")), iri(expand("rdfs:comment"))
_DEFINITION, _XREF = iri(OBO + "IAO_0000115"), iri(OIO + "hasDbXref")
_SUBSET, _TYPE = iri(OIO + "inSubset"), iri(OIO + "hasSynonymType")
_TRUE = literal("true", iri(expand("xsd:boolean")))
_FLAGS = frozenset(
    iri(name)
    for name in (
        OBO + "IAO_0000427",
        *(
            OIO + tag
            for tag in (
                "is_anonymous builtin is_cyclic is_reflexive is_symmetric is_asymmetric "
                "is_transitive is_functional is_inverse_functional is_metadata_tag is_class_level"
            ).split()
        ),
    )
)
_KINDS = {
    ("CLASS", ""): "Class",
    ("INDIVIDUAL", ""): "NamedIndividual",
    ("PROPERTY", ""): "ObjectProperty",
    ("PROPERTY", "OBJECT"): "ObjectProperty",
    ("PROPERTY", "DATA"): "DataProperty",
    ("PROPERTY", "ANNOTATION"): "AnnotationProperty",
}
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")
_Json = dict[str, Any]


def ntriples(text: str, path: Path | str) -> Iterator[bytes]:
    """Yield the triples of all graphs of a document; SyntaxFault with line and column."""
    require_shallow(text.encode(), path)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        raise SyntaxFault(path, reason, line=error.lineno, column=error.colno) from error
    try:
        for graph in filter(None, _graphs(document)):
            yield from rdf_of((Statement(node, 1, 1) for node in graph), path)
    except _MISSHAPEN:
        raise _fault(text, path) from None


_MISSHAPEN = (KeyError, TypeError, AttributeError)


def _graphs(document: Any) -> Iterator[list[Call]]:
    graphs = document.get("graphs", [document]) if isinstance(document, dict) else document
    for graph in _items(graphs):
        yield _Reader(graph).nodes()


def _fault(text: str, path: Path | str) -> SyntaxFault:
    """Return what is wrong with the shape of a document, found by reading it once more."""
    document, last = traced(json.loads(text))
    reason = ""
    try:
        for _ in _graphs(document):
            pass
    except KeyError as error:
        reason = f'this object of an OBO graph has no "{error.args[0]}"'
    except _MISSHAPEN:
        reason = "this is not what OBO Graphs has here"
    line, column = place(text, last)
    return SyntaxFault(path, reason, line=line, column=column)


def _items(value: Any) -> list[Any]:
    """Return a list, empty for null; a text would be read letter by letter."""
    if value is not None and not isinstance(value, list):
        raise TypeError(value)
    return value or []


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return literal(value)


class _Reader:
    def __init__(self, graph: _Json) -> None:
        self.graph = graph
        self.names = Names("", {}, {})
        self.kinds = {
            self._id(node["id"]): _KINDS.get(
                (node.get("type") or "", node.get("propertyType") or ""), ""
            )
            for node in _items(graph.get("nodes"))
        }
        self.annotating: set[str] = set()

    def nodes(self) -> list[Call]:
        found: list[Call] = [*self._header(), *self._entities(), *self._edges(), *self._others()]
        known = {name for name, kind in self.kinds.items() if kind}
        for name in sorted(self.annotating - BUILT_IN - known):
            found.append(("Declaration", ("AnnotationProperty", name)))
        return found

    def _id(self, text: str) -> str:
        return text if text[:2] == "_:" else iri(self.names.iri(text, default=OIO))

    def _header(self) -> Iterator[Call]:
        if self.graph.get("id"):
            own = [self._id(self.graph["id"])]
            meta = self.graph.get("meta") or {}
            if meta.get("version"):
                own.append(self._id(meta["version"]))
            yield ("Ontology", *own)
        yield from self._notes(self.graph.get("meta") or {})

    def _entities(self) -> Iterator[Call]:
        for node in _items(self.graph.get("nodes")):
            name = self._id(node["id"])
            if self.kinds[name]:
                yield ("Declaration", (self.kinds[name], name))
            if node.get("lbl"):
                yield ("AnnotationAssertion", _LABEL, name, _text(node["lbl"]))
            for note in self._node_notes(node.get("meta") or {}):
                _, *nested, predicate, value = note
                yield ("AnnotationAssertion", *nested, predicate, name, value)

    def _node_notes(self, meta: _Json) -> Iterator[Call]:
        definition = meta.get("definition")
        if definition:
            nested = self._xrefs(definition)
            yield self._note(_DEFINITION, _text(definition["val"]), *nested)
        for text in _items(meta.get("comments")):
            yield self._note(_COMMENT, _text(text))
        for synonym in _items(meta.get("synonyms")):
            nested = self._xrefs(synonym)
            if synonym.get("synonymType"):
                nested.append(self._note(_TYPE, self._id(synonym["synonymType"])))
            predicate = self._id(synonym["pred"])
            yield self._note(predicate, _text(synonym["val"]), *nested)
        yield from self._notes(meta)

    def _notes(self, meta: _Json) -> list[Call]:
        """Return the annotations that nodes, edges and graphs have in common."""
        found = [self._note(_XREF, _text(xref["val"])) for xref in _items(meta.get("xrefs"))]
        found += [self._note(_SUBSET, self._id(text)) for text in _items(meta.get("subsets"))]
        if meta.get("deprecated"):
            found.append(("Annotation", owl("deprecated"), _TRUE))
        for pair in _items(meta.get("basicPropertyValues")):
            predicate = self._id(pair["pred"])
            found.append(self._note(predicate, self._value(predicate, pair["val"])))
        return found

    def _note(self, predicate: str, value: str, *nested: Node) -> Call:
        self.annotating.add(predicate)
        return ("Annotation", *nested, predicate, value)

    def _xrefs(self, item: _Json) -> list[Call]:
        return [self._note(_XREF, _text(text)) for text in _items(item.get("xrefs"))]

    def _value(self, predicate: str, text: str) -> str:
        if not isinstance(text, str):
            raise TypeError(text)
        if predicate in _FLAGS and text in ("true", "false"):
            return literal(text, iri(expand("xsd:boolean")))
        return iri(text) if _ADDRESS.match(text) else literal(text)

    def _edges(self) -> Iterator[Call]:
        for edge in _items(self.graph.get("edges")):
            notes = self._notes(edge.get("meta") or {})
            subject, target = self._id(edge["sub"]), self._id(edge["obj"])
            yield self._edge(subject, edge["pred"], target, notes)

    def _edge(self, subject: str, predicate: str, target: str, notes: list[Call]) -> Call:
        kind = self.kinds.get(subject, "")
        relations = {"AnnotationProperty": "SubAnnotationPropertyOf"}
        relations |= {"DataProperty": "SubDataPropertyOf", "ObjectProperty": "SubObjectPropertyOf"}
        if predicate == "subPropertyOf" or (predicate == "is_a" and kind in relations):
            return (relations.get(kind, "SubObjectPropertyOf"), *notes, subject, target)
        if predicate == "is_a":
            return ("SubClassOf", *notes, subject, target)
        if predicate == "inverseOf":
            return ("InverseObjectProperties", *notes, subject, target)
        if predicate == "type":
            return ("ClassAssertion", *notes, target, subject)
        relation = self._id(predicate)
        if kind == "NamedIndividual" or subject[:2] == "_:":
            return ("ObjectPropertyAssertion", *notes, relation, subject, target)
        return ("SubClassOf", *notes, subject, ("ObjectSomeValuesFrom", relation, target))

    def _others(self) -> Iterator[Call]:
        for item in _items(self.graph.get("equivalentNodesSets")):
            ids = [self._id(text) for text in _items(item["nodeIds"])]
            yield ("EquivalentClasses", *self._notes(item.get("meta") or {}), *ids)
        for item in _items(self.graph.get("logicalDefinitionAxioms")):
            parts: list[Node] = [self._id(text) for text in _items(item.get("genusIds"))]
            for part in _items(item.get("restrictions")):
                relation, filler = self._id(part["propertyId"]), self._id(part["fillerId"])
                parts.append(("ObjectSomeValuesFrom", relation, filler))
            defined = self._id(item["definedClassId"])
            notes = self._notes(item.get("meta") or {})
            yield ("EquivalentClasses", *notes, defined, ("ObjectIntersectionOf", *parts))
        for item in _items(self.graph.get("domainRangeAxioms")):
            yield from self._ranges(item)
        for item in _items(self.graph.get("propertyChainAxioms")):
            chain = [self._id(text) for text in _items(item["chainPredicateIds"])]
            upper = self._id(item["predicateId"])
            yield ("SubObjectPropertyOf", ("ObjectPropertyChain", *chain), upper)

    def _ranges(self, item: _Json) -> Iterator[Call]:
        relation = self._id(item["predicateId"])
        for key, name in (("domainClassIds", "Domain"), ("rangeClassIds", "Range")):
            for text in _items(item.get(key)):
                yield (f"ObjectProperty{name}", relation, self._id(text))
        for edge in _items(item.get("allValuesFromEdges")):
            only = ("ObjectAllValuesFrom", self._id(edge["pred"]), self._id(edge["obj"]))
            notes = self._notes(edge.get("meta") or {})
            yield ("SubClassOf", *notes, self._id(edge["sub"]), only)
