"""Reducing: the subclass axioms that others make superfluous.

As ROBOT's ``reduce`` has it: an axiom is redundant if another stated superclass of its subclass is
below its superclass, by the subclass axioms and what properties are alone (transitive, functional
and so on), of which expressions are a part. ROBOT drops all of these at once, also such as only
follow from each other; here those stay that no longer follow from what is left.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from doidkit.reasoners.naming import Classify, Names
from doidkit.reasoners.taxonomy import Taxonomy
from doidkit.syntax.ofn.writer import notes, operands
from doidkit.syntax.owl.expressions import Call, Node, owl

_CHARACTERISTICS = {
    f"{kind}ObjectProperty"
    for kind in (
        "Functional InverseFunctional Reflexive Irreflexive Symmetric Asymmetric Transitive"
    ).split()
}
_SUBPROPERTY = "SubObjectPropertyOf"
_THING = owl("Thing")
_NONE: frozenset[str] = frozenset()

Pair = tuple[Node, Node]
"""A subclass and its superclass."""


def redundant(
    axioms: Iterable[Call],
    classify: Classify,
    *,
    subproperties: bool = False,
    names: bool = False,
    annotated: bool = True,
    imported: Iterable[Call] = (),
) -> list[Pair]:
    """Return the subclass axioms that can go, in the order of the axioms, without annotations.

    ``subproperties`` takes these and chains into account, ``names`` looks at axioms between names
    only, and without ``annotated`` axioms with annotations stay. What is ``imported`` counts, too,
    and stays. Of axioms that contradict one another none goes.
    """
    given, others = [*axioms], [*imported]
    roles = _CHARACTERISTICS | ({_SUBPROPERTY} if subproperties else set())
    rest = [(axiom[0], *operands(axiom)) for axiom in (*given, *others) if axiom[0] in roles]
    rest += [(axiom[0], *operands(axiom)) for axiom in others if axiom[0] == "SubClassOf"]
    stated: dict[Pair, bool] = {}
    for axiom in given:
        if axiom[0] == "SubClassOf":
            one, other = operands(axiom)
            free = annotated or not notes(axiom)
            stated[one, other] = stated.get((one, other), True) and free
    known = Names()
    for pair in stated:
        for node in pair:
            known.iri(node)
    said = [*rest, *known.definitions()]
    found = classify([*said, *_axioms(stated)])
    if found.consistent is False:
        return []
    gone = [
        pair
        for pair in _superfluous(stated, found, known)
        if stated[pair] and not (names and any(isinstance(node, tuple) for node in pair))
    ]
    dropped = {*gone}
    left = _axioms(pair for pair in stated if pair not in dropped)
    return _implied(gone, classify([*said, *left]), known)


def _axioms(pairs: Iterable[Pair]) -> list[Call]:
    return [("SubClassOf", *pair) for pair in pairs]


def _superfluous(stated: Iterable[Pair], found: Taxonomy, known: Names) -> Iterable[Pair]:
    """Yield the pairs of which another stated superclass is below the superclass."""
    pairs = [*stated]
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        parents[known.iri(one)].add(known.iri(other))
    higher = _Higher(found)
    for one, other in pairs:
        sub, sup = known.iri(one), known.iri(other)
        between = set(parents[sub])
        if isinstance(one, tuple):
            # What is stated of the classes above an expression holds for it.
            between |= higher.of(sub) & parents.keys()
        if any(higher.reaches(each, sup) for each in between):
            yield one, other


class _Higher:
    """What is above each class and not equivalent to it."""

    def __init__(self, found: Taxonomy) -> None:
        self._above: Mapping[str, frozenset[str]] = found.above()

    def of(self, iri: str) -> frozenset[str]:
        above = self._above.get(iri, _NONE)
        return frozenset(up for up in above if iri not in self._above.get(up, _NONE))

    def reaches(self, iri: str, up: str) -> bool:
        if up == _THING[1:-1]:
            return iri != up
        return up in self._above.get(iri, _NONE) and iri not in self._above.get(up, _NONE)


def _implied(pairs: Iterable[Pair], found: Taxonomy, known: Names) -> list[Pair]:
    """Return the pairs that a taxonomy without them implies."""
    above, empty = found.above(), {*found.unsatisfiable}
    return [
        (one, other)
        for one, other in pairs
        if other == _THING
        or known.iri(one) in empty
        or known.iri(other) in above.get(known.iri(one), _NONE)
    ]
