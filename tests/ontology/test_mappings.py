"""The mapping set is valid SSSOM and says what must be said, and nothing that is false."""

import csv
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

# sssom and what it imports warn of their own deprecations.
pytestmark = pytest.mark.filterwarnings("ignore")

ONTOLOGY = Path(__file__).parents[2] / "ontology"
TABLE = ONTOLOGY / "mappings" / "doid-182.sssom.tsv"
SET_ID = "https://w3id.org/doidkit/mappings/doid-182.sssom.tsv"
NONE = "sssom:NoTermFound"
SUBTYPES = [
    f"dkt:{kind}-calcification" for kind in "dystrophic metastatic idiopathic iatrogenic".split()
]
Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t"))


@pytest.fixture(scope="module")
def prefix_map() -> dict[str, str]:
    from sssom.parsers import parse_sssom_table

    return parse_sssom_table(TABLE).converter.bimap


def labels() -> dict[str, str]:
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    return {
        quad.subject.value: quad.object.value
        for path in sorted((ONTOLOGY / "imports").glob("*.ttl"))
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if quad.predicate == label
    }


def expand(curie: str, prefix_map: dict[str, str]) -> str:
    prefix, _, local = curie.partition(":")
    return prefix_map[prefix] + local


def said(rows: list[Row], **cells: str) -> list[Row]:
    return [row for row in rows if all(row[key] == value for key, value in cells.items())]


def test_sssom_finds_it_valid_and_keeps_every_row(rows: list[Row]) -> None:
    from sssom.parsers import parse_sssom_table, to_mapping_set_document
    from sssom.validators import validate

    table = parse_sssom_table(TABLE)
    reports = validate(table, fail_on_error=True)
    assert not [result for report in reports.values() if report for result in report.results]
    document = to_mapping_set_document(table)
    assert len(document.mapping_set.mappings) == len(rows)
    assert document.mapping_set.mapping_set_id == SET_ID
    assert document.mapping_set.license == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_no_two_prefixes_differ_in_case_alone() -> None:
    """A converter of curies, which sssom-py reads with, takes them for one."""
    header = TABLE.read_text(encoding="utf-8").split("subject_id\t")[0]
    names = re.findall(r"^#   (\w+): ", header, re.MULTILINE)
    assert len({name.lower() for name in names}) == len(names) > 20


def test_the_sssom_command_validates_it() -> None:
    from click.testing import CliRunner
    from sssom.cli import validate

    done = CliRunner().invoke(validate, [str(TABLE)])
    assert done.exit_code == 0, done.output


def test_no_disease_is_an_exact_match_of_a_phenotype(rows: list[Row]) -> None:
    for row in said(rows, predicate_id="skos:exactMatch", predicate_modifier=""):
        if row["subject_id"].startswith(("DOID:", "dkt:", "MONDO:")):
            assert not row["object_id"].startswith("HP:"), row


def test_bytes() -> None:
    text = TABLE.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert text.endswith("\n")


def test_rows_are_sorted_and_unique(rows: list[Row]) -> None:
    cells = [tuple(row.values()) for row in rows]
    assert cells == sorted(set(cells))
    keys = (
        "subject_id subject_label predicate_id predicate_modifier object_id object_source".split()
    )
    assert len({tuple(row[key] for key in keys) for row in rows}) == len(rows)


def test_subjects_are_our_own_terms_or_words(rows: list[Row]) -> None:
    for row in rows:
        assert row["subject_label"]
        assert (row["subject_type"] == "rdfs literal") == (row["subject_id"] == "")
    assert {row["subject_id"] for row in rows} == {
        "",
        "DOID:182",
        "dkt:calcinosis-cutis",
        *SUBTYPES,
    }


def test_no_pair_is_both_said_and_denied(rows: list[Row]) -> None:
    keys = "subject_id subject_label predicate_id object_id".split()
    denied = said(rows, predicate_modifier="Not")
    others = said(rows, predicate_modifier="")
    said_pairs = {tuple(row[key] for key in keys) for row in others}
    assert not said_pairs & {tuple(row[key] for key in keys) for row in denied}
    assert all(row["predicate_id"] == "skos:exactMatch" and row["comment"] for row in denied)


