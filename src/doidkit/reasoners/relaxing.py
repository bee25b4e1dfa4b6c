"""Relaxing: weaker subclass axioms beside definitions, for those who read nothing else.

As ROBOT's ``relax`` has it: of a class that is equivalent to an expression, each name and each
"some" in its intersections is a superclass, and a cardinality of one or more is a "some". But
"max" is not, which ROBOT takes for one: it does not follow.
"""

from collections.abc import Iterable, Iterator

from doidkit.reasoners.locality import number
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node, owl

_SOME, _BOTH = "ObjectSomeValuesFrom", "ObjectIntersectionOf"
_COUNTS = {"ObjectMinCardinality", "ObjectExactCardinality"}


def relaxed(
    axioms: Iterable[Call], *, names: bool = False, subclasses: bool = False, simple: bool = False
) -> list[Call]:
    """Return the subclass axioms that definitions imply by their form, without those there are.

    With ``names`` equivalent names are below one another, too, with ``subclasses`` superclasses
    are taken apart as definitions are, with ``simple`` a "some" is only of names, as OBO has it.

    >>> relaxed([("EquivalentClasses", "<a>", ("ObjectIntersectionOf", "<b>", "<c>"))])
    [('SubClassOf', '<a>', '<b>'), ('SubClassOf', '<a>', '<c>')]
    """
    given = [(axiom[0], *operands(axiom)) for axiom in axioms]
    found: dict[Call, None] = {}
    for kind, *parts in given:
        if kind == "EquivalentClasses":
            pairs = [(one, other) for one in parts for other in parts if other != one]
        elif kind == "SubClassOf" and subclasses:
            pairs = [(parts[0], parts[1])] if isinstance(parts[1], tuple) else []
        else:
            continue
        for one, other in pairs:
            if isinstance(one, str) and (names or isinstance(other, tuple)):
                above = _above(other, simple=simple)
                found |= dict.fromkeys(("SubClassOf", one, each) for each in above if each != one)
    known = {*given}
    return [axiom for axiom in found if axiom not in known]


def _above(node: Node, *, simple: bool) -> Iterator[Node]:
    """Yield the names and "some" expressions that an expression is below."""
    if isinstance(node, str):
        yield node
        return
    kind, *parts = node
    if kind == _BOTH:
        for part in parts:
            yield from _above(part, simple=simple)
        return
    if kind in _COUNTS and number(parts[0]) > 0:
        node = (_SOME, parts[1], parts[2] if len(parts) > 2 else owl("Thing"))
    if node[0] == _SOME and not (simple and any(isinstance(part, tuple) for part in node[1:])):
        yield node
