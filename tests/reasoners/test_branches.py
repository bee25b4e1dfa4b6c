"""Branches of hierarchies that are small enough to be drawn."""

import pyoxigraph as ox

from doidkit.reasoners.branches import Hierarchy, Move, moves, stated, strays
from doidkit.reasoners.taxonomy import Taxonomy

PREFIXES = """
@prefix : <http://e/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def hierarchy(links: str, text: str, equivalent: tuple[tuple[str, ...], ...] = ()) -> Hierarchy:
    """Return a hierarchy: inferred links as ``child<parent``, and what is stated in Turtle."""
    pairs = (link.split("<") for link in links.split())
    told = stated(quad.triple for quad in ox.parse(PREFIXES + text, ox.RdfFormat.TURTLE))
    taxonomy = Taxonomy(
        consistent=True,
        subclasses=tuple((f"http://e/{child}", f"http://e/{parent}") for child, parent in pairs),
        equivalent=tuple(tuple(f"http://e/{name}" for name in group) for group in equivalent),
    )
    return Hierarchy(taxonomy, told)


def test_stated_parents_are_names_and_what_intersections_are_of() -> None:
    told = stated(
        quad.triple
        for quad in ox.parse(
            PREFIXES
            + ":a rdfs:subClassOf :b , owl:Thing , [ a owl:Restriction ; owl:onProperty :p ; "
            "owl:someValuesFrom :z ] . "
            ":c owl:equivalentClass "
            "[ owl:intersectionOf ( :d [ owl:intersectionOf ( :e :f ) ] ) ] ."
            ":g a owl:Class ; owl:deprecated true .",
            ox.RdfFormat.TURTLE,
        )
    )
    assert told.parents == {
        "http://e/a": frozenset({"http://e/b"}),
        "http://e/c": frozenset({"http://e/d", "http://e/e", "http://e/f"}),
    }
    assert told.classes == {"http://e/a", "http://e/b", "http://e/c"}


def test_only_where_a_class_strays_is_told() -> None:
    found = hierarchy("c<a b<a c<z d<c", ":c rdfs:subClassOf :b . :d rdfs:subClassOf :c .")
    assert strays(found) == [("http://e/c", "http://e/z")]


def test_a_class_without_a_parent_is_nowhere_yet() -> None:
    assert strays(hierarchy("c<a b<a", ":c a owl:Class . :b rdfs:subClassOf :a .")) == []


def test_equivalent_tops_are_one() -> None:
    found = hierarchy("c<a", ":c rdfs:subClassOf :b .", (("a", "b"),))
    assert strays(found) == []


TREE = (
    ":m rdfs:subClassOf :r . :n rdfs:subClassOf :r . "
    ":d rdfs:subClassOf :c . :c rdfs:subClassOf :k ."
)


def test_a_move_between_the_branches_of_one_top() -> None:
    old = hierarchy("m<r n<r k<r c<k c<m d<c", TREE)
    new = hierarchy("m<r n<r k<r c<k c<n d<c", TREE)
    assert moves(old, new) == [Move("http://e/c", "http://e/m", "http://e/n")]
    assert moves(new, old) == [Move("http://e/c", "http://e/n", "http://e/m")]
    assert moves(old, old) == []


def test_what_was_stated_is_no_move() -> None:
    told = TREE + ":c rdfs:subClassOf :x . :x rdfs:subClassOf :m ."
    old = hierarchy("m<r n<r k<r c<k c<m d<c", told)
    new = hierarchy("m<r n<r k<r c<k c<n d<c", TREE)
    assert moves(old, new) == []


def test_a_branch_that_is_gone_was_not_left() -> None:
    old = hierarchy("m<r n<r k<r c<k c<m d<c", TREE)
    new = hierarchy("n<r k<r c<k d<c", TREE.replace(":m rdfs:subClassOf :r . ", ""))
    assert moves(old, new) == []


def test_a_class_between_is_no_move() -> None:
    old = hierarchy("m<r n<r k<r c<k c<m d<c", TREE)
    new = hierarchy("m<x x<r n<r k<r c<k c<m d<c", TREE + ":x rdfs:subClassOf :r .")
    assert moves(old, new) == []


def test_equivalent_classes_that_move_are_both_told() -> None:
    same = TREE + ":c rdfs:subClassOf :e . :e rdfs:subClassOf :c ."
    old = hierarchy("m<r n<r k<r c<k c<m d<c", same, (("c", "e"),))
    new = hierarchy("m<r n<r k<r c<k c<n d<c", same, (("c", "e"),))
    assert [move.iri[-1] for move in moves(old, new)] == ["c", "e"]
