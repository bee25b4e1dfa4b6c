"""The number of queries follows from the shapes, not from the data."""

import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from doidkit import bundled
from doidkit.model import RowStream
from doidkit.shacl import local, remote
from doidkit.shacl.compiler import Compiler
from doidkit.shacl.datagraph import DataGraph
from doidkit.shacl.parse import parse
from doidkit.shacl.plan import explain
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.source import Source

Write = Callable[[str, str | bytes], Path]
SHAPES = """
@prefix : <http://e/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
:S a sh:NodeShape ; sh:targetClass :C ;
    sh:property [ sh:path :p ; sh:minCount 1 ; sh:maxCount 3 ; sh:node :T ; sh:nodeKind sh:IRI ;
        sh:qualifiedValueShape [ sh:class :D ] ; sh:qualifiedMinCount 1 ;
        sh:property [ sh:path [ sh:zeroOrMorePath :q ] ; sh:minLength 3 ] ] ;
    sh:or ( [ sh:property [ sh:path :q ; sh:minCount 1 ] ] :T ) .
:T a sh:NodeShape ; sh:not [ sh:hasValue :n1 ] ; sh:closed true .
"""


def data(size: int) -> list[ox.Quad]:
    text = "".join(
        f"<http://e/n{n}> a <http://e/C> ; <http://e/p> <http://e/n{n + 1}> , {n} ; "
        f"<http://e/q> <http://e/n{n // 2}> . "
        for n in range(size)
    )
    return list(ox.parse(text, ox.RdfFormat.TURTLE))


class Counting(StoreSource):
    """Counts the queries that it answers."""

    def __init__(self, quads: list[ox.Quad]) -> None:
        super().__init__()
        self.extend(quads)
        self.asked = 0

    def rows(self, query: str) -> RowStream:
        self.asked += "SELECT (COUNT(*)" not in query[:20]  # an answer of round length
        return super().rows(query)


def test_the_number_of_queries_follows_from_the_shapes() -> None:
    model = parse(quad.triple for quad in ox.parse(SHAPES, ox.RdfFormat.TURTLE))
    counts = {}
    for size in (3, 30, 300):
        source = Counting(data(size))
        found: Source = source
        assert len(remote.validate(found, model)[0]) >= size
        counts[size] = source.asked
    assert len(set(counts.values())) == 1, counts


def test_the_data_is_read_once_whatever_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    model = parse(quad.triple for quad in ox.parse(SHAPES, ox.RdfFormat.TURTLE))
    steps = {}
    for size in (3, 300):
        calls = []

        def values(
            self: DataGraph, path: object, focus: object, own=DataGraph.values, calls: list = calls
        ) -> object:
            calls.append(path)
            return own(self, path, focus)

        monkeypatch.setattr(DataGraph, "values", values)
        local.validate(data(size), model)
        monkeypatch.undo()
        # A closure takes one step for each level of the data, all other paths one.
        steps[size] = len([path for path in calls if "q" not in str(path)])
    assert steps[3] == steps[300]


def test_the_plan_of_the_bundled_shapes_can_be_read() -> None:
    files = [ox.parse(path=path) for path in bundled.shape_files()]
    model = parse(quad.triple for file in files for quad in file)
    text = explain(model, str)
    assert text.count("SELECT") > 100
    assert "Runs as SPARQL, with the focus nodes joined in." in text
    assert explain(model, str, there=remote.plan(StoreSource(), model)).startswith(
        "# On the endpoint:"
    )
    assert len(list(Compiler(model).steps())) == len(re.findall(r"^# \d+\. ", text, re.MULTILINE))


def test_explain_on_the_command_line(invoke: Callable) -> None:
    outcome = invoke("validate", "--explain")
    assert outcome.code == 0
    assert "shape:claim-subject sh:MinCountConstraintComponent" in outcome.out
