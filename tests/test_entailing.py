"""What follows from one of two versions only, beside HermiT on both, whole."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from apart import apart
from randomlogic import axiom, names, ontology, written

from doidkit.data import Data
from doidkit.entailing import Entailment, entailments
from doidkit.entailing import implied as comparison
from doidkit.errors import EngineError
from doidkit.reasoners import rustdl
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.operands import used

NOTHING = "http://www.w3.org/2002/07/owl#Nothing"
Write = Callable[[str, str | bytes], Path]
PREFIXES = (
    "Prefix(:=<http://e/>) Prefix(owl:=<http://www.w3.org/2002/07/owl#>)\n"
    "Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)\nOntology(<http://e/o>\n"
    "Declaration(Class(:A)) Declaration(Class(:B)) Declaration(Class(:C)) Declaration(Class(:D))\n"
    "Declaration(ObjectProperty(:r))\n"
)


@pytest.fixture
def told(write: Write) -> Callable[[str, str], list[tuple[str, str, str, tuple[str, ...]]]]:
    """Return what two lists of axioms imply differently."""

    def compare(old: str, new: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
        sides = [
            Data.of(write(name, f"{PREFIXES}{text}\n)"))
            for name, text in (("old.ofn", old), ("new.ofn", new))
        ]
        return [_short(each) for each in entailments(*sides)]

    return compare


def _short(found: Entailment) -> tuple[str, str, str, tuple[str, ...]]:
    sup = found.super.iri[-1] if found.super else "nothing"
    texts = tuple(re.sub("<http://e/(.)>", r"\1", reason.text) for reason in found.explanation)
    return ("+" if found.gained else "-", found.sub.iri[-1], sup, texts)


DEFINED = "EquivalentClasses(:B ObjectIntersectionOf(:C ObjectSomeValuesFrom(:r :D)))"


def test_a_class_falls_under_a_definition(told) -> None:  # type: ignore[no-untyped-def]
    old, new = f"SubClassOf(:A :C) {DEFINED}", "SubClassOf(:A ObjectSomeValuesFrom(:r :D))"
    why = ("A SubClassOf C", "A SubClassOf r some D", "B EquivalentTo C and (r some D)")
    assert [(*each[:3], tuple(sorted(each[3]))) for each in told(old, f"{old} {new}")] == [
        ("+", "A", "B", why)
    ]
    assert [(*each[:3], tuple(sorted(each[3]))) for each in told(f"{old} {new}", old)] == [
        ("-", "A", "B", why)
    ]


def test_what_is_stated_and_what_follows_from_it_is_not_told(told) -> None:  # type: ignore[no-untyped-def]
    assert told("SubClassOf(:B :C)", "SubClassOf(:B :C) SubClassOf(:A :B)") == []


def test_what_follows_from_others_is_not_told(told) -> None:  # type: ignore[no-untyped-def]
    old = "SubClassOf(:A :B) SubClassOf(:C :D)"
    new = "SubClassOf(:B ObjectIntersectionOf(:C owl:Thing))"
    assert [each[:3] for each in told(old, f"{old} {new}")] == [("+", "B", "C")]


def test_an_empty_class_stands_for_those_below(told) -> None:  # type: ignore[no-untyped-def]
    old = "SubClassOf(:A :B) SubClassOf(:B :C) SubClassOf(:B :D)"
    found = told(old, f"{old} DisjointClasses(:C :D)")
    assert [each[:3] for each in found] == [("+", "B", "nothing")]
    assert len(found[0][3]) == 3


def test_a_new_equivalence_goes_both_ways(told) -> None:  # type: ignore[no-untyped-def]
    old = "SubClassOf(:A :B)"
    new = "SubClassOf(:B ObjectIntersectionOf(:A :A)) SubClassOf(:B ObjectIntersectionOf(:A :B))"
    assert [each[:3] for each in told(old, f"{old} {new}")] == [("+", "B", "A")]


def test_an_annotation_implies_nothing(told) -> None:  # type: ignore[no-untyped-def]
    old = f"SubClassOf(:A :C) {DEFINED}"
    assert told(old, f'{old} AnnotationAssertion(rdfs:label :A "a")') == []


def test_a_class_that_is_gone_has_lost_nothing(told) -> None:  # type: ignore[no-untyped-def]
    old = f"SubClassOf(:E :C) SubClassOf(:E ObjectSomeValuesFrom(:r :D)) {DEFINED}"
    assert told(old, DEFINED) == []


CONTRADICTION = "Declaration(NamedIndividual(:i)) ClassAssertion(:A :i) ClassAssertion(:B :i)"


def test_a_contradiction_is_told_with_its_axioms(told) -> None:  # type: ignore[no-untyped-def]
    disjoint = "DisjointClasses(:A :B)"
    old, new = f"{CONTRADICTION} SubClassOf(:C :D)", f"{CONTRADICTION} {disjoint}"
    for sides, sign in (((old, new), "+"), ((new, old), "-")):
        ((gained, sub, sup, why),) = told(*sides)
        assert (gained, sub, sup) == (sign, "g", "nothing")  # owl:Thing
        assert sorted(why) == ["A DisjointWith B", "i Types A", "i Types B"]


def test_a_contradiction_of_both_is_no_answer(told) -> None:  # type: ignore[no-untyped-def]
    nothing = "SubClassOf(owl:Thing owl:Nothing)"
    with pytest.raises(EngineError, match="both versions contradict themselves"):
        told(nothing, f"{nothing} SubClassOf(:A :B)")


def test_places_are_those_of_the_version_that_has_it(write: Write) -> None:
    old = write("old.ofn", f"{PREFIXES}SubClassOf(:A :C)\n{DEFINED}\n)")
    new = write(
        "new.ofn",
        f"{PREFIXES}SubClassOf(:A :C)\n{DEFINED}\nSubClassOf(:A ObjectSomeValuesFrom(:r :D))\n)",
    )
    (found,) = entailments(Data.of(old), Data.of(new))
    assert {str(reason.location).rpartition(":")[0] for reason in found.explanation} == {
        f"{new}:{line}" for line in (6, 7, 8)
    }


def test_what_is_lost_with_a_class_between_is_told(told) -> None:  # type: ignore[no-untyped-def]
    old = "SubClassOf(:A :E) SubClassOf(:E :D)"
    assert [each[:3] for each in told(old, "SubClassOf(:A :B) SubClassOf(:C :D)")] == [
        ("-", "A", "D")
    ]


def closed(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    while True:
        more = pairs | {(a, d) for a, b in pairs for c, d in pairs if b == c and a != d}
        if more == pairs:
            return pairs
        pairs = more


def stated(axioms: list[Call]) -> set[tuple[str, str]]:
    found = set()
    for kind, *parts in axioms:
        if kind in ("SubClassOf", "EquivalentClasses") and all(isinstance(p, str) for p in parts):
            found.add((parts[0], parts[1]))
            if kind == "EquivalentClasses":
                found.add((parts[1], parts[0]))
    return {(a[1:-1], b[1:-1]) for a, b in found if a != b}


@pytest.mark.parametrize("number", range(60))
def test_what_is_told_is_all_of_a_random_edit(number: int, tmp_path: Path) -> None:
    """Told links follow from one version only; all others follow from them and what is in both."""
    chance = random.Random(number)
    old = ontology(number)
    new = [each for each in old if chance.random() < 0.8]
    new += [axiom(names(number), chance) for _ in range(chance.randrange(3))]
    sides, implied, empty, groups = [], [], [], []
    for name, axioms in (("old", old), ("new", new)):
        path = tmp_path / f"{name}.ofn"
        found = apart(rustdl.classify, written(axioms, path))
        sides.append(Data.of(path))
        implied.append({(iri, up) for iri, ups in found.above().items() for up in ups})
        empty.append(set(found.unsatisfiable))
        groups.append({iri for group in found.equivalent for iri in group[1:]})
    whole = comparison(*sides)
    told = whole.entailments
    assert {each.sub.iri for each in told} <= whole.before.keys() | whole.after.keys()
    for drawn, pairs, none, equal in zip(
        (whole.before, whole.after), implied, empty, groups, strict=True
    ):
        links = closed({(iri, up) for iri, ups in drawn.items() for up in ups})
        for iri in drawn.keys() - none - {NOTHING}:
            ups = {up for low, up in pairs if low == iri}
            assert ups - equal <= {up for low, up in links if low == iri} <= ups
        assert {iri for iri in none & drawn.keys() if drawn[iri] != {NOTHING}} == set()
    kept = {name[1:-1] for axiom in new for _, name in used(axiom)}
    for gained, here, there, axioms in ((True, 1, 0, new), (False, 0, 1, old)):
        links = {(e.sub.iri, e.super.iri) for e in told if e.gained is gained and e.super}
        assert links <= implied[here] - implied[there]
        assert not links & stated(axioms)
        expected = {
            (a, b)
            for a, b in implied[here] - implied[there]
            if a in kept and b in kept and a not in empty[there]
        }
        both = implied[here] & implied[there] | stated(axioms) | links
        assert expected <= closed(both)
        none = {e.sub.iri for e in told if e.gained is gained and e.super is None}
        assert none <= empty[here] - empty[there]
        assert bool(none) == bool((empty[here] - empty[there]) & kept)
