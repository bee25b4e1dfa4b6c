"""The SPARQL 1.1 Protocol, as its specification and the W3C's protocol tests have it.

Those tests are descriptions of requests and of the class of answer; each that is about queries
is here under its name. Updates are refused, whatever their form.
"""

import csv
import io
import json
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from serverprocess import Served, served

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
A, B = "urn:graph:a", "urn:graph:b"
pytestmark = pytest.mark.server


def truth(body: bytes) -> bool:
    return json.loads(body)["boolean"]


def rows(body: bytes) -> list[dict[str, str]]:
    bindings = json.loads(body)["results"]["bindings"]
    return [{name: term["value"] for name, term in each.items()} for each in bindings]


def test_query_get(server: Served) -> None:
    found = server.get("/sparql?query=ASK%20%7B%7D")
    assert (found.status, truth(found.body)) == (200, True)


def test_query_post_form(server: Served) -> None:
    found = server.ask("POST", "/sparql", "query=ASK%20%7B%7D", content_type=FORM)
    assert (found.status, truth(found.body)) == (200, True)


@pytest.mark.parametrize("content_type", [QUERY, f"{QUERY}; charset=UTF-8", QUERY.upper()])
def test_query_post_direct(server: Served, content_type: str) -> None:
    found = server.ask("POST", "/sparql", "ASK {}", content_type=content_type)
    assert (found.status, truth(found.body)) == (200, True)


DATASETS = {
    "query_dataset_default_graph": (
        [A],
        [],
        "ASK { <urn:a> ?p ?o FILTER NOT EXISTS { <urn:b> ?q ?r } }",
    ),
    "query_dataset_default_graphs": ([A, B], [], "ASK { <urn:a> ?p ?o . <urn:b> ?q ?r }"),
    "query_dataset_named_graphs": (
        [],
        [A, B],
        "ASK { GRAPH ?g { <urn:a> ?p ?o } GRAPH ?h { <urn:b> ?p ?o2 } }",
    ),
    "query_dataset_full": (
        [B],
        [A],
        "ASK { <urn:b> ?p ?o GRAPH <urn:graph:a> { <urn:a> ?q ?r } "
        "FILTER NOT EXISTS { GRAPH <urn:graph:b> { ?s ?t ?u } } }",
    ),
    # The protocol's dataset goes before the query's own.
    "query_multiple_dataset": ([B], [], "ASK FROM <urn:graph:a> { <urn:b> ?p ?o }"),
    "nothing but named graphs": ([], [A], "ASK { FILTER NOT EXISTS { ?s ?p ?o } }"),
}


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_query_dataset(graphs: Served, name: str, way: str) -> None:
    default, named, query = DATASETS[name]
    dataset = [("default-graph-uri", iri) for iri in default]
    dataset += [("named-graph-uri", iri) for iri in named]
    if way == "get":
        found = graphs.get(f"/sparql?{urlencode([('query', query), *dataset])}")
    elif way == "form":
        body = urlencode([("query", query), *dataset])
        found = graphs.ask("POST", "/sparql", body, content_type=FORM)
    else:
        path = f"/sparql?{urlencode(dataset)}"
        found = graphs.ask("POST", path, query, content_type=QUERY)
    assert (found.status, truth(found.body)) == (200, True), found.text


def test_a_path_of_length_zero_heeds_the_dataset(graphs: Served) -> None:
    query = urlencode([("query", "SELECT ?x { <urn:only> <urn:p>* ?x }"), ("named-graph-uri", A)])
    assert rows(graphs.get(f"/sparql?{query}").body) == [{"x": "urn:only"}]


def test_a_graph_that_is_not_there_is_no_empty_one(graphs: Served) -> None:
    for name in ("default-graph-uri", "named-graph-uri"):
        query = urlencode([("query", "ASK {}"), (name, "urn:graph:none")])
        found = graphs.get(f"/sparql?{query}")
        assert found.status == 400
        assert "urn:graph:none" in found.text


def test_literals_are_as_they_are_written(graphs: Served) -> None:
    found = graphs.query("SELECT ?o { GRAPH ?g { <urn:c> <urn:p> ?o } }")
    assert rows(found.body) == [{"o": "007"}]


