"""What the commands print, for the bundled data and for a file of one's own."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

ANIMALS = Path(__file__).parents[1] / "examples" / "animals.ttl"
WHALES = Path(__file__).parents[1] / "examples" / "whales.rq"
WHALE = "kind=<http://example.org/Whale>"


def test_query_a_file_over_ones_own_data(invoke: Callable) -> None:
    outcome = invoke("query", WHALES, "--data", ANIMALS, "--param", WHALE)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "name\n----\nMoby\n"


@pytest.mark.parametrize(
    ("format", "start"),
    [
        ("csv", "name\r\nMoby"),
        ("tsv", '?name\n"Moby"'),
        ("json", '{"head":{"vars":["name"]}'),
        ("xml", '<?xml version="1.0"'),
        ("markdown", "| name |\n| --- |\n| Moby |"),
    ],
)
def test_query_formats(invoke: Callable, format: str, start: str) -> None:
    outcome = invoke("query", WHALES, "-d", ANIMALS, "-p", WHALE, "-f", format)
    assert outcome.out.startswith(start)


def test_query_construct(invoke: Callable, write: Callable[..., Path]) -> None:
    path = write("c.rq", "CONSTRUCT { ?s a owl:Class } WHERE { ?s rdfs:label 'whale' }")
    printed = invoke("query", path, "-d", ANIMALS).out
    assert "<http://example.org/Whale>\n    a owl:Class ;\n.\n" in printed
    outcome = invoke("query", path, "-d", ANIMALS, "-f", "json")
    assert (outcome.code, outcome.out) == (2, "")
    assert "use turtle or ntriples" in outcome.err


def test_query_the_bundle(invoke: Callable) -> None:
    outcome = invoke("query", "ancestors", "-f", "json")
    rows = json.loads(outcome.out)["results"]["bindings"]
    assert rows[0]["ancestor"]["value"] == "http://purl.obolibrary.org/obo/DOID_10575"


def test_queries_lists_and_explains(invoke: Callable) -> None:
    listing = invoke("queries").out.splitlines()
    assert any(line.startswith("ancestors ") for line in listing)
    page = invoke("queries", "ancestors").out
    assert "Parameters:" in page
    assert "term" in page
    assert invoke("queries", "ancestrs").code == 2


def test_search(invoke: Callable) -> None:
    outcome = invoke("search", "calcinosis")
    assert outcome.out.splitlines()[0].split() == ["DOID:182", "calcinosis"]
    nothing = invoke("search", "quartz", "vein")
    assert (nothing.code, nothing.out) == (0, "")
    assert '"quartz vein"' in nothing.err


def test_tree(invoke: Callable) -> None:
    down = invoke("tree", "animal", "--data", ANIMALS).out.splitlines()
    assert down[0] == "http://example.org/Animal animal"
    assert down[-1].endswith("whale (shown above)")
    up = invoke("tree", "DOID:182", "--up").out.splitlines()
    assert up[0] == "DOID:182 calcinosis"
    assert up[1] == "└── DOID:10575 calcium metabolism disease"


def test_convert_to_stdout_and_to_a_file(
    invoke: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    printed = invoke("convert", ANIMALS, "--to", "ntriples")
    written = invoke("convert", ANIMALS, "-o", "out.nt")
    assert written.out == ""
    assert "Wrote out.nt" in written.err
    assert (tmp_path / "out.nt").read_text() == printed.out
    again = invoke("convert", "out.nt", "--to", "ntriples", "--sort").out
    assert again == invoke("convert", ANIMALS, "--to", "ntriples", "--sort").out


def test_convert_says_utf8_whatever_the_locale(
    run_process: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    (tmp_path / "a.ttl").write_text('<http://e/a> <http://e/p> "é 石" .', encoding="utf-8")
    done = run_process("convert", "a.ttl")
    assert done.returncode == 0
    assert "é 石" in done.stdout.decode()
