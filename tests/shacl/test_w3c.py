"""The W3C SHACL test suite, by comparing report graphs as the suite defines it.

Each case runs three times: in memory, as queries on an embedded store, and on a live server.
"""

import sys
from typing import Any

import pyoxigraph as ox
import pytest
from shared import needs
from w3c import CASES, SUITE, Case, Way, as_queries, cases, check, given, in_memory

import doidkit
from doidkit.errors import DoidkitError
from doidkit.shacl import remote
from doidkit.shacl.names import sh
from doidkit.shacl.prebinding import SHAPES_GRAPH
from doidkit.shacl.report import report

Server = Any  # the fixture's class, in conftest.py


def collected(part: str) -> list:
    if not SUITE.is_dir():
        named = CASES.read_text(encoding="utf-8").split()
        return [pytest.param(None, id=name) for name in named if name.startswith(part)]
    return [pytest.param(case, id=case.name) for case in cases(part)]


needs_suite = needs("w3c/shacl-tests")


@needs_suite
@pytest.mark.parametrize("way", [in_memory, as_queries])
@pytest.mark.parametrize("case", collected("core"))
def test_core(case: Case, way: Way) -> None:
    assert check(case, way) is None


@needs_suite
@pytest.mark.parametrize("way", [in_memory, as_queries])
@pytest.mark.parametrize("case", collected("sparql"))
def test_sparql(case: Case, way: Way) -> None:
    assert check(case, way) is None


@needs_suite
@pytest.mark.parametrize("case", collected("core") + collected("sparql"))
def test_as_files(case: Case) -> None:
    """The files as they are, with relative IRIs and no base, by the public function."""
    if case.expected is None:
        with pytest.raises(DoidkitError):
            doidkit.validate(case.data, shapes=case.shapes)
        return
    results = sum(each.predicate == sh("result") for each in case.expected)
    assert len(doidkit.validate(case.data, shapes=case.shapes)) == results


@needs_suite
@pytest.mark.server
@pytest.mark.parametrize("case", collected("core") + collected("sparql"))
def test_on_a_server(case: Case, server: Server) -> None:
    def on_server(case: Case) -> list[ox.Triple]:
        data, model = given(case)
        server.put(quad.triple for quad in data)
        server.put(model.graph.triples, SHAPES_GRAPH)
        return list(report(remote.validate(server.source, model)[0]))

    assert check(case, on_server) is None


@needs_suite
@pytest.mark.parametrize("way", [in_memory, as_queries])
def test_the_whole_suite_is_counted(way: Way, capsys: pytest.CaptureFixture[str]) -> None:
    every = [case for part in ("core", "sparql") for case in cases(part)]
    found = [check(case, way) is None for case in every]
    count = f"{sum(found)} passed, {found.count(False)} failed"
    with capsys.disabled():
        sys.stdout.write(f"\nW3C SHACL, {way.__name__}: {count}\n")
    assert [case.name for case in every] == CASES.read_text(encoding="utf-8").split()
    assert len(every) == 121
    assert all(found)