SELECTED = {
    "application/sparql-results+json": lambda body: rows(body) == [{"value": "1"}],
    "application/json": lambda body: rows(body) == [{"value": "1"}],
    "application/sparql-results+xml": lambda body: "1" in ElementTree.fromstring(body).itertext(),
    "text/csv": lambda body: list(csv.reader(io.StringIO(body.decode()))) == [["value"], ["1"]],
    "text/tab-separated-values": lambda body: body == b"?value\n1\n",
}


@pytest.mark.parametrize("media_type", SELECTED)
def test_query_content_type_select(server: Served, media_type: str) -> None:
    found = server.query("SELECT (1 AS ?value) {}", accept=media_type)
    assert (found.status, found.media_type) == (200, media_type)
    assert SELECTED[media_type](found.body)
    assert "Accept" in found.headers["Vary"]


def test_query_content_type_ask(server: Served) -> None:
    found = server.query("ASK {}", accept="application/sparql-results+xml")
    (boolean,) = ElementTree.fromstring(found.body).iter(
        "{http://www.w3.org/2005/sparql-results#}boolean"
    )
    assert boolean.text == "true"


@pytest.mark.parametrize("form", ["DESCRIBE DOID:182", "CONSTRUCT { <s> <p> 1 } WHERE {}"])
@pytest.mark.parametrize(
    ("media_type", "format"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
    ],
    ids=["turtle", "ntriples", "rdfxml", "jsonld"],
)
def test_query_content_type_graphs(
    server: Served, form: str, media_type: str, format: ox.RdfFormat
) -> None:
    found = server.query(form, accept=media_type)
    assert (found.status, found.media_type) == (200, media_type)
    subjects = {quad.subject.value for quad in ox.parse(found.body, format)}
    # A relative IRI is one of the server's: the base is its address.
    wanted = "http://purl.obolibrary.org/obo/DOID_182" if "DOID" in form else f"{server.url}/s"
    assert wanted in subjects


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/json"),
        ("text/*;q=0.4, text/tab-separated-values", "text/tab-separated-values"),
        ("TEXT/CSV", "text/csv"),
        ("image/png, text/html;q=0.9, */*;q=0.1", "text/html"),
    ],
)
def test_what_is_wanted_most(server: Served, accept: str, media_type: str) -> None:
    assert server.query("SELECT * {}", accept=accept).media_type == media_type


@pytest.mark.parametrize(
    ("query", "accept"),
    [("SELECT * {}", "image/png"), ("ASK {}", "text/csv"), ("SELECT * {}", "text/turtle")],
)
def test_what_there_is_not_is_not_acceptable(server: Served, query: str, accept: str) -> None:
    found = server.query(query, accept=accept)
    assert found.status == 406
    assert "application/sparql-results+json" in found.text


