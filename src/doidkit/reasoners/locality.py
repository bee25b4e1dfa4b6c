"""The axioms of an ontology that what follows for some names can depend on: a bottom-module.

An axiom is local for a set of names if it holds whatever the names in the set mean, once all
others are read as empty; what a module leaves out is local for all that it has. So a module for
a class has every justification of each of its superclasses. Source: Cuenca Grau, Horrocks, Kazakov,
Sattler, Modular Reuse of Ontologies (JAIR 31, 2008), section 5; Suntisrivaraporn, Module
Extraction and Incremental Classification (ESWC 2008), for justifications.
"""

from collections import defaultdict
from collections.abc import Iterable, Set

from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node, owl
from doidkit.syntax.owl.operands import used

_THING, _NOTHING = owl("Thing"), owl("Nothing")
TOPS = {_THING, owl("topObjectProperty"), owl("topDataProperty")}
BOTTOMS = {_NOTHING, owl("bottomObjectProperty"), owl("bottomDataProperty")}
_AT_LEAST = {"ObjectSomeValuesFrom", "DataSomeValuesFrom", "ObjectHasValue", "DataHasValue"} | {
    "ObjectHasSelf"
}
_ONLY = {"ObjectAllValuesFrom", "DataAllValuesFrom"}
_PAIRWISE = {"DisjointClasses", "DisjointObjectProperties", "DisjointDataProperties"}
_EQUAL = {"EquivalentObjectProperties", "EquivalentDataProperties", "InverseObjectProperties"}
# Empty properties are all of these; a reflexive one is not empty.
OF_EMPTY = {
    f"{kind}ObjectProperty"
    for kind in "Functional InverseFunctional Symmetric Asymmetric Irreflexive Transitive".split()
} | {"FunctionalDataProperty"}
NO_LOGIC = {"Declaration", "AnnotationAssertion", "SubAnnotationPropertyOf"} | {
    "AnnotationPropertyDomain",
    "AnnotationPropertyRange",
}
_SIDES = {"ObjectPropertyDomain", "ObjectPropertyRange", "DataPropertyDomain", "DataPropertyRange"}


def module(axioms: Iterable[Call], names: Iterable[str]) -> list[Call]:
    """Return the axioms that what follows for some names can depend on, in their order.

    Names are in N-Triples' form. What axioms are about individuals is always in.
    """
    given = [*axioms]
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    known = {*names, *TOPS}
    found: set[int] = set()
    entities = [_names(axiom) for axiom in given]
    waiting = {*range(len(given))}
    for at, mentioned in enumerate(entities):
        for name in mentioned:
            by_name[name].append(at)
    while waiting:
        new: set[str] = set()
        for at in waiting - found:
            if not is_local(given[at], known):
                found.add(at)
                new |= entities[at] - known
        known |= new
        # Only an axiom that has a name which is new can have stopped being local.
        waiting = {at for name in new for at in by_name[name]} - found
    return [axiom for at, axiom in enumerate(given) if at in found]


def _names(axiom: Call) -> set[str]:
    """Return the names in an axiom."""
    if axiom[0] == "SubClassOf" and isinstance(axiom[1], str) and isinstance(axiom[2], str):
        return {*axiom[1:]}  # what most axioms are
    return {name for _, name in used(axiom)}


def is_local(axiom: Call, known: Set[str]) -> bool:
    """Return True if an axiom holds where all but the known names are empty.

    >>> is_local(("SubClassOf", "<a>", "<b>"), {"<b>"})
    True
    >>> is_local(("SubClassOf", "<a>", "<b>"), {"<a>"})
    False
    """
    kind = axiom[0]
    if kind in NO_LOGIC:
        return True
    parts = operands(axiom)
    if kind == "SubClassOf":
        return _empty(parts[0], known) or _full(parts[1], known)
    if kind == "EquivalentClasses":
        return all(_empty(part, known) for part in parts) or all(
            _full(part, known) for part in parts
        )
    if kind in _PAIRWISE:
        return sum(not _empty(part, known) for part in parts) < 2
    if kind == "DisjointUnion" or kind in _EQUAL:
        return all(_empty(part, known) for part in parts)
    if kind in ("SubObjectPropertyOf", "SubDataPropertyOf"):
        return _empty(parts[0], known) or parts[1] in TOPS
    if kind in _SIDES:
        return _empty(parts[0], known) or _full(parts[1], known)
    if kind in OF_EMPTY or kind == "HasKey":
        return _empty(parts[0], known)
    return kind == "ClassAssertion" and _full(parts[0], known)


def _empty(node: Node, known: Set[str]) -> bool:
    """Return True if a class or property expression has no instance for sure."""
    if isinstance(node, str):
        return node in BOTTOMS or node not in known
    kind, parts = node[0], node[1:]
    if kind == "ObjectIntersectionOf":
        return any(_empty(part, known) for part in parts)
    if kind == "ObjectUnionOf":
        return all(_empty(part, known) for part in parts)
    if kind == "ObjectComplementOf":
        return _full(parts[0], known)
    if kind in _AT_LEAST:
        return _empty(parts[0], known) or (
            kind == "ObjectSomeValuesFrom" and _empty(parts[1], known)
        )
    if kind.endswith(("MinCardinality", "ExactCardinality")):
        return number(parts[0]) > 0 and _counts_nothing(node, known)
    if kind == "ObjectInverseOf":
        return _empty(parts[0], known)
    if kind == "ObjectPropertyChain":
        return any(_empty(part, known) for part in parts)
    return False


def _full(node: Node, known: Set[str]) -> bool:
    """Return True if everything is an instance of a class expression for sure."""
    if isinstance(node, str):
        return node == _THING
    kind, parts = node[0], node[1:]
    if kind == "ObjectIntersectionOf":
        return all(_full(part, known) for part in parts)
    if kind == "ObjectUnionOf":
        return any(_full(part, known) for part in parts)
    if kind == "ObjectComplementOf":
        return _empty(parts[0], known)
    if kind in _ONLY:
        return _empty(parts[0], known) or (kind == "ObjectAllValuesFrom" and _full(parts[1], known))
    if kind.endswith("MinCardinality"):
        return number(parts[0]) == 0
    if kind.endswith("MaxCardinality"):
        return _counts_nothing(node, known)
    if kind.endswith("ExactCardinality"):
        return number(parts[0]) == 0 and _counts_nothing(node, known)
    return False


def _counts_nothing(node: Call, known: Set[str]) -> bool:
    """Return True if a cardinality counts what is not there; a data range has its values."""
    kind, _, counted, *filler = node
    return _empty(counted, known) or (
        str(kind).startswith("Object") and bool(filler) and _empty(filler[0], known)
    )


def number(part: Node) -> int:
    """Return the number of a cardinality, which is a literal or its digits."""
    return int(str(part).partition("^^")[0].strip('"'))
