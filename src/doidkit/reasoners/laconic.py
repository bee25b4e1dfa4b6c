"""The parts of axioms that matter to what follows: laconic justifications.

Axioms are cut into parts that say the same together; of these a justification is sought, and each
of its axioms is weakened, as long as it still follows: a class that something is below becomes
owl:Thing, one that is below something owl:Nothing, at any depth, a number easier to keep. What is
left has no part that could be left out or be weaker. Source: Horridge, Parsia, Sattler, Laconic and
Precise Justifications in OWL (ISWC 2008).
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, permutations

from doidkit.reasoners.justifications import Follows, Found, justifications
from doidkit.reasoners.locality import number
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node, owl

_THING, _NOTHING = owl("Thing"), owl("Nothing")
_BOTH, _UNION, _SOME = "ObjectIntersectionOf", "ObjectUnionOf", "ObjectSomeValuesFrom"
_NOT, _ONLY, _ONE_OF = "ObjectComplementOf", "ObjectAllValuesFrom", "ObjectOneOf"
_MIN, _MAX, _EXACT = (f"Object{kind}Cardinality" for kind in ("Min", "Max", "Exact"))
# Axioms whose first or second operand is a class that others are below.
_PLACES = {"ObjectPropertyDomain": 1, "ObjectPropertyRange": 1, "DataPropertyDomain": 1} | {
    "ClassAssertion": 0
}
_PAIRWISE = {"DisjointClasses", "DifferentIndividuals", "SameIndividual"}

_Change = Callable[[Node, int], Iterator[Node]]


def laconic(
    axioms: Sequence[Call], follows: Follows, *, most: int = 1, seconds: float | None = None
) -> tuple[Found, dict[Call, Call]]:
    """Return up to so many laconic justifications, and the axiom that each of their parts is of.

    ``axioms`` are those of justifications, of which ``seconds`` bounds the search for further ones
    than the first.
    """
    whole = {part: axiom for axiom in reversed(axioms) for part in parts(axiom)}
    found = justifications([*dict.fromkeys(reversed(whole))], follows, most=most, seconds=seconds)
    least = [_weakened(each, follows, whole) for each in found.justifications]
    alone = [each for each in least if not any({*other} < {*each} for other in least)]
    return Found(tuple(sorted(dict.fromkeys(alone), key=len)), found.complete), whole


def _weakened(given: Sequence[Call], follows: Follows, whole: dict[Call, Call]) -> tuple[Call, ...]:
    """Return a justification with each axiom as weak as can be; take note of whose part it is."""
    kept = [*given]
    most = max((each for axiom in given for each in _numbers(axiom)), default=0)
    for at in range(len(kept)):
        while True:
            weaker = next(
                (
                    each
                    for each in weakenings(kept[at], most)
                    if follows([*kept[:at], each, *kept[at + 1 :]])
                ),
                None,
            )
            if weaker is None:
                break
            whole.setdefault(weaker, whole[kept[at]])
            kept[at] = weaker
    return tuple(kept)


def parts(axiom: Call) -> list[Call]:
    """Return axioms that together say the same, each as little as can be cut off.

    >>> parts(("EquivalentClasses", "<a>", ("ObjectIntersectionOf", "<b>", "<c>")))[:2]
    [('SubClassOf', '<a>', '<b>'), ('SubClassOf', '<a>', '<c>')]
    """
    kind, given = str(axiom[0]), operands(axiom)
    if kind == "SubClassOf":
        above = _factors(given[1])
        return [(kind, low, high) for low in _cases(given[0]) for high in above]
    if kind == "EquivalentClasses":
        return [part for pair in permutations(given, 2) for part in parts(("SubClassOf", *pair))]
    if kind == "DisjointUnion":
        first, *rest = given
        same = parts(("EquivalentClasses", first, (_UNION, *rest)))
        return [*same, *parts(("DisjointClasses", *rest))]
    if kind in ("EquivalentObjectProperties", "EquivalentDataProperties"):
        below = kind.replace("Equivalent", "Sub").replace("Properties", "PropertyOf")
        return [(below, *pair) for pair in permutations(given, 2)]
    if kind in _PAIRWISE:
        return [(kind, *pair) for pair in combinations(given, 2)]
    if kind in _PLACES:
        at = _PLACES[kind]
        return [(kind, *given[:at], each, *given[at + 1 :]) for each in _factors(given[at])]
    return [(kind, *given)]


def _factors(node: Node) -> list[Node]:
    """Return the classes that together are what a class is."""
    if isinstance(node, str):
        return [node]
    if node[0] == _BOTH:
        return [each for part in node[1:] for each in _factors(part)]
    if node[0] == _EXACT:
        return [(_MIN, *node[1:]), (_MAX, *node[1:])]
    return [node]


def _cases(node: Node) -> list[Node]:
    """Return the classes of which a class is the union."""
    if isinstance(node, str) or node[0] != _UNION:
        return [node]
    return [each for part in node[1:] for each in _cases(part)]


def weakenings(axiom: Call, most: int = 0) -> Iterator[Call]:
    """Yield the axioms that are next weaker than a part; those that say nothing are left out.

    ``most`` is the highest number that a cardinality gets.

    >>> [*weakenings(("SubClassOf", "<a>", ("ObjectSomeValuesFrom", "<r>", "<b>")))]
    [('SubClassOf', '<a>', ('ObjectSomeValuesFrom', '<r>', '<http://www.w3.org/2002/07/owl#Thing>'))]
    """
    kind, *given = axiom
    if kind == "SubClassOf":
        low, high = given
        yield from ((kind, low, each) for each in _weaker(high, most) if each != _THING)
        yield from ((kind, each, high) for each in _stronger(low, most) if each != _NOTHING)
    elif kind == "DisjointClasses":
        one, other = given
        yield from ((kind, each, other) for each in _stronger(one, most) if each != _NOTHING)
        yield from ((kind, one, each) for each in _stronger(other, most) if each != _NOTHING)
    elif kind in _PLACES:
        at = _PLACES[kind]
        yield from (
            (kind, *given[:at], each, *given[at + 1 :])
            for each in _weaker(given[at], most)
            if each != _THING
        )


def _weaker(node: Node, most: int) -> Iterator[Node]:
    """Yield classes that a class is below, owl:Thing first."""
    if node != _THING:
        yield _THING
    if isinstance(node, str):
        return
    kind, *given = node
    if kind in (_BOTH, _UNION):
        yield from _within(kind, given, _weaker, most)
    elif kind in (_SOME, _ONLY):
        yield from (_plain((kind, given[0], each)) for each in _weaker(given[1], most))
    elif kind == _NOT:
        yield from (_plain((kind, each)) for each in _stronger(given[0], most))
    elif kind in ("ObjectHasValue", "ObjectHasSelf"):
        yield (_SOME, given[0], _THING)
    elif kind == _EXACT:
        yield from ((_MIN, *given), (_MAX, *given))
    elif kind == _MIN:
        yield from _counted(node, -1, 1, most, _weaker)
    elif kind == _MAX:
        yield from _counted(node, 1, 0, most, _stronger)


def _stronger(node: Node, most: int) -> Iterator[Node]:
    """Yield classes that are below a class, owl:Nothing first."""
    if node != _NOTHING:
        yield _NOTHING
    if isinstance(node, str):
        return
    kind, *given = node
    if kind in (_BOTH, _UNION):
        yield from _within(kind, given, _stronger, most)
    elif kind in (_SOME, _ONLY):
        yield from (_plain((kind, given[0], each)) for each in _stronger(given[1], most))
    elif kind == _NOT:
        yield from (_plain((kind, each)) for each in _weaker(given[0], most))
    elif kind == _ONE_OF and len(given) > 1:
        yield from ((kind, *given[:at], *given[at + 1 :]) for at in range(len(given)))
    elif kind == _MIN:
        yield from _counted(node, 1, 1, most, _stronger)
    elif kind == _MAX:
        yield from _counted(node, -1, 0, most, _weaker)


def _within(kind: str, given: Sequence[Node], change: _Change, most: int) -> Iterator[Node]:
    for at, part in enumerate(given):
        for each in change(part, most):
            yield _plain((kind, *given[:at], each, *given[at + 1 :]))


def _counted(node: Call, step: int, least: int, most: int, change: _Change) -> Iterator[Node]:
    """Yield a cardinality with the next number, then with what is counted changed."""
    kind, count, *rest = node
    if least <= (new := number(count) + step) <= max(most, number(count)):
        yield (kind, str(new), *rest)
    if len(rest) > 1:
        for each in change(rest[1], most):
            if each != _NOTHING:
                yield (kind, count, rest[0], each)


def _plain(node: Call) -> Node:
    """Return an expression without the parts that owl:Thing or owl:Nothing make needless."""
    kind, *given = node
    if kind in (_BOTH, _UNION):
        ends, idle = (_NOTHING, _THING) if kind == _BOTH else (_THING, _NOTHING)
        rest = [*dict.fromkeys(part for part in given if part != idle)]
        if ends in rest:
            return ends
        return (kind, *rest) if len(rest) > 1 else rest[0] if rest else idle
    if kind == _SOME and given[1] == _NOTHING:
        return _NOTHING
    if kind == _ONLY and given[1] == _THING:
        return _THING
    if kind == _NOT and given[0] in (_THING, _NOTHING):
        return _NOTHING if given[0] == _THING else _THING
    return node


def _numbers(node: Node) -> Iterator[int]:
    if isinstance(node, tuple):
        if str(node[0]).endswith("Cardinality"):
            yield number(node[1])
        for part in node[1:]:
            yield from _numbers(part)
