"""SPARQL Update on files: what the update says, and nothing else."""

import gzip
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import parse

import doidkit
from doidkit.data import Data
from doidkit.errors import DoidkitError, InputError, QueryError
from doidkit.loading import build
from doidkit.sparql import ondisk
from doidkit.updating import update

Write = Callable[[str, str | bytes], Path]
DATA = """\
@prefix mine: <http://example.org/mine#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
mine:a mine:number 007 , 1.50 , "01"^^xsd:int , "2020-01-01T00:00:00Z"^^xsd:dateTime ;
  mine:text "  too   many spaces " , "fine"@en ; mine:part [ mine:of mine:b ; mine:value 1e0 ] .
"""
# As DO's fix_whitespace.ru.
SPACES = """
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE { ?s ?p ?o } INSERT { ?s ?p ?new }
WHERE {
  ?s ?p ?o .
  FILTER(datatype(?o) IN (rdf:langString, xsd:string))
  BIND(REPLACE(REPLACE(?o, "[ \\t\\r\\n]+", " "), "^ | $", "") AS ?new)
}
"""


def statements(path: Path) -> set[str]:
    text = {str(q.predicate) + " " + str(q.object) for q in parse(path=path)}
    return {line for line in text if "_:" not in line}


def test_only_what_it_touches_changes(write: Write, tmp_path: Path) -> None:
    given = write("in.ttl", DATA)
    done = update(write("fix.ru", SPACES), [given], out := tmp_path / "out.ttl")
    assert (done.removed, done.added) == (1, 1)
    text = out.read_text()
    for kept in ("007", "1.50", '"01"^^xsd:int', "1e0", '"fine"@en', '"too many spaces"'):
        assert kept in text
    assert "@prefix mine: <http://example.org/mine#> ." in text
    before, after = statements(given), statements(out)
    assert {line.split(" ", 1)[1] for line in before ^ after} == {
        '"  too   many spaces "',
        '"too many spaces"',
    }


def test_prefixes_stay_in_rdf_xml(write: Write, tmp_path: Path) -> None:
    out = tmp_path / "out.owl"
    update("INSERT DATA { <urn:a> rdfs:label 'x' }", [write("in.ttl", DATA)], out)
    assert 'xmlns:mine="http://example.org/mine#"' in out.read_text()
    again = tmp_path / "again.owl"
    update("DELETE DATA { <urn:a> rdfs:label 'x' }", [out], again)
    assert 'xmlns:mine="http://example.org/mine#"' in again.read_text()
    assert "007" in again.read_text()


def test_a_number_is_removed_as_it_is_written(write: Write, tmp_path: Path) -> None:
    out = tmp_path / "out.nt"
    for number, removed in (("7", 0), ("007", 1)):
        done = update(
            "DELETE DATA { <http://example.org/mine#a> <http://example.org/mine#number> "
            f"{number} }}",
            [write("in.ttl", DATA)],
            out,
        )
        assert done.removed == removed
        assert ("007" in out.read_text()) is (not removed)
        assert '"1.50"' in out.read_text()


def test_nothing_to_do_changes_nothing(write: Write, tmp_path: Path) -> None:
    given = write("in.ttl", DATA)
    update("DELETE WHERE { ?s <urn:none> ?o }", [given], first := tmp_path / "1.ttl")
    update("INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }", [first], second := tmp_path / "2.ttl")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("LOAD <http://127.0.0.1:9/x>", "add --allow-network"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://x/> { ?s ?p ?o } }", "add --allow-network"),
        ("INSERT DATA { mine:a mine:b }", 'prefix "mine:"'),
        ("INSERT DATA { <urn:a> }", "line 1, column"),
        ("SELECT * { ?s ?p ?o }", "is a query"),
    ],
)
def test_a_wrong_update_writes_nothing(text: str, said: str, write: Write, tmp_path: Path) -> None:
    out = write("out.ttl", "as it was")
    with pytest.raises(QueryError, match=said):
        update(text, [write("in.ttl", DATA)], out)
    assert out.read_text() == "as it was"
    assert {path.name for path in tmp_path.iterdir()} == {"in.ttl", "out.ttl"}


def test_a_file_is_needed_and_must_be_right(write: Write, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="needs a file or a store to change"):
        update("CLEAR DEFAULT", [], tmp_path / "out.ttl")
    with pytest.raises(InputError, match="needs a file to write"):
        update("CLEAR DEFAULT", [write("in.ttl", DATA)])
    with pytest.raises(InputError):
        update("CLEAR DEFAULT", [write("bad.ttl", "<a")], tmp_path / "out.ttl")
    assert not (tmp_path / "out.ttl").exists()


