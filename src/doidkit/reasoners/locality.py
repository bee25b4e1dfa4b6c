"""The axioms of an ontology that what follows for some names can depend on: locality modules.

An axiom is local for a set of names if it holds whatever the names in the set mean, once all
others are read as empty (a bottom-module) or as holding of everything (a top-module); what a
module leaves out is local for all that it has. So a bottom-module for a class has every
justification of each of its superclasses, a top-module of each of its subclasses. Source: Cuenca
Grau, Horrocks, Kazakov, Sattler, Modular Reuse of Ontologies (JAIR 31, 2008), section 5;
Suntisrivaraporn, Module Extraction and Incremental Classification (ESWC 2008), for justifications.
"""

from collections import defaultdict
from collections.abc import Iterable, Set
from enum import Enum

from doidkit.prefixes import PREFIXES, expand
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node, owl
from doidkit.syntax.owl.lexical import iri
from doidkit.syntax.owl.operands import used


class Others(Enum):
    """How the names that are not in a set are read: as of nothing, or of everything."""

    EMPTY = "empty"
    FULL = "full"


_THING, _NOTHING = owl("Thing"), owl("Nothing")
TOPS = {_THING, owl("topObjectProperty"), owl("topDataProperty")}
BOTTOMS = {_NOTHING, owl("bottomObjectProperty"), owl("bottomDataProperty")}
_SOME = {"ObjectSomeValuesFrom", "DataSomeValuesFrom"}
_HAS = {"ObjectHasValue", "DataHasValue", "ObjectHasSelf"}
_PAIRWISE = {"DisjointClasses", "DisjointObjectProperties", "DisjointDataProperties"}
_EQUAL = {"EquivalentClasses", "EquivalentObjectProperties", "EquivalentDataProperties"} | {
    "InverseObjectProperties"
}
_BELOW = {"SubClassOf", "SubObjectPropertyOf", "SubDataPropertyOf"}
# Empty properties are all of these; a reflexive one is not empty.
OF_EMPTY = {
    f"{kind}ObjectProperty"
    for kind in "Functional InverseFunctional Symmetric Asymmetric Irreflexive Transitive".split()
} | {"FunctionalDataProperty"}
# What relates everything to everything is all of these.
_OF_FULL = {f"{kind}ObjectProperty" for kind in ("Symmetric", "Transitive", "Reflexive")}
_LITERAL = iri(expand("rdfs:Literal"))
_BUILT_IN = tuple(f"<{PREFIXES[name]}" for name in ("xsd", "rdf", "rdfs", "owl"))
_INFINITE = {_LITERAL, *(iri(expand(f"xsd:{name}")) for name in ("string", "integer", "decimal"))}
NO_LOGIC = {"Declaration", "AnnotationAssertion", "SubAnnotationPropertyOf"} | {
    "AnnotationPropertyDomain",
    "AnnotationPropertyRange",
}
_DOMAINS = {"ObjectPropertyDomain", "ObjectPropertyRange", "DataPropertyDomain"}


def module(
    axioms: Iterable[Call], names: Iterable[str], *, others: Others = Others.EMPTY
) -> list[Call]:
    """Return the axioms that what follows for some names can depend on, in their order.

    Names are in N-Triples' form. What axioms are about individuals is in a bottom-module, what
    they deny of them in a top-module.
    """
    given = [*axioms]
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    known = {*names, *TOPS, *BOTTOMS}
    found: set[int] = set()
    entities = [_names(axiom) for axiom in given]
    waiting = {*range(len(given))}
    reading = _Reading(known, others)
    for at, mentioned in enumerate(entities):
        for name in mentioned:
            by_name[name].append(at)
    while waiting:
        new: set[str] = set()
        for at in waiting - found:
            if not reading.satisfies(given[at]):
                found.add(at)
                new |= entities[at] - known
        known |= new
        # Only an axiom that has a name which is new can have stopped being local.
        waiting = {at for name in new for at in by_name[name]} - found
    return [axiom for at, axiom in enumerate(given) if at in found]


def _names(axiom: Call) -> set[str]:
    """Return the names that locality asks for: no individual's, which may be a class's too."""
    if axiom[0] == "SubClassOf" and isinstance(axiom[1], str) and isinstance(axiom[2], str):
        return {*axiom[1:]}  # what most axioms are
    return {name for kind, name in used(axiom) if kind not in ("I", ".")}


def is_local(axiom: Call, known: Set[str], *, others: Others = Others.EMPTY) -> bool:
    """Return True if an axiom holds where all but the known names are empty, or full.

    >>> is_local(("SubClassOf", "<a>", "<b>"), {"<b>"})
    True
    >>> is_local(("SubClassOf", "<a>", "<b>"), {"<b>"}, others=Others.FULL)
    False
    """
    return _Reading(known, others).satisfies(axiom)


