"""Every statement that names a term, with its place, in each syntax."""

from pathlib import Path

import pytest

import doidkit
from doidkit import sourcemap
from doidkit.pages.usages import Usage, usages
from doidkit.syntax.formats import GraphFormat

OBO = Path(__file__).parents[1] / "examples" / "likeness.obo"


def of(path: Path, term: str) -> tuple[Usage, ...]:
    return usages(doidkit.load(path), term, [sourcemap.read(path)])


def test_each_statement_has_its_line() -> None:
    lines = OBO.read_text().splitlines()
    found = [(u.by.curie, u.kind, lines[u.location.line - 1]) for u in of(OBO, "calcinosis")]
    assert found == [
        ("DOID:182", "AnnotationAssertion", 'synonym: "pathologic calcification" EXACT []'),
        ("DOID:182", "AnnotationAssertion", "id: DOID:182"),
        ("DOID:182", "AnnotationAssertion", "name: calcinosis"),
        ("DOID:182", "AnnotationAssertion", lines[34]),
        ("DOID:182", "SubClassOf", "is_a: DOID:10575 ! calcium metabolism disease"),
        ("DOID:4734", "SubClassOf", "is_a: DOID:182 ! calcinosis"),
        ("DOID:6652", "SubClassOf", "is_a: DOID:182 ! calcinosis"),
    ]
    assert lines[34].startswith("def:")


@pytest.mark.parametrize("format", [GraphFormat.TURTLE, GraphFormat.OFN, GraphFormat.RDFXML])
def test_other_syntaxes_say_the_same(format: GraphFormat, tmp_path: Path) -> None:
    path = tmp_path / f"o.{format.value}"
    doidkit.convert(OBO, path, format=format)
    mine, theirs = of(path, "calcinosis"), of(OBO, "calcinosis")
    assert {(u.by, u.kind, u.said) for u in mine} == {(u.by, u.kind, u.said) for u in theirs}
    lines = path.read_text().splitlines()
    for use in mine:
        if use.kind == "SubClassOf" and use.by.curie != "DOID:182":
            assert "DOID_182" in lines[use.location.line - 1] or (
                "DOID:182" in lines[use.location.line - 1]
            )


def test_expressions_annotations_and_axioms_about_several(tmp_path: Path) -> None:
    path = tmp_path / "o.ofn"
    path.write_text(
        "Prefix(:=<http://e/>)\nPrefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)\n"
        "Ontology(<http://e/o>\n"
        "Declaration(Class(:a))\nDeclaration(Class(:b))\nDeclaration(Class(:c))\n"
        "Declaration(ObjectProperty(:p))\n"
        'AnnotationAssertion(rdfs:label :a "a")\n'
        "SubClassOf(:b ObjectSomeValuesFrom(:p :a))\n"
        "DisjointClasses(:a :b :c)\n"
        "AnnotationAssertion(rdfs:seeAlso :c :a)\n"
        ")\n"
    )
    found = [(u.kind, u.by and u.by.iri, u.location and u.location.line)
             for u in of(path, "http://e/a")]  # fmt: skip
    assert ("SubClassOf", "http://e/b", 9) in found
    assert ("AnnotationAssertion", "http://e/c", 11) in found
    assert any(kind == "DisjointClasses" for kind, *_ in found)


def test_a_row_of_a_mapping_table_is_a_place() -> None:
    data = doidkit.Data()
    sources = [sourcemap.read(path) for path in data.files if path.name.endswith(".sssom.tsv")]
    found = usages(doidkit.load(), "DOID:4734", sources)
    (place,) = {use.location for use in found if use.location}
    assert "DOID:4734" in Path(place.path).read_text().splitlines()[place.line - 1]


def test_a_store_has_no_lines() -> None:
    assert {use.location for use in usages(doidkit.load(OBO), "DOID:182")} == {None}
