import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from doidkit.errors import QueryError
from doidkit.sparql import querytext
from doidkit.sparql.embedded import StoreSource

A = NamedNode("http://example.org/a")
B = NamedNode("http://example.org/b")
C = NamedNode("http://example.org/c")
TWO = Literal(2)
DATA = """
@prefix e: <http://example.org/> .
e:a e:p e:b ; e:l "A" ; e:n 1, 2, 3 .
e:b e:p e:c ; e:l "B" .
e:c e:l "C" .
"""


@pytest.fixture
def source() -> StoreSource:
    store = Store()
    store.load(DATA.encode(), RdfFormat.TURTLE)
    return StoreSource(store)


def values(source: StoreSource, query: str, **bindings: object) -> list[list[str]]:
    answer = source.select("PREFIX e: <http://example.org/> " + query, bindings=bindings)
    return sorted(
        [getattr(term, "value", "-").rpartition("/")[2] for term in row] for row in answer
    )


@pytest.mark.parametrize(
    ("query", "bindings", "expected"),
    [
        ("SELECT ?o { $x e:p ?o }", {"x": A}, [["b"]]),
        ("SELECT ?s { ?s e:p $x }", {"x": C}, [["b"]]),
        (
            "SELECT ?o { e:a $x ?o FILTER(ISIRI(?o)) }",
            {"x": NamedNode("http://example.org/p")},
            [["b"]],
        ),
        ("SELECT ?s { ?s e:p+ $x }", {"x": C}, [["a"], ["b"]]),
        ("SELECT ?o { $x e:p* ?o }", {"x": A}, [["a"], ["b"], ["c"]]),
        ("SELECT ?s { ?s e:p ?o FILTER(?o = $x) }", {"x": B}, [["a"]]),
        ("SELECT ?s { ?s e:p ?o FILTER(?o IN ($x, e:c)) }", {"x": B}, [["a"], ["b"]]),
        ("SELECT ?s { ?s e:l ?l FILTER EXISTS { ?s e:p $x } }", {"x": B}, [["a"]]),
        ("SELECT ?s { ?s e:l ?l FILTER NOT EXISTS { ?s e:p $x } }", {"x": B}, [["b"], ["c"]]),
        ("SELECT ?s { ?s e:l ?l MINUS { ?s e:p $x } }", {"x": B}, [["b"], ["c"]]),
        ("SELECT ?s ?l { ?s e:l ?l { SELECT ?s { ?s e:p $x } } }", {"x": B}, [["a", "A"]]),
        ("SELECT ?l { { SELECT ?x { $x e:p e:b } } $x e:l ?l }", {"x": A}, [["A"]]),
        ("SELECT ?s { { ?s e:p $x } UNION { $x e:p ?s } }", {"x": B}, [["a"], ["c"]]),
        (
            "SELECT ?s { ?s e:l ?l OPTIONAL { ?s e:p ?o FILTER(?o = $x) } FILTER(BOUND(?o)) }",
            {"x": B},
            [["a"]],
        ),
        ("SELECT (COUNT(*) AS ?c) { $x ?p ?o }", {"x": A}, [["5"]]),
        ("SELECT (SUM(?k * $x) AS ?t) { ?s e:n ?k }", {"x": TWO}, [["12"]]),
        (
            "SELECT ?s (COUNT(*) AS ?c) { ?s ?p ?o } GROUP BY ?s HAVING(COUNT(*) > $x)",
            {"x": TWO},
            [["a", "5"]],
        ),
        ("SELECT ?x (COUNT(*) AS ?c) { $x ?p ?o } GROUP BY $x", {"x": A}, [["a", "5"]]),
        ("SELECT $x ?o { $x e:p ?o }", {"x": A}, [["a", "b"]]),
        ("SELECT DISTINCT ?x { ?x e:n ?o }", {"x": A}, [["a"]]),
        ("SELECT ?y { ?s e:p e:c BIND($x AS ?y) }", {"x": A}, [["a"]]),
        ("SELECT (STR($x) AS ?y) {}", {"x": TWO}, [["2"]]),
        ("SELECT ?s { ?s e:l ?l FILTER(!BOUND($x) || ?s = $x) }", {"x": B}, [["b"]]),
        ("SELECT ?s { ?s e:l ?l FILTER(! bound ( $x ) || ?s = $x) }", {}, [["a"], ["b"], ["c"]]),
        ("SELECT ?s { ?s e:l ?l FILTER(BOUND($x) && ?s = $x) }", {"x": B}, [["b"]]),
        ("SELECT ?s { ?s e:l ?l } ORDER BY $x LIMIT 3", {"x": A}, [["a"], ["b"], ["c"]]),
        ("SELECT ?s { ?s e:l ?l } ORDER BY DESC(?s = $x) LIMIT 1", {"x": C}, [["c"]]),
        ("SELECT ?s { VALUES ?s { e:a } ?s e:p $x }", {"x": B}, [["a"]]),
        ("SELECT ?s { ?s e:n ?k FILTER(?k < $x && ?k > 1) }", {"x": Literal(3)}, [["a"]]),
    ],
)
def test_binding_reaches_every_position(
    source: StoreSource, query: str, bindings: dict, expected: list
) -> None:
    assert values(source, query, **bindings) == expected


