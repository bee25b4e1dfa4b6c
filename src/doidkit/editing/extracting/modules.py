"""Modules by locality: bottom, top, and the two in turn until nothing more goes (star)."""

from collections.abc import Iterable
from enum import StrEnum

from doidkit.reasoners.locality import Others, module
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.signature import LETTER_OF, Entity, signature

_LINKS = frozenset(("SameIndividual", "DifferentIndividuals"))
# What is read of terms once it is known which are in the module, not to find that out.
_LATER = _LINKS | {"Declaration", "AnnotationAssertion"}


class Method(StrEnum):
    """Which module: what is above some terms, what is below them, or what is between them."""

    BOT = "BOT"
    TOP = "TOP"
    STAR = "STAR"


def extracted(axioms: Iterable[Call], seed: Iterable[Entity], method: Method) -> set[Call]:
    """Return the module of axioms for some entities, with all annotations of what it mentions.

    It entails what the axioms entail about the entities. As in OWL API the declarations,
    annotations, and the same and different individuals of what it mentions are added.
    """
    given, start = [*axioms], {*seed}
    found = _logic([axiom for axiom in given if axiom[0] not in _LATER], start, method)
    mentioned = start.union(*map(signature, found))
    names = {name for _, name in mentioned}
    return found | {axiom for axiom in given if _belongs(axiom, mentioned, names)}


def _logic(axioms: list[Call], seed: set[Entity], method: Method) -> set[Call]:
    names = {name for _, name in seed}
    if method is not Method.STAR:
        others = Others.EMPTY if method is Method.BOT else Others.FULL
        return {*module(axioms, names, others=others)}
    size = -1
    left = module(axioms, names)
    others = Others.FULL
    while size != len(left):
        size = len(left)
        left = module(left, names, others=others)
        others = Others.EMPTY if others is Others.FULL else Others.FULL
    return {*left}


def _belongs(axiom: Call, mentioned: set[Entity], names: set[str]) -> bool:
    if axiom[0] == "AnnotationAssertion":
        return axiom[-2] in names
    if axiom[0] == "Declaration":
        kind, name = axiom[-1]
        return (LETTER_OF[kind], name) in mentioned
    return axiom[0] in _LINKS and any(("I", part) in mentioned for part in operands(axiom))
