"""Ontologies as values: what is read is written again, with its imports and its own types."""

from pathlib import Path

import pytest

from doidkit import documents
from doidkit.errors import InputError
from doidkit.syntax.formats import GraphFormat

_ONE = """Prefix(:=<http://example.org/>)
Ontology(<http://example.org/one> <http://example.org/one/1>
Import(<http://example.org/two>)
Annotation(<http://www.w3.org/2000/01/rdf-schema#comment> "a comment")
Declaration(Class(:A))
SubClassOf(Annotation(:source "s") :A ObjectSomeValuesFrom(:r :B)))
"""
_TWO = """Prefix(:=<http://example.org/>)
Ontology(<http://example.org/two> Declaration(Class(:B)) Declaration(ObjectProperty(:r)))
"""
_CATALOG = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
<uri name="http://example.org/two" uri="two.ofn"/></catalog>
"""


@pytest.fixture
def one(tmp_path: Path) -> Path:
    (tmp_path / "two.ofn").write_text(_TWO)
    (tmp_path / "catalog-v001.xml").write_text(_CATALOG)
    path = tmp_path / "one.ofn"
    path.write_text(_ONE)
    return path


def test_an_ontology_has_its_header_and_imports(one: Path) -> None:
    found = documents.read(one)
    assert (found.iri, found.version) == ("<http://example.org/one>", "<http://example.org/one/1>")
    assert found.imports == ("<http://example.org/two>",)
    assert [each.iri for each in found.imported] == ["<http://example.org/two>"]
    assert found.annotations == (
        ("Annotation", "<http://www.w3.org/2000/01/rdf-schema#comment>", '"a comment"'),
    )
    assert found.format is GraphFormat.OFN
    assert len(found.axioms) == 2
    assert len(found.everything) == 4


@pytest.mark.parametrize("name", ["x.owl", "x.ofn", "x.owx", "x.ttl"])
def test_what_is_written_is_read_again(one: Path, tmp_path: Path, name: str) -> None:
    found = documents.read(one)
    documents.write(found, tmp_path / name)
    again = documents.read(tmp_path / name)
    # The source property is declared nowhere: OWL API declares it when it writes, as we do.
    added = again.axioms - found.axioms
    assert found.axioms <= again.axioms
    assert added == {("Declaration", ("AnnotationProperty", "<http://example.org/source>"))}
    assert (again.header, again.imported) == (found.header, found.imported)


def test_an_import_without_a_file_is_refused(one: Path) -> None:
    one.with_name("catalog-v001.xml").unlink()
    with pytest.raises(InputError, match=r"imports <http://example.org/two>"):
        documents.read(one)
    assert documents.read(one, imports=False).imported == ()


def test_a_context_is_robots() -> None:
    context = documents.Context()
    assert context.iri("dc:title") == "<http://purl.org/dc/terms/title>"
    assert context.curie("<http://purl.obolibrary.org/obo/GO_0005739>") == "GO:0005739"
    assert context.iri("http://example.org/x") == "<http://example.org/x>"
    with pytest.raises(InputError, match="neither an IRI nor a CURIE"):
        context.iri("no name")


def test_an_obo_document_declares_what_has_a_stanza_as_owl_api_does(tmp_path: Path) -> None:
    path = tmp_path / "a.obo"
    path.write_text(
        "ontology: x\n\n[Term]\nid: X:1\nname: one\nalt_id: X:9\nis_a: X:2\n"
        "relationship: part_of X:3\n"
    )
    declared = {axiom[-1] for axiom in documents.read(path).axioms if axiom[0] == "Declaration"}
    classes = {name[-2:-1] for kind, name in declared if kind == "Class"}
    assert classes == {"1", "3", "9"}
    assert not {kind for kind, _ in declared} & {"ObjectProperty"}
