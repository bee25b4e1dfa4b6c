"""What is worked on, named once; and SSSOM tables, read by every command alike."""

import bz2
import gzip
import os
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode

import doidkit
from doidkit import Data, bundled
from doidkit.errors import InputError
from doidkit.loading import build
from doidkit.mending import mends
from doidkit.reasoning import reason
from doidkit.sparql.embedded import StoreSource

Write = Callable[..., Path]
SOURCE = Path(__file__).parents[2] / "src" / "doidkit"
MAPPING = "ASK { ?m a sssom:Mapping ; sssom:subject_id DOID:182 ; sssom:object_id HP:0003761 }"
TABLE = """\
#curie_map:
#  DOID: http://purl.obolibrary.org/obo/DOID_
#  HP: http://purl.obolibrary.org/obo/HP_
#mapping_set_id: https://example.org/set
subject_id\tpredicate_id\tobject_id\tmapping_justification
DOID:182\tskos:exactMatch\tHP:0003761\tsemapv:ManualMappingCuration
"""
# By hand: of the mapping its type, label and justification, its three ends in SSSOM's and in OWL's
# terms; of the set its type and the link to the mapping.
TRIPLES = 11


def test_one_thing_is_read_at_a_time(tmp_path: Path) -> None:
    kinds: dict[str, Any] = {
        "paths": ["a.ttl"],
        "store": tmp_path,
        "endpoint": "http://127.0.0.1:9/",
        "opened": StoreSource(),
    }
    for both in combinations(kinds, 2):
        with pytest.raises(InputError, match="cannot be read together; name one of them"):
            Data(**{name: kinds[name] for name in both})
    with pytest.raises(InputError, match="Only an endpoint is copied"):
        Data("a.ttl", copy=True)
    with pytest.raises(InputError, match="named twice"):
        Data.of(Data("a.ttl"), store=tmp_path)


_OTHER_TSV = ("ResultFormat", "nodes.tsv", "xrefs.tsv", ".sssom.tsv")


@pytest.mark.parametrize(
    ("text", "times"),
    [('.tsv"', 1), ("cannot be read together", 1), ("bundled.mapping_files()", 1)],
)
def test_each_decision_on_what_is_read_stands_once(text: str, times: int) -> None:
    names = [
        path.name
        for path in SOURCE.rglob("*.py")
        for line in path.read_text().splitlines()
        # TSV is a format of results and of exports, too, and beside CSV of ROBOT's tables; the rest
        # would be a second place.
        if text in line
        and not any(
            word in line
            for word in ("ResultFormat", "nodes.tsv", "xrefs.tsv", ".sssom.tsv", '".csv"')
        )
        and path.name != "bundled.py"
    ]
    assert len(names) == times, names


