"""The search for justifications: in a module around the terms, each question put to rustdl."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pyoxigraph import Triple

from doidkit.errors import EngineError

if TYPE_CHECKING:
    from doidkit.reasoners.justifications import Found
    from doidkit.syntax.owl.expressions import Call

_OF_CLASSES = ("SubClassOf", "EquivalentClasses", "DisjointClasses")


def logical_axioms(triples: Iterable[Triple]) -> "list[Call]":
    """Return the axioms of an ontology's logic, in no order: that of a module costs less."""
    from doidkit.reasoners.taxonomy import logic
    from doidkit.syntax.owl.from_rdf import axioms

    return [*axioms(logic(triples)).axioms]


def is_class(iri: str, axioms: "Sequence[Call]") -> bool:
    """Return whether axioms have a name as that of a class."""
    from doidkit.syntax.owl.operands import used

    name = f"<{iri}>"
    if any(axiom[0] in _OF_CLASSES and name in axiom for axiom in axioms):
        return True
    return any(
        axiom[1] == ("Class", name) if axiom[0] == "Declaration" else ("C", name) in used(axiom)
        for axiom in axioms
    )


@dataclass(frozen=True, slots=True)
class Search:
    """What was found, and whether the axioms are consistent.

    ``whole`` has for each part of a laconic justification the axiom that it is of.
    """

    consistent: bool
    found: "Found"
    whole: "Mapping[Call, Call]" = field(default_factory=dict)


def searched(
    axioms: "Sequence[Call]",
    names: Sequence[str],
    most: int,
    seconds: float,
    *,
    laconic: bool = False,
) -> Search:
    """Return why the last of the names holds the first, with ``laconic`` only the parts.

    Of one name it is why nothing belongs to it, without names why the axioms are inconsistent.
    Raises EngineError where rustdl finds no reason, and may have missed one.
    """
    from doidkit.reasoners import rustdl
    from doidkit.reasoners.justifications import justifications
    from doidkit.reasoners.locality import module
    from doidkit.syntax.ofn.writer import in_order

    # What individuals say is in every module, and with it all that can be contradictory.
    near = in_order(module(axioms, [f"<{name}>" for name in names[:1]]))
    consistent = not rustdl.classified(near, names).inconsistent
    asked = follows(names if consistent else ())
    found = justifications(near, asked, most=most, seconds=seconds)
    if not found.justifications and (doubt := rustdl.doubt(near)):
        raise EngineError(f"rustdl finds no reason, but {doubt}.")
    if not laconic or not found.justifications:
        return Search(consistent, found)
    from doidkit.reasoners import laconic as parts

    named = dict.fromkeys(axiom for each in found.justifications for axiom in each)
    least, whole = parts.laconic([*named], asked, most=most, seconds=seconds)
    return Search(consistent, replace(least, complete=least.complete and found.complete), whole)


def follows(names: Sequence[str]) -> "Callable[[Sequence[Call]], bool]":
    """Return what tells whether axioms imply what the names stand for in ``searched``."""
    from doidkit.reasoners import rustdl

    def implied(some: "Sequence[Call]") -> bool:
        found = rustdl.classified(some, names)
        if not names:
            return found.inconsistent
        if len(names) == 1:
            return names[0] in found.unsatisfiable
        return found.is_subclass(*names)

    return implied


def first_of_each(
    axioms: "Sequence[Call]", questions: Sequence[Sequence[str]], seconds: float
) -> "list[tuple[Call, ...]]":
    """Return one justification of each question, as ``searched`` has them; () where none is found.

    After ``seconds`` no more questions are looked at.
    """
    end = time.monotonic() + seconds
    found: list[tuple[Call, ...]] = []
    for names in questions:
        why: tuple[tuple[Call, ...], ...] = ()
        if time.monotonic() < end:
            try:
                why = searched(axioms, names, 1, 0).found.justifications
            except EngineError:  # a finding without its reason is still one
                why = ()
        found.append(why[0] if why else ())
    return found
