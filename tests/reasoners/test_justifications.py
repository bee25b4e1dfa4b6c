"""Justifications: all of them, and each minimal, against trying every set of axioms."""

from collections.abc import Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from doidkit.reasoners.justifications import justifications
from doidkit.syntax.owl.expressions import Call

LETTERS = "abcdef"
links = st.lists(
    st.tuples(st.just("SubClassOf"), *[st.sampled_from(LETTERS)] * 2), unique=True, max_size=9
)


def reaches(some: Sequence[Call]) -> bool:
    """Return whether a leads to f: what follows from subclass axioms alone."""
    found = {"a"}
    for _ in LETTERS:
        found |= {above for _, below, above in some if below in found}
    return "f" in found


def by_trying(some: Sequence[Call]) -> set[frozenset[Call]]:
    """Return the minimal sets, by looking at every set, the small ones first."""
    found: set[frozenset[Call]] = set()
    for size in range(len(some) + 1):
        for each in map(frozenset, combinations(some, size)):
            if reaches([*each]) and not any(known <= each for known in found):
                found.add(each)
    return found


@given(links)
def test_all_are_found_and_no_others(some: list[Call]) -> None:
    found = justifications(some, reaches, most=1000)
    assert found.complete
    assert {frozenset(each) for each in found.justifications} == by_trying(some)
    sizes = [len(each) for each in found.justifications]
    assert sizes == sorted(sizes)


@given(links)
def test_one_is_minimal(some: list[Call]) -> None:
    found = justifications(some, reaches, most=1)
    if not reaches(some):
        assert (found.justifications, found.complete) == ((), True)
        return
    (only,) = found.justifications
    assert reaches(only)
    assert not any(reaches([each for each in only if each != left]) for left in only)


def test_what_follows_from_nothing_needs_nothing() -> None:
    found = justifications([("SubClassOf", "a", "b")], lambda _: True, most=3)
    assert found.justifications == ((),)


def test_what_is_left_out_is_said() -> None:
    ways = [("SubClassOf", "a", at) for at in "bcde"] + [("SubClassOf", at, "f") for at in "bcde"]
    assert len(justifications(ways, reaches, most=4).justifications) == 4
    assert not justifications(ways, reaches, most=3).complete
    assert justifications(ways, reaches, most=5).complete
    late = justifications(ways, reaches, most=5, seconds=0)
    assert (len(late.justifications), late.complete) == (1, False)
