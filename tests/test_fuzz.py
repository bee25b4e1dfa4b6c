"""The fuzzing campaigns find what is planted for them, and little of each finds nothing."""

from itertools import islice
from pathlib import Path

import pytest
from fuzz import inputs, judges
from fuzz.mutants import document, mutant

from doidkit.syntax.formats import GraphFormat


@pytest.mark.parametrize("format", list(GraphFormat), ids=lambda format: format.value)
def test_a_document_is_well_formed_and_a_number_is_a_mutant(format: GraphFormat) -> None:
    assert judges.malformed(format, document(format)) == ""
    assert mutant(format, 7) == mutant(format, 7)
    assert len({mutant(format, number) for number in range(20)}) > 10


def test_judges_know_what_is_cut() -> None:
    for format in (GraphFormat.RDFXML, GraphFormat.OWX, GraphFormat.JSONLD, GraphFormat.OBOGRAPHS):
        assert judges.malformed(format, document(format)[:-20])


def test_some_cases_of_the_campaign(tmp_path: Path) -> None:
    worker = inputs.Worker(tmp_path)
    try:
        found = [inputs.tried(case, worker, tmp_path) for case in islice(inputs.cases(1), 44)]
    finally:
        worker.end()
    assert [f"{each.case}: {each.why}" for each in found if each.kind == "wrong"] == []
    assert {each.kind for each in found} == {"taken", "refused"}


def test_a_worker_that_dies_is_told(tmp_path: Path) -> None:
    worker = inputs.Worker(tmp_path)
    try:
        assert worker.run(["--version"], 60)[0] == 0
        assert worker.run(["query", "SELECT * { ?s ?p ?o }"], 0.0)[0] == -2
        assert worker.run(["--version"], 60)[0] == 0
    finally:
        worker.end()
