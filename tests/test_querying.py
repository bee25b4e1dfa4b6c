from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat

import doidkit
from doidkit.data import Data
from doidkit.errors import DoidkitNote, InputError, QueryError, UnknownQueryError
from doidkit.model import Solutions, Triples
from doidkit.ontology import load
from doidkit.prefixes import expand
from doidkit.queries import parse_query
from doidkit.querying import assignments, bind_parameters, query, question
from doidkit.sparql.embedded import StoreSource

ANIMALS = Path(__file__).parent / "examples" / "animals.ttl"
WHALES = Path(__file__).parent / "examples" / "whales.rq"
CALCINOSIS = NamedNode("http://purl.obolibrary.org/obo/DOID_182")


def declared(**types: str) -> doidkit.querying.QueryFile:
    header = "".join(f'#+ [params.{name}]\n#+ type = "{kind}"\n' for name, kind in types.items())
    return parse_query("q", header + "ASK { ?s ?p ?o }")


def test_text_name_and_file() -> None:
    animals = load(ANIMALS)
    assert query("ASK { ?x rdfs:label 'whale' }", source=animals) is True
    assert isinstance(query("DESCRIBE <http://example.org/Whale>", source=animals), Triples)
    answer = query(WHALES, {"kind": "http://example.org/Whale"}, source=animals)
    assert answer == Solutions(("name",), ((Literal("Moby"),),))
    assert isinstance(query("ancestors"), Solutions)


def test_the_bundled_ontology_is_the_default() -> None:
    assert query("ASK { DOID:182 rdfs:label 'calcinosis' }") is True
    assert query("ASK { DOID:182 rdfs:label 'calcinosis' }", source=load(ANIMALS)) is False


def test_any_source_will_do() -> None:
    assert query("ASK { ?s a owl:Class }", source=load(ANIMALS).source) is True


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("term", "DOID:182", CALCINOSIS),
        ("term", "http://example.org/x", NamedNode("http://example.org/x")),
        ("term", "<http://example.org/x>", NamedNode("http://example.org/x")),
        ("string", "DOID:182", Literal("DOID:182")),
        ("string", 'a "b"\n} ?x', Literal('a "b"\n} ?x')),
        ("string", "", Literal("")),
        ("integer", "-7", Literal("-7", datatype=NamedNode(expand("xsd:integer")))),
        ("decimal", "0.50", Literal("0.50", datatype=NamedNode(expand("xsd:decimal")))),
        ("boolean", "true", Literal("true", datatype=NamedNode(expand("xsd:boolean")))),
        ("integer", 7, Literal("7", datatype=NamedNode(expand("xsd:integer")))),
        ("boolean", True, Literal("true", datatype=NamedNode(expand("xsd:boolean")))),
        ("term", CALCINOSIS, CALCINOSIS),
    ],
)
def test_values_are_typed_as_declared(kind: str, text: object, term: object) -> None:
    assert bind_parameters(declared(x=kind), {"x": text}) == {"x": term}


