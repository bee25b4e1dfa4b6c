"""``doidkit show``, as a person calls it."""

import json
import os
import pty
import re
import subprocess
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, RDFS, SDO


def test_shows_the_whole_entry(invoke) -> None:
    shown = invoke("show", "DOID:182")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("calcinosis (DOID:182)\n")
    assert shown.out.rstrip().endswith("your medical condition.")
    for part in ("DOID:10575", "MESH:D002114", "CHEBI:10033", "PMID:31302187", "quarantine"):
        assert part in shown.out


@pytest.mark.parametrize(
    "name",
    [
        "DOID:182",
        "http://purl.obolibrary.org/obo/DOID_182",
        "calcinosis",
        "Pathologic calcification",
    ],
)
def test_a_term_is_a_curie_an_iri_or_a_name(invoke, name: str) -> None:
    assert invoke("show", name).out == invoke("show", "DOID:182").out


def test_an_unknown_term_is_one_sentence_with_the_nearest(invoke) -> None:
    shown = invoke("show", "calcinossis cutis")
    assert (shown.code, shown.out) == (2, "")
    assert shown.err.count("\n") == 1
    assert "dkt:calcinosis-cutis" in shown.err


@pytest.mark.parametrize(
    ("format_", "syntax"), [("turtle", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)]
)
def test_rdf_formats_hold_the_same_triples(invoke, format_: str, syntax: ox.RdfFormat) -> None:
    def dataset(text: str, wanted: ox.RdfFormat) -> ox.Dataset:
        found = ox.Dataset(ox.parse(text.encode(), format=wanted))
        found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return found

    term = "CHEBI:10033" if format_ == "jsonld" else "DOID:182"  # of a disease more, see below
    shown = invoke("show", term, "--format", format_)
    reference = invoke("show", term, "--format", "turtle")
    assert dataset(shown.out, syntax) == dataset(reference.out, ox.RdfFormat.TURTLE)
    assert shown.out == invoke("show", term, "--format", format_).out
    if format_ == "jsonld":
        json.loads(shown.out)


@pytest.fixture(scope="module")
def schema_org() -> rdflib.Graph:
    """The part of schema.org's vocabulary about medical conditions, from its release 12.0."""
    path = Path(__file__).parents[1] / "examples" / "schemas" / "schemaorg-12-medical.nt"
    return rdflib.Graph().parse(path, format="nt")


def below(vocabulary: rdflib.Graph, kind: rdflib.URIRef, roots: set[object]) -> bool:
    return bool(roots & set(vocabulary.transitive_objects(kind, RDFS.subClassOf)))


def condition(invoke, term: str) -> dict[str, Any]:
    document = json.loads(invoke("show", term, "--format", "jsonld").out)
    (found,) = (node for node in document["@graph"] if node.get("@type") == "MedicalCondition")
    return found


@pytest.mark.parametrize("term", ["DOID:182", "DOID:9074"])
def test_jsonld_of_a_disease_has_all_that_turtle_has(invoke, term: str) -> None:
    def read(data: bytes, syntax: ox.RdfFormat) -> ox.Dataset:
        found = ox.Dataset(ox.parse(data, format=syntax))
        found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return found

    document = json.loads(invoke("show", term, "--format", "jsonld").out)
    own = read(json.dumps(condition(invoke, term)).encode(), ox.RdfFormat.JSON_LD)
    whole = read(json.dumps(document).encode(), ox.RdfFormat.JSON_LD)
    turtle = invoke("show", term, "--format", "turtle").out.encode()
    rdf = read(turtle, ox.RdfFormat.TURTLE)
    assert len(whole) == len(rdf) + len(own) > 100
    assert {quad.subject for quad in own if isinstance(quad.subject, ox.NamedNode)} & {
        quad.subject for quad in rdf
    }
    document["@graph"] = [n for n in document["@graph"] if n.get("@type") != "MedicalCondition"]
    assert read(json.dumps(document).encode(), ox.RdfFormat.JSON_LD) == rdf


