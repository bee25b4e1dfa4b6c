"""A file read a slice at a time says what it says when it is read whole."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from isomorphism import difference
from randomdocuments import documents

from doidkit.documents import Document, read, slicing, write
from doidkit.documents.slicing import is_large, read_sliced, write_sliced
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.slicing import NoSlices

OBO = """format-version: 1.2
ontology: x
idspace: Y http://y.org/
subsetdef: few "Few"

[Term]
id: X:1
name: one
def: "The first." [Y:1, Y:2 "two"]
subset: few
is_a: X:2 {source="Y:3"}
relationship: part_of X:3 {source="Y:4"}

[Term]
id: X:2
name: two
intersection_of: X:3
intersection_of: part_of X:1

[Typedef]
id: part_of
xref: BFO:0000050
is_transitive: true
"""


@settings(max_examples=60)
@given(document=documents, lines=st.integers(1, 7), seed=st.integers(0, 99))
def test_slices_are_the_whole_whatever_their_size_and_the_order(
    document: Document, lines: int, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("slices") / "given.nt"
    write(document, path)
    said = path.read_text().splitlines(keepends=True)
    random.Random(seed).shuffle(said)
    path.write_text("".join(said) or "<a:o> a <a:b> .")
    whole = read(path, imports=False)
    found = read_sliced(path, lines=lines)
    assert found.whole().axioms == whole.axioms
    assert [*found.axioms] != [] or not whole.axioms
    again = path.with_name("again.owl")
    write_sliced(found, again, GraphFormat.RDFXML)
    assert not difference(write_to(whole, path.with_name("whole.owl")), again)


def write_to(document: Document, path: Path) -> Path:
    write(document, path)
    return path


@pytest.mark.parametrize("suffix", ["obo", "owl", "ttl", "nt"])
@pytest.mark.parametrize("lines", [1, 5, 1000])
def test_each_format_is_read_as_it_is_whole(tmp_path: Path, suffix: str, lines: int) -> None:
    path = tmp_path / f"x.{suffix}"
    (tmp_path / "x.obo").write_text(OBO)
    if suffix != "obo":
        write(read(tmp_path / "x.obo"), path)
    whole, found = read(path), read_sliced(path, lines=lines)
    assert found.whole() == whole
    for name in ("again.owl", "again.nt"):
        form = GraphFormat.RDFXML if name.endswith("owl") else GraphFormat.NTRIPLES
        write_sliced(found, tmp_path / name, form)
        assert not difference(write_to(whole, tmp_path / "whole.owl"), tmp_path / name)


@pytest.mark.parametrize("terms", [1, 2, 5000])
def test_parts_of_obo_are_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terms: int
) -> None:
    monkeypatch.setattr("doidkit.syntax.slicing._TERMS", terms)
    path = tmp_path / "x.obo"
    beyond = "owl-axioms: Ontology(SubClassOf(ObjectComplementOf(<http://a/b>) <http://a/c>))\n"
    noted = 'property_value: IAO:0000700 X:1 {source="Y:5"}\n'
    path.write_text(OBO.replace("idspace", f"{beyond}{noted}idspace"))
    assert read_sliced(path).whole() == read(path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{OBO}\n[Term]\nid: X:1\nname: again\n", "two stanzas"),
        (f"{OBO}\n[Term]\nid: X:9\nsynonym: no quotes\n", "its place in the whole"),
    ],
)
def test_obo_that_is_read_whole(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "x.obo"
    path.write_text(text)
    with pytest.raises(NoSlices, match=why):
        read_sliced(path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<a:o> a owl:Ontology ; owl:imports <a:p> .", "imports others"),
        ("<a:o> a owl:Ontology . <a:p> a owl:Ontology .", "several ontologies"),
        ("<a:i> a <a:C> ; <a:r> [ a <a:C> ] . <a:r> a owl:ObjectProperty .", "has no name"),
        (
            "<a:C> rdfs:subClassOf [ a owl:Restriction ; owl:onProperty <a:d> ; "
            "owl:someValuesFrom xsd:string ] .",
            "its use alone",
        ),
        (
            "<a:C> a owl:Class . [] a owl:Axiom ; owl:annotatedSource <a:C> ; "
            "owl:annotatedProperty rdf:type ; owl:annotatedTarget owl:Class ; rdfs:comment 'x' .",
            "declaration",
        ),
    ],
)
def test_what_no_slice_says_alone_is_left_to_the_whole(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "x.ttl"
    spaces = {
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
    declared = "".join(f"@prefix {name}: <{space}> .\n" for name, space in spaces.items())
    path.write_text(declared + text)
    with pytest.raises(NoSlices, match=why):
        read_sliced(path)


def test_large_is_what_is_long_and_can_be_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.obo").write_text(OBO)
    write(read(tmp_path / "x.obo"), tmp_path / "x.ofn")
    assert not is_large(tmp_path / "x.obo")
    monkeypatch.setattr(slicing, "LARGE", 100)
    assert is_large(tmp_path / "x.obo")
    assert not is_large(tmp_path / "x.ofn")
    assert not is_large(tmp_path / "gone.obo")
