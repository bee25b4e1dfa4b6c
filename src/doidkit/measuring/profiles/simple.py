"""Which object properties are simple, and which chains go in a circle.

Source: OWL 2 Structural Specification, section 11, the restrictions on the property hierarchy and
on simple roles.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

from doidkit.reasoners.properties import Roles, role, roles
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node, owl

_TOP = owl("topObjectProperty")
_NONE: frozenset[str] = frozenset()


class Regularity:
    """The property hierarchy of some axioms, as its restrictions are about it."""

    def __init__(self, axioms: Iterable[Call]) -> None:
        given = [axiom for axiom in axioms if "ObjectPropert" in axiom[0]]
        self._roles: Roles = roles(given)
        self._chains = [
            (axiom, operands(axiom)[0][1:], operands(axiom)[1])
            for axiom in given
            if axiom[0] == "SubObjectPropertyOf"
            and isinstance(operands(axiom)[0], tuple)
            and operands(axiom)[0][0] == "ObjectPropertyChain"
        ]
        made = [end for _, _, end in self._chains]
        made += [operands(axiom)[0] for axiom in given if axiom[0] == "TransitiveObjectProperty"]
        self._composite = {name for node in made for name in self._over(node)}
        self._greater = self._order()

    def is_simple(self, node: Node) -> bool:
        """Return whether no chain and no transitive property is below a property."""
        own = role(node)
        return own is None or own[0] not in self._composite

    def is_below(self, node: Node, other: Node) -> bool:
        """Return whether a property is another one, or lies below it."""
        one, two = role(node), role(other)
        return one is not None and two is not None and two in self._roles.above(one)

    def circles(self, axiom: Call) -> Iterator[Node]:
        """Yield the properties of a chain that cannot be smaller than what it makes."""
        for each, links, end in self._chains:
            if each == axiom:
                yield from (link for link in _smaller(links, end) if self._turns(link, end))

    def _order(self) -> Mapping[str, Set[str]]:
        """Return for each property those that must be greater, directly."""
        greater: defaultdict[str, set[str]] = defaultdict(set)
        for _, links, end in self._chains:
            for link in _smaller(links, end):
                greater[_name(link)].add(_name(end))
        return greater

    def _turns(self, link: Node, end: Node) -> bool:
        lower = {one for one in self._greater if _name(link) in _reached(one, self._greater)}
        upper = _reached(_name(end), self._greater) | {_name(end)}
        lower |= {_name(link)}
        return bool(lower & upper) or any(
            one in {name for name, _ in self._roles.above((up, False))}
            for one in lower
            for up in upper
        )

    def _over(self, node: Node) -> set[str]:
        own = role(node)
        return {name for name, _ in self._roles.above(own)} if own else set()


def _name(node: Node) -> str:
    own = role(node)
    return own[0] if own else ""


def _smaller(links: tuple[Node, ...], end: Node) -> list[Node]:
    """Return the links of a chain that must be smaller than its end: all but one at an edge."""
    if end == _TOP or [*links] == [end, end]:
        return []
    if links[0] == end:
        return [*links[1:]]
    return [*links[:-1]] if links[-1] == end else [*links]


def _reached(start: str, links: Mapping[str, Set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = links.get(waiting.pop(), _NONE) - found
        found |= new
        waiting += new
    return found
