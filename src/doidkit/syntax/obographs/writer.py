"""Axioms as OBO Graphs JSON, laid out as ROBOT's obographs lays it out."""

import json
from collections.abc import Iterable
from typing import Any

from doidkit.prefixes import expand
from doidkit.syntax.json.writer import indented
from doidkit.syntax.obo.names import OBO, OIO
from doidkit.syntax.ofn.writer import notes, operands, value
from doidkit.syntax.owl.expressions import Call, owl
from doidkit.syntax.owl.lexical import iri
from doidkit.syntax.owl.ontology import Ontology

Json = dict[str, Any]

_LABEL, _COMMENT = iri(expand("rdfs:label")), iri(expand("rdfs:comment"))
_DEFINITION, _XREF = iri(OBO + "IAO_0000115"), iri(OIO + "hasDbXref")
_SUBSET, _ID, _TYPE = (iri(OIO + name) for name in ("inSubset", "id", "hasSynonymType"))
_SYNONYMS = {
    iri(OIO + name): name
    for name in ("hasExactSynonym hasBroadSynonym hasNarrowSynonym hasRelatedSynonym".split())
}
_TYPES = {
    "Class": ("CLASS", ""),
    "NamedIndividual": ("INDIVIDUAL", ""),
    "ObjectProperty": ("PROPERTY", "OBJECT"),
    "DataProperty": ("PROPERTY", "DATA"),
    "AnnotationProperty": ("PROPERTY", "ANNOTATION"),
}
_META = "definition comments subsets synonyms xrefs basicPropertyValues version deprecated".split()


def write(ontology: Ontology) -> bytes:
    """Return an ontology as OBO Graphs JSON; equal ontologies give equal bytes."""
    graph = _Graph(ontology).json()
    return (indented({"graphs": [graph]}) + "\n").encode()