def test_the_command_line_changes_a_file_in_place(write: Write, invoke: Callable) -> None:
    given = write("in.ttl", DATA)
    outcome = invoke("update", write("fix.ru", SPACES), given, "-o", given)
    assert outcome.code == 0
    assert outcome.err == f"Wrote {given}: 1 removed, 1 added.\n"
    assert '"too many spaces"' in given.read_text()
    outcome = invoke("update", "CLEAR DEFAULT", given, "--to", "ntriples")
    assert (outcome.code, outcome.out) == (0, "")


def test_a_release_keeps_its_lexical_forms(shared: Path, tmp_path: Path) -> None:
    release = shared / "data" / "doid-2024-01-31.nt.gz"
    done = update(
        "DELETE { ?s rdfs:label ?o } INSERT { ?s rdfs:label ?new } WHERE { ?s rdfs:label ?o "
        "FILTER(?s = DOID:182) BIND(STRLANG(?o, 'en') AS ?new) }",
        [release],
        out := tmp_path / "out.nt.gz",
    )
    assert (done.removed, done.added) == (1, 1)

    def named(path: Path) -> set[bytes]:
        lines = gzip.decompress(path.read_bytes()).split(b"\n")
        return {line for line in lines if b"_:" not in line}

    assert named(release) ^ named(out) == {
        b"<http://purl.obolibrary.org/obo/DOID_182> "
        b'<http://www.w3.org/2000/01/rdf-schema#label> "calcinosis"' + tag + b" ."
        for tag in (b"", b"@en")
    }


@pytest.fixture
def store(write: Write, tmp_path: Path) -> Path:
    build([write("in.ttl", DATA)], tmp_path / "store")
    return tmp_path / "store"


def held(folder: Path) -> set[str]:
    return {str(quad.object) for quad in ondisk.read(folder).values if "_:" not in str(quad)}


def test_a_store_is_changed_itself(store: Path, invoke: Callable) -> None:
    before = held(store)
    outcome = invoke("update", SPACES, "--store", store)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == f"Changed {store}: 1 removed, 1 added.\n"
    assert held(store) ^ before == {'"  too   many spaces "', '"too many spaces"'}
    assert doidkit.update("CLEAR ALL", store=store).removed == 9
    assert held(store) == set()


@pytest.mark.parametrize("text", ["INSERT DATA { <urn:a> }", "LOAD <file:///nowhere.ttl>"])
def test_a_wrong_update_leaves_the_store(text: str, store: Path) -> None:
    before = held(store)
    with pytest.raises(DoidkitError):
        doidkit.update(text, store=store, network=True)
    assert held(store) == before
    assert {path.name for path in store.parent.iterdir()} == {"in.ttl", "store"}


