"""OWL 2 EL, QL and RL: which axioms and expressions each has, and in which place.

Source: OWL 2 Profiles, sections 2.2, 3.2 and 4.2.
"""

from collections.abc import Callable, Iterator, Mapping

from doidkit.measuring.profiles.full import BUILT_IN
from doidkit.measuring.profiles.simple import Regularity
from doidkit.measuring.profiles.violations import Kind
from doidkit.measuring.profiles.walking import ANONYMOUS, EXPRESSION, Part
from doidkit.prefixes import PREFIXES
from doidkit.reasoners.locality import number
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node, owl

Fault = tuple[Kind, Node]
Fits = Callable[[Node], bool]
"""Whether an expression may stand in a place."""

_THING = owl("Thing")
_XSD = PREFIXES["xsd"]
# EL and QL have the same datatypes: infinitely many values, and no two that overlap oddly.
_FEW = {
    f"<{_XSD}{name}>"
    for name in (
        "decimal integer nonNegativeInteger string normalizedString token Name NCName NMTOKEN "
        "hexBinary base64Binary anyURI dateTime dateTimeStamp"
    ).split()
} | {name for name in BUILT_IN if not name.startswith(f"<{_XSD}")}
_RL_TYPES = BUILT_IN - {owl("real"), owl("rational")}

_NOT_IN_EL = (
    {
        f"{kind}ObjectProperty"
        for kind in "Asymmetric Functional InverseFunctional Irreflexive Symmetric".split()
    }
    | {"DisjointDataProperties", "DisjointObjectProperties", "DisjointUnion"}
    | {
        "InverseObjectProperties",
        "DLSafeRule",
    }
)
_NOT_IN_QL = {f"{kind}ObjectProperty" for kind in ("Functional", "InverseFunctional")} | {
    "HasKey",
    "TransitiveObjectProperty",
    "FunctionalDataProperty",
    "SameIndividual",
    "NegativeObjectPropertyAssertion",
    "NegativeDataPropertyAssertion",
    "DisjointUnion",
    "DLSafeRule",
}
_NOT_IN_RL = {"DisjointUnion", "ReflexiveObjectProperty", "DatatypeDefinition", "DLSafeRule"}
_EL_EXPRESSIONS = {
    "ObjectAllValuesFrom",
    "ObjectComplementOf",
    "ObjectUnionOf",
    "DataAllValuesFrom",
}
_RANGES = {"DataComplementOf", "DataOneOf", "DatatypeRestriction", "DataUnionOf"}
_DOMAINS = {"ObjectPropertyDomain", "DataPropertyDomain", "ObjectPropertyRange"}


def el_axiom(axiom: Call, known: Regularity, ranges: Mapping[Node, list[Call]]) -> Iterator[Fault]:
    """Yield what EL has not of an axiom; ``ranges`` are the range axioms of each property."""
    kind, own = axiom[0], operands(axiom)
    if kind in _NOT_IN_EL:
        yield Kind.ILLEGAL_AXIOM, axiom
    if kind == "SubObjectPropertyOf" and isinstance(own[0], tuple) and "Chain" in own[0][0]:
        last = {operands(each)[1] for each in ranges.get(own[0][-1], ())}
        for relation, axioms in ranges.items():
            if known.is_below(own[1], relation):
                for each in axioms:
                    if operands(each)[1] not in last:
                        yield Kind.LAST_IN_CHAIN, each


def el_part(part: Part) -> Iterator[Fault]:
    """Yield what EL has not of a part of an axiom."""
    node = part.node
    if part.kind == ANONYMOUS:
        yield Kind.ANONYMOUS, node
    elif part.kind == "R" and node not in _FEW:
        yield Kind.ILLEGAL_RANGE, node
    elif part.kind == EXPRESSION:
        kind = str(node[0])
        if kind in _EL_EXPRESSIONS or kind.endswith("Cardinality"):
            yield Kind.ILLEGAL_EXPRESSION, node
        elif kind == "ObjectInverseOf":
            yield Kind.INVERSE, node
        elif kind == "ObjectOneOf" and len(node) > 2:
            yield Kind.SEVERAL_INDIVIDUALS, node
        elif kind == "DataOneOf":
            if len(node) > 2:
                yield Kind.SEVERAL_LITERALS, node
        elif kind in _RANGES:
            yield Kind.ILLEGAL_RANGE, node


def ql_axiom(axiom: Call) -> Iterator[Fault]:
    """Yield what QL has not of an axiom."""
    kind, own = axiom[0], operands(axiom)
    chain = kind == "SubObjectPropertyOf" and isinstance(own[0], tuple) and "Chain" in own[0][0]
    if kind in _NOT_IN_QL or chain:
        yield Kind.ILLEGAL_AXIOM, axiom
    elif kind in ("EquivalentClasses", "DisjointClasses"):
        yield from _misplaced(own, _is_ql_sub, Kind.NOT_SUBCLASS)
    elif kind == "ClassAssertion":
        yield from _misplaced(own[:1], lambda node: isinstance(node, str), Kind.NOT_ATOMIC)
    else:
        yield from _sides(kind, own, _is_ql_sub, _is_ql_super)


