"""What every bundled query promises: a full header, plain SPARQL 1.1 and an answer."""

import re
import shlex
from collections.abc import Callable

import pytest

import doidkit
from doidkit import bundled as shipped
from doidkit.errors import QueryError
from doidkit.model import Solutions
from doidkit.prefixes import PREFIXES
from doidkit.queries import ParameterType, QueryFile, bundled_queries
from doidkit.sparql import querytext

NAMES = """
    ancestors causes children citations claims contradictions descendants differentials disputed
    drug-evidence drugs entry mappings mentions observations qualifiers quarantine references
    sections signs sites subtypes synonyms terms-used tests unsupported xrefs
""".split()
# What any release of the Disease Ontology answers; the bundled one has no rows for some.
WIDE = """
    alternative-ids ancestors branches by-location by-material-basis by-symptom children
    common-ancestors creators definition-sources depth-statistics descendants disjoint-classes
    duplicate-labels entry in-slim leaves levels logical-definitions matches missing-definitions
    multiple-parents named obsolete-replaced obsolete-unreplaced ontology-metadata orphans
    path-to-root prefix-census property-usage recently-created relations restrictions
    shared-names shared-xrefs siblings slims synonyms synonyms-by-scope unsourced-definitions
    without-xref xref-sources xrefs xrefs-by-source
""".split()
NONE_HERE = frozenset(
    """
    alternative-ids by-location by-material-basis by-symptom creators disjoint-classes
    duplicate-labels logical-definitions missing-definitions obsolete-replaced obsolete-unreplaced
    orphans recently-created shared-names shared-xrefs synonyms-by-scope unsourced-definitions
    """.split()
)
LOGICAL = frozenset(
    {"by-location", "by-material-basis", "by-symptom", "logical-definitions", "relations"}
    | {"restrictions"}
)
NAMES = sorted({*NAMES, *WIDE})
QUERIES = {query.name: query for query in bundled_queries()}
# A value that each optional parameter can take, and that leaves rows.
VALUES = {
    ("citations", "section"): "section:treatment",
    ("citations", "status"): "dangling",
    ("claims", "mark"): "unsupported",
    ("claims", "section"): "section:treatment",
    ("disputed", "section"): "section:treatment",
    ("mappings", "term"): "dkt:calcinosis-cutis",
    ("observations", "section"): "section:differential",
    ("qualifiers", "claim"): "claim:SYM-04",
    ("quarantine", "verdict"): "reversed",
    ("references", "section"): "section:treatment",
    ("terms-used", "vocabulary"): "HP",
    ("tests", "disease"): "DOID:182",
    ("unsupported", "reason"): "dangling",
    ("levels", "level"): "2",
    ("matches", "kind"): "closeMatch",
}
# The same, where only a release leaves rows.
WIDE_VALUES = {
    ("alternative-ids", "term"): "DOID:0001816",
    ("definition-sources", "term"): "DOID:182",
    ("logical-definitions", "term"): "DOID:12662",
    ("obsolete-replaced", "reason"): "IAO:0000227",
    ("restrictions", "property"): "RO:0004026",
    ("shared-xrefs", "prefix"): "OMIM",
}
# SPARQL 1.1 calls its own functions by name; by IRI only casts, all else is an extension.
_CALL = re.compile(r"(?:[A-Za-z][\w-]*:[\w-]+|<[^>]*>)\(")


def body(query: QueryFile) -> str:
    """The query without its comments and strings, for looking at its words."""
    return "".join(
        " " if token.kind in ("comment", "string") else token.text
        for token in querytext.tokens(query.text)
    )


@pytest.fixture(params=NAMES)
def query(request: pytest.FixtureRequest) -> QueryFile:
    return QUERIES[request.param]


def test_the_list_is_complete() -> None:
    assert sorted(QUERIES) == sorted(NAMES)
    optional = {
        (name, p.name) for name, query in QUERIES.items() for p in query.parameters if p.optional
    }
    assert {*VALUES, *WIDE_VALUES} == optional
    assert len(WIDE) >= 40


def test_the_header_says_what_the_query_is(query: QueryFile) -> None:
    assert query.declared
    assert re.fullmatch(r"[A-Z][^.]*", query.title)
    assert re.fullmatch(r"[A-Z].*\.", query.description)
    assert all(column.meaning for column in query.columns)
    assert all(parameter.help for parameter in query.parameters)


def test_the_columns_are_the_projected_variables(
    query: QueryFile, bundled: doidkit.Ontology
) -> None:
    answer = doidkit.query(query.name, source=bundled)
    assert isinstance(answer, Solutions)
    assert answer.variables == tuple(column.name for column in query.columns)


def test_every_parameter_is_used_and_every_dollar_declared(query: QueryFile) -> None:
    used = set(re.findall(r"\$(\w+)", body(query)))
    assert used == {parameter.name for parameter in query.parameters}