def test_ask_construct_and_describe(source: StoreSource) -> None:
    prefix = "PREFIX e: <http://example.org/> "
    assert source.ask(prefix + "ASK { e:a e:p $x }", bindings={"x": B})
    assert not source.ask(prefix + "ASK { e:a e:p $x }", bindings={"x": C})
    built = source.construct(prefix + "CONSTRUCT { ?s e:q $x } { ?s e:p $x }", bindings={"x": B})
    assert [str(triple) for triple in built] == [
        "<http://example.org/a> <http://example.org/q> <http://example.org/b>"
    ]
    assert len(source.construct("DESCRIBE $x", bindings={"x": B})) == 2


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("$x ?x" AS ?y) {}',
        "SELECT ('''it's $x''' AS ?y) {}",
        'SELECT ("""a "quoted" $x""" AS ?y) {}',
        'SELECT ("\\"$x" AS ?y) {}',
        "SELECT ?y { VALUES ?y { <http://e/?x=1> } } # $x",
        "SELECT ?y { VALUES ?y { 1 } } # it's $x\n",
        "PREFIX e: <http://e/> SELECT ?y { VALUES ?y { e:a\\?x } }",
        "SELECT ?y { VALUES ?y { 1 } BIND(2 AS ?xx) BIND(3 AS ?x1) }",
    ],
)
def test_strings_iris_comments_and_longer_names_stay(query: str) -> None:
    assert querytext.bind(query, {"x": A}) == query


def test_sigils_mean_the_same_variable() -> None:
    assert querytext.bind("ASK { ?x ?p $x }", {"x": A}) == f"ASK {{ {A} ?p {A} }}"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s ?p ?o BIND(1 AS $x) }",
        "SELECT (COUNT(*) AS ?x) { ?s ?p ?o }",
        "SELECT ?s { VALUES $x { 1 } }",
        "SELECT ?s { VALUES (?s ?x) { (1 2) } }",
    ],
)
def test_a_variable_that_the_query_assigns_is_no_parameter(query: str) -> None:
    with pytest.raises(QueryError, match=r"assigns \$x"):
        querytext.bind(query, {"x": A})


def test_a_comparison_that_reads_as_an_iri_is_refused() -> None:
    with pytest.raises(QueryError, match="put spaces around"):
        querytext.bind("ASK { ?s ?p ?k FILTER(?k<$x&&?k>1) }", {"x": TWO})


terms = st.one_of(
    st.text().map(Literal),
    st.sampled_from(
        [
            '"',
            "'",
            "\\",
            "\n",
            "}",
            "} ; DROP ALL",
            "'''",
            '"""',
            "$x",
            "?x",
            "#",
            "<a>",
            "\\u0022",
            "\r\n",
            "\x00",
        ]
    ).map(Literal),
    st.integers().map(Literal),
    st.text(min_size=1).map(lambda text: Literal(text, language="en-GB")),
)


@given(terms)
def test_no_value_leaves_its_token(term: Literal) -> None:
    answer = StoreSource().select(
        "SELECT $x (STR($x) AS ?y) { FILTER(SAMETERM($x, $x)) } # end", bindings={"x": term}
    )
    assert answer.rows == ((term, Literal(term.value)),)


@given(st.text())
def test_tokens_join_to_the_query(text: str) -> None:
    assert "".join(token.text for token in querytext.tokens(text)) == text
    assert querytext.bind(text, {}) == text


def test_the_outline_of_a_query() -> None:
    seen = querytext.outline(
        "# SELECT\nPREFIX e: <http://e/>\nASK { ?a e:p $b ; rdfs:label 'DOID:1 ?c' , _:d:e }"
    )
    assert seen.form == "ASK"
    assert seen.variables == {"a", "b"}
    assert seen.declared == {"e"}
    assert "rdfs" in seen.prefixes
    assert "DOID" not in seen.prefixes


@pytest.mark.parametrize("text", ["INSERT DATA {}", "DROP ALL", "", "hello", "# SELECT * {}"])
def test_only_reading_queries_have_a_form(text: str) -> None:
    with pytest.raises(QueryError, match="only reads"):
        querytext.form(text)


def test_well_known_prefixes_are_declared_on_the_first_line() -> None:
    query = "SELECT ?l\nWHERE { DOID:182 rdfs:label ?l }"
    full = querytext.with_prefixes(query)
    assert full.count("\n") == 1
    assert full.startswith("PREFIX DOID: <http://purl.obolibrary.org/obo/DOID_> PREFIX rdfs: <")
    assert querytext.with_prefixes(full) == full


def test_an_unknown_prefix_is_named() -> None:
    with pytest.raises(QueryError, match='prefix "zoo:"'):
        querytext.with_prefixes("ASK { zoo:a ?p ?o }")


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?s { ?s ?p ?o }", 1),
        ("# why\nPREFIX e: <http://e/>\nSELECT DISTINCT ?s\nWHERE { ?s e:p ?o } # all }", 1),
        ("BASE <http://e/> SELECT (COUNT(?o) AS ?n) ?s FROM <g> { ?s <p> ?o } GROUP BY ?s", 2),
        ("PREFIX e: <http://e/> SELECT * FROM e:g FROM NAMED <http://e/g> { ?s e:p ?o }", 2),
        ("SELECT ?s FROM NAMED <http://e/g> WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1", 1),
        ("SELECT ?x { { SELECT ?x { ?x ?p ?o } } } VALUES ?x { <http://e/a> }", 1),
    ],
)
def test_a_query_within_another_keeps_its_rows(query: str, rows: int) -> None:
    """What the outer query counts is what the inner one has by itself."""
    data = "<http://e/a> <http://e/p> 1 . <http://e/g> { <http://e/b> <http://e/p> 2 . "
    data += "<http://e/c> <http://e/p> 3 }"
    store = Store()
    store.load(data.encode(), RdfFormat.TRIG)
    assert len(list(store.query(query))) == rows
    (counted,) = store.query(querytext.enclosed(query, "(COUNT(*) AS ?n)"))
    assert int(counted[0].value) == rows