@pytest.mark.parametrize("term", ["DOID:182", "dkt:calcinosis-cutis", "DOID:9074"])
def test_jsonld_of_a_disease_has_schema_org_s_medical_condition(
    invoke, term: str, schema_org: rdflib.Graph
) -> None:
    """Each property may stand on what it stands on, and lead to what it leads to."""
    document = condition(invoke, term)
    assert document["@context"] == {"@vocab": "https://schema.org/"}
    quads = ox.parse(json.dumps(document).encode(), format=ox.RdfFormat.JSON_LD)
    triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    read = rdflib.Graph().parse(data=triples, format="nt")
    assert len(read) > 5
    for subject, name, value in read:
        if name == RDF.type:
            assert value in SDO
            continue
        domains = set(schema_org.objects(name, SDO.domainIncludes))
        ranges = set(schema_org.objects(name, SDO.rangeIncludes))
        assert below(schema_org, read.value(subject, RDF.type), domains), (subject, name)
        kind = SDO.Text if isinstance(value, rdflib.Literal) else read.value(value, RDF.type)
        assert below(schema_org, kind, ranges), (name, value)


def test_the_medical_condition_holds_what_is_borne_out_alone(invoke) -> None:
    document = condition(invoke, "dkt:calcinosis-cutis")
    # minocycline and aluminium hydroxide by [7]; warfarin is disputed, the others rest on nothing
    assert {t["name"] for t in document["possibleTreatment"]} == {
        "minocycline",
        "aluminium hydroxide",
    }
    signs = {"Subcutaneous nodule", "Skin nodule"}
    assert {s["name"] for s in document["signOrSymptom"]} == signs
    # "In lupus, the presentation can vary greatly" (TRT-24) is no sign of calcinosis as such.
    document = condition(invoke, "DOID:182")
    assert {s["name"] for s in document["signOrSymptom"]} == signs


def test_turtle_has_the_labels_of_foreign_terms(invoke) -> None:
    shown = invoke("show", "CHEBI:10033", "--format", "turtle").out
    for label in ("applied to treat", "calcinosis", "evidence line", "has_disputing_evidence_line"):
        assert f'"{label}"' in shown


def test_markdown_has_the_sections_as_headings(invoke) -> None:
    shown = invoke("show", "DOID:182", "--format", "markdown")
    headings = [line[3:] for line in shown.out.splitlines() if line.startswith("## ")]
    assert headings == [
        "Description",
        "Signs and Symptoms",
        "Diagnostic Tests",
        "Treatment",
        "Differential Diagnosis",
        "Additional Information",
        "Medical disclaimer",
    ]


