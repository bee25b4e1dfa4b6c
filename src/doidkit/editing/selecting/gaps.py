"""Spanning gaps: what was below something that is gone is below what that was below."""

from collections.abc import Callable, Iterator, Set

from doidkit.editing.selecting.objects import Thing, is_entity
from doidkit.editing.selecting.relations import Relations
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.signature import signature

_AXIOM = {
    "C": "SubClassOf",
    "O": "SubObjectPropertyOf",
    "D": "SubDataPropertyOf",
    "A": "SubAnnotationPropertyOf",
}


def spanning(
    relations: Relations,
    kept: Set[Thing],
    *,
    expressions: bool = True,
    of: Callable[[str], bool] = lambda name: True,
) -> set[Call]:
    """Return the axioms that put each kept term below the nearest kept ones above it.

    ``relations`` are those of the ontology before anything went. Without ``expressions`` only
    names are put above; ``of`` says which terms, by name, get axioms.
    """
    found: set[Call] = set()
    for thing in kept:
        if is_entity(thing) and thing[0] in _AXIOM and of(str(thing[1])):
            for above in _nearest(relations, thing, kept):
                if is_entity(above) or (expressions and isinstance(above, tuple)):
                    found.add((_AXIOM[str(thing[0])], thing[1], _operand(above)))
    return found


def _nearest(relations: Relations, thing: Thing, kept: Set[Thing]) -> Iterator[Thing]:
    """Yield what is above a term, over what is not kept."""
    seen: set[Thing] = set()
    waiting = [thing]
    while waiting:
        for above in relations.parents(waiting.pop()):
            if above in seen:
                continue
            seen.add(above)
            if is_entity(above):
                if above in kept:
                    if above != thing:
                        yield above
                else:
                    waiting.append(above)
            elif _names_are_in(above, kept):
                yield above


def _names_are_in(expression: Thing, kept: Set[Thing]) -> bool:
    return isinstance(expression, tuple) and all(entity in kept for entity in signature(expression))


def _operand(thing: Thing) -> Node:
    return thing[1] if is_entity(thing) else thing
