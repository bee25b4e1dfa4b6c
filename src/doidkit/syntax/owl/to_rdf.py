"""The OWL 2 mapping to RDF graphs, for axioms as functional syntax nodes."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from doidkit.errors import SyntaxFault
from doidkit.prefixes import expand
from doidkit.syntax.owl.axioms import SUBCLASS, SUBPROPERTY, Axioms, Note
from doidkit.syntax.owl.expressions import (
    CLASS,
    DATATYPE,
    TYPE,
    Call,
    Node,
    NotOwl,
    Statement,
    order,
    owl,
)
from doidkit.syntax.owl.lexical import iri
from doidkit.syntax.owl.operands import ENTITY_OF, used
from doidkit.syntax.owl.swrl import add_rule

ENTITIES = {
    "Class": CLASS,
    "Datatype": DATATYPE,
    "ObjectProperty": owl("ObjectProperty"),
    "DataProperty": owl("DatatypeProperty"),
    "AnnotationProperty": owl("AnnotationProperty"),
    "NamedIndividual": owl("NamedIndividual"),
}
_DOMAIN, _RANGE = iri(expand("rdfs:domain")), iri(expand("rdfs:range"))
# Axioms of two operands: subject, this predicate, object.
PAIRS = {
    "SubClassOf": SUBCLASS,
    "SubDataPropertyOf": SUBPROPERTY,
    "SubAnnotationPropertyOf": SUBPROPERTY,
    "ObjectPropertyDomain": _DOMAIN,
    "DataPropertyDomain": _DOMAIN,
    "AnnotationPropertyDomain": _DOMAIN,
    "ObjectPropertyRange": _RANGE,
    "DataPropertyRange": _RANGE,
    "AnnotationPropertyRange": _RANGE,
    "DatatypeDefinition": owl("equivalentClass"),
}
# Axioms of one operand: its type.
CHARACTERISTICS = {
    **{
        f"{kind}ObjectProperty": owl(f"{kind}Property")
        for kind in (
            "Functional InverseFunctional Reflexive Irreflexive Symmetric Asymmetric Transitive"
        ).split()
    },
    "FunctionalDataProperty": owl("FunctionalProperty"),
}
# Axioms over a set that are a chain of triples.
CHAINS = {
    "EquivalentClasses": owl("equivalentClass"),
    "EquivalentObjectProperties": owl("equivalentProperty"),
    "EquivalentDataProperties": owl("equivalentProperty"),
    "SameIndividual": owl("sameAs"),
}
# Axioms over a set: the predicate for two, the type and the list's predicate for more.
DISJOINT = {
    "DisjointClasses": ("disjointWith", "AllDisjointClasses", "members"),
    "DisjointObjectProperties": ("propertyDisjointWith", "AllDisjointProperties", "members"),
    "DisjointDataProperties": ("propertyDisjointWith", "AllDisjointProperties", "members"),
    "DifferentIndividuals": ("differentFrom", "AllDifferent", "distinctMembers"),
}
# Of these, by letter, the type decides in RDF what an axiom says; classes are told by their place.
_TYPED = {letter: ENTITIES[ENTITY_OF[letter]] for letter in "ODR"}
_CHUNK = 2000
_Handler = Callable[[Axioms, str, list[Any], list[Note]], None]


def ntriples(statements: Iterable[Statement], path: Path | str) -> Iterator[bytes]:
    """Yield an ontology document's triples; SyntaxFault with the place of what is no axiom."""
    axioms = Axioms()
    ontology = ""
    for node, line, column in statements:
        ontology = add(axioms, node, (path, line, column), ontology)
        if len(axioms.lines) > _CHUNK:
            yield "".join(axioms.lines).encode()
            axioms.lines.clear()
    if not ontology:
        axioms.plain("_:ontology", TYPE, owl("Ontology"))
    axioms.declare_used()
    yield "".join(axioms.lines).encode()


def add(axioms: Axioms, node: Call, place: tuple[Path | str, int, int], ontology: str = "") -> str:
    """Add a statement's triples and return the ontology's node, known once it was named.

    Raises SyntaxFault with the statement's file, line and column for what is no axiom.
    """
    try:
        return _add(axioms, ontology, node)
    except (ValueError, IndexError, KeyError, TypeError) as error:
        reason = (
            str(error)
            if isinstance(error, NotOwl)
            else f"{node[0]} is not complete, or has too much"
        )
        path, line, column = place
        raise SyntaxFault(path, reason, line=line, column=column) from error


def _add(axioms: Axioms, ontology: str, node: Call) -> str:
    """Add a statement's triples; return the ontology's node."""
    name, *operands = node
    if name == "Ontology":
        own, *versions = operands or ["_:ontology"]
        axioms.plain(own, TYPE, owl("Ontology"))
        if versions:
            (version,) = versions
            axioms.plain(own, owl("versionIRI"), version)
        return str(own)
    if name in ("Import", "Annotation") and not ontology:
        ontology = "_:ontology"
        axioms.plain(ontology, TYPE, owl("Ontology"))
    if name == "Import":
        (imported,) = operands
        axioms.plain(ontology, owl("imports"), imported)
    elif name == "Annotation":
        predicate, value, *nested = _note(node)
        axioms.describe(ontology, predicate, value, nested)
    else:
        notes, rest = _notes(operands)
        _handler(name)(axioms, name, rest, notes)
        for letter, entity in used(node):
            if letter in _TYPED:
                axioms.used.add((_TYPED[letter], entity))
    return ontology


