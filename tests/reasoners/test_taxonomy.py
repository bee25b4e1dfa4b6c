"""A taxonomy and all superclasses say the same."""

from hypothesis import given
from hypothesis import strategies as st

from doidkit.reasoners.taxonomy import Taxonomy, taxonomy

LINKS = st.sets(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF")), max_size=12)


def closed(links: set[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return all that is above each, by trying every step until none is new."""
    pairs = {(a, b) for a, b in links if a != b}
    while more := {(a, d) for a, b in pairs for c, d in pairs if b == c and a != d} - pairs:
        pairs |= more
    return {a: frozenset(b for c, b in pairs if c == a) for a, _ in pairs}


@given(LINKS)
def test_all_superclasses_are_those_of_the_links(links: set[tuple[str, str]]) -> None:
    above = closed(links)
    assert taxonomy(above).above() == above


@given(LINKS)
def test_no_link_follows_from_the_others(links: set[tuple[str, str]]) -> None:
    found = taxonomy(closed(links))
    for link in found.subclasses:
        rest = tuple(each for each in found.subclasses if each != link)
        without = Taxonomy(consistent=True, subclasses=rest, equivalent=found.equivalent)
        assert link[1] not in without.above().get(link[0], ())