def test_a_parameter_is_optional_or_has_a_default(query: QueryFile) -> None:
    for parameter in query.parameters:
        assert parameter.optional == (parameter.default is None)


def example(query: QueryFile) -> dict[str, str]:
    """The parameters of a query's example."""
    program, verb, name, *options = shlex.split(query.example)
    assert (program, verb, name) == ("doidkit", "query", query.name)
    if options[:1] == ["--data"]:
        assert query.name in NONE_HERE
        options = options[2:]
    assert options[::2] == ["--param"] * (len(options) // 2)
    return dict(option.split("=", 1) for option in options[1::2])


def test_the_example_runs(query: QueryFile, rows: Callable[..., object]) -> None:
    if "--data" in query.example:
        with pytest.raises(QueryError, match="No term"):
            rows(query.name, **example(query))
        return
    found = rows(query.name, **example(query))
    assert bool(found) is (query.name not in NONE_HERE)


@pytest.mark.parametrize(
    "name", sorted(NONE_HERE - {"duplicate-labels", "orphans", "unsourced-definitions"})
)
def test_the_example_of_a_wide_query_runs_on_a_release(
    name: str,
    rows: Callable[..., object],
    release: doidkit.Ontology,
    logical: doidkit.Ontology,
) -> None:
    source = logical if name in LOGICAL else release
    assert rows(name, source=source, **example(QUERIES[name]))
    assert rows(name, source=source)


@pytest.mark.parametrize(("name", "parameter"), sorted(WIDE_VALUES))
def test_an_optional_parameter_narrows_on_a_release(
    name: str,
    parameter: str,
    rows: Callable[..., list[tuple[str, ...]]],
    release: doidkit.Ontology,
    logical: doidkit.Ontology,
) -> None:
    source = logical if name in LOGICAL else release
    everything = rows(name, source=source)
    some = rows(name, source=source, **{parameter: WIDE_VALUES[name, parameter]})
    assert 0 < len(some) < len(everything)
    kept = set(some)
    assert some == [row for row in everything if row in kept]


def test_prefixes_are_declared_and_none_in_vain(query: QueryFile) -> None:
    seen = querytext.outline(query.text)
    assert seen.declared == seen.prefixes
    for prefix, namespace in re.findall(r"PREFIX (\S+): <(\S+)>", query.text):
        assert PREFIXES[prefix] == namespace


def test_it_is_plain_sparql_with_an_order(query: QueryFile) -> None:
    words = body(query)
    assert querytext.form(query.text) == "SELECT"
    assert set(_CALL.findall(words)) <= {"xsd:integer("}
    assert not re.search(r"\b(SERVICE|HAVING|LATERAL|GRAPH|FROM)\b", words)
    assert re.search(r"\nORDER BY .+(\n  .+)*\Z", query.text.rstrip())


def test_it_answers_with_its_defaults(query: QueryFile, rows: Callable[..., object]) -> None:
    found = rows(query.name)
    assert bool(found) is (query.name not in NONE_HERE)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(("name", "parameter"), sorted(VALUES))
def test_an_optional_parameter_narrows(
    name: str, parameter: str, rows: Callable[..., list[tuple[str, ...]]]
) -> None:
    everything = rows(name)
    some = rows(name, **{parameter: VALUES[name, parameter]})
    assert 0 < len(some) < len(everything)
    assert some == [row for row in everything if row in set(some)]
    absent = QUERIES[name].parameter(parameter)
    assert absent is not None
    if absent.type is ParameterType.TERM:
        with pytest.raises(QueryError, match='No term "claim:none"'):
            rows(name, **{parameter: "claim:none"})
        return
    nothing = "99" if absent.type is ParameterType.INTEGER else "none"
    assert rows(name, **{parameter: nothing}) == []


def test_the_evidence_mark_is_computed_alike() -> None:
    marks = {
        name: re.findall(r"  # The evidence mark .*?AS \?evidence\)\n", query.text, re.DOTALL)
        for name, query in QUERIES.items()
        if "?evidence" in query.text
    }
    assert len(marks) == 8
    assert all(len(found) == 1 for found in marks.values())
    # Where a row is one member of a group, a dispute of another member is not its own.
    by_member = {name for name, found in marks.items() if "?concerned" in found[0]}
    assert by_member == {"causes", "drugs", "signs", "sites", "tests"}
    assert len({found[0] for found in marks.values()}) == 2


def test_order_and_rows_do_not_depend_on_the_order_of_loading(rows: Callable[..., object]) -> None:
    files = [*shipped.ontology_files(), *shipped.mapping_files()]
    backwards = doidkit.load(*reversed(files))
    for name in NAMES:
        assert rows(name, source=backwards) == rows(name), name