def test_a_terminal_gets_colour_and_a_pipe_none(program: list[str], tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {
        "TERM": "xterm-256color"
    }
    piped = subprocess.run(
        [*program, "show", "DOID:182"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env=environment,
    )
    assert b"\x1b[" not in piped.stdout
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [*program, "show", "DOID:182"], stdout=follower, cwd=tmp_path, env=environment
    ) as process:
        os.close(follower)
        seen = b""
        while chunk := _read(leader):
            seen += chunk
    os.close(leader)
    assert process.returncode == 0
    assert b"\x1b[" in seen


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:  # Linux reports the end of a pseudo-terminal as an error
        return b""


def test_shows_a_term_of_a_file(invoke, write) -> None:
    path = write(
        "small.ttl",
        """@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        <http://example.org/a> a owl:Class ; rdfs:label "a thing" .""",
    )
    shown = invoke("show", "a thing", "--data", path)
    assert (shown.code, shown.out) == (0, "a thing (http://example.org/a)\n")


LOGIC = """format-version: 1.2
ontology: blue
subsetdef: slim "a slim"
synonymtypedef: ABBR "abbreviation"

[Term]
id: DOID:1
name: disease

[Term]
id: DOID:2
name: blue disease
def: "A disease that is blue." [url:http://example.org/blue]
comment: Seldom seen.
subset: slim
alt_id: DOID:9
synonym: "BD" EXACT ABBR [PMID:1]
xref: MESH:D2 {source="MONDO:1"}
intersection_of: DOID:1 ! disease
intersection_of: RO:0002200 HP:1 ! blue skin
disjoint_from: DOID:3
relationship: RO:0004026 UBERON:1
property_value: skos:exactMatch MONDO:2
created_by: somebody
creation_date: 2020-01-01T00:00:00Z

[Term]
id: DOID:3
name: red disease
is_a: DOID:1

[Term]
id: DOID:4
name: old disease
is_obsolete: true
replaced_by: DOID:2
consider: DOID:3

[Term]
id: HP:1
name: blue skin

[Term]
id: UBERON:1
name: skin

[Typedef]
id: RO:0002200
name: has phenotype

[Typedef]
id: RO:0004026
name: disease has location
"""


@pytest.fixture
def blue(write) -> Path:
    return write("blue.obo", LOGIC)


def test_a_page_of_an_obo_file_has_what_the_file_has(invoke, blue: Path) -> None:
    shown = invoke("show", "blue disease", "--data", blue)
    rows = dict(re.findall(r"^(\S[^\n]*?) {2,}(\S.*)$", shown.out, re.MULTILINE))
    assert rows == {
        "Comment": "Seldom seen.",
        "Exact synonyms": "BD (source: PMID:1; type: abbreviation)",
        "Alternative ids": "DOID:9",
        "Cross-references": "MESH:D2 (source: MONDO:1)",
        "Mappings": "skos exact match: MONDO:2",
        "Subsets": "slim",
        "Created by": "somebody",
        "Created": "2020-01-01T00:00:00Z",
        "Address": "http://purl.obolibrary.org/obo/DOID_2",
    }
    for line in (
        "Source: url:http://example.org/blue",
        "  EquivalentTo  disease and ('has phenotype' some 'blue skin')",
        "  SubClassOf    'disease has location' some skin",
        "  DisjointWith  'red disease'",
        "    old disease (DOID:4)",
    ):
        assert line in shown.out.splitlines()


def test_what_uses_a_term_is_on_its_page(invoke, blue: Path) -> None:
    lines = invoke("show", "HP:1", "--data", blue).out.splitlines()
    assert lines[lines.index("Used by") :] == [
        "Used by",
        "  EquivalentTo: 1 use",
        "    blue disease (DOID:2): disease and ('has phenotype' some 'blue skin')",
    ]


def test_what_is_obsolete_says_what_to_use(invoke, blue: Path) -> None:
    old = invoke("show", "DOID:4", "--data", blue).out.splitlines()
    assert old[0] == "old disease (DOID:4), obsolete: replaced by blue disease (DOID:2)"
    assert "Consider     red disease (DOID:3)" in old
    merged = invoke("show", "DOID:9", "--data", blue)
    assert "merged into blue disease (DOID:2)" in merged.out.splitlines()[0]


def test_a_name_of_several_terms_is_refused_with_all(invoke, write) -> None:
    path = write("two.obo", LOGIC.replace("name: red disease", "name: red disease\nxref: MESH:D2"))
    shown = invoke("show", "MESH:D2", "--data", path)
    assert (shown.code, shown.out) == (2, "")
    assert shown.err == (
        'doidkit: "MESH:D2" means 2 terms in the loaded data, DOID:2 blue disease and '
        "DOID:3 red disease; name one by its identifier.\n"
    )


@pytest.mark.parametrize("term", ["DOID:2", "DOID:4", "HP:1"])
def test_jsonld_of_a_term_that_no_document_speaks_of_is_its_rdf(
    invoke, blue: Path, term: str
) -> None:
    def triples(format_: str, syntax: ox.RdfFormat) -> ox.Dataset:
        shown = invoke("show", term, "--data", blue, "--format", format_)
        found = ox.Dataset(ox.parse(shown.out.encode(), format=syntax))
        found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return found

    found = triples("jsonld", ox.RdfFormat.JSON_LD)
    assert len(found) > 3
    assert found == triples("turtle", ox.RdfFormat.TURTLE)