def ql_part(part: Part) -> Iterator[Fault]:
    """Yield what QL has not of a part of an axiom."""
    if part.kind == ANONYMOUS:
        yield Kind.ANONYMOUS, part.node
    elif (part.kind == "R" and part.node not in _FEW) or (
        part.kind == EXPRESSION and part.node[0] in _RANGES
    ):
        yield Kind.ILLEGAL_RANGE, part.node


def rl_axiom(axiom: Call) -> Iterator[Fault]:
    """Yield what RL has not of an axiom."""
    kind, own = axiom[0], operands(axiom)
    if kind in _NOT_IN_RL:
        yield Kind.ILLEGAL_AXIOM, axiom
    elif kind == "EquivalentClasses":
        yield from _misplaced(own, _is_rl_both, Kind.NOT_EQUIVALENT)
    elif kind == "DisjointClasses":
        yield from _misplaced(own, _is_rl_sub, Kind.NOT_SUBCLASS)
    elif kind == "HasKey":
        yield from _misplaced(own[:1], _is_rl_sub, Kind.NOT_SUBCLASS)
    elif kind == "ClassAssertion":
        yield from _misplaced(own[:1], _is_rl_super, Kind.NOT_SUPERCLASS)
    else:
        yield from _sides(kind, own, _is_rl_sub, _is_rl_super)


def rl_part(part: Part) -> Iterator[Fault]:
    """Yield what RL has not of a part of an axiom."""
    if (part.kind == "R" and part.node not in _RL_TYPES) or (
        part.kind == EXPRESSION and part.node[0] in _RANGES
    ):
        yield Kind.ILLEGAL_RANGE, part.node


def _sides(kind: str, own: Call, sub: Fits, sup: Fits) -> Iterator[Fault]:
    if kind == "SubClassOf":
        yield from _misplaced(own[:1], sub, Kind.NOT_SUBCLASS)
    if kind == "SubClassOf" or kind in _DOMAINS:
        yield from _misplaced(own[1:], sup, Kind.NOT_SUPERCLASS)


def _misplaced(nodes: Call, fits: Fits, kind: Kind) -> Iterator[Fault]:
    return ((kind, node) for node in nodes if not fits(node))


def _is_ql_sub(node: Node) -> bool:
    if isinstance(node, str):
        return True
    if node[0] == "ObjectSomeValuesFrom":
        return bool(node[2] == _THING)
    return bool(node[0] == "DataSomeValuesFrom")


def _is_ql_super(node: Node) -> bool:
    if isinstance(node, str):
        return True
    kind, *own = node
    if kind == "ObjectIntersectionOf":
        return all(map(_is_ql_super, own))
    if kind == "ObjectComplementOf":
        return _is_ql_sub(own[0])
    if kind == "ObjectSomeValuesFrom":
        return isinstance(own[1], str)
    return bool(kind == "DataSomeValuesFrom")


def _is_rl_sub(node: Node) -> bool:
    if isinstance(node, str):
        return node != _THING
    kind, *own = node
    if kind in ("ObjectIntersectionOf", "ObjectUnionOf"):
        return all(map(_is_rl_sub, own))
    if kind == "ObjectSomeValuesFrom":
        return own[1] == _THING or _is_rl_sub(own[1])
    return kind in ("ObjectHasValue", "ObjectOneOf", "DataSomeValuesFrom", "DataHasValue")


def _is_rl_super(node: Node) -> bool:
    if isinstance(node, str):
        return node != _THING
    kind, *own = node
    if kind == "ObjectIntersectionOf":
        return all(map(_is_rl_super, own))
    if kind == "ObjectComplementOf":
        return _is_rl_sub(own[0])
    if kind == "ObjectAllValuesFrom":
        return _is_rl_super(own[1])
    if kind == "ObjectMaxCardinality":
        filler = own[2] if len(own) > 2 else _THING
        return number(own[0]) < 2 and (filler == _THING or _is_rl_sub(filler))
    if kind == "DataMaxCardinality":
        return number(own[0]) < 2
    return kind in ("ObjectHasValue", "DataAllValuesFrom", "DataHasValue")


def _is_rl_both(node: Node) -> bool:
    if isinstance(node, str):
        return node != _THING
    if node[0] == "ObjectIntersectionOf":
        return all(map(_is_rl_both, node[1:]))
    return node[0] in ("ObjectHasValue", "DataHasValue")
