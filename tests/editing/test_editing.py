"""Each function of editing by its law, or by what ROBOT's documentation says of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doidkit.documents import Document
from doidkit.editing import annotating, merging, renaming, repairing, simplifying
from doidkit.editing.signatures import signature
from doidkit.prefixes import expand
from doidkit.syntax.owl.lexical import iri

LABEL, COMMENT = iri(expand("rdfs:label")), iri(expand("rdfs:comment"))
DEPRECATED, REPLACED = iri(expand("owl:deprecated")), iri(expand("obo:IAO_0100001"))
XREF = iri(expand("oboInOwl:hasDbXref"))
TRUE = f'"true"^^{iri(expand("xsd:boolean"))}'

names = st.sampled_from([f"<http://example.org/{letter}>" for letter in "abcdef"])
axioms = st.frozensets(st.tuples(st.just("SubClassOf"), names, names), max_size=12)


def document(*said: tuple, **header: object) -> Document:
    return Document(iri="<http://example.org/o>", axioms=frozenset(said), **header)


def text(subject: str, predicate: str, value: str, *notes: tuple) -> tuple:
    return ("AnnotationAssertion", *notes, predicate, subject, value)


@given(axioms, axioms)
def test_what_is_merged_can_be_taken_out(one: frozenset, other: frozenset) -> None:
    first, second = document(*(one - other)), document(*other)
    assert merging.unmerged(merging.merged([first, second]), [second]) == first


@given(axioms, st.permutations([f"<http://example.org/{letter}>" for letter in "abcdef"]))
def test_names_that_are_exchanged_can_be_exchanged_back(said: frozenset, others: list) -> None:
    there = dict(zip(sorted(others), others, strict=True))
    back = {new: old for old, new in there.items()}
    found = document(*said)
    assert renaming.renamed(renaming.renamed(found, there), back) == found


@given(axioms, axioms)
def test_sources_take_no_axiom_away(one: frozenset, other: frozenset) -> None:
    first = replace(document(*one), imported=(document(*other),))
    plain = {axiom[:1] + axiom[2:] for axiom in merging.merged([first], sources=True).axioms
             if axiom[0] == "SubClassOf"}  # fmt: skip
    assert plain == one | other


def test_imports_are_taken_in_or_stay() -> None:
    other = document(("SubClassOf", "<a:a>", "<a:b>"))
    found = replace(document(), imports=("<a:o>",), imported=(other,))
    assert merging.merged([found]) == document(*other.axioms)
    assert merging.merged([found], imports=False) == found


def test_an_axiom_keeps_the_source_that_it_has() -> None:
    own = ("SubClassOf", ("Annotation", annotating.DERIVED_FROM, "<a:v>"), "<a:a>", "<a:b>")
    found = annotating.with_source(document(own, ("SubClassOf", "<a:b>", "<a:c>")))
    assert own in found.axioms
    assert all(annotating.has_source(axiom) for axiom in found.axioms)


def test_an_entity_keeps_the_definer_that_it_has() -> None:
    own = text("<a:a>", annotating.DEFINED_BY, "<a:o>")
    found = annotating.with_definer(document(own, ("SubClassOf", "<a:a>", "<a:b>")))
    new = text("<a:b>", annotating.DEFINED_BY, "<http://example.org/o>")
    assert found.axioms == {own, new, ("SubClassOf", "<a:a>", "<a:b>")}


def test_placeholders_without_a_value_stay() -> None:
    found = "%{ontology_iri} %{version_iri}"
    assert annotating.interpolated(found, document()) == "http://example.org/o %{version_iri}"


def test_a_new_label_takes_the_place_of_all_others() -> None:
    found = document(text("<a:a>", LABEL, '"x"'), text("<a:a>", LABEL, '"y"@en'))
    new = renaming.renamed(found, {"<a:a>": "<a:b>"}, {"<a:b>": 'z "z"'})
    assert new.axioms == {text("<a:b>", LABEL, r'"z \"z\""')}


def test_the_longest_beginning_wins_and_sets_stay_in_order() -> None:
    found = document(("DisjointClasses", "<a:x/1>", "<a:y>"))
    names = renaming.beginning(signature(found), {"a:": "b:", "a:x/": "z:"})
    assert names == {"<a:x/1>": "<z:1>", "<a:y>": "<b:y>"}
    assert renaming.renamed(found, names).axioms == {("DisjointClasses", "<b:y>", "<z:1>")}


def test_references_move_and_what_is_said_of_the_deprecated_stays() -> None:
    said = {
        ("Declaration", ("Class", "<a:old>")),
        text("<a:old>", DEPRECATED, TRUE),
        text("<a:old>", REPLACED, '"A:new"'),
        text("<a:old>", XREF, '"X:1"'),
        ("SubClassOf", "<a:old>", "<a:b>"),
    }
    moved = ("SubClassOf", "<a:c>", ("ObjectSomeValuesFrom", "<a:r>", "<a:old>"))
    found = repairing.with_valid_references(
        document(*said, moved), lambda curie: "<a:new>" if curie == "A:new" else "", (XREF,)
    )
    assert found.axioms == (said - {text("<a:old>", XREF, '"X:1"')}) | {
        text("<a:new>", XREF, '"X:1"'),
        ("SubClassOf", "<a:c>", ("ObjectSomeValuesFrom", "<a:r>", "<a:new>")),
    }


def test_a_successor_that_names_nothing_changes_nothing() -> None:
    found = document(
        text("<a:old>", DEPRECATED, TRUE),
        text("<a:old>", REPLACED, '"nothing"'),
        ("SubClassOf", "<a:c>", "<a:old>"),
    )
    assert repairing.with_valid_references(found, lambda _: "") == found


def test_an_axiom_is_said_once_with_all_its_annotations() -> None:
    one, two = (("Annotation", COMMENT, f'"{n}"') for n in (1, 2))
    found = document(("SubClassOf", two, "<a:a>", "<a:b>"), ("SubClassOf", one, "<a:a>", "<a:b>"))
    merged = repairing.with_one_axiom_each(found)
    assert merged.axioms == {("SubClassOf", one, two, "<a:a>", "<a:b>")}


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        (['"b"', '"a"'], '"a"'),
        (['"a"@en', '"b"'], '"b"'),
        (['"b"@de', '"a"@en'], '"a"@en'),
        (['"a"', "<a:iri>"], "<a:iri>"),
    ],
)
def test_one_annotation_is_kept(values: list[str], kept: str) -> None:
    found = document(
        ("Declaration", ("Class", "<a:a>")), *(text("<a:a>", COMMENT, each) for each in values)
    )
    single = simplifying.with_single_annotations(found, {COMMENT})
    assert {axiom[-1] for axiom in single.axioms if axiom[0] != "Declaration"} == {kept}


def test_texts_are_joined_with_their_annotations_and_iris_are_not() -> None:
    note = ("Annotation", XREF, '"X:1"')
    declared = ("Declaration", ("Class", "<a:a>"))
    found = document(declared, text("<a:a>", COMMENT, '"b"', note), text("<a:a>", COMMENT, '"a"'))
    joined = simplifying.with_joined_annotations(found, COMMENT)
    assert joined.axioms == {declared, text("<a:a>", COMMENT, '"a b"', note)}
    link = document(declared, text("<a:a>", COMMENT, '"b"'), text("<a:a>", COMMENT, "<a:i>"))
    assert simplifying.with_joined_annotations(link, COMMENT) == link


def test_general_axioms_are_those_about_no_named_class() -> None:
    some = ("ObjectSomeValuesFrom", "<a:r>", "<a:a>")
    named = ("EquivalentClasses", "<a:b>", some)
    found = document(
        named,
        ("SubClassOf", some, "<a:b>"),
        ("DisjointClasses", some, ("ObjectComplementOf", some)),
    )
    assert simplifying.without_general_axioms(found).axioms == {named}


def test_a_table_of_names_may_be_any_of_its_three_kinds(tmp_path: Path) -> None:
    for suffix, separator in ((".csv", ","), (".tsv", "\t"), (".txt", "\t")):
        path = tmp_path / f"names{suffix}"
        path.write_text(
            separator.join(("old", "new", "label")) + f"\na:1{separator}a:2{separator} \n"
        )
        assert renaming.table(path) == [("a:1", "a:2", "")]
