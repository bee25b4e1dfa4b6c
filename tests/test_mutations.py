"""How many of a curator's mistakes the bundled shapes find, at error level.

The mistakes are in ``tests/support/mutations``, a module for each kind.
"""

import pytest
from mutations import BY_KIND, scoring

pytestmark = pytest.mark.slow

MISTAKES = {name: update for table in BY_KIND.values() for name, update in table.items()}

# What no shape can know: the change makes another statement that would be as well formed.
UNSEEN = {
    "a cross-reference is lost",  # the page displays one of four, and nothing counts the others
    "a denied mapping is affirmed",  # it was denied by a person who knew
    "a line in part becomes whole",  # how far a work covers a claim is told by reading it
    "a contradiction is lost",  # that two claims cannot hold together is told by reading them
}


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    """Return the shapes that find each mistake; ValueError for one that changes nothing."""
    return dict(zip(MISTAKES, scoring.found(MISTAKES.values()), strict=True))


def test_each_mistake_has_a_name_of_its_own() -> None:
    assert len(MISTAKES) == sum(len(table) for table in BY_KIND.values())
    assert len(MISTAKES) >= 160


def test_without_a_mistake_nothing_is_found() -> None:
    assert scoring.Bench().known == set()


def test_at_least_95_percent_of_the_mistakes_are_found(found: dict[str, set[str]]) -> None:
    survivors = {name for name, shapes in found.items() if not shapes}
    assert survivors == UNSEEN
    assert 1 - len(survivors) / len(found) >= 0.95


def test_many_shapes_take_part(found: dict[str, set[str]]) -> None:
    """A shape that finds everything would say nothing of what is wrong."""
    finders = [shape for shapes in found.values() for shape in shapes]
    assert len(set(finders)) > 100
    assert max(finders.count(shape) for shape in set(finders)) < len(found) / 8
