"""What is known of a document without reading it is what reading it gives."""

import random
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from axiomkinds import AXIOMS, HEAD
from shared import required

from doidkit import documents
from doidkit.documents import Document, rendered
from doidkit.documents.writing import quads, save
from doidkit.errors import InputError
from doidkit.sparql import cache
from doidkit.syntax import owlreading
from doidkit.syntax.canonical import canonical
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.owl.expressions import Call

# What RDF says otherwise than the axioms do, each of which makes the rest of them doubtful.
_CATCHES = [
    'SubClassOf(Annotation(:p "1") :A ObjectSomeValuesFrom(:r :B))',
    "SubClassOf(:A ObjectSomeValuesFrom(:r :B))",
    "SubClassOf(:A ObjectSomeValuesFrom(:d :B))",
    "SubClassOf(:A ObjectSomeValuesFrom(:undeclared xsd:string))",
    "SubClassOf(:A ObjectSomeValuesFrom(:undeclared :B))",
    "SubClassOf(<http://example.org/o> :B)",
    "Declaration(Class(<http://example.org/o>))",
    'AnnotationAssertion(:p <http://example.org/o> "of the ontology")',
    'AnnotationAssertion(:p :A "annotated twice")',
    'AnnotationAssertion(:r :A "a property of individuals")',
    "AnnotationAssertion(:r :A :B)",
    "AnnotationAssertion(rdfs:range :A :B)",
    "AnnotationAssertion(rdfs:subClassOf :A :B)",
    "AnnotationAssertion(owl:someValuesFrom :A xsd:string)",
    "ClassAssertion(owl:Axiom :A)",
    "ClassAssertion(owl:Ontology <http://example.org/a>)",
    "Declaration(Datatype(:B))",
    "Declaration(AnnotationProperty(:r))",
    "AnnotationAssertion(:p :A <http://example.org/x/../y>)",
    "AnnotationAssertion(:p :A <urn:x:y>)",
    'AnnotationAssertion(:p :A "<a href=\'b\'>&amp;</a> ]]>")',
    'DisjointClasses(Annotation(:p "1") :A :B :C)',
    "DisjointClasses(:A :B :C)",
    "DataPropertyRange(:d DataOneOf(\"1\"^^xsd:integer \"b\"@en))",
    "SubClassOf(:A ObjectSomeValuesFrom(:r ObjectIntersectionOf(:B ObjectSomeValuesFrom(:r "
    "ObjectUnionOf(:A :B)))))",
]  # fmt: skip


def _text(lines: list[str], *, seed: int) -> str:
    chosen = random.Random(seed)
    lines = [line for line in lines if chosen.random() < 0.3] if seed else lines
    chosen.shuffle(lines)
    head = HEAD.replace("Prefix(rdfs", "Prefix(owl:=<http://www.w3.org/2002/07/owl#>)\nPrefix(rdfs")
    return head + "\n".join(dict.fromkeys(lines)) + "\n)\n"


def _is_known(document: Document, folder: Path) -> bool:
    """Return True if it was known what a document is again; it is then what reading gives."""
    held = [
        axiom for axiom in document.axioms if "\x07" not in str(axiom) and "u0007" not in str(axiom)
    ]
    document = document.with_axioms(held)  # XML has no such character
    made = rendered(document, GraphFormat.RDFXML)
    parsed = ox.parse(made.data, ox.RdfFormat.RDF_XML)
    assert canonical(parsed) == canonical(quads(document))
    path = folder / "written.owl"
    path.write_bytes(made.data)
    found = made.again()
    assert found is None or found == documents.read(path, imports=False)
    return found is not None


def _read(text: str, folder: Path) -> Document:
    path = folder / "given.ofn"
    path.write_text(text)
    return documents.read(path)


@pytest.mark.parametrize("seed", range(40))
def test_axioms_of_all_kinds_in_any_combination(tmp_path: Path, seed: int) -> None:
    _is_known(_read(_text([*AXIOMS, *_CATCHES], seed=seed), tmp_path), tmp_path)


@pytest.mark.parametrize("line", _CATCHES)
def test_each_catch_among_usual_axioms(tmp_path: Path, line: str) -> None:
    usual = [each for each in AXIOMS if "_:" not in each and "nested" not in each]
    _is_known(_read(_text([*usual, line], seed=0), tmp_path), tmp_path)


@pytest.mark.parametrize("line", [each for each in AXIOMS if "_:" not in each])
def test_what_is_usual_is_known(tmp_path: Path, line: str) -> None:
    declared = [each for each in AXIOMS if each.startswith("Declaration(")]
    assert _is_known(_read(_text([*declared, line], seed=0), tmp_path), tmp_path)


@pytest.mark.parametrize("name", ["uvula.ofn", "cl_module.ofn", "uo_mole_subset.ofn"])
def test_robots_examples_are_known(name: str, tmp_path: Path) -> None:
    found = documents.read(required("robot") / "examples" / name, imports=False)
    assert _is_known(found, tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        '"\\u00E9"',
        '"a tab\there"',
        '"x"@EN',
        '"x"^^<http://www.w3.org/2001/XMLSchema#string>',
        "<http://e/a/./b>",
    ],
)
def test_terms_that_are_read_otherwise_are_not_known(tmp_path: Path, text: str) -> None:
    axioms: frozenset[Call] = frozenset(
        {
            ("Declaration", ("AnnotationProperty", "<http://e/p>")),
            ("AnnotationAssertion", "<http://e/p>", "<http://e/a>", text),
        }
    )
    made = rendered(Document(iri="<http://e/o>", axioms=axioms), GraphFormat.RDFXML)
    assert made.again() is None


@pytest.mark.parametrize("text", ["<relative>", "<http://e:port/>", '"x"@toolonglanguage'])
def test_what_no_reader_takes_is_refused(text: str) -> None:
    axioms: frozenset[Call] = frozenset({("AnnotationAssertion", "<http://e/p>", "<e:a>", text)})
    with pytest.raises(InputError, match="RDF/XML cannot be written"):
        rendered(Document(axioms=axioms), GraphFormat.RDFXML)


def test_what_a_command_wrote_need_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f'AnnotationAssertion(:p :A "number {n:0100}")' for n in range(500)]
    document = _read(_text([*AXIOMS[:5], *lines], seed=0), tmp_path)
    path = tmp_path / "new.owl"
    save(rendered(document, GraphFormat.RDFXML), path)
    (entry,) = [each for each in cache.entries() if each.names == ("new.owl",)]
    assert entry.size > 0
    with monkeypatch.context() as patched:
        patched.setattr(owlreading, "read", None)
        found = documents.read(path)
    monkeypatch.setenv(cache.LIMIT_VARIABLE, "0")
    assert found == documents.read(path)
    assert replace(found, prefixes={}, format=None) != document  # its entities are declared now


def test_a_compressed_document_is_read(tmp_path: Path) -> None:
    lines = [f'AnnotationAssertion(:p :A "number {n:0100}")' for n in range(500)]
    document = _read(_text([*AXIOMS[:5], *lines], seed=0), tmp_path)
    save(rendered(document, GraphFormat.RDFXML), tmp_path / "new.owl.gz")
    assert [each.names for each in cache.entries()] == [("given.ofn",)]