def _notes(operands: list[Any]) -> tuple[list[Note], list[Any]]:
    count = 0
    while count < len(operands) and _named(operands[count]) == "Annotation":
        count += 1
    return [_note(node) for node in operands[:count]], operands[count:]


def _note(node: Node) -> Note:
    nested, rest = _notes(list(node[1:]))
    predicate, value = rest
    return (predicate, value, *nested)


def _named(node: Node) -> str:
    return node[0] if isinstance(node, tuple) else ""


def _handler(name: str) -> _Handler:
    for names, handler in _HANDLERS:
        if name in names:
            return handler
    raise NotOwl(f"OWL has no axiom {name}")


def _pair(axioms: Axioms, name: str, operands: list[Any], notes: list[Note]) -> None:
    first, second = operands
    axioms.restrict(first, PAIRS[name], second, notes)


def _characteristic(axioms: Axioms, name: str, operands: list[Any], notes: list[Note]) -> None:
    (relation,) = operands
    axioms.restrict(relation, TYPE, CHARACTERISTICS[name], notes)


def _declaration(axioms: Axioms, _: str, operands: list[Any], notes: list[Note]) -> None:
    ((kind, entity),) = operands
    axioms.declared.add((ENTITIES[kind], entity))
    axioms.relate(entity, TYPE, ENTITIES[kind], notes)


def _chain(axioms: Axioms, name: str, operands: list[Any], notes: list[Note]) -> None:
    # With a set of more than two, only neighbours are related: it is the same by inference.
    members = sorted(dict.fromkeys(operands), key=order)
    for first, second in pairwise(members):
        axioms.restrict(first, CHAINS[name], second, notes)


def _disjoint(axioms: Axioms, name: str, operands: list[Any], notes: list[Note]) -> None:
    predicate, kind, members = DISJOINT[name]
    parts = sorted(dict.fromkeys(operands), key=order)
    if len(parts) == 2:
        axioms.restrict(parts[0], owl(predicate), parts[1], notes)
        return
    node = axioms.blank()
    axioms.plain(node, TYPE, owl(kind))
    axioms.plain(node, owl(members), axioms.list_of(parts))
    axioms.note(node, notes)


def _subproperty(axioms: Axioms, _: str, operands: list[Any], notes: list[Note]) -> None:
    lower, upper = operands
    if _named(lower) == "ObjectPropertyChain":
        axioms.enlist(axioms.node(upper), owl("propertyChainAxiom"), lower[1:], notes)
    else:
        axioms.restrict(lower, SUBPROPERTY, upper, notes)


def _inverse(axioms: Axioms, _: str, operands: list[Any], notes: list[Note]) -> None:
    first, second = operands
    axioms.invert(first, second, notes)


def _union(axioms: Axioms, _: str, operands: list[Any], notes: list[Note]) -> None:
    subject, *parts = operands
    axioms.enlist(subject, owl("disjointUnionOf"), tuple(sorted(parts, key=order)), notes)


def _key(axioms: Axioms, _: str, operands: list[Any], notes: list[Note]) -> None:
    subject, *groups = operands
    parts = [part for group in groups for part in (group[1:] if _is_group(group) else [group])]
    axioms.enlist(axioms.node(subject), owl("hasKey"), tuple(parts), notes)


def _is_group(node: Node) -> bool:
    return isinstance(node, tuple) and node[0] == ""


def _membership(axioms: Axioms, _: str, operands: list[Any], notes: list[Note]) -> None:
    kind, individual = operands
    axioms.restrict(individual, TYPE, kind, notes)


def _assertion(axioms: Axioms, _: str, operands: list[Any], notes: list[Note]) -> None:
    predicate, subject, value = operands
    if _named(predicate) == "ObjectInverseOf":
        predicate, subject, value = predicate[1], value, subject
    axioms.relate(subject, predicate, value, notes)


def _denial(axioms: Axioms, name: str, operands: list[Any], notes: list[Note]) -> None:
    predicate, subject, value = operands
    node = axioms.blank()
    axioms.plain(node, TYPE, owl("NegativePropertyAssertion"))
    axioms.plain(node, owl("sourceIndividual"), subject)
    axioms.plain(node, owl("assertionProperty"), axioms.node(predicate))
    data = name == "NegativeDataPropertyAssertion"
    axioms.plain(node, owl("targetValue" if data else "targetIndividual"), value)
    axioms.note(node, notes)


def _rule(axioms: Axioms, _: str, operands: list[Any], notes: list[Note]) -> None:
    add_rule(axioms, operands, notes)


_HANDLERS: tuple[tuple[Iterable[str], _Handler], ...] = (
    (PAIRS, _pair),
    (("AnnotationAssertion", "ObjectPropertyAssertion", "DataPropertyAssertion"), _assertion),
    (("Declaration",), _declaration),
    (CHAINS, _chain),
    (CHARACTERISTICS, _characteristic),
    (DISJOINT, _disjoint),
    (("SubObjectPropertyOf",), _subproperty),
    (("InverseObjectProperties",), _inverse),
    (("ClassAssertion",), _membership),
    (("DisjointUnion",), _union),
    (("HasKey",), _key),
    (("NegativeObjectPropertyAssertion", "NegativeDataPropertyAssertion"), _denial),
    (("DLSafeRule",), _rule),
)
