"""Expressions and axioms in Manchester syntax, for people: names are the caller's choice.

Source: OWL 2 Web Ontology Language Manchester Syntax (W3C Note). It writes whole frames; a single
axiom is written here as its subject, the keyword of the frame's section, and the rest.
"""

import re
from collections.abc import Callable

from doidkit.syntax.owl.expressions import Call, Node

Name = Callable[[str], str]
"""What to write for a term in N-Triples' form: an IRI or a literal."""

_JOINTS = {"IntersectionOf": " and ", "UnionOf": " or "}
_FILLED = {
    "SomeValuesFrom": "some",
    "AllValuesFrom": "only",
    "HasValue": "value",
    "MinCardinality": "min",
    "MaxCardinality": "max",
    "ExactCardinality": "exactly",
}
_SECTIONS = {
    "SubClassOf": "SubClassOf",
    "EquivalentClasses": "EquivalentTo",
    "DatatypeDefinition": "EquivalentTo",
    "EquivalentObjectProperties": "EquivalentTo",
    "EquivalentDataProperties": "EquivalentTo",
    "DisjointClasses": "DisjointWith",
    "DisjointObjectProperties": "DisjointWith",
    "DisjointDataProperties": "DisjointWith",
    "DisjointUnion": "DisjointUnionOf",
    "SubObjectPropertyOf": "SubPropertyOf",
    "SubDataPropertyOf": "SubPropertyOf",
    "SubAnnotationPropertyOf": "SubPropertyOf",
    "InverseObjectProperties": "InverseOf",
    "SameIndividual": "SameAs",
    "DifferentIndividuals": "DifferentFrom",
    "HasKey": "HasKey",
}
_SET = {"DisjointClasses", "DisjointObjectProperties", "DisjointDataProperties"} | {
    "EquivalentClasses",
    "DifferentIndividuals",
    "SameIndividual",
}
FACETS = {
    "length": "length",
    "minLength": "minLength",
    "maxLength": "maxLength",
    "pattern": "pattern",
    "langRange": "langRange",
    "minInclusive": ">=",
    "maxInclusive": "<=",
    "minExclusive": ">",
    "maxExclusive": "<",
}
_CHARACTERISTIC = re.compile(
    r"(Functional|InverseFunctional|Reflexive|Irreflexive|Symmetric|Asymmetric|Transitive)"
    r"(?:Object|Data)Property"
)


def expression(node: Node, name: Name) -> str:
    """Return a class expression, data range or property expression.

    >>> expression(("ObjectSomeValuesFrom", "<r>", ("ObjectUnionOf", "<a>", "<b>")), str)
    '<r> some (<a> or <b>)'
    """
    if isinstance(node, str):
        return name(node)
    kind, *parts = node
    bare = kind.removeprefix("Object").removeprefix("Data")
    if bare in _JOINTS:
        return _JOINTS[bare].join(_inner(part, name) for part in parts)
    if bare in _FILLED:
        return _restriction(bare, parts, name)
    if bare == "ComplementOf":
        return f"not {_inner(parts[0], name)}"
    if bare == "OneOf":
        return "{" + ", ".join(expression(part, name) for part in parts) + "}"
    if bare == "HasSelf":
        return f"{expression(parts[0], name)} Self"
    if bare == "InverseOf":
        return f"inverse {_inner(parts[0], name)}"
    if bare == "PropertyChain":
        return " o ".join(expression(part, name) for part in parts)
    if kind == "DatatypeRestriction":
        return f"{name(parts[0])}[{', '.join(_facets(parts[1:], name))}]"
    return f"{kind}({', '.join(expression(part, name) for part in parts)})"


def in_frame(node: Call, subject: Node, name: Name) -> tuple[str, str]:
    """Return the section of a subject's frame that an axiom stands in, and what it says there.

    Of what is symmetric the subject may be either side. An axiom of no frame, or of another's,
    has no section and is written whole.

    >>> in_frame(("EquivalentClasses", "<a>", "<b>"), "<b>", str)
    ('EquivalentTo', '<a>')
    """
    kind, *parts = _bare(node)
    if kind in _SET and len(parts) == 2 and subject in parts:
        others = [part for part in parts if part != subject] or [subject]
        return _SECTIONS[kind], expression(others[0], name)
    if kind == "InverseObjectProperties" and subject in parts:
        return _SECTIONS[kind], expression(parts[parts[0] == subject], name)
    if kind == "SubObjectPropertyOf" and parts[1] == subject and isinstance(parts[0], tuple):
        return "SubPropertyChain", expression(parts[0], name)
    told = axiom(node, name)
    own = f"{_inner(subject, name)} "
    if not told.startswith(own):
        return "", told
    section, _, rest = told.removeprefix(own).partition(" ")
    return section, rest


def axiom(node: Call, name: Name) -> str:
    """Return an axiom without its annotations.

    >>> axiom(("SubClassOf", "<a>", ("ObjectComplementOf", "<b>")), str)
    '<a> SubClassOf not <b>'
    """
    kind, *parts = _bare(node)
    if kind in _SET and len(parts) > 2:
        return f"{kind}: {', '.join(expression(part, name) for part in parts)}"
    if kind in _SECTIONS:
        first, *rest = parts
        told = ", ".join(_listed(part, name) for part in rest if part != ("",))
        return f"{_inner(first, name)} {_SECTIONS[kind]} {told}"
    if found := _CHARACTERISTIC.fullmatch(kind):
        return f"{expression(parts[0], name)} Characteristics {found[1]}"
    if kind.endswith(("PropertyDomain", "PropertyRange")):
        section = "Domain" if kind.endswith("Domain") else "Range"
        return f"{expression(parts[0], name)} {section} {_inner(parts[1], name)}"
    if kind == "ClassAssertion":
        return f"{name(parts[1])} Types {expression(parts[0], name)}"
    if kind.endswith("PropertyAssertion"):
        told = f"{expression(parts[0], name)} {name(parts[2])}"
        return f"{name(parts[1])} Facts {'not ' if kind.startswith('Negative') else ''}{told}"
    return f"{kind}: {', '.join(expression(part, name) for part in parts)}"


def _restriction(kind: str, parts: list[Node], name: Name) -> str:
    if kind.endswith("Cardinality"):
        count, relation, *fillers = parts
        told = [expression(relation, name), _FILLED[kind], str(count)]
    else:
        *relations, filler = parts
        told = [", ".join(expression(relation, name) for relation in relations), _FILLED[kind]]
        fillers = [filler]
    return " ".join([*told, *(_inner(filler, name) for filler in fillers)])


def _inner(node: Node, name: Name) -> str:
    """Return an expression within another: in parentheses unless it is one word or set."""
    text = expression(node, name)
    plain = isinstance(node, str) or node[0] in ("ObjectOneOf", "DataOneOf", "DatatypeRestriction")
    return text if plain else f"({text})"


def _listed(node: Node, name: Name) -> str:
    if isinstance(node, tuple) and node[0] == "":  # the properties of a key
        return ", ".join(expression(part, name) for part in node[1:])
    return expression(node, name)


def _facets(parts: list[Node], name: Name) -> list[str]:
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [f"{_facet(str(facet))} {expression(value, name)}" for facet, value in pairs]


def _facet(iri: str) -> str:
    local = re.split(r"[#/]", iri.rstrip(">"))[-1]
    return FACETS.get(local, iri)


def _bare(node: Call) -> Call:
    """Return an axiom without its annotations."""
    return tuple(part for part in node if not (isinstance(part, tuple) and part[0] == "Annotation"))
