"""One axiom as OBO clauses."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from doidkit.prefixes import expand
from doidkit.syntax.obo.names import OBO, OIO, VOCABULARY
from doidkit.syntax.obo.text import Identifiers, bare, identifier, quoted, xref
from doidkit.syntax.ofn.writer import notes, operands, value
from doidkit.syntax.owl.expressions import Call, Node, owl
from doidkit.syntax.owl.lexical import iri

Line = tuple[str, str]

_XREF, _TYPE = iri(OIO + "hasDbXref"), iri(OIO + "hasSynonymType")
_LABEL = iri(expand("rdfs:label"))
_BOOLEAN = iri(expand("xsd:boolean"))
_REVERSIBLE = iri(OBO + "IAO_isReversiblePropertyChain")
_TAG_OF = {iri(name): tag for tag, (name, _) in VOCABULARY.items()}
_SCOPES = {iri(VOCABULARY[s][0]): s for s in ("EXACT", "BROAD", "NARROW", "RELATED")}
_TEXTS = frozenset(("name", "comment"))
_IDENTIFIERS = frozenset(("namespace", "alt_id", "id"))
# Other readers look for these under their own tags; a datatype that is lost so is told.
_WHATEVER_TYPE = {
    "created_by": bare,
    **dict.fromkeys(("creation_date", "replaced_by", "consider"), identifier),
}
_ANY = re.compile(r".*\S.*", re.DOTALL)
# For a date of another form other readers refuse the whole of the text.
_DATE = r"\d{4}-?\d\d?-?\d\d?(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
_FORM = {"creation_date": re.compile(_DATE, re.ASCII)}
_REFERENCES = frozenset(("subset", "replaced_by", "consider"))
_EXPANSIONS = frozenset(("expand_assertion_to", "expand_expression_to"))
_OIO_BOOLEANS = {
    iri(OIO + tag): tag
    for tag in (
        "is_anonymous builtin is_cyclic is_reflexive is_symmetric is_asymmetric is_transitive "
        "is_functional is_inverse_functional is_metadata_tag is_class_level"
    ).split()
}
_BOOLEANS = {
    **_OIO_BOOLEANS,
    owl("deprecated"): "is_obsolete",
    iri(VOCABULARY["is_anti_symmetric"][0]): "is_anti_symmetric",
}
_PAIRS = {
    "SubObjectPropertyOf": "is_a",
    "SubAnnotationPropertyOf": "is_a",
    "InverseObjectProperties": "inverse_of",
    "EquivalentObjectProperties": "equivalent_to",
    "DisjointObjectProperties": "disjoint_from",
    "DisjointClasses": "disjoint_from",
    "ObjectPropertyDomain": "domain",
    "ObjectPropertyRange": "range",
}
_CHARACTERISTICS = {
    "TransitiveObjectProperty": "is_transitive",
    "ReflexiveObjectProperty": "is_reflexive",
    "SymmetricObjectProperty": "is_symmetric",
    "AsymmetricObjectProperty": "is_asymmetric",
    "FunctionalObjectProperty": "is_functional",
    "InverseFunctionalObjectProperty": "is_inverse_functional",
}
_COUNTS = {
    "ObjectMinCardinality": "minCardinality",
    "ObjectMaxCardinality": "maxCardinality",
    "ObjectExactCardinality": "cardinality",
}


def fits(note: Call) -> bool:
    """Return True for an annotation that a qualifier holds: a plain text."""
    return len(note) == 3 and str(note[-1])[-1:] == '"'


class Clauses:
    """Clauses of axioms, with the labels of what they refer to as comments."""

    def __init__(self, ids: Identifiers, labels: Mapping[str, str]) -> None:
        self._ids = ids
        self._labels = labels

    def of(self, axiom: Call, kind: str) -> list[Line]:
        """Return an axiom's clauses in the frame of its subject, none if OBO has none."""
        name, parts = str(axiom[0]), operands(axiom)
        if name == "AnnotationAssertion":
            return self._annotation(str(parts[0]), str(parts[2]), notes(axiom))
        trailing = self.qualifiers(notes(axiom))
        if name in _CHARACTERISTICS:
            return [(_CHARACTERISTICS[name], "true" + trailing)]
        if name == "SubClassOf":
            return self._superclass(parts, notes(axiom))
        if name == "EquivalentClasses":
            return self._equivalent(parts[1], trailing)
        if name == "SubObjectPropertyOf" and isinstance(parts[0], tuple):
            return self._chain(str(parts[1]), parts[0][1:], notes(axiom))
        if name in _PAIRS and len(parts) == 2 and all(isinstance(part, str) for part in parts):
            return [(_PAIRS[name], self._reference(str(parts[1]), trailing))]
        if name == "ClassAssertion" and kind == "NamedIndividual" and isinstance(parts[0], str):
            return [("instance_of", self._reference(parts[0], trailing))]
        if name == "ObjectPropertyAssertion" and kind != "NamedIndividual":
            return [self.property_value(str(parts[0]), str(parts[2]), trailing)]
        if name == "ObjectPropertyAssertion":
            relation = identifier(self._ids.of(str(parts[0])))
            return [("relationship", f"{relation} {self._reference(str(parts[2]), trailing)}")]
        return []

    def property_value(self, predicate: str, term: str, trailing: str) -> Line:
        """Return a property_value clause."""
        name = identifier(self._ids.of(predicate))
        if term[:1] != '"':
            return "property_value", f"{name} {identifier(self._ids.of(term))}{trailing}"
        suffix = term[term.rindex('"') + 1 :]
        datatype = self._ids.of(suffix[2:]) if suffix[:2] == "^^" else "xsd:string"
        return "property_value", f"{name} {quoted(value(term))} {identifier(datatype)}{trailing}"

    def qualifiers(self, found: Iterable[Call], extra: Iterable[Line] = ()) -> str:
        """Return annotations as a block of qualifiers, "" for none."""
        pairs = [(self._qualifier(str(note[-2])), str(note[-1])) for note in found]
        said = [f"{name}={quoted(value(text))}" for name, text in pairs if text[-1:] == '"']
        said += [f"{name}={quoted(text)}" for name, text in extra]
        return " {" + ", ".join(sorted(said)) + "}" if said else ""

    def scope(self, term: str) -> str:
        """Return the scope that a synonym's predicate is, "" for none of OBO's."""
        return _SCOPES.get(term, "")

    def _qualifier(self, predicate: str) -> str:
        tag = _TAG_OF.get(predicate)
        if tag:
            return tag
        name = predicate[1:-1]
        local = name[len(OIO) :] if name.startswith(OIO) else ""
        return local or identifier(self._ids.of(predicate)).replace("=", "\\=")

    def _reference(self, term: str, trailing: str = "") -> str:
        label = self._labels.get(term)
        comment = f" ! {' '.join(label.split())}" if label else ""
        return identifier(self._ids.of(term)) + trailing + comment

    def _annotation(self, predicate: str, term: str, found: Call) -> list[Line]:
        if term[:2] == "_:":
            return []
        tag = _TAG_OF.get(predicate, "")
        literal = term[:1] == '"'
        if predicate in _BOOLEANS and term.endswith(_BOOLEAN):
            return [(_BOOLEANS[predicate], value(term) + self.qualifiers(found))]
        if predicate in _SCOPES and literal:
            return [("synonym", self._synonym(predicate, term, found))]
        if (tag == "def" or tag in _EXPANSIONS) and literal:
            listed, rest = self._xrefs(found)
            return [(tag, f"{quoted(value(term))} [{listed}]{self.qualifiers(rest)}")]
        if predicate == _XREF and literal:
            return [("xref", self._xref(term, found))]
        if tag in _TEXTS and literal and value(term).strip():
            return [(tag, bare(value(term)) + self.qualifiers(found))]
        if tag in _WHATEVER_TYPE and literal and _FORM.get(tag, _ANY).fullmatch(value(term)):
            return [(tag, _WHATEVER_TYPE[tag](value(term)) + self.qualifiers(found))]
        if tag in _IDENTIFIERS and term[-1:] == '"' and len(term) > 2:
            return [(tag, identifier(value(term)) + self.qualifiers(found))]
        if tag in _REFERENCES and not literal:
            text = identifier(self._ids.of(term)) + self.qualifiers(found)
            return [(tag, text)]
        if predicate == iri(OIO + "disjoint_over") and literal:
            return [("disjoint_over", identifier(value(term)) + self.qualifiers(found))]
        return [self.property_value(predicate, term, self.qualifiers(found))]

    def _synonym(self, predicate: str, term: str, found: Call) -> str:
        kinds = [str(note[-1]) for note in found if note[-2] == _TYPE]
        kind = f" {identifier(self._ids.of(kinds[0]))}" if kinds else ""
        rest = tuple(note for note in found if note[-2] != _TYPE)
        listed, others = self._xrefs(rest)
        scope = _SCOPES[predicate]
        return f"{quoted(value(term))} {scope}{kind} [{listed}]{self.qualifiers(others)}"

    def _xrefs(self, found: Call) -> tuple[str, Call]:
        own = [n for n in found if n[-2] == _XREF and str(n[-1])[-1:] == '"' and len(n) == 3]
        listed = sorted(value(str(note[-1])) for note in own)
        others = tuple(note for note in found if note not in own)
        return ", ".join(xref(text, listed=True) for text in listed), others

    def _xref(self, term: str, found: Call) -> str:
        texts = [str(n[-1]) for n in found if n[-2] == _LABEL and str(n[-1])[:1] == '"']
        described = f" {quoted(value(texts[0]))}" if texts else ""
        others = [note for note in found if note[-2] != _LABEL]
        return xref(value(term)) + described + self.qualifiers(others)

    def _superclass(self, parts: Call, found: Call) -> list[Line]:
        subject, upper = parts
        extra: list[Line] = []
        if isinstance(subject, tuple):
            general = self._general(subject)
            if general is None:
                return []
            extra = general
        if isinstance(upper, str):
            return [("is_a", self._reference(upper, self.qualifiers(found, extra)))]
        said = self._restriction(upper)
        if said is None:
            return []
        relation, filler, shape = said
        text = self._reference(filler, self.qualifiers(found, [*extra, *shape]))
        return [("relationship", f"{identifier(self._ids.of(relation))} {text}")]

    def _general(self, subject: Any) -> list[Line] | None:
        if subject[0] != "ObjectIntersectionOf" or len(subject) != 3:
            return None
        said = self._restriction(subject[2])
        if said is None or said[2] or not isinstance(subject[1], str):
            return None
        return [("gci_relation", self._ids.of(said[0])), ("gci_filler", self._ids.of(said[1]))]

    def _equivalent(self, other: Node, trailing: str) -> list[Line]:
        if isinstance(other, str):
            return [("equivalent_to", self._reference(other, trailing))]
        tag = {"ObjectIntersectionOf": "intersection_of", "ObjectUnionOf": "union_of"}.get(
            str(other[0])
        )
        if tag is None:
            return []
        lines: list[Line] = []
        for place, part in enumerate(other[1:]):
            own = trailing if place == 0 else ""
            if isinstance(part, str):
                lines.append((tag, self._reference(part, own)))
                continue
            said = self._restriction(part)
            if said is None:
                return []
            relation, filler, shape = said
            block = self._merge(own, shape)
            text = f"{identifier(self._ids.of(relation))} {self._reference(filler, block)}"
            lines.append((tag, text))
        return lines

    def _merge(self, trailing: str, shape: list[Line]) -> str:
        block = self.qualifiers((), shape)
        return f"{trailing[:-1]}, {block[2:]}" if trailing and block else trailing or block

    def _chain(self, relation: str, parts: tuple[Any, ...], found: Call) -> list[Line]:
        if len(parts) != 2 or not all(isinstance(part, str) for part in parts):
            return []
        rest = [note for note in found if note[-2] != _REVERSIBLE]
        trailing = self.qualifiers(rest)
        first, second = (identifier(self._ids.of(part)) for part in parts)
        if len(rest) < len(found):
            return [("equivalent_to_chain", f"{first} {second}{trailing}")]
        if parts[0] == relation:
            return [("transitive_over", second + trailing)]
        return [("holds_over_chain", f"{first} {second}{trailing}")]

    def _restriction(self, node: Any) -> tuple[str, str, list[Line]] | None:
        """Return the relation, filler and qualifiers of a restriction that OBO can say."""
        name, *parts = node
        if name in _COUNTS and len(parts) == 3:
            count, relation, filler = parts
            return self._simple(relation, filler, [(_COUNTS[name], count)])
        if name in ("ObjectSomeValuesFrom", "ObjectHasValue"):
            return self._simple(parts[0], parts[1], [])
        if name == "ObjectAllValuesFrom":
            relation, filler = parts
            if isinstance(filler, tuple) and filler[0] == "ObjectComplementOf":
                return self._simple(relation, filler[1], [("cardinality", "0")])
            return self._simple(relation, filler, [("all_only", "true")])
        if name == "ObjectIntersectionOf" and len(parts) == 2:
            both = [self._restriction(part) if isinstance(part, tuple) else None for part in parts]
            first, second = both
            if first and second and first[:2] == second[:2]:
                shape = first[2] + second[2]
                if shape == [("all_only", "true")]:
                    shape = [("all_some", "true"), *shape]
                return first[0], first[1], shape
        return None

    def _simple(
        self, relation: Any, filler: Any, shape: list[Line]
    ) -> tuple[str, str, list[Line]] | None:
        if isinstance(relation, str) and isinstance(filler, str) and filler[:1] == "<":
            return relation, filler, shape
        return None
