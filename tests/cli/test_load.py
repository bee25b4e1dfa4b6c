import os
import pty
from collections.abc import Callable
from pathlib import Path

import pytest

ANIMALS = Path(__file__).parents[1] / "examples" / "animals.ttl"


@pytest.fixture
def store(invoke: Callable, tmp_path: Path) -> Path:
    outcome = invoke("load", ANIMALS, "--store", tmp_path / "store")
    assert outcome.code == 0
    assert outcome.out == ""
    assert outcome.err == f"Loaded 30 quads into {tmp_path / 'store'}.\n"
    return tmp_path / "store"


@pytest.mark.parametrize(
    "words",
    [
        ["search", "whale"],
        ["tree", "whale"],
        ["tree", "--up", "whale"],
        ["show", "whale"],
        ["show", "whale", "--format", "turtle"],
        ["query", "descendants", "--param", "term=<http://example.org/Animal>"],
    ],
)
def test_a_store_answers_as_its_file_does(invoke: Callable, store: Path, words: list[str]) -> None:
    from_store = invoke(*words, "--store", store)
    assert from_store.code == 0
    assert from_store == invoke(*words, "--data", ANIMALS)


def test_one_source_at_a_time(invoke: Callable, store: Path) -> None:
    outcome = invoke("search", "whale", "--store", store, "--data", ANIMALS)
    assert (outcome.code, outcome.out) == (2, "")
    assert "name one of them" in outcome.err


@pytest.mark.parametrize("command", [["search", "x"], ["convert"]])
def test_what_is_no_store_is_one_sentence(
    invoke: Callable, tmp_path: Path, command: list[str]
) -> None:
    outcome = invoke(*command, "--store", tmp_path / "none")
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)
    assert "there is no store; make it with 'doidkit load" in outcome.err


def test_the_cache_is_shown_and_cleared(invoke: Callable, write: Callable[..., Path]) -> None:
    large = write("large.nt", "".join(f"<urn:{n}> <urn:p> <urn:o> .\n" for n in range(60_000)))
    query = write("q.rq", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert "0 files" in invoke("cache").out
    first = invoke("query", query, "--data", large)
    assert first == invoke("query", query, "--data", large)
    shown = invoke("cache").out
    assert "1 files" in shown
    assert "large.nt" in shown
    assert "Removed" in invoke("cache", "--clear").err
    assert "0 files" in invoke("cache").out


@pytest.mark.filterwarnings("always::doidkit.errors.DoidkitNote")
def test_a_damaged_cache_is_a_note_and_the_answer_stands(
    invoke: Callable, write: Callable[..., Path]
) -> None:
    from doidkit.sparql import cache

    large = write("large.nt", "".join(f"<urn:{n}> <urn:p> <urn:o> .\n" for n in range(60_000)))
    query = write("q.rq", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    first = invoke("query", query, "--data", large)
    (cache.entries()[0].folder / "CURRENT").unlink()
    again = invoke("query", query, "--data", large)
    assert again.out == first.out
    assert again.err == "Note: a cached index was damaged and is built again.\n"


def test_progress_shows_where_a_person_looks(
    write: Callable[..., Path], tmp_path: Path, program: list[str]
) -> None:
    """On a terminal there is a bar; the other tests, without one, see none."""
    import subprocess

    many = write("many.nt", "".join(f"<urn:{n}> <urn:p> <urn:o> .\n" for n in range(20_000)))
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*program, "load", str(many), "--store", str(tmp_path / "store")], stderr=slave
    )
    os.close(slave)
    seen = b""
    while True:
        try:
            piece = os.read(master, 1 << 16)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        seen += piece
    os.close(master)
    assert process.wait(60) == 0
    assert b"many.nt" in seen
    assert b"Loaded 20,000 quads" in seen


def test_loading_nothing_is_a_usage_error(invoke: Callable, tmp_path: Path) -> None:
    outcome = invoke("load", "--store", tmp_path / "store")
    assert outcome.code == 2
    assert "Missing argument" in outcome.err


def test_a_store_is_validated_as_its_file_is(
    invoke: Callable, store: Path, write: Callable[..., Path]
) -> None:
    shapes = write(
        "s.ttl",
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        <urn:s> a sh:NodeShape ; sh:targetClass owl:Class ;
          sh:property [ sh:path <urn:none> ; sh:minCount 1 ] .""",
    )
    from_store = invoke("validate", "--store", store, "--shapes", shapes)
    from_file = invoke("validate", ANIMALS, "--shapes", shapes)
    assert from_store.code == from_file.code == 1
    assert from_store.out.splitlines()[-1] == from_file.out.splitlines()[-1]
    assert invoke("validate", ANIMALS, "--store", store).code == 2