class _Reading:
    """The reading of the names that are not known."""

    __slots__ = ("_full", "_known")

    def __init__(self, known: Set[str], others: Others) -> None:
        self._known = known
        self._full = others is Others.FULL

    def satisfies(self, axiom: Call) -> bool:
        """Return True if an axiom holds for sure."""
        kind = str(axiom[0])
        return kind in NO_LOGIC or self._holds(kind, operands(axiom))

    def _holds(self, kind: str, parts: Call) -> bool:
        if kind in _BELOW:
            return self.is_empty(parts[0]) or self.is_full(parts[1])
        if kind in _EQUAL:
            return self._all_empty(parts) or all(self.is_full(part) for part in parts)
        if kind in _PAIRWISE:
            return sum(not self.is_empty(part) for part in parts) < 2
        if kind == "DisjointUnion":
            return self._all_empty(parts) or self._is_split(parts[0], parts[1:])
        if kind in _DOMAINS:
            return self.is_empty(parts[0]) or self.is_full(parts[1])
        if kind == "DataPropertyRange":
            return self.is_empty(parts[0]) or parts[1] == _LITERAL
        if kind in OF_EMPTY and self.is_empty(parts[0]):
            return True
        if kind in _OF_FULL or kind in ("ObjectPropertyAssertion", "DataPropertyAssertion"):
            return self.is_full(parts[0])
        if kind == "HasKey" or kind.startswith("Negative"):
            return self.is_empty(parts[0])
        if kind == "DatatypeDefinition":
            return parts[0] not in self._known
        return kind == "ClassAssertion" and self.is_full(parts[0])

    def _all_empty(self, parts: Call) -> bool:
        return all(self.is_empty(part) for part in parts)

    def _is_split(self, whole: Node, parts: Call) -> bool:
        """Return True if one part is all of everything, and the others are empty."""
        left = [part for part in parts if not self.is_empty(part)]
        return self.is_full(whole) and len(left) == 1 and self.is_full(left[0])

    def is_empty(self, node: Node) -> bool:
        """Return True if a class or property expression has no instance for sure."""
        if isinstance(node, str):
            return node in BOTTOMS or not (self._full or node in self._known or node in TOPS)
        kind, parts = node[0], node[1:]
        if kind in ("ObjectIntersectionOf", "ObjectPropertyChain"):
            return any(self.is_empty(part) for part in parts)
        if kind == "ObjectUnionOf":
            return self._all_empty(parts)
        if kind == "ObjectComplementOf":
            return self.is_full(parts[0])
        if kind in _SOME or kind in _HAS or kind == "ObjectInverseOf":
            filled = kind == "ObjectSomeValuesFrom" and self.is_empty(parts[1])
            return filled or self.is_empty(parts[0])
        if kind == "ObjectAllValuesFrom":
            return self.is_full(parts[0]) and self.is_empty(parts[1])
        if kind == "DataAllValuesFrom":
            return self.is_full(parts[0]) and _is_built_in(parts[-1]) and parts[-1] != _LITERAL
        if kind.endswith(("MinCardinality", "ExactCardinality")):
            return number(parts[0]) > 0 and self._counts_nothing(node)
        return False

    def is_full(self, node: Node) -> bool:
        """Return True if everything is an instance of a class expression for sure.

        A property that is full relates everything to everything.
        """
        if isinstance(node, str):
            return node in TOPS or (self._full and node not in self._known and node not in BOTTOMS)
        kind, parts = node[0], node[1:]
        if kind == "ObjectIntersectionOf":
            return all(self.is_full(part) for part in parts)
        if kind == "ObjectUnionOf":
            return any(self.is_full(part) for part in parts)
        if kind == "ObjectComplementOf":
            return self.is_empty(parts[0])
        if kind == "ObjectAllValuesFrom":
            return self.is_empty(parts[0]) or self.is_full(parts[1])
        if kind == "DataAllValuesFrom":
            return self.is_empty(parts[0]) or parts[-1] == _LITERAL
        if kind in _SOME:
            return self.is_full(parts[0]) and self._is_filled(1, kind, parts[-1])
        if kind in _HAS or kind == "ObjectInverseOf":
            return self.is_full(parts[0])
        return kind.endswith("Cardinality") and self._counts_all(node)

    def _counts_all(self, node: Call) -> bool:
        kind, count, counted, *filler = node
        few = number(count)
        if kind.endswith("MinCardinality"):
            enough = self.is_full(counted) and self._is_filled(few, kind, *filler)
            return few == 0 or enough
        return self._counts_nothing(node) and (few == 0 or kind.endswith("MaxCardinality"))

    def _is_filled(self, count: int, kind: str, filler: Node = "") -> bool:
        """Return True if a class or data range has at least so many members for sure."""
        if kind.startswith("Data"):
            filler = filler or _LITERAL
            return filler in _INFINITE or (count == 1 and _is_built_in(filler))
        return count == 1 and (not filler or self.is_full(filler))  # the world may be one thing

    def _counts_nothing(self, node: Call) -> bool:
        """Return True if a cardinality counts what is not there; a data range has its values."""
        kind, _, counted, *filler = node
        return self.is_empty(counted) or (
            str(kind).startswith("Object") and bool(filler) and self.is_empty(filler[0])
        )


def _is_built_in(node: Node) -> bool:
    return isinstance(node, str) and node.startswith(_BUILT_IN)


def number(part: Node) -> int:
    """Return the number of a cardinality, which is a literal or its digits."""
    return int(str(part).partition("^^")[0].strip('"'))