def test_no_term_found_names_the_vocabulary(rows: list[Row]) -> None:
    absent = said(rows, object_id=NONE)
    assert absent
    for row in absent:
        assert row["predicate_id"] == "skos:exactMatch"
        assert row["object_source"]
        assert not row["predicate_modifier"] + row["object_label"] + row["object_type"]


@pytest.mark.parametrize("subject", ["dkt:calcinosis-cutis", *SUBTYPES])
def test_the_local_classes_have_no_doid_term(rows: list[Row], subject: str) -> None:
    assert said(rows, subject_id=subject, object_id=NONE, object_source="obo:doid")
    into_do = [
        row for row in said(rows, subject_id=subject) if row["object_id"].startswith("DOID:")
    ]
    assert [(row["predicate_id"], row["object_id"]) for row in into_do] == [
        ("skos:broadMatch", "DOID:182")
    ]


@pytest.mark.parametrize(
    ("subject", "predicate", "target"),
    [
        ("dkt:calcinosis-cutis", "closeMatch", "HP:0025520"),
        ("dkt:calcinosis-cutis", "exactMatch", "ICD10CM:L94.2"),
        ("dkt:calcinosis-cutis", "broadMatch", "DOID:182"),
        ("DOID:182", "exactMatch", "MESH:D002114"),
        ("DOID:182", "closeMatch", "NCIT:C3672"),
        ("DOID:182", "exactMatch", "SNOMEDCT:237881004"),
        ("DOID:182", "exactMatch", "UMLS:C0006663"),
        ("DOID:182", "exactMatch", "MONDO:0002123"),
        ("DOID:182", "closeMatch", "HP:0003761"),
    ],
)
def test_what_do_needs_is_said(rows: list[Row], subject: str, predicate: str, target: str) -> None:
    (row,) = said(
        rows,
        subject_id=subject,
        predicate_id=f"skos:{predicate}",
        object_id=target,
        predicate_modifier="",
    )
    assert row["mapping_justification"].startswith("semapv:")


@pytest.mark.parametrize(
    ("label", "target"),
    [
        ("calcinosis cutis", "MONDO:1014560"),
        ("calcinosis", "HP:0003761"),
        ("24-hour urine collection", "MAXO:0000852"),
        ("redness", "SYMP:0000487"),
        ("eosinophilic deposits", "HP:0001880"),
        ("elevated phosphate in blood", "DOID:0050459"),
        ("osteoma cutis", "DOID:0111535"),
    ],
)
def test_traps_are_denied(rows: list[Row], label: str, target: str) -> None:
    (row,) = said(rows, subject_label=label, predicate_id="skos:exactMatch", object_id=target)
    assert row["predicate_modifier"] == "Not"


def test_objects_are_in_the_slices_with_the_same_label(
    rows: list[Row], prefix_map: dict[str, str]
) -> None:
    known = labels()
    covered = tuple("CHEBI CL DOID HP IAO LOINC MAXO RO SYMP UBERON".split())
    checked = [row for row in rows if row["object_id"].partition(":")[0] in covered]
    assert checked
    for row in checked:
        assert known.get(expand(row["object_id"], prefix_map)) == row["object_label"], row


def test_the_module_and_the_table_agree(rows: list[Row], prefix_map: dict[str, str]) -> None:
    skos = "http://www.w3.org/2004/02/skos/core#"
    module = {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in ox.parse(
            path=str(ONTOLOGY / "calcinosis-cutis.ttl"), format=ox.RdfFormat.TURTLE
        )
        if quad.predicate.value.startswith(skos) and quad.predicate.value.endswith("Match")
    }
    table = {
        tuple(expand(row[key], prefix_map) for key in ("subject_id", "predicate_id", "object_id"))
        for row in said(rows, predicate_modifier="")
        if row["subject_id"].startswith("dkt:") and row["object_id"] != NONE
    }
    assert module == table
