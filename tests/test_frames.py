"""Answers as data frames: each library gets the same columns, typed where all values are."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

import doidkit
from doidkit.errors import EngineError
from doidkit.model import RdfTerm, Solutions
from doidkit.prefixes import expand


def typed(text: str, name: str) -> Literal:
    return Literal(text, datatype=NamedNode(expand(f"xsd:{name}")))


CALCINOSIS = NamedNode("http://purl.obolibrary.org/obo/DOID_182")
ELSE = NamedNode("http://example.org/x")
ANSWER = Solutions(
    ("term", "name", "count", "share", "known", "mixed"),
    (
        (
            CALCINOSIS,
            Literal("calcinosis", language="en"),
            typed("007", "int"),
            typed("0.5", "decimal"),
            typed("1", "boolean"),
            typed("1", "integer"),
        ),
        (ELSE, None, typed("-1", "integer"), typed("2", "integer"), None, Literal("one")),
        (
            BlankNode("b"),
            Literal("a\n<b>"),
            None,
            typed("INF", "double"),
            typed("false", "boolean"),
            None,
        ),
    ),
)
COLUMNS = {
    "term": ["DOID:182", "http://example.org/x", "_:b"],
    "name": ["calcinosis", None, "a\n<b>"],
    "count": [7, -1, None],
    "share": [0.5, 2.0, float("inf")],
    "known": [True, None, False],
    "mixed": ["1", "one", None],
}


def test_polars() -> None:
    polars = pytest.importorskip("polars")
    found = ANSWER.to_polars()
    assert found.to_dict(as_series=False) == COLUMNS
    assert [str(each) for each in found.dtypes] == [
        *("String", "String", "Int64", "Float64", "Boolean", "String")
    ]
    assert ANSWER.to_polars(curies=False)["term"][0] == CALCINOSIS.value
    assert polars.DataFrame(ANSWER.to_polars()).height == 3


def test_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    found = ANSWER.to_pandas()
    assert [str(each) for each in found.dtypes] == [
        *("string", "string", "Int64", "Float64", "boolean", "string")
    ]
    plain = found.astype(object).where(found.notna(), None).to_dict("list")
    assert plain == COLUMNS
    assert ANSWER.to_pandas(curies=False).loc[0, "term"] == CALCINOSIS.value
    assert isinstance(found, pandas.DataFrame)


def test_whoever_reads_arrow_takes_an_answer() -> None:
    pytest.importorskip("nanoarrow")
    polars = pytest.importorskip("polars")
    assert polars.DataFrame(ANSWER).equals(ANSWER.to_polars())
    arrow = pytest.importorskip("pyarrow")
    assert arrow.table(ANSWER).to_pydict() == COLUMNS


def test_no_rows() -> None:
    polars = pytest.importorskip("polars")
    none = Solutions(("a", "b"), ())
    assert none.to_polars().to_dict(as_series=False) == {"a": [], "b": []}
    pytest.importorskip("nanoarrow")
    assert polars.DataFrame(none).equals(none.to_polars())


def test_the_stream_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoarrow", None)
    with pytest.raises(EngineError, match=r"install doidkit\[arrow\]"):
        ANSWER.__arrow_c_stream__()


@pytest.mark.parametrize(
    ("terms", "values"),
    [
        ([typed("9223372036854775807", "integer")], [2**63 - 1]),
        ([typed("9223372036854775808", "integer")], [2.0**63]),  # as a number, as it is no int64
        ([typed("x", "integer")], ["x"]),
        ([typed("maybe", "boolean")], ["maybe"]),
        ([typed("2026-07-31", "date")], ["2026-07-31"]),
        ([None], [None]),
    ],
)
def test_what_a_column_holds(terms: list[RdfTerm | None], values: list[object]) -> None:
    pytest.importorskip("polars")
    found = Solutions(("x",), tuple((term,) for term in terms)).to_polars()
    assert found["x"].to_list() == values


_TERMS: st.SearchStrategy[RdfTerm | None] = st.one_of(
    st.none(),
    st.integers().map(lambda n: typed(str(n), "integer")),
    st.booleans().map(lambda b: typed(str(b).lower(), "boolean")),
    st.dates().map(lambda d: typed(d.isoformat(), "date")),
    st.text(max_size=5).map(Literal),
    st.just(CALCINOSIS),
)


@given(st.lists(st.tuples(_TERMS, _TERMS), max_size=8))
def test_both_libraries_and_the_stream_agree(rows: list[tuple[RdfTerm | None, ...]]) -> None:
    polars = pytest.importorskip("polars")
    pytest.importorskip("nanoarrow")
    pytest.importorskip("pandas")
    answer = Solutions(("a", "b"), tuple(rows))
    found = answer.to_polars()
    assert polars.DataFrame(answer).equals(found)
    frame = answer.to_pandas()
    plain = frame.astype(object).where(frame.notna(), None).to_dict("list")
    assert plain == found.to_dict(as_series=False)
    assert found.height == len(rows)


def test_a_bundled_query() -> None:
    pytest.importorskip("polars")
    found = doidkit.select("descendants", {"term": "DOID:182"}).to_polars()
    assert found.filter(found["depth"] == 1)["descendant"].to_list() == [
        *("DOID:0080170", "DOID:0111063", "DOID:4734", "DOID:6652", "dkt:calcinosis-cutis")
    ]