UTF16 = "ASK {}".encode("utf-16")
REFUSED = {
    "bad_query_method": ("PUT", "/sparql?query=ASK%20%7B%7D", None, "", 405),
    "delete": ("DELETE", "/sparql?query=ASK%20%7B%7D", None, "", 405),
    "bad_multiple_queries": ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, "", 400),
    "two queries, posted": ("POST", "/sparql", b"query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
    "one in the address, one posted": ("POST", "/sparql?query=ASK%7B%7D", b"ASK {}", QUERY, 400),
    "no query": ("POST", "/sparql", b"", FORM, 400),
    "bad_query_wrong_media_type": ("POST", "/sparql", b"ASK {}", "text/plain", 415),
    "bad_query_missing_form_type": ("POST", "/sparql", b"query=ASK%20%7B%7D", "", 415),
    "bad_query_missing_direct_type": ("POST", "/sparql", b"ASK {}", "", 415),
    "bad_query_non_utf8": ("POST", "/sparql", UTF16, f"{QUERY}; charset=UTF-16", 415),
    "not utf-8, though it says so": ("POST", "/sparql", UTF16, QUERY, 400),
    "not utf-8 in the address": ("GET", "/sparql?query=%FF", None, "", 400),
    "bad_query_syntax": ("GET", "/sparql?query=ASK%20%7B", None, "", 400),
    "bad_update_get": ("GET", "/sparql?update=CLEAR%20ALL", None, "", 403),
    "bad_multiple_updates": ("POST", "/sparql", b"update=CLEAR+ALL&update=CLEAR+ALL", FORM, 403),
    "update_post_form": ("POST", "/sparql", b"update=CLEAR%20ALL", FORM, 403),
    "update_post_direct": ("POST", "/sparql", b"CLEAR ALL", UPDATE, 403),
    "bad_update_wrong_media_type": ("POST", "/sparql", b"CLEAR NAMED", "text/plain", 415),
    "bad_update_missing_form_type": ("POST", "/sparql", b"update=CLEAR%20NAMED", "", 415),
    "an update as a query": ("GET", "/sparql?query=CLEAR%20ALL", None, "", 400),
    "an update posted as a query": ("POST", "/sparql", b"INSERT DATA { <urn:x> a 1 }", QUERY, 400),
    "another server": ("GET", "/sparql?query=SELECT*%7BSERVICE%3Curn:x%3E%7B%7D%7D", None, "", 403),
    "a malformed type": ("POST", "/sparql", b"ASK {}", "query", 415),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(server: Served, name: str) -> None:
    method, path, body, content_type, status = REFUSED[name]
    headers = {"content_type": content_type} if content_type else {}
    found = server.ask(method, path, body, **headers)
    assert found.status == status, found.text
    assert found.media_type == "text/plain"
    assert found.text.rstrip().endswith(".")
    if status == 405:
        assert {"GET", "HEAD", "POST"} <= set(found.headers["Allow"].split(", "))
    if status == 415:
        assert QUERY in found.headers.get("Accept-Post", QUERY)


def test_nothing_was_changed(server: Served) -> None:
    assert truth(server.query("ASK { DOID:182 a owl:Class }").body)
    assert not truth(server.query("ASK { <urn:x> ?p ?o }").body)


def test_a_syntax_error_says_where(server: Served) -> None:
    found = server.query("SELECT *\nWHERE { ?s ?p }")
    assert found.status == 400
    assert "line 2, column 16" in found.text


def test_head_is_get_without_the_body(server: Served) -> None:
    path = f"/sparql?{urlencode({'query': 'SELECT * { ?s ?p ?o } LIMIT 5'})}"
    whole, head = server.get(path), server.ask("HEAD", path)
    assert head.status == 200
    assert head.body == b""
    for name in ("Content-Length", "Content-Type", "Vary"):
        assert head.headers[name] == whole.headers[name]


def test_options_say_what_there_is(server: Served) -> None:
    found = server.ask("OPTIONS", "/sparql")
    assert found.status == 204
    assert found.headers["Allow"] == "GET, HEAD, POST, OPTIONS"


def test_without_a_query_the_service_describes_itself(server: Served) -> None:
    found = server.get("/sparql", accept="text/turtle")
    described = {
        (quad.predicate.value.rpartition("#")[2], str(quad.object))
        for quad in ox.parse(found.body, ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
    }
    assert ("endpoint", f"<{server.url}/sparql>") in described
    language = "<http://www.w3.org/ns/sparql-service-description#SPARQL11Query>"
    assert ("supportedLanguage", language) in described


def test_a_form_without_scripts_can_name_the_format(server: Served) -> None:
    query = urlencode({"query": "SELECT (1 AS ?value) {}", "format": "csv"})
    assert server.get(f"/sparql?{query}", accept="text/html").body == b"value\r\n1\r\n"
    assert server.get(f"/sparql?{query}x").status == 406


def test_our_own_client_is_answered(server: Served) -> None:
    import doidkit

    there = doidkit.Data(endpoint=f"{server.url}/sparql")
    query = "SELECT ?c { ?c rdfs:subClassOf DOID:182 } ORDER BY ?c"
    assert doidkit.query(query, source=there) == doidkit.query(query)


def test_a_store_that_load_made(tmp_path: Path) -> None:
    from doidkit.loading import build

    (tmp_path / "numbers.ttl").write_text("<urn:a> <urn:p> 007 .")
    build(tmp_path / "numbers.ttl", tmp_path / "store")
    with served(tmp_path, "--store", "store") as running:
        assert rows(running.query("SELECT ?o { <urn:a> ?p ?o }").body) == [{"o": "007"}]
