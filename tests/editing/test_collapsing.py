"""Collapsing: the example of ROBOT's page, and what stays."""

import pytest
from smallontology import ontology, said, term

from doidkit.editing.collapsing import collapsed
from doidkit.errors import InputError

PAGE = ontology("""
SubClassOf(:B :A) SubClassOf(:C :A) SubClassOf(:D :C) SubClassOf(:E :D)
SubClassOf(:F :A) SubClassOf(:G :F) SubClassOf(:H :F)
""")


def test_the_example_of_the_page() -> None:
    assert said(collapsed(PAGE)) == {
        "SubClassOf(:B :A)",
        "SubClassOf(:E :A)",
        "SubClassOf(:F :A)",
        "SubClassOf(:G :F)",
        "SubClassOf(:H :F)",
    }


def test_what_is_precious_stays() -> None:
    assert said(collapsed(PAGE, precious=term("D"))) == {
        "SubClassOf(:B :A)",
        "SubClassOf(:D :A)",
        "SubClassOf(:E :D)",
        "SubClassOf(:F :A)",
        "SubClassOf(:G :F)",
        "SubClassOf(:H :F)",
    }


def test_it_goes_on_until_nothing_has_too_few() -> None:
    # :X has three subclasses until :Y is gone, whose one subclass it has already.
    given = ontology("""
SubClassOf(:X :Top) SubClassOf(:Y :X) SubClassOf(:Z :X) SubClassOf(:Z :Y) SubClassOf(:V :X)
""")
    assert said(collapsed(given, threshold=3)) == {"SubClassOf(:Z :Top)", "SubClassOf(:V :Top)"}
    once = collapsed(given, threshold=3)
    assert collapsed(once, threshold=3) == once


def test_annotations_of_one_axiom_do_not_make_it_two() -> None:
    given = ontology("""
SubClassOf(:B :A) SubClassOf(:C :B) SubClassOf(Annotation(:source "x") :C :B)
""")
    assert "SubClassOf(:C :A)" in said(collapsed(given))


def test_a_threshold_is_at_least_two() -> None:
    with pytest.raises(InputError, match="The threshold is 1; it must be 2 or greater"):
        collapsed(PAGE, threshold=1)
