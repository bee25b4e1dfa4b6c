"""Semantic similarity against values counted by hand, and its laws."""

from math import log2
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import doidkit
from doidkit.errors import InputError
from doidkit.ontology.ancestry import Ancestry
from doidkit.similarity import Measure, _Alike, similarity

OBO = Path(__file__).parent / "examples" / "likeness.obo"
# Of nine current classes three are calcinosis or below it.
CALCINOSIS, LEAF = log2(9 / 3), log2(9)


@pytest.fixture(scope="module")
def ontology() -> doidkit.Ontology:
    return doidkit.load(OBO)


def test_two_classes(ontology: doidkit.Ontology) -> None:
    found = similarity(ontology, ["calciphylaxis"], ["DOID:6652"])
    (pair,) = found.pairs
    assert [term.curie for term in pair.ancestors] == ["DOID:182"]
    assert pair.resnik == pytest.approx(CALCINOSIS)
    assert pair.lin == pytest.approx(2 * CALCINOSIS / (LEAF + LEAF))
    # Shared: 182, 10575, 0014667, 4; besides: 4734 | 6652, 17, 7.
    assert pair.jaccard == pytest.approx(4 / 8)
    assert [(each.term.curie, round(each.information, 6)) for each in found.common] == [
        ("DOID:182", round(log2(3), 6)),
        ("DOID:10575", round(log2(9 / 5), 6)),
        ("DOID:0014667", round(log2(9 / 6), 6)),
        ("DOID:4", 0.0),
    ]


def test_best_match_average_is_the_mean_of_both_directions(ontology: doidkit.Ontology) -> None:
    found = similarity(ontology, ["DOID:4734", "DOID:12678"], ["DOID:6652"])
    forth = (log2(3) + log2(9 / 5)) / 2
    assert found.averages[Measure.RESNIK] == pytest.approx((forth + log2(3)) / 2)


def test_all_classes_by_one_the_most_alike_first(ontology: doidkit.Ontology) -> None:
    found = similarity(ontology, ["DOID:4734"], measure=Measure.JACCARD, limit=2)
    assert [pair.object.curie for pair in found.pairs] == ["DOID:182", "DOID:10575"]
    assert found.averages == {}


def test_the_least_leaves_out_what_is_less_alike_and_nothing_else(
    ontology: doidkit.Ontology,
) -> None:
    every = [*ontology.ancestry.iris]
    whole = similarity(ontology, every, every)
    for measure in Measure:
        for least in (0.1, 0.3, 0.5, 1.0):
            some = similarity(ontology, every, every, measure=measure, least=least)
            assert {(p.subject, p.object) for p in some.pairs} == {
                (p.subject, p.object) for p in whole.pairs if getattr(p, measure.value) >= least
            }


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20),
    st.sets(st.integers(0, 9), min_size=1),
    st.sets(st.integers(0, 9), min_size=1),
    st.sampled_from(Measure),
    st.floats(0, 1.5),
)
def test_what_is_taken_as_sets_is_what_each_pair_says(
    edges: list[tuple[int, int]],
    subjects: set[int],
    objects: set[int],
    measure: Measure,
    least: float,
) -> None:
    alike = _Alike(Ancestry([f"{n}" for n in range(10)], [(f"{a}", f"{b}") for a, b in edges]))
    others = alike.ancestry.bits(objects)
    for one in subjects:
        rows = [alike.row(one, other) for other in sorted(objects)]
        best = alike.best(one, others)
        assert best == {each: max(row.score(each) for row in rows) for each in Measure}
        kept = [*alike.rows(one, others, measure, least)]
        assert kept == [row for row in rows if row.score(measure) >= least]


@pytest.mark.parametrize(
    ("term", "said"), [("DOID:5", "no current class"), ("DOID:99", "No term"), ("nil", "No term")]
)
def test_what_is_no_current_class_is_refused(
    ontology: doidkit.Ontology, term: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        similarity(ontology, [term], ["DOID:182"])


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30))
def test_ancestors_are_the_closure_of_any_graph(edges: list[tuple[int, int]]) -> None:
    classes = [f"{n:02}" for n in range(10)]  # of those above 9 only the edges are known
    found = Ancestry(classes, [(f"{a:02}", f"{b:02}") for a, b in edges])
    reached = {name: {name} for name in (f"{n:02}" for n in range(13))}
    for _ in range(13):
        for child, parent in edges:
            reached[f"{child:02}"] |= reached[f"{parent:02}"]
    for place, iri in enumerate(found.iris):
        above = {found.iris[each] for each in found.above[place]}
        assert above == reached[iri] & {*classes}
        below = {found.iris[each] for each in found.placed(found.below(place))}
        assert below == {each for each in classes if iri in reached[each]}
