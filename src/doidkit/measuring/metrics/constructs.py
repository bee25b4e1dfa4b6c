"""The description logic that axioms need, by its constructors, as OWLAPI names it.

Source: Baader, Horrocks, Sattler, Description Logics (Handbook on Ontologies, 2009), for the
letters; OWLAPI 4.5, its DLExpressivityChecker, for which constructor needs which.
"""

from collections.abc import Iterable, Iterator

from doidkit.measuring.profiles.walking import LITERAL, parts
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, owl

LETTERS = {
    "ROLE_DOMAIN_RANGE": "RRESTR",
    "ATOMIC_NEGATION": "NEG",
    "CONCEPT_COMPLEX_NEGATION": "C",
    "CONCEPT_UNION": "U",
    "CONCEPT_INTERSECTION": "CINT",
    "UNIVERSAL_RESTRICTION": "UNIVRESTR",
    "LIMITED_EXISTENTIAL": "LIMEXIST",
    "FULL_EXISTENTIAL": "E",
    "ROLE_HIERARCHY": "H",
    "ROLE_TRANSITIVE": "+",
    "ROLE_REFLEXIVITY_CHAINS": "Rr",
    "ROLE_COMPLEX": "R",
    "NOMINALS": "O",
    "ROLE_INVERSE": "I",
    "F": "F",
    "N": "N",
    "Q": "Q",
    "D": "(D)",
}
"""The letters of each construct, in the order of a logic's name."""

_COVERS = {
    "FULL_EXISTENTIAL": {"LIMITED_EXISTENTIAL"},
    "ROLE_REFLEXIVITY_CHAINS": {"ROLE_HIERARCHY", "ROLE_TRANSITIVE"},
    "ROLE_COMPLEX": {"ROLE_REFLEXIVITY_CHAINS", "ROLE_HIERARCHY", "ROLE_TRANSITIVE"},
    "N": {"F"},
    "Q": {"N", "F"},
}
_AXIOMS = {
    "AsymmetricObjectProperty": ("ROLE_COMPLEX",),
    "ReflexiveObjectProperty": ("ROLE_REFLEXIVITY_CHAINS",),
    "DisjointClasses": ("CONCEPT_COMPLEX_NEGATION",),
    "DataPropertyDomain": ("ROLE_DOMAIN_RANGE",),
    "ObjectPropertyDomain": ("ROLE_DOMAIN_RANGE",),
    "ObjectPropertyRange": ("ROLE_DOMAIN_RANGE",),
    "DataPropertyRange": ("ROLE_DOMAIN_RANGE",),
    "EquivalentObjectProperties": ("ROLE_HIERARCHY",),
    "EquivalentDataProperties": ("ROLE_HIERARCHY",),
    "SubObjectPropertyOf": ("ROLE_HIERARCHY",),
    "SubDataPropertyOf": ("ROLE_HIERARCHY",),
    "DifferentIndividuals": ("CONCEPT_UNION", "NOMINALS", "CONCEPT_COMPLEX_NEGATION"),
    "SameIndividual": ("NOMINALS",),
    "DisjointObjectProperties": ("ROLE_COMPLEX",),
    "FunctionalObjectProperty": ("F",),
    "FunctionalDataProperty": ("F",),
    "DisjointUnion": ("CONCEPT_UNION", "CONCEPT_COMPLEX_NEGATION"),
    "SymmetricObjectProperty": ("ROLE_INVERSE",),
    "TransitiveObjectProperty": ("ROLE_TRANSITIVE",),
    "IrreflexiveObjectProperty": ("ROLE_COMPLEX",),
    "InverseFunctionalObjectProperty": ("ROLE_INVERSE", "F"),
    "InverseObjectProperties": ("ROLE_INVERSE",),
}
_EXPRESSIONS = {
    "ObjectInverseOf": ("ROLE_INVERSE",),
    "ObjectIntersectionOf": ("CONCEPT_INTERSECTION",),
    "ObjectUnionOf": ("CONCEPT_UNION",),
    "ObjectAllValuesFrom": ("UNIVERSAL_RESTRICTION",),
    "ObjectHasValue": ("NOMINALS", "FULL_EXISTENTIAL"),
    "ObjectHasSelf": ("ROLE_COMPLEX",),
    "ObjectOneOf": ("CONCEPT_UNION", "NOMINALS"),
    "DataSomeValuesFrom": ("FULL_EXISTENTIAL",),
    "DataComplementOf": ("D",),
    "DataOneOf": ("D",),
    "DatatypeRestriction": ("D",),
    "DataHasValue": ("D",),
}


def constructs(axioms: Iterable[Call]) -> list[str]:
    """Return the constructs that logical axioms have, without those that others cover.

    >>> constructs([("SubClassOf", "<a>", ("ObjectSomeValuesFrom", "<r>", "<b>"))])
    ['FULL_EXISTENTIAL']
    """
    given = [*axioms]
    described = {name for axiom in given for name in _described(axiom)}
    found = {name for axiom in given for name in _needed(axiom, described)}
    if {"ROLE_INVERSE", "ROLE_REFLEXIVITY_CHAINS"} <= found:
        found.add("ROLE_COMPLEX")
    for name, covered in _COVERS.items():
        if name in found:
            found -= covered
    return [name for name in LETTERS if name in found]


def expressivity(names: Iterable[str]) -> str:
    """Return the name of the logic that has some constructs."""
    return "".join(LETTERS[name] for name in names)


def _needed(axiom: Call, described: set[str]) -> Iterator[str]:
    kind, own = axiom[0], operands(axiom)
    if kind == "SubObjectPropertyOf" and isinstance(own[0], tuple) and "Chain" in own[0][0]:
        yield "ROLE_REFLEXIVITY_CHAINS"
    else:
        yield from _AXIOMS.get(kind, ())
    for part in parts(axiom):
        if part.kind in ("D", LITERAL):
            yield "D"
        elif isinstance(part.node, tuple):
            yield from _of_expression(part.node, described)


def _of_expression(node: Call, described: set[str]) -> Iterator[str]:
    kind, *own = node
    if kind == "ObjectSomeValuesFrom":
        yield "LIMITED_EXISTENTIAL" if own[1] == owl("Thing") else "FULL_EXISTENTIAL"
    elif kind == "ObjectComplementOf":
        atomic = isinstance(own[0], str) and own[0] not in described
        yield "ATOMIC_NEGATION" if atomic else "CONCEPT_COMPLEX_NEGATION"
    elif kind.endswith("Cardinality"):
        yield "Q" if len(own) > 2 else "N"
    else:
        yield from _EXPRESSIONS.get(kind, ())


def _described(axiom: Call) -> Iterator[str]:
    """Yield the classes that an axiom says something of."""
    own = operands(axiom)
    if axiom[0] in ("SubClassOf", "DisjointUnion", "HasKey"):
        own = own[:1]
    elif axiom[0] not in ("EquivalentClasses", "DisjointClasses"):
        return
    yield from (part for part in own if isinstance(part, str))
