"""How files are read, alike for every command that reads some."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Write = Callable[..., Path]
Invoke = Callable[..., Any]
NO_STORE = ("--to", "http://127.0.0.1:9", "--graph", "urn:g")


@pytest.mark.parametrize("size", [10, 9_000])
@pytest.mark.parametrize("command", ["load", "convert", "check", "validate", "push"])
def test_an_input_without_a_triple_is_no_success(
    write: Write, invoke: Invoke, tmp_path: Path, command: str, size: int
) -> None:
    path = write("package.json", '{"name": "' + "x" * size + '"}')
    more = {"load": ("--store", tmp_path / "store"), "push": NO_STORE}.get(command, ())
    done = invoke(command, path, *more)
    assert done.code == 2
    assert "holds no triples" in done.err
    if command != "push":
        assert invoke(command, path, *more, "--allow-empty").code == 0


@pytest.mark.parametrize("command", ["load", "convert", "validate", "push"])
def test_a_cut_file_is_no_success(
    write: Write, invoke: Invoke, tmp_path: Path, command: str
) -> None:
    rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"'
    path = write("a.owl", f'<rdf:RDF {rdf}>\n<e:A rdf:about="http://e/a">\n</e:A>\n')
    more = {"load": ("--store", tmp_path / "store"), "push": NO_STORE}.get(command, ())
    done = invoke(command, path, *more)
    assert done.code == 2
    assert "a.owl:4:1: the document is cut" in done.err


def test_a_base_is_what_relative_iris_are_of(write: Write, invoke: Invoke) -> None:
    path = write("a.ttl", "<> <http://e/p> <x> .")
    own = invoke("convert", path, "--to", "ntriples").out
    assert own == f"<{path.as_uri()}> <http://e/p> <{path.parent.as_uri()}/x> .\n"
    given = invoke("convert", path, "--base", "http://b/d", "--to", "ntriples").out
    assert given == "<http://b/d> <http://e/p> <http://b/x> .\n"
    assert invoke("convert", path, "--base", "nowhere").code == 2


def test_a_dash_is_standard_output(write: Write, invoke: Invoke) -> None:
    path = write("a.nt", "<http://e/a> <http://e/p> <http://e/b> .\n")
    done = invoke("convert", path, "--to", "ntriples", "-o", "-")
    assert done.out == path.read_text()
