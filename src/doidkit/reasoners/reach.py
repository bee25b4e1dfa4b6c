"""Which classes an edit can matter to: those whose module may have one of its axioms.

An axiom comes into a module through a name that it needs (``locality``): where all these are
empty it holds anyway. That name was asked for, or came in with another axiom. So the axioms of an
edit are followed back, from what they need to the axioms that mention it. All classes whose
module has the axiom are found, and some more. Source: Suntisrivaraporn, Module Extraction and
Incremental Classification (ESWC 2008), where the same is done with modules themselves.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from doidkit.reasoners.locality import BOTTOMS, NO_LOGIC, OF_EMPTY, TOPS
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.operands import used

_Needed = frozenset[str] | None
"""Names of which one at least is needed; None where an axiom or expression needs none."""
_FREE: _Needed = None
_NEVER: frozenset[str] = frozenset()
_FIRST = {"SubClassOf", "SubObjectPropertyOf", "SubDataPropertyOf", "HasKey", *OF_EMPTY} | {
    f"{kind}Property{side}" for kind in ("Object", "Data") for side in ("Domain", "Range")
}
_ANY = {"EquivalentClasses", "DisjointClasses", "DisjointUnion", "InverseObjectProperties"} | {
    f"{kind}{sort}Properties" for kind in ("Equivalent", "Disjoint") for sort in ("Object", "Data")
}


def reached(axioms: Iterable[Call], changed: Iterable[Call]) -> set[str] | None:
    """Return the names, as N-Triples has them, whose module among some axioms may have others.

    None stands for all names: one of the axioms is in every module.
    """
    mentions: defaultdict[str, list[Call]] = defaultdict(list)
    often: Counter[str] = Counter()
    for axiom in axioms:
        names = {name for _, name in used(axiom)}
        often.update(names)
        for name in names:
            mentions[name].append(axiom)
    found: set[str] = set()
    seen: set[Call] = set()
    waiting = [*changed]
    while waiting:
        axiom = waiting.pop()
        if axiom in seen:
            continue
        seen.add(axiom)
        needed = _needs(axiom, often)
        if needed is None:
            return None
        for name in needed - found:
            waiting += mentions[name]
        found |= needed
    return found


def _needs(axiom: Call, often: Counter[str]) -> _Needed:
    """Return names of which one at least is known wherever an axiom is not local."""
    kind, parts = axiom[0], operands(axiom)
    if kind in NO_LOGIC:
        return _NEVER
    if kind in _FIRST:
        return _filled(parts[0], often)
    if kind in _ANY:
        return _one_of(parts, often)
    return _FREE


def _one_of(parts: Sequence[Node], often: Counter[str]) -> _Needed:
    needed = [_filled(part, often) for part in parts]
    whole = [each for each in needed if each is not None]
    return frozenset().union(*whole) if len(whole) == len(needed) else _FREE


def _filled(node: Node, often: Counter[str]) -> _Needed:
    """Return names of which one at least is known wherever an expression may not be empty."""
    if isinstance(node, str):
        return _NEVER if node in BOTTOMS else _FREE if node in TOPS else frozenset((node,))
    kind, parts = node[0], node[1:]
    if kind == "ObjectUnionOf":
        return _one_of(parts, often)
    if kind == "ObjectSomeValuesFrom" or kind in ("ObjectIntersectionOf", "ObjectPropertyChain"):
        # It is empty as soon as one part is; the rarest leads to the fewest classes.
        needed = [each for part in parts if (each := _filled(part, often)) is not None]
        return min(needed, key=lambda names: sum(often[name] for name in names), default=_FREE)
    if kind in ("DataSomeValuesFrom", "ObjectHasValue", "DataHasValue", "ObjectHasSelf"):
        return _filled(parts[0], often)
    if kind == "ObjectInverseOf":
        return _filled(parts[0], often)
    return _FREE
