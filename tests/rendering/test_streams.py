"""Answers that leave while they are found: the same bytes, in memory that does not grow."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doidkit.model import RowStream, Solutions, Triples, TripleStream
from doidkit.rendering import answers, data, delimited, triplelines
from doidkit.sparql.embedded import StoreSource
from doidkit.syntax.formats import ResultFormat
from doidkit.terms import XSD

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\r\"',\\"))
TERMS = st.one_of(
    st.none(),
    st.sampled_from([ox.NamedNode("http://example.org/a"), ox.BlankNode("b0")]),
    TEXT.map(ox.Literal),
    TEXT.map(lambda text: ox.Literal(text, language="en")),
    st.builds(
        lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(XSD + kind)),
        st.sampled_from(["1", "+01", "-1", "1.5", ".5", "1.", "1e5", "1.E-3", "true", "0", "INF"]),
        st.sampled_from(["integer", "decimal", "double", "boolean", "float", "int"]),
    ),
)


def by_oxigraph(answer: Solutions, format: ox.QueryResultsFormat) -> bytes:
    document = json.dumps(data._document(answer))
    found = ox.parse_query_results(document, ox.QueryResultsFormat.JSON).serialize(format=format)
    assert found is not None
    return found


@given(st.lists(st.tuples(TERMS, TERMS), max_size=8))
def test_csv_and_tsv_are_what_oxigraph_writes(rows: list) -> None:
    answer = Solutions(("a", "b"), tuple(rows))
    for ours, theirs in (
        (ResultFormat.CSV, ox.QueryResultsFormat.CSV),
        (ResultFormat.TSV, ox.QueryResultsFormat.TSV),
    ):
        written = b"".join(delimited.rows(answer, format=ours))
        assert written == data.render(answer, format=ours)
        # Control characters are escaped here and not there; the terms are the same.
        assert written == by_oxigraph(answer, theirs)


def test_a_comma_in_an_iri_is_quoted() -> None:
    answer = Solutions(("a", "b"), ((ox.NamedNode("http://e/a,b"), ox.Literal('"')),))
    written = b"".join(delimited.rows(answer, format=ResultFormat.CSV)).decode()
    assert list(csv.reader(io.StringIO(written))) == [["a", "b"], ["http://e/a,b", '"']]


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xml", "table", "markdown"])
def test_a_stream_gives_what_the_whole_answer_gives(format: str) -> None:
    source = StoreSource()
    query = 'SELECT * { VALUES (?a ?b) { (1 "x") (UNDEF <urn:b>) ("y"@en 2.5) } }'
    streamed = b"".join(answers.stream(source.stream(query), format=format))
    assert streamed == answers.render(source.answer(query), format=format)
    ask = b"".join(answers.stream(source.stream("ASK {}"), format=format))
    assert ask == answers.render(True, format=format)


@pytest.mark.parametrize("format", [ResultFormat.JSON, ResultFormat.XML])
@given(st.lists(st.tuples(TERMS, TERMS), max_size=8))
def test_json_and_xml_are_the_same_in_batches(format: ResultFormat, rows: list) -> None:
    answer = Solutions(("a", "b"), tuple(rows))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "_BATCH", 3)
        batched = b"".join(data.rows(RowStream(answer.variables, iter(rows)), format=format))
    assert batched == data.render(answer, format=format)


def triples(count: int, *, blank: bool = False) -> list[ox.Triple]:
    subject = ox.BlankNode("x") if blank else ox.NamedNode("urn:x")
    return [
        ox.Triple(subject, ox.NamedNode(f"urn:p{n * 7919 % count}"), ox.Literal(f'a\n"{n % 5}'))
        for n in range(count)
    ]


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("count", [0, 9, 10, 11, 95])
def test_triples_are_sorted_on_disk_as_in_memory(
    count: int, blank: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = triples(count, blank=blank) * 2
    whole = answers.render(Triples(triplelines.canonical_triples(found)), format="ntriples")
    monkeypatch.setattr(triplelines, "_RUN", 10)
    monkeypatch.setattr(triplelines, "_BATCH", 3)
    assert b"".join(answers.stream(TripleStream(iter(found)), format="ntriples")) == whole


def test_rows_leave_before_the_last_is_found() -> None:
    asked = []

    def found():
        for number in range(5000):
            asked.append(number)
            yield (ox.Literal(str(number)),)

    parts = answers.stream(RowStream(("n",), found()), format="csv")
    assert next(parts) == b"n\r\n"
    next(parts)
    assert len(asked) < 5000


MEASURE = """
import sys
from doidkit.cli import main
code = main(sys.argv[1:])
status = open("/proc/self/status").read().split()
print(code, status[status.index("VmHWM:") + 1], file=sys.stderr)
"""
# Not ru_maxrss: a process inherits that of the one which started it.


def peak(tmp_path: Path, query: str, format: str) -> tuple[int, int]:
    """The rows and peak memory in kB of a query in its own process."""
    path = tmp_path / "query.rq"
    path.write_text(query)
    out = tmp_path / "out"
    with out.open("wb") as stream:
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, "query", str(path), "--format", format],
            stdout=stream,
            stderr=subprocess.PIPE,
            timeout=120,
            check=True,
        )
    code, kilobytes = map(int, done.stderr.split()[-2:])
    assert code == 0
    with out.open("rb") as stream:
        return sum(1 for _ in stream), kilobytes


def product(first: int, second: int) -> str:
    # Constants only: Oxigraph keeps every text that a query computes until its end.
    iris = " ".join(f"<http://example.org/some/place/{n}>" for n in range(first))
    return f"VALUES ?a {{ {iris} }} VALUES ?b {{ {' '.join(map(str, range(second)))} }}"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no /proc/self/status")
@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_a_million_rows_take_the_memory_of_a_thousand(format: str, tmp_path: Path) -> None:
    few = peak(tmp_path, f"SELECT * {{ {product(1000, 1)} }}", format)
    many = peak(tmp_path, f"SELECT * {{ {product(1000, 1000)} }}", format)
    assert (few[0], many[0]) == (1001, 1_000_001)
    assert many[1] - few[1] < 10_000  # kB; as tuples they would take 500,000


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no /proc/self/status")
def test_many_triples_take_bounded_memory(tmp_path: Path) -> None:
    template = "CONSTRUCT { ?a <urn:p> ?b } WHERE { %s }"
    middle = peak(tmp_path, template % product(1000, 100), "ntriples")
    many = peak(tmp_path, template % product(1000, 400), "ntriples")
    assert (middle[0], many[0]) == (100_000, 400_000)
    # Kept to be given once, or sorted in memory, they would take hundreds of megabytes.
    assert many[1] - middle[1] < 20_000  # kB
