"""What individuals have by their properties: stated values, and what properties make of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from doidkit.reasoners.properties import Role, Roles, role, turned
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node

_Edge = tuple[Role, str, str]
Follows = Callable[[str, Node], bool]
"""Whether an individual follows to be in a class expression."""


def stated_values(axioms: Iterable[Call]) -> list[Call]:
    """Return the expressions of what has a certain value, sorted."""
    found: set[Call] = set()
    waiting: list[Node] = [part for axiom in axioms for part in axiom[1:]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            if node[0] in ("ObjectHasValue", "DataHasValue"):
                found.add(node)
            waiting += node[1:]
    return sorted(found, key=str)


def values(
    axioms: Sequence[Call], known: Roles, individuals: Sequence[str], follows: Follows
) -> Iterator[Call]:
    """Yield the assertions that hold, sorted: by chains, inverses and superproperties, too."""
    objects: set[_Edge] = set()
    data: set[tuple[str, str, str]] = set()
    for axiom in axioms:
        parts = operands(axiom)
        if axiom[0] == "ObjectPropertyAssertion" and (own := role(parts[0])):
            objects.add((own, parts[1], parts[2]))
        elif axiom[0] == "DataPropertyAssertion":
            data.add((parts[0], parts[1], parts[2]))
    for value in stated_values(axioms):
        for name in individuals:
            if follows(name, value):
                kind, relation, what = value
                own = role(relation)
                if kind == "ObjectHasValue" and own:
                    objects.add((own, name, what))
                elif kind == "DataHasValue":
                    data.add((relation, name, what))
    for own, one, other in sorted(_closed(objects, known, _chains(axioms))):
        if not own[1] and one[:2] != "_:" and other[:2] != "_:":
            yield "ObjectPropertyAssertion", own[0], one, other
    for relation, one, what in sorted(data):
        for each in sorted(known.over(relation) | {relation}):
            yield "DataPropertyAssertion", each, one, what


def _chains(axioms: Iterable[Call]) -> list[tuple[list[Role], Role]]:
    """Return the chains of roles that make another one; of a transitive one it is itself twice."""
    found: list[tuple[list[Role], Role]] = []
    for axiom in axioms:
        parts = operands(axiom)
        if axiom[0] == "TransitiveObjectProperty" and (own := role(parts[0])):
            found.append(([own, own], own))
        elif axiom[0] == "SubObjectPropertyOf" and not isinstance(parts[0], str):
            links, end = [role(part) for part in parts[0][1:]], role(parts[1])
            if parts[0][0] == "ObjectPropertyChain" and end and all(links):
                found.append(([each for each in links if each], end))
    return found


def _closed(
    edges: Iterable[_Edge], known: Roles, chains: Sequence[tuple[list[Role], Role]]
) -> set[_Edge]:
    found: set[_Edge] = set()
    new = {*edges}
    while new:
        for own, one, other in [*new]:
            new |= {(up, one, other) for up in known.above(own)}
        new |= {(turned(own), other, one) for own, one, other in new}
        found |= new
        new = {edge for links, end in chains for edge in _along(links, end, found)} - found
    return found


def _along(links: Sequence[Role], end: Role, edges: set[_Edge]) -> Iterator[_Edge]:
    ends = {(one, other) for own, one, other in edges if own == links[0]}
    for link in links[1:]:
        steps = [(one, other) for own, one, other in edges if own == link]
        ends = {(one, there) for one, other in ends for here, there in steps if here == other}
    yield from ((end, one, other) for one, other in ends)
