"""What a reasoner found, as axioms, by the kind of axiom: OWLAPI's inferred axiom generators.

Classes and individuals are a reasoner's answer. Of properties it is what their stated hierarchy
implies; that a property is disjoint or without values is not looked at.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations

from doidkit.editing.inferring.hierarchy import NOTHING, THING, Hierarchy, among, terms
from doidkit.editing.inferring.values import stated_values
from doidkit.reasoners.locality import BOTTOMS, TOPS
from doidkit.reasoners.naming import Names
from doidkit.reasoners.properties import TOP_DATA, TOP_OBJECT, Roles, role, roles, turned
from doidkit.reasoners.taxonomy import Taxonomy, taxonomy
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node


class Generator(StrEnum):
    """Kinds of axioms that can be inferred, as ROBOT names them."""

    SUBCLASS = "SubClass"
    EQUIVALENT_CLASS = "EquivalentClass"
    DISJOINT_CLASSES = "DisjointClasses"
    CLASS_ASSERTION = "ClassAssertion"
    PROPERTY_ASSERTION = "PropertyAssertion"
    SUB_OBJECT_PROPERTY = "SubObjectProperty"
    EQUIVALENT_OBJECT_PROPERTY = "EquivalentObjectProperty"
    INVERSE_OBJECT_PROPERTIES = "InverseObjectProperties"
    OBJECT_PROPERTY_CHARACTERISTIC = "ObjectPropertyCharacteristic"
    OBJECT_PROPERTY_DOMAIN = "ObjectPropertyDomain"
    OBJECT_PROPERTY_RANGE = "ObjectPropertyRange"
    SUB_DATA_PROPERTY = "SubDataProperty"
    EQUIVALENT_DATA_PROPERTIES = "EquivalentDataProperties"
    DATA_PROPERTY_CHARACTERISTIC = "DataPropertyCharacteristic"


OF_ELK = {
    Generator.SUBCLASS,
    Generator.EQUIVALENT_CLASS,
    Generator.CLASS_ASSERTION,
    Generator.SUB_OBJECT_PROPERTY,
    Generator.EQUIVALENT_OBJECT_PROPERTY,
}
"""What ELK infers; of the other kinds it finds nothing."""


@dataclass(frozen=True)
class Inferences:
    """What was found of some axioms: classes, individuals and expressions with a name each.

    ``signature`` has the names in the axioms by their kind's letter.
    """

    axioms: Sequence[Call]
    taxonomy: Taxonomy
    names: Names
    signature: Mapping[str, frozenset[str]]
    direct: bool = True
    inverses: bool = True

    @cached_property
    def classes(self) -> Hierarchy:
        """The hierarchy of the classes that the axioms name."""
        return Hierarchy(among(self.taxonomy, self._is_real) if self._named else self.taxonomy)

    @cached_property
    def roles(self) -> Roles:
        """The hierarchy of the properties."""
        return roles(self.axioms, inverses=self.inverses)

    def named(self, letter: str) -> list[str]:
        """Return the names of a kind, sorted, without the top and the bottom."""
        return sorted(self.signature[letter] - TOPS - BOTTOMS)

    def above(self, iri: str) -> frozenset[str]:
        """Return the classes above one: those right above it, or all."""
        return self.classes.parents(iri) if self.direct else self.classes.ancestors(iri)

    def types(self, node: Node) -> frozenset[str]:
        """Return the named classes right above an expression, or all; one that it is, too."""
        iri = self.names.iri(node)
        own = {each for each in self.classes.same(iri) if self._is_real(each)}
        if not own:
            return self.above(iri)
        return frozenset(own if self.direct else own | self.classes.ancestors(iri))

    def is_below(self, one: Node, other: Node) -> bool:
        """Return whether an expression follows to be below another one."""
        sub, sup = map(self.names.iri, (one, other))
        return self.is_empty(one) or sup in self._whole.get(sub, ())

    def is_empty(self, node: Node) -> bool:
        """Return whether nothing can belong to an expression."""
        return self.names.iri(node) in self.taxonomy.unsatisfiable

    @cached_property
    def _whole(self) -> Mapping[str, frozenset[str]]:
        return self.taxonomy.above()

    @property
    def _named(self) -> bool:
        return bool(self.names.definitions())

    def _is_real(self, iri: str) -> bool:
        return isinstance(self.names.node(iri), str)


def expressions(
    generators: Set[Generator], axioms: Sequence[Call], has: Mapping[str, frozenset[str]]
) -> Names:
    """Return names for the expressions whose place in the hierarchy the generators need.

    ``has`` is the signature of the axioms.
    """
    known = Names()
    if generators & {Generator.CLASS_ASSERTION, Generator.PROPERTY_ASSERTION}:
        for name in sorted(has["I"]):
            known.iri(_one(name))
    if Generator.PROPERTY_ASSERTION in generators:
        for value in stated_values(axioms):
            known.iri(value)
    if Generator.DISJOINT_CLASSES in generators:
        # Not as complements: rustdl does not tell what is below one.
        for pair in combinations(sorted(has["C"] - TOPS - BOTTOMS), 2):
            known.iri(("ObjectIntersectionOf", *pair))
    sides = {Generator.OBJECT_PROPERTY_DOMAIN: False, Generator.OBJECT_PROPERTY_RANGE: True}
    for generator, inverse in sides.items():
        if generator in generators:
            for name in sorted(has["O"] - TOPS - BOTTOMS):
                known.iri(_some(name, inverse=inverse))
    return known


def generated(generator: Generator, found: Inferences) -> Iterator[Call]:
    """Yield the axioms of one kind that were inferred; what is stated is among them."""
    return _GENERATORS[generator](found)


def _subclasses(found: Inferences) -> Iterator[Call]:
    for name in sorted(found.signature["C"] - {NOTHING}):
        iri = name[1:-1]
        if iri in found.classes.empty:
            yield "SubClassOf", name, NOTHING
            continue
        for parent in terms(found.above(iri)):
            yield "SubClassOf", name, parent


def _equivalent(found: Inferences) -> Iterator[Call]:
    groups = {found.classes.same(name[1:-1]) for name in found.signature["C"]}
    for group in sorted(groups, key=min):
        if len(group) > 1:
            yield ("EquivalentClasses", *terms(group))


def _disjoint(found: Inferences) -> Iterator[Call]:
    names = found.named("C")
    yield from (("DisjointClasses", NOTHING, name) for name in names)
    for pair in combinations(names, 2):
        if found.is_empty(("ObjectIntersectionOf", *pair)):
            yield ("DisjointClasses", *pair)


def _types(found: Inferences) -> Iterator[Call]:
    for name in found.named("I"):
        for parent in terms(found.types(_one(name))):
            yield "ClassAssertion", parent, name


def _values(found: Inferences) -> Iterator[Call]:
    from doidkit.editing.inferring.values import values

    def follows(individual: str, value: Node) -> bool:
        return found.is_below(_one(individual), value)

    yield from values(found.axioms, found.roles, found.named("I"), follows)


def _subproperties(letter: str, kind: str, top: str) -> Callable[[Inferences], Iterator[Call]]:
    def inferred(found: Inferences) -> Iterator[Call]:
        names = found.named(letter)
        above = {name[1:-1]: frozenset(up[1:-1] for up in found.roles.over(name)) for name in names}
        ladder = Hierarchy(taxonomy({iri: ups for iri, ups in above.items() if ups}), top[1:-1])
        for name in names:
            iri = name[1:-1]
            for up in terms(ladder.parents(iri) if found.direct else ladder.ancestors(iri)):
                yield kind, name, up

    return inferred


def _same_properties(letter: str, kind: str) -> Callable[[Inferences], Iterator[Call]]:
    def inferred(found: Inferences) -> Iterator[Call]:
        names = found.named(letter)
        groups = {
            tuple(other for other in names if found.roles.same((name, False), (other, False)))
            for name in names
        }
        yield from ((kind, *group) for group in sorted(groups) if len(group) > 1)

    return inferred


def _inverses(found: Inferences) -> Iterator[Call]:
    names = found.named("O")
    for at, one in enumerate(names):
        for other in names[at:]:
            if found.roles.same((one, False), (other, True)):
                yield "InverseObjectProperties", one, other


_DOWN = ("Functional", "InverseFunctional", "Irreflexive", "Asymmetric")
_TURNED = {"Functional": "InverseFunctional", "InverseFunctional": "Functional"}


def _characteristics(found: Inferences) -> Iterator[Call]:
    stated: dict[str, set[tuple[str, bool]]] = {}
    for axiom in found.axioms:
        if axiom[0].endswith("ObjectProperty") and (own := role(operands(axiom)[0])):
            kind = axiom[0].removesuffix("ObjectProperty")
            stated.setdefault(kind, set()).add(own)
            stated.setdefault(_TURNED.get(kind, kind), set()).add(turned(own))
    for name in found.named("O"):
        own, above = (name, False), found.roles.above((name, False))
        has = [kind for kind in _DOWN if above & stated.get(kind, set())]
        if any(found.roles.same(own, each) for each in stated.get("Transitive", ())):
            has.append("Transitive")
        if found.roles.same(own, turned(own)):
            has.append("Symmetric")
        if any(own in found.roles.above(each) for each in stated.get("Reflexive", ())):
            has.append("Reflexive")
        yield from ((f"{kind}ObjectProperty", name) for kind in has)


def _functional(found: Inferences) -> Iterator[Call]:
    stated = {operands(axiom)[0] for axiom in found.axioms if axiom[0] == "FunctionalDataProperty"}
    for name in found.named("D"):
        if (found.roles.over(name) | {name}) & stated:
            yield "FunctionalDataProperty", name


def _sides(kind: str, *, inverse: bool) -> Callable[[Inferences], Iterator[Call]]:
    def inferred(found: Inferences) -> Iterator[Call]:
        for name in found.named("O"):
            for parent in terms(found.types(_some(name, inverse=inverse))):
                if parent != THING:
                    yield kind, name, parent

    return inferred


def _one(name: str) -> Call:
    return "ObjectOneOf", name


def _some(name: str, *, inverse: bool) -> Call:
    return "ObjectSomeValuesFrom", ("ObjectInverseOf", name) if inverse else name, THING


_GENERATORS: Mapping[Generator, Callable[[Inferences], Iterator[Call]]] = {
    Generator.SUBCLASS: _subclasses,
    Generator.EQUIVALENT_CLASS: _equivalent,
    Generator.DISJOINT_CLASSES: _disjoint,
    Generator.CLASS_ASSERTION: _types,
    Generator.PROPERTY_ASSERTION: _values,
    Generator.SUB_OBJECT_PROPERTY: _subproperties("O", "SubObjectPropertyOf", TOP_OBJECT),
    Generator.EQUIVALENT_OBJECT_PROPERTY: _same_properties("O", "EquivalentObjectProperties"),
    Generator.INVERSE_OBJECT_PROPERTIES: _inverses,
    Generator.OBJECT_PROPERTY_CHARACTERISTIC: _characteristics,
    Generator.OBJECT_PROPERTY_DOMAIN: _sides("ObjectPropertyDomain", inverse=False),
    Generator.OBJECT_PROPERTY_RANGE: _sides("ObjectPropertyRange", inverse=True),
    Generator.SUB_DATA_PROPERTY: _subproperties("D", "SubDataPropertyOf", TOP_DATA),
    Generator.EQUIVALENT_DATA_PROPERTIES: _same_properties("D", "EquivalentDataProperties"),
    Generator.DATA_PROPERTY_CHARACTERISTIC: _functional,
}
