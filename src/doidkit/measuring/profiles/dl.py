"""OWL 2 DL: declarations, punning, reserved names, simple properties, datatype definitions.

Source: OWL 2 Structural Specification, sections 3, 5.8, 9.4 and 11; what is counted as one
violation is as OWLAPI's OWL2DLProfile has it, read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from doidkit.measuring.profiles.full import BUILT_IN
from doidkit.measuring.profiles.simple import Regularity
from doidkit.measuring.profiles.violations import Kind
from doidkit.measuring.profiles.walking import EXPRESSION, Part, parts
from doidkit.prefixes import PREFIXES
from doidkit.reasoners.locality import BOTTOMS, TOPS
from doidkit.reasoners.properties import TOP_DATA
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.axioms import BUILT_IN as ANNOTATION_PROPERTIES
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.operands import ENTITY_OF

Fault = tuple[Kind, Node]
_LANGUAGES = tuple(f"<{PREFIXES[name]}" for name in ("owl", "rdf", "rdfs", "xsd"))
_XSD = f"<{PREFIXES['xsd']}"
_UNDECLARED = {
    "C": Kind.UNDECLARED_CLASS,
    "O": Kind.UNDECLARED_OBJECT_PROPERTY,
    "D": Kind.UNDECLARED_DATA_PROPERTY,
    "A": Kind.UNDECLARED_ANNOTATION_PROPERTY,
}
_RESERVED = {
    "C": Kind.RESERVED_CLASS,
    "O": Kind.RESERVED_OBJECT_PROPERTY,
    "D": Kind.RESERVED_DATA_PROPERTY,
    "A": Kind.RESERVED_ANNOTATION_PROPERTY,
    "I": Kind.RESERVED_INDIVIDUAL,
}
_PUNS = {"O": "DA", "D": "OA", "A": "OD"}
_OF_SIMPLE = {
    "FunctionalObjectProperty": Kind.FUNCTIONAL,
    "InverseFunctionalObjectProperty": Kind.INVERSE_FUNCTIONAL,
    "IrreflexiveObjectProperty": Kind.IRREFLEXIVE,
    "AsymmetricObjectProperty": Kind.ASYMMETRIC,
}
_COUNTS = {"ObjectMinCardinality", "ObjectMaxCardinality", "ObjectExactCardinality"}
_INDIVIDUALS = {"SameIndividual", "DifferentIndividuals"}


class Dl:
    """The restrictions of OWL 2 DL on some axioms, which are taken together."""

    def __init__(self, axioms: Iterable[Call], broken: Iterable[Call] = ()) -> None:
        given = [*axioms]
        self._broken = frozenset(broken)
        self._declared = {operands(axiom)[0] for axiom in given if axiom[0] == "Declaration"}
        self._used: Mapping[str, set[str]] = _by_kind([*given, *self._broken])
        self.regularity = Regularity(given)
        self._definitions: dict[str, set[str]] = defaultdict(set)
        for axiom in given:
            if axiom[0] == "DatatypeDefinition":
                name, meant = operands(axiom)
                self._definitions[name] |= _datatypes(meant)

    @property
    def defined(self) -> frozenset[str]:
        """The datatypes that have a definition."""
        return frozenset(self._definitions)

    def of_part(self, part: Part) -> Iterator[Fault]:
        """Yield what is wrong with a part of an axiom."""
        if part.kind == EXPRESSION:
            yield from self._expression(part.node)
        elif isinstance(part.node, str) and part.kind in ENTITY_OF:
            if part.kind == "R":
                yield from self._datatype(part.node)
            else:
                yield from self._name(part.kind, part.node)

    def of_axiom(self, axiom: Call) -> Iterator[Fault]:
        """Yield what is wrong with an axiom as a whole."""
        kind, own = axiom[0], operands(axiom)
        if axiom in self._broken and len(own) < (3 if kind == "DisjointUnion" else 2):
            yield _insufficient(kind), axiom
        elif kind in _OF_SIMPLE and not self.regularity.is_simple(own[0]):
            yield _OF_SIMPLE[kind], own[0]
        elif kind == "DisjointObjectProperties":
            yield from (
                (Kind.DISJOINT, each) for each in own if not self.regularity.is_simple(each)
            )
        elif kind == "SubObjectPropertyOf":
            yield from ((Kind.CYCLE_IN_CHAIN, each) for each in self.regularity.circles(axiom))
        elif kind == "SubDataPropertyOf" and own[0] == TOP_DATA:
            yield Kind.TOP_BELOW, axiom
        elif kind == "HasKey" and all(len(group) == 1 for group in own[1:]):
            yield Kind.PROPERTIES, axiom
        elif kind == "DatatypeDefinition":
            yield from self._definition(own[0], axiom)

    def of_header(self, iri: str, version: str) -> Iterator[Fault]:
        """Yield what is wrong with the names of an ontology."""
        if iri.startswith(_LANGUAGES):
            yield Kind.RESERVED_ONTOLOGY, iri
        if version.startswith(_LANGUAGES):
            yield Kind.RESERVED_VERSION, version

    def _name(self, letter: str, name: str) -> Iterator[Fault]:
        built_in = _is_built_in(letter, name)
        if not built_in and name.startswith(_LANGUAGES):
            yield _RESERVED[letter], name
        if not built_in and letter != "I" and (ENTITY_OF[letter], name) not in self._declared:
            yield _UNDECLARED[letter], name
        if letter == "C" and name in self._used["R"]:
            yield Kind.DATATYPE_AND_CLASS, name
        for other in _PUNS.get(letter, ""):
            if name in self._used[other]:
                yield Kind.PUNNING, name

    def _datatype(self, name: str) -> Iterator[Fault]:
        if name not in BUILT_IN:
            if name.startswith(_LANGUAGES) and not name.startswith(_XSD):
                yield Kind.UNKNOWN_DATATYPE, name
            if ("Datatype", name) not in self._declared:
                yield Kind.UNDECLARED_DATATYPE, name
        if name in self._used["C"]:
            yield Kind.DATATYPE_AND_CLASS, name

    def _expression(self, node: Node) -> Iterator[Fault]:
        kind = node[0]
        if kind in _COUNTS and not self.regularity.is_simple(node[2]):
            yield Kind.COUNTED, node
        elif kind == "ObjectHasSelf" and not self.regularity.is_simple(node[1]):
            yield Kind.SELF, node
        elif kind.endswith(("IntersectionOf", "UnionOf")) and len(node) < 3:
            yield Kind.OPERANDS, node
        elif kind.endswith("OneOf") and len(node) < 2:
            yield Kind.EMPTY_ONE_OF, node

    def _definition(self, name: str, axiom: Call) -> Iterator[Fault]:
        if name.startswith(_LANGUAGES):
            yield Kind.BUILT_IN_DEFINED, axiom
        found: set[str] = set()
        waiting = [name]
        while waiting:
            new = self._definitions.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        if name in found:
            yield Kind.CYCLE_IN_DATATYPES, axiom


def _insufficient(kind: str) -> Kind:
    if kind in _INDIVIDUALS:
        return Kind.INDIVIDUALS
    return Kind.PROPERTIES if "Propert" in kind else Kind.OPERANDS


def _is_built_in(letter: str, name: str) -> bool:
    if letter == "A":
        return name in ANNOTATION_PROPERTIES
    return name in TOPS or name in BOTTOMS


def _by_kind(axioms: Iterable[Call]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {letter: set() for letter in ENTITY_OF}
    for axiom in axioms:
        for part in parts(axiom):
            if part.kind in found and isinstance(part.node, str):
                found[part.kind].add(part.node)
    return found


def _datatypes(node: Node) -> set[str]:
    found = set()
    for part in parts(("DatatypeDefinition", "<>", node)):
        if part.kind == "R" and isinstance(part.node, str):
            found.add(part.node)
    return found - {"<>"}