def test_nothing_named_is_the_bundled_ontology() -> None:
    data = Data()
    assert (data.bundled, data.local, str(data)) == (True, True, "the bundled ontology")
    assert data.files == (*bundled.ontology_files(), *bundled.mapping_files())
    assert len(set(data.quads())) == len(doidkit.load())
    named, every = (
        {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
        for quads in (data.logic(), data.quads())
    )
    assert every > named, "claims are no axioms"


def test_quads_of_files_keep_lexical_forms_and_prefixes(write: Write, tmp_path: Path) -> None:
    path = write("a.ttl", "@prefix e: <http://e/> . e:a e:b 007 .")
    declared: dict[str, str] = {}
    (quad,) = Data(path).quads(declared=declared)
    assert (quad.object.value, declared) == ("007", {"e": "http://e/"})
    build(Data(path), tmp_path / "store")
    (stored,) = Data(store=tmp_path / "store").quads()
    assert stored.object.value == "007"
    opened = Data(opened=Data(path).source())
    assert [quad.object.value for quad in opened.quads()] == ["007"]


def test_axioms_are_those_of_the_default_graph(write: Write) -> None:
    path = write(
        "a.trig",
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix e: <http://e/> .\n"
        "e:A a owl:Class . e:g { e:B a owl:Class }",
    )
    assert Data(path).axioms().axioms == {("Declaration", ("Class", "<http://e/A>"))}


def test_files_come_with_what_they_import(write: Write) -> None:
    part = write("part.ttl", "<http://e/part> a <http://www.w3.org/2002/07/owl#Ontology> .")
    whole = write(
        "whole.ttl",
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "<http://e/w> a owl:Ontology ; owl:imports <http://e/part> , <http://e/lost> .",
    )
    elsewhere = write(
        "other.xml",
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<uri name="http://e/part" uri="part.ttl"/></catalog>',
    )
    assert Data(whole).files == (whole,)
    data = Data(whole, imports=True, catalog=elsewhere)
    assert data.files == (whole, part)
    assert [missing.iri for missing in data.missing] == ["http://e/lost"]


def test_every_verb_takes_it(write: Write, tmp_path: Path) -> None:
    path = write("a.ttl", "@prefix e: <http://e/> . e:a a e:C ; e:b 1 .")
    build(Data(path), tmp_path / "store")
    for data in (Data(path), Data(store=tmp_path / "store")):
        assert doidkit.query("ASK { <http://e/a> ?p ?o }", source=data) is True
        assert len(doidkit.load(data)) == 2
        assert doidkit.validate(data).conforms
        assert doidkit.convert(data, format=doidkit.GraphFormat.NTRIPLES).count(b"\n") == 2
        assert doidkit.reason(data, reasoner="none").classes == 0
        assert doidkit.check(data, select=["missing_label"], reason=False).notes is not None
        assert doidkit.push(data, "http://127.0.0.1:9/", dry_run=True).triples == 2
    assert doidkit.update("DELETE WHERE { ?s a ?c }", Data(path), tmp_path / "b.ttl").removed == 1
    with pytest.raises(InputError, match="not for mending"):
        mends(doidkit.Report(()), Data(store=tmp_path / "store"))


def test_an_on_disk_store_is_made_of_files_only(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="made of files, not of http://127"):
        build(Data(endpoint="http://127.0.0.1:9/"), tmp_path / "store")


@pytest.fixture(params=["a.sssom.tsv", "a.tsv.gz", "a.txt", "bare", "a.bz2"])
def table(request: pytest.FixtureRequest, write: Write) -> Path:
    """A mapping table under a name that tells and under names that do not."""
    packed = {".gz": gzip.compress, ".bz2": bz2.compress}.get(Path(request.param).suffix, bytes)
    return write(request.param, packed(TABLE.encode()))


def test_a_mapping_table_is_read_everywhere(
    table: Path, write: Write, tmp_path: Path, invoke: Callable
) -> None:
    assert doidkit.query(MAPPING, source=Data(table)) is True
    assert len(list(Data(table).quads())) == TRIPLES
    assert reason(table, reasoner="none").classes == 0
    for words in (
        ("convert", table, "-o", tmp_path / "a.nt"),
        ("update", "DELETE WHERE { ?s a ?c }", table, "-o", tmp_path / "b.nt"),
        ("load", table, "--store", tmp_path / "store"),
        ("push", table, "--partition", "1", "-o", tmp_path / "parts"),
        ("reason", table, "--reasoner", "none"),
        ("validate", table, "--fail-on", "never"),
        ("check", table, "--fail-on", "never"),
    ):
        outcome = invoke(*words)
        assert outcome.code == 0, outcome
    lines = (tmp_path / "a.nt").read_text().splitlines()
    assert len(lines) == TRIPLES
    assert (tmp_path / "b.nt").read_text().count("\n") == TRIPLES - 2
    assert len(doidkit.load(store=tmp_path / "store")) == TRIPLES
    assert sorted((tmp_path / "parts" / "part-1-of-1.nt").read_text().splitlines()) == sorted(lines)


@pytest.mark.parametrize(
    "words",
    [
        ("convert", "-", "--to", "ntriples"),
        ("update", "INSERT DATA {}", "-", "--to", "ntriples"),
        ("query", MAPPING, "--data", "-"),
        ("reason", "-", "--reasoner", "none"),
    ],
    ids=lambda words: words[0],
)
def test_a_mapping_table_is_read_from_standard_input(
    words: tuple[str, ...], write: Write, invoke: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    with write("table", TABLE).open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        os.lseek(stream.fileno(), 0, os.SEEK_SET)
        outcome = invoke(*words)
    assert outcome.code == 0, outcome
    if words[0] in ("convert", "update"):
        assert outcome.out.count("\n") == TRIPLES
    if words[0] == "query":
        assert "true" in outcome.out


def test_a_long_header_alone_tells_a_mapping_table(write: Write) -> None:
    prefixes = "".join(f"#  P{n}: http://example.org/{n}/\n" for n in range(500))
    head, rows = TABLE.split("#mapping_set_id", 1)
    path = write("a.txt", f"{head}{prefixes}#mapping_set_id{rows}")
    assert len(list(Data(path).quads())) == TRIPLES


def test_findings_on_mappings_have_their_rows_whatever_the_file_is_called(write: Write) -> None:
    broken = TABLE.replace("skos:exactMatch", "skos:noMatch")
    query = write(
        "all.rq", "SELECT ?entity ?property ?value { ?entity a sssom:Mapping ; ?property ?value }"
    )
    path = write("a.tsv.gz", gzip.compress(broken.encode()))
    report = doidkit.check(path, queries=[query], select=["all"], reason=False)
    assert {(f.location.path, f.location.line) for f in report if f.location} == {(str(path), 6)}


def test_a_table_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="sssom is read, not written; name a file that ends in"):
        doidkit.convert(out=tmp_path / "a.tsv")