def test_a_term_may_be_a_label_where_there_is_an_ontology() -> None:
    wanted = declared(x="term")
    bound = bind_parameters(wanted, {"x": "Whale"}, load(ANIMALS))
    assert bound == {"x": NamedNode("http://example.org/Whale")}
    with pytest.raises(QueryError, match=r"did you mean http://example\.org/Whale whale"):
        bind_parameters(wanted, {"x": "whales"}, load(ANIMALS))
    with pytest.raises(QueryError, match="must be a CURIE"):
        bind_parameters(wanted, {"x": "Whale"})


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("integer", "3.5", 'must be an integer such as 5, not "3.5"'),
        ("integer", "٣", "must be an integer"),
        ("integer", "3\n", "must be an integer"),
        ("decimal", "1e5", "must be a decimal"),
        ("boolean", "yes", "must be true or false"),
        ("term", "http://example.org/a b", "must be a CURIE"),
        ("term", "<http://a> ?p", "must be a CURIE"),
    ],
)
def test_a_badly_typed_value_is_one_sentence(kind: str, text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        bind_parameters(declared(x=kind), {"x": text})


def test_defaults_required_and_optional() -> None:
    header = (
        '#+ [params.a]\n#+ type = "term"\n#+ default = "DOID:182"\n'
        '#+ [params.b]\n#+ type = "integer"\n'
        '#+ [params.c]\n#+ type = "string"\n#+ optional = true\n'
    )
    wanted = parse_query("q", header + "ASK {}")
    with pytest.raises(
        QueryError, match=r"needs the parameter b; add --param b=\.\.\. \(integer\)"
    ):
        bind_parameters(wanted, {})
    assert bind_parameters(wanted, {"b": "1"}) == {"a": CALCINOSIS, "b": Literal(1)}


def test_an_unknown_parameter_suggests_the_nearest() -> None:
    with pytest.raises(QueryError, match='no parameter "trem": did you mean term'):
        bind_parameters(declared(term="term"), {"trem": "x"})
    with pytest.raises(QueryError, match="it takes none"):
        bind_parameters(parse_query("q", '#+ title = "t"\nASK {}'), {"zzz": "x"})


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("DOID:182", CALCINOSIS),
        ("<http://e/a>", NamedNode("http://e/a")),
        ("5", Literal(5)),
        ("5.0", Literal("5.0", datatype=NamedNode(expand("xsd:decimal")))),
        ("true", Literal(True)),
        ("whale", Literal("whale")),
        ('"5"', Literal("5")),
        ('"baleine"@fr', Literal("baleine", language="fr")),
        (
            '"x" . <http://a> <http://b> <http://c>',
            Literal('"x" . <http://a> <http://b> <http://c>'),
        ),
        ('"unclosed', Literal('"unclosed')),
        ("note: this", Literal("note: this")),
    ],
)
def test_without_a_header_values_read_as_in_turtle(text: str, term: object) -> None:
    assert bind_parameters(parse_query("q", "ASK { ?s ?p $x }"), {"x": text}) == {"x": term}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SELECT ?x { ?x rdfs:subClassOf $a, $b }", "a b"),
        ("ASK { $a a owl:Class }", "a"),
        ("DESCRIBE $a", "a"),
        ("SELECT $x { $x a owl:Class }", ""),
        ("CONSTRUCT { $x a $y } WHERE { $x a $y }", ""),
        ("SELECT ?x { $x a owl:Class }", ""),  # to SPARQL they are one
        ("SELECT ?x { ?x rdfs:label '$a' } # $b", ""),
    ],
)
def test_what_is_a_parameter_has_to_be_given(text: str, names: str) -> None:
    wanted = parse_query("own", text)
    values = dict.fromkeys(names.split(), "1")
    assert bind_parameters(wanted, values) == dict.fromkeys(names.split(), Literal(1))
    for name in names.split():
        rest = {other: value for other, value in values.items() if other != name}
        with pytest.raises(QueryError, match=f'"own" needs the parameter {name}; add --param'):
            bind_parameters(wanted, rest)


def test_a_parameter_beside_a_header_has_to_be_given_unless_it_is_optional() -> None:
    text = "SELECT ?x { ?x a $kind }"
    with pytest.raises(QueryError, match="needs the parameter kind"):
        query('#+ title = "t"\n' + text)
    optional = '#+ [params.kind]\n#+ type = "term"\n#+ optional = true\n'
    assert len(query(optional + text)) > 0  # type: ignore[arg-type]


def test_a_term_that_the_data_do_not_know_is_refused() -> None:
    animals = load(ANIMALS)
    own = "ASK { ?x rdfs:subClassOf $kind }"
    known = {"kind": "http://example.org/Mammal"}
    assert query(own, known, source=animals) is True
    for source in (animals, animals.source, Data(ANIMALS)):
        with pytest.raises(QueryError, match=r"did you mean http://example\.org/Mammal mammal"):
            query(own, {"kind": "http://example.org/Mamal"}, source=source)
    with pytest.raises(QueryError, match="did you mean DOID:182 calcinosis"):
        query("descendants", {"term": "DOID:0182"})
    # What is none of the data's terms all the same, and what a program means as it is.
    assert query("ASK { ?x ?p ?o FILTER(DATATYPE(?o) = $type) }", {"type": "xsd:date"}) in (
        True,
        False,
    )
    assert query("ASK { ?x $p ?o }", {"p": "rdfs:subClassOf"}) is True
    strange = NamedNode("http://example.org/none")
    assert query("ASK { ?x a $kind }", {"kind": strange}) is False
    own = "ASK { ?x a $kind { SERVICE <http://127.0.0.1:9/> { ?x ?p $kind } } }"
    assert question(own, {"kind": strange.value}, source=animals).bindings == {"kind": strange}


