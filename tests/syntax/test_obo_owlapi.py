"""OBO as OWLAPI writes it: judged by what ROBOT 1.9.8 wrote of the same."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from shared import SHARED, needs

from doidkit.syntax import reading
from doidkit.syntax.obo.owlapi import StructureFault, Written, write
from doidkit.syntax.obo.owlapi.identifiers import Identifiers
from doidkit.syntax.owl.from_rdf import axioms

KINDS = Path(__file__).parents[1] / "examples" / "owlapi"
ROBOT = SHARED / "robot"


def written(path: Path, **options: bool) -> Written:
    prefixes: dict[str, str] = {}
    ontology = axioms(reading.quads(path, declared=prefixes))
    return write(ontology, prefixes, **options)


def lines(text: str) -> Iterator[str]:
    """Yield a document's lines; of axioms beyond OBO only that there are some."""
    for line in text.splitlines():
        if line.startswith("owl-axioms"):
            yield "owl-axioms"
        else:
            yield re.sub(r"\{.*\}", lambda found: str(sorted(found[0][1:-1].split(", "))), line)


def test_every_kind_of_clause_is_robots_but_the_half_of_a_definition():
    theirs = [*lines((KINDS / "kinds.obo").read_text())]
    ours = [*lines(written(KINDS / "kinds.ofn").data.decode())]
    # Of the definition "X:4 and (r some X:1 and r some X:2)" ROBOT writes one of the two.
    half = ["intersection_of: X:4", "intersection_of: X:r X:2 ['all_some=\"true\"'] ! two"]
    at = theirs.index(half[0], theirs.index("id: X:3"))
    assert theirs[at : at + 2] == half
    assert ours == theirs[:at] + theirs[at + 2 :]


def test_what_has_no_clause_is_in_the_header_or_dropped():
    kept = written(KINDS / "kinds.ofn")
    beyond = next(line for line in kept.data.decode().splitlines() if "owl-axioms" in line)
    for axiom in (
        "SubClassOf(obo:X_1 owl:Thing)",
        "EquivalentClasses(obo:X_3 ObjectIntersectionOf(obo:X_4 ObjectIntersectionOf(",
        "DisjointClasses(obo:X_1 obo:X_2 obo:X_3)",
        "ObjectPropertyAssertion(obo:X_r obo:X_i obo:X_i)",
        "ObjectPropertyRange(obo:X_r owl:Thing)",
        'AnnotationAssertion(rdfs:label obo:X_9 \\"merged\\")',
        "Declaration(Datatype(<https://example.org/odd>))",
    ):
        assert axiom in beyond
    assert [str(axiom[0]) for axiom in kept.lost] == ["AnnotationAssertion", "ClassAssertion"]
    dropped = written(KINDS / "kinds.ofn", keep_beyond=False)
    assert b"owl-axioms" not in dropped.data
    assert len(dropped.lost) > len(kept.lost)


@needs("robot")
def test_a_document_has_robots_bytes():
    theirs = ROBOT / "expected/convert-1/files/results/annotated.obo"
    assert written(ROBOT / "examples/annotated.owl").data == theirs.read_bytes()


@needs("robot")
def test_what_obo_allows_once_is_checked_where_it_is_wanted():
    module = ROBOT / "examples/cl_module.ofn"
    with pytest.raises(StructureFault, match=r"multiple comment tags not allowed\..*CL:0000583"):
        written(module)
    assert written(module, check=False).data.count(b"\ncomment: ") > 1


@pytest.mark.parametrize(
    ("iri", "identifier"),
    [
        ("http://purl.obolibrary.org/obo/GO_0005739", "GO:0005739"),
        ("http://purl.obolibrary.org/obo/valid_for_go_ontology", "="),
        ("http://purl.obolibrary.org/obo/a_b_12", "a_b:12"),
        ("http://purl.obolibrary.org/obo/doid#slim", "slim"),
        ("http://purl.obolibrary.org/obo/ONT#_x", "ONT:x"),
        ("http://en.wikipedia.org/wiki/Organ_(anatomy)", "Organ:(anatomy)"),
        ("http://en.wikipedia.org/wiki/Abdomen", "="),
        ("http://www.w3.org/2000/01/rdf-schema#seeAlso", "seeAlso"),
        ("http://www.w3.org/2002/07/owl#Thing", "owl:Thing"),
        ("http://purl.obolibrary.org/obo/X_a%20b", "X:a b"),
        ("https://example.org/deep/a_1", "deep:a_1"),
        ("https://example.org/a_1", "ex:a_1"),
    ],
)
def test_identifiers(iri, identifier):
    spaces = {"ex": "https://example.org/", "deep": "https://example.org/deep/"}
    expected = iri if identifier == "=" else identifier
    assert Identifiers((), spaces).of(f"<{iri}>") == expected
