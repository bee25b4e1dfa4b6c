"""The search for justifications: in a module around the terms, each question put to rustdl."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pyoxigraph import Triple

from doidkit.errors import EngineError, InputError
from doidkit.prefixes import compact

if TYPE_CHECKING:
    from doidkit.reasoners.justifications import Found
    from doidkit.syntax.owl.expressions import Call

_NO_PART = ("Declaration", "AnnotationAssertion")


def logical_axioms(triples: Iterable[Triple], names: Sequence[str] = ()) -> "list[Call]":
    """Return the axioms that have a part in the logic, in a fixed order.

    Raises InputError for a name that is no class in them.
    """
    from doidkit.reasoners.taxonomy import logic
    from doidkit.syntax.ofn.writer import in_order
    from doidkit.syntax.owl.from_rdf import axioms
    from doidkit.syntax.owl.operands import used

    found = in_order(axioms(logic(triples)).axioms)
    classes = {name for axiom in found for kind, name in used(axiom) if kind == "C"}
    classes |= {
        axiom[1][1] for axiom in found if axiom[0] == "Declaration" and axiom[1][0] == "Class"
    }
    for name in names:
        if f"<{name}>" not in classes:
            raise InputError(f"No axiom has {compact(name)} as a class; name one that has axioms.")
    return [axiom for axiom in found if axiom[0] not in _NO_PART]


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
    Raises EngineError where rustdl leaves out axioms and finds no reason in the others.
    """
    from doidkit.reasoners import rustdl
    from doidkit.reasoners.justifications import justifications
    from doidkit.reasoners.locality import module

    # What individuals say is in every module, and with it all that can be contradictory.
    near = module(axioms, [f"<{name}>" for name in names[:1]])
    consistent = not rustdl.classified(near, names).inconsistent
    asked = follows(names if consistent else ())
    found = justifications(near, asked, most=most, seconds=seconds)
    if not found.justifications and (kinds := rustdl.left_out(near)):
        raise EngineError(f"rustdl finds no reason, but would leave out axioms ({kinds}).")
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
