"""Why something follows: the minimal sets of axioms that it follows from, its justifications.

One is found by halving what may go, the others by taking out an axiom of each that is known (a
hitting set tree). A reasoner is asked again and again, but only about a few axioms. Sources:
Junker, QUICKXPLAIN (AAAI 2004); Kalyanpur, Parsia, Horridge, Sirin, Finding All Justifications of
OWL DL Entailments (ISWC 2007).
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from doidkit.syntax.owl.expressions import Call

Follows = Callable[[Sequence[Call]], bool]
"""Whether what is to be explained follows from some axioms."""


@dataclass(frozen=True, slots=True)
class Found:
    """Justifications, the smallest first; ``complete`` if there are no others."""

    justifications: tuple[tuple[Call, ...], ...]
    complete: bool


def justifications(
    axioms: Sequence[Call], follows: Follows, *, most: int = 1, seconds: float | None = None
) -> Found:
    """Return up to so many justifications; none if it does not follow.

    ``seconds`` bounds the search for further ones after the first.
    """
    end = None if seconds is None else time.monotonic() + seconds
    if not follows(axioms):
        return Found((), complete=True)
    found: list[frozenset[Call]] = []
    # Each entry is a set of axioms that is left out; what lacks no justification is not looked at.
    waiting: deque[frozenset[Call]] = deque([frozenset()])
    seen = {frozenset[Call]()}
    ends: list[frozenset[Call]] = []
    while waiting:
        if len(found) >= most or (found and end is not None and time.monotonic() > end):
            return Found(_ordered(found, axioms), complete=False)
        without = waiting.popleft()
        if any(closed <= without for closed in ends):
            continue
        reason = next((each for each in found if not each & without), None)
        if reason is None:
            rest = [axiom for axiom in axioms if axiom not in without]
            if without and not follows(rest):
                ends.append(without)
                continue
            reason = frozenset(_one(rest, follows))
            found.append(reason)
        for axiom in sorted(reason, key=str):
            more = without | {axiom}
            if more not in seen:
                seen.add(more)
                waiting.append(more)
    return Found(_ordered(found, axioms), complete=True)


def _ordered(
    found: Sequence[frozenset[Call]], axioms: Sequence[Call]
) -> tuple[tuple[Call, ...], ...]:
    """Return the smallest first, the axioms of each as they were given."""
    in_turn = (tuple(axiom for axiom in axioms if axiom in each) for each in found)
    return tuple(sorted(in_turn, key=len))


def _one(axioms: Sequence[Call], follows: Follows) -> list[Call]:
    """Return a justification of what follows from some axioms."""
    return _needed((), False, axioms, follows) if not follows(()) else []


def _needed(kept: Sequence[Call], new: bool, among: Sequence[Call], follows: Follows) -> list[Call]:
    """Return what is needed of some axioms beside those that are kept; ``new`` if these grew."""
    if new and follows(kept):
        return []
    if len(among) == 1:
        return [*among]
    half = len(among) // 2
    first, second = among[:half], among[half:]
    of_second = _needed([*kept, *first], bool(first), second, follows)
    of_first = _needed([*kept, *of_second], bool(of_second), first, follows)
    return of_first + of_second