def test_a_graph_and_what_only_a_graph_says_are_known(write: Callable[..., Path]) -> None:
    path = write("graphs.trig", "@prefix e: <http://e/> . e:g { e:a e:p e:b }")
    for node in ("http://e/g", "http://e/a", "http://e/p", "http://e/b"):
        question("ASK { ?x ?y $x1 }", {"x1": node}, source=Data(path))
    with pytest.raises(QueryError, match="http://e/c"):
        question("ASK { ?x ?y $x1 }", {"x1": "http://e/c"}, source=Data(path))


def test_an_identifier_that_the_data_have_as_a_text_is_that_text() -> None:
    own = "SELECT ?x { ?x oboInOwl:hasDbXref $xref }"
    for text in ("NCI:C3672", "UMLS_CUI:C0006663", '"MESH:D002114"'):
        (row,) = query(own, {"xref": text})  # type: ignore[union-attr]
        assert row == (CALCINOSIS,)
    with pytest.raises(QueryError, match="No term"):
        query(own, {"xref": "MESH:D999999"})
    for text in ("DIOD:182", "HPO:0003761"):  # a prefix that nobody knows
        with pytest.raises(QueryError, match=r"did you mean (DOID:182|HP:0003761)"):
            query(own, {"xref": text})
    assert question(own, {"xref": "zz:qq"}).bindings == {"xref": Literal("zz:qq")}


def test_an_alternative_id_means_the_term_that_has_it() -> None:
    text = """
    @prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
    @prefix obo: <http://purl.obolibrary.org/obo/> .
    obo:DOID_1 a owl:Class ; rdfs:label "one" ; oio:hasAlternativeId "DOID:99" .
    """
    source = doidkit.Ontology(StoreSource())
    source.store.load(
        (
            "@prefix owl: <http://www.w3.org/2002/07/owl#> ."
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ." + text
        ).encode(),
        RdfFormat.TURTLE,
    )
    with pytest.warns(DoidkitNote, match="DOID:99 is an alternative id of DOID:1 one"):
        assert query("ASK { $term rdfs:label 'one' }", {"term": "DOID:99"}, source=source) is True


def test_assignments() -> None:
    assert assignments(["a=1", "$b=x=y", "c="]) == {"a": "1", "b": "x=y", "c": ""}
    for bad in (["a"], ["=1"], ["a=1", "a=2"]):
        with pytest.raises(QueryError):
            assignments(bad)


def test_unknown_query_and_mixed_sources() -> None:
    with pytest.raises(UnknownQueryError, match="did you mean ancestors"):
        query("ancestrs")
    with pytest.raises(InputError, match="no endpoint address"):
        query("ASK { ?s ?p ?o }", source=Data(endpoint="nowhere"))


def test_a_missing_data_file(write: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        query("ASK { ?s ?p ?o }", source=Data(tmp_path / "none.ttl"))


def test_what_is_counted_in_a_slice_has_a_remark(write) -> None:
    slice_ = """
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix obo: <http://purl.obolibrary.org/obo/> .
        obo:DOID_182 rdfs:subClassOf obo:DOID_4 ; rdfs:label "calcinosis" .
        obo:DOID_4 rdfs:label "disease" .
    """
    marked = slice_ + "obo:DOID_182 obo:IAO_0000412 obo:doid.owl ."
    whole = write("whole.ttl", slice_.encode())
    cut = write("cut.ttl", marked.encode())
    for path, remarks in ((whole, 0), (cut, 1)):
        for name, expected in (("children", remarks), ("ancestors", 0)):
            asked = question(name, {"term": "DOID:4"}, source=Data([path]))
            assert len(asked.remarks()) == expected


def test_what_a_slice_lacks_is_not_missing(write) -> None:
    path = write(
        "terms.ttl",
        b"""
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix obo: <http://purl.obolibrary.org/obo/> .
        obo:DOID_1 a owl:Class ; rdfs:subClassOf obo:DOID_4 .
        obo:DOID_2 a owl:Class ; rdfs:subClassOf obo:DOID_4 ; obo:IAO_0000412 obo:doid.owl .
        obo:DOID_4 a owl:Class ; obo:IAO_0000412 obo:doid.owl .
        """,
    )
    for name, params in (("missing-definitions", {}), ("without-xref", {"term": "DOID:4"})):
        answer = query(name, params, source=Data([path]))
        assert [row[0].value[-6:] for row in answer] == ["DOID_1"]