class _Graph:
    def __init__(self, ontology: Ontology) -> None:
        self.header = ontology.header
        self.nodes: dict[str, Json] = {}
        self.edges: list[Json] = []
        self.equivalent: list[Json] = []
        self.definitions: list[Json] = []
        self.ranges: dict[str, Json] = {}
        self.chains: list[Json] = []
        for axiom in sorted(ontology.axioms, key=str):
            self._add(axiom)

    def json(self) -> Json:
        own = next((node[1:] for node in self.header if node[0] == "Ontology"), ())
        meta = self._meta(node for node in self.header if node[0] == "Annotation")
        if len(own) > 1:
            meta["version"] = _text(own[1])
        graph: Json = {"id": _text(own[0]) if own else "", "meta": meta}
        graph["nodes"] = [self._node(name) for name in sorted(self.nodes)]
        graph["edges"] = sorted(self.edges, key=_sort)
        graph["equivalentNodesSets"] = sorted(self.equivalent, key=_sort)
        graph["logicalDefinitionAxioms"] = sorted(self.definitions, key=_sort)
        graph["domainRangeAxioms"] = [self.ranges[name] for name in sorted(self.ranges)]
        graph["propertyChainAxioms"] = sorted(self.chains, key=_sort)
        return {key: part for key, part in graph.items() if part}

    def _node(self, name: str) -> Json:
        node = self.nodes[name]
        meta = {key: node["meta"][key] for key in _META if key in node["meta"]}
        shown: Json = {"id": name}
        for key in ("lbl", "type", "propertyType"):
            if node.get(key):
                shown[key] = node[key]
        return {**shown, "meta": meta} if meta else shown

    def _about(self, term: Any) -> Json:
        return self.nodes.setdefault(_text(term), {"meta": {}})

    def _add(self, axiom: Call) -> None:
        name, parts = str(axiom[0]), operands(axiom)
        if name == "Declaration":
            kind, entity = parts[0]
            if kind in _TYPES:
                node = self._about(entity)
                node["type"], node["propertyType"] = _TYPES[kind]
        elif name == "AnnotationAssertion":
            if parts[1][:1] == "<":
                self._annotation(str(parts[0]), parts[1], str(parts[2]), notes(axiom))
        else:
            self._logical(name, parts, self._meta(notes(axiom)))

    def _logical(self, name: str, parts: tuple[Any, ...], meta: Json) -> None:
        plain = all(isinstance(part, str) for part in parts)
        if name == "SubClassOf" and isinstance(parts[0], str):
            self._about(parts[0])["type"] = "CLASS"
            self._superclass(parts[0], parts[1], meta)
        elif name == "ClassAssertion" and plain:
            self._edge(parts[1], "type", parts[0], meta)
            self._about(parts[1])
            self._about(parts[0])
        elif name == "ObjectPropertyAssertion" and plain:
            self._edge(parts[1], _text(parts[0]), parts[2], meta)
            self._about(parts[1])
        elif name == "EquivalentClasses":
            self._equivalence(parts, meta)
        elif name == "SubObjectPropertyOf" and not plain and isinstance(parts[1], str):
            chain = parts[0][1:] if parts[0][0] == "ObjectPropertyChain" else ()
            if chain and all(isinstance(part, str) for part in chain):
                ids = [_text(part) for part in chain]
                self.chains.append({"predicateId": _text(parts[1]), "chainPredicateIds": ids})
        elif name in ("SubObjectPropertyOf", "InverseObjectProperties") and plain:
            predicate = "subPropertyOf" if name == "SubObjectPropertyOf" else "inverseOf"
            self._edge(parts[0], predicate, parts[1], meta)
        elif name in ("ObjectPropertyDomain", "ObjectPropertyRange") and plain:
            key = "domainClassIds" if name == "ObjectPropertyDomain" else "rangeClassIds"
            self._range(parts[0]).setdefault(key, []).append(_text(parts[1]))

    def _superclass(self, subject: str, upper: Any, meta: Json) -> None:
        if isinstance(upper, str):
            self._edge(subject, "is_a", upper, meta)
            return
        name, *rest = upper
        if len(rest) != 2 or not all(isinstance(part, str) for part in rest):
            return
        if name == "ObjectSomeValuesFrom":
            self._edge(subject, _text(rest[0]), rest[1], meta)
        elif name == "ObjectAllValuesFrom":
            edges = self._range(rest[0]).setdefault("allValuesFromEdges", [])
            edges.append(_edge(subject, _text(rest[0]), rest[1], meta))

    def _equivalence(self, parts: tuple[Any, ...], meta: Json) -> None:
        if all(isinstance(part, str) for part in parts):
            ids = sorted(_text(part) for part in parts)
            found: Json = {"representativeNodeId": ids[0], "nodeIds": ids}
            self.equivalent.append({**found, "meta": meta} if meta else found)
            return
        subject, other = parts
        if not isinstance(subject, str) or other[0] != "ObjectIntersectionOf":
            return
        genera = [_text(part) for part in other[1:] if isinstance(part, str)]
        rest = [part for part in other[1:] if not isinstance(part, str)]
        restrictions = []
        for part in rest:
            # ROBOT leaves a part out that does not fit, and so defines another class.
            if part[0] != "ObjectSomeValuesFrom" or not isinstance(part[1], str):
                return
            if not isinstance(part[2], str):
                return
            restrictions.append({"propertyId": _text(part[1]), "fillerId": _text(part[2])})
        found = {"definedClassId": _text(subject), "genusIds": genera}
        found |= {"restrictions": restrictions} if restrictions else {}
        self.definitions.append({**found, "meta": meta} if meta else found)

    def _edge(self, subject: str, predicate: str, target: str, meta: Json) -> None:
        self.edges.append(_edge(subject, predicate, target, meta))

    def _range(self, relation: str) -> Json:
        name = _text(relation)
        return self.ranges.setdefault(name, {"predicateId": name})

    def _annotation(self, predicate: str, subject: str, term: str, found: Call) -> None:
        if predicate == _ID:  # which a node's id says; alone it makes none
            return
        node = self._about(subject)
        meta, literal = node["meta"], term[:1] == '"'
        text = _text(term)
        if predicate == _LABEL and literal:
            node["lbl"] = text
        elif predicate == _DEFINITION and literal:
            meta["definition"] = {"val": text, **_xrefs(found)}
        elif predicate == _XREF and literal:
            meta.setdefault("xrefs", []).append({"val": text})
        elif predicate == owl("deprecated") and text == "true":
            meta["deprecated"] = True
        elif predicate == _COMMENT and literal:
            meta.setdefault("comments", []).append(text)
        elif predicate == _SUBSET:
            meta.setdefault("subsets", []).append(text)
        elif predicate in _SYNONYMS and literal:
            kinds = [_text(note[-1]) for note in found if note[-2] == _TYPE]
            synonym: Json = {"synonymType": kinds[0]} if kinds else {}
            synonym |= {"pred": _SYNONYMS[predicate], "val": text, **_xrefs(found)}
            meta.setdefault("synonyms", []).append(synonym)
        else:
            pair = {"pred": _text(predicate), "val": text}
            meta.setdefault("basicPropertyValues", []).append(pair)

    def _meta(self, found: Iterable[Call]) -> Json:
        meta: Json = {}
        for note in found:
            predicate, text = str(note[-2]), _text(note[-1])
            if predicate == owl("deprecated"):
                meta["deprecated"] = True
            elif predicate == _XREF:
                meta.setdefault("xrefs", []).append({"val": text})
            elif predicate in (_SUBSET, _TYPE):
                meta.setdefault("subsets", []).append(text)
            else:
                pair = {"pred": _text(predicate), "val": text}
                meta.setdefault("basicPropertyValues", []).append(pair)
        return {key: meta[key] for key in _META if key in meta}


def _edge(subject: str, predicate: str, target: str, meta: Json) -> Json:
    edge: Json = {"sub": _text(subject), "pred": predicate, "obj": _text(target)}
    return {**edge, "meta": meta} if meta else edge


def _xrefs(found: Iterable[Call]) -> Json:
    xrefs = sorted(_text(note[-1]) for note in found if note[-2] == _XREF)
    return {"xrefs": xrefs} if xrefs else {}


def _text(term: Any) -> str:
    """Return what a term is in JSON: an IRI, a literal's text or a blank node."""
    if term[:1] == "<":
        return str(term[1:-1])
    return value(term) if term[:1] == '"' else str(term)


_sort = json.JSONEncoder(sort_keys=True).encode


def joined(documents: Iterable[bytes]) -> bytes:
    """Return one document with the graphs of several."""
    graphs = [graph for each in documents for graph in json.loads(each)["graphs"]]
    return f"{indented({'graphs': graphs})}\n".encode()