def test_what_is_no_store_is_not_made_one(write: Write, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no store"):
        doidkit.update("CLEAR ALL", store=tmp_path / "none")
    with pytest.raises(InputError, match="a file, not a store"):
        doidkit.update("CLEAR ALL", store=write("a.ttl", DATA))
    with pytest.raises(InputError, match="name one of them"):
        doidkit.update("CLEAR ALL", [tmp_path / "a.ttl"], store=tmp_path)


# The steps of replacing the folder; rmtree's second call removes the old one.
MOMENTS = [
    "doidkit.sparql.updates:_apply#1",
    "doidkit.atomic:_sync#1",
    "pathlib:Path.rename#1",
    "pathlib:Path.rename#2",
    "shutil:rmtree#2",
]
KILLED = """
import importlib, os, signal, sys
import doidkit
from doidkit import atomic
from doidkit.sparql import updates
module, name, count, store = sys.argv[1:]
owner = importlib.import_module(module)
*outer, last = name.split(".")
for part in outer:
    owner = getattr(owner, part)
real, calls = getattr(owner, last), []
def fatal(*arguments, **options):
    calls.append(1)
    if len(calls) == int(count):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **options)
setattr(owner, last, fatal)
doidkit.update("CLEAR ALL", store=store)
"""


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_any_moment_a_whole_store_stands(moment: str, store: Path) -> None:
    before = held(store)
    words = [sys.executable, "-c", KILLED, *moment.replace("#", ":").split(":"), str(store)]
    done = subprocess.run(words, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert held(store) in (before, set())
    doidkit.update("CLEAR ALL", store=store)
    assert held(store) == set()
    assert {path.name for path in store.parent.iterdir()} == {"in.ttl", "store"}


FORMS = """\
@prefix : <http://e/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:a :n 007 , 7 , 2.50 , "1"^^xsd:boolean , true , "5"^^xsd:int  ;
  :n "2020-01-01T24:00:00Z"^^xsd:dateTime ; :part [ :n 1e0 ] .
"""
NUMBERS = "SELECT ?n { <http://e/a> <http://e/n> ?n } ORDER BY STR(?n) DATATYPE(?n)"


def values(answer: doidkit.Solutions) -> list[str]:
    return [str(term) for (term,) in answer]


@pytest.fixture(params=["file", "stream"])
def written(request: pytest.FixtureRequest, write: Write, tmp_path: Path) -> Path:
    """A store with literals that it would change, made of what can be read twice, or once."""
    path = write("forms.ttl", FORMS)
    if request.param == "stream":
        path = tmp_path / "pipe"
        os.mkfifo(path)
        threading.Thread(target=lambda: path.write_text(FORMS)).start()
    assert build([path], tmp_path / "store") == 9
    path.unlink()
    return tmp_path / "store"


def test_a_store_has_literals_as_they_are_written(written: Path, write: Write) -> None:
    file, store = Data(write("again.ttl", FORMS)), Data(store=written)
    said = values(doidkit.query(NUMBERS, source=store))
    assert said == values(doidkit.query(NUMBERS, source=file))
    assert len(said) == 7
    assert doidkit.query("ASK { ?s ?p 2.50 }", source=store) is True
    assert doidkit.query("ASK { ?s ?p 2.5 }", source=store) is False
    assert b"007" in doidkit.convert(store)
    # Another program that opens the folder has the values.
    assert '"007"' not in str([*ondisk.read(written).values])


def test_an_update_of_a_store_compares_terms(written: Path) -> None:
    seven = "DELETE DATA { <http://e/a> <http://e/n> 7, true, 2.5 }"
    assert doidkit.update(seven, store=written) == doidkit.Update(2, 0)
    store = Data(store=written)
    assert [text.split("^")[0] for text in values(doidkit.query(NUMBERS, source=store))] == [
        '"007"',
        '"1"',
        '"2.50"',
        '"2020-01-01T24:00:00Z"',
        '"5"',
    ]
    assert len(ondisk.read(written).values) == 7
    found = "DELETE { ?s ?p ?n } INSERT { ?s ?p 08 } WHERE { ?s ?p ?n FILTER(ISLITERAL(?n)) }"
    assert doidkit.update(found, store=written) == doidkit.Update(6, 2)
    assert values(doidkit.query(NUMBERS, source=Data(store=written))) == [
        '"08"^^<http://www.w3.org/2001/XMLSchema#integer>'
    ]
    # Where nothing is left that the store would change there is one store again.
    assert doidkit.update(found.replace("08", "8"), store=written) == doidkit.Update(2, 2)
    assert ondisk.read(written).written is None
    # And two where an update brings such a literal.
    assert doidkit.update("INSERT DATA { <urn:a> <urn:p> 1.0 }", store=written).added == 1
    assert doidkit.query("ASK { <urn:a> <urn:p> 1.0 }", source=Data(store=written)) is True


TERM = """\
format-version: 1.2
ontology: t

[Term]
id: DOID:1
name: one  two
xref: X:007
property_value: DOID:b "1" xsd:boolean
property_value: DOID:b "true" xsd:boolean
property_value: DOID:n "007" xsd:integer
property_value: DOID:n "1.5" xsd:decimal
property_value: DOID:n "1.50" xsd:decimal
property_value: DOID:n "7" xsd:integer
"""


@pytest.mark.parametrize("extension", ["obo", "ofn", "omn", "owx"])
@pytest.mark.parametrize(
    ("text", "gone", "new"),
    [
        ("DELETE DATA { DOID:1 DOID:n 7, 1.5 ; DOID:b true }", {"7", "1.5", "true"}, set()),
        ("DELETE DATA { DOID:1 DOID:n 07, 1.500 ; DOID:b false }", set(), set()),
        (
            "DELETE { ?x ?p ?v } INSERT { ?x ?p 010 } WHERE { ?x ?p ?v FILTER(?v = 7) }",
            {"7", "007"},
            {"010"},
        ),
        ("INSERT DATA { DOID:1 DOID:n 7.0 }", set(), {"7.0"}),
    ],
)
def test_an_update_of_owl_formats_compares_terms(
    extension: str, text: str, gone: set[str], new: set[str], write: Write, tmp_path: Path
) -> None:
    before, after = tmp_path / f"before.{extension}", tmp_path / f"after.{extension}"
    doidkit.convert(write("t.obo", TERM), before)
    done = update(text, before, after)
    assert (done.removed, done.added) == (len(gone), len(new))
    old, changed = set(Data(before).quads()), set(Data(after).quads())
    assert {quad.object.value for quad in old - changed} == gone
    assert {quad.object.value for quad in changed - old} == new
    if not new and not gone:
        assert after.read_bytes() == before.read_bytes()
