"""What an endpoint may do wrong, and what then happens."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

import doidkit
from doidkit.errors import EngineError, InputError
from doidkit.model import RowStream, TripleStream
from doidkit.shacl import local, remote
from doidkit.shacl.parse import parse
from doidkit.shacl.plan import explain
from doidkit.shacl.shapes import Shapes
from doidkit.sparql import complete
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.endpoint import EndpointSource
from doidkit.validation import Engine

Write = Callable[[str, str | bytes], Path]
PREFIXES = """
@prefix : <http://e/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
LABELLED = ":S a sh:PropertyShape ; sh:targetClass :C ; sh:path :p ; sh:maxCount 0 ."


def shapes(text: str) -> Shapes:
    return parse(quad.triple for quad in ox.parse(PREFIXES + text, ox.RdfFormat.TURTLE))


class Faulty(StoreSource):
    """A store that answers wrongly: cut after some rows, or with blank nodes renamed."""

    def __init__(self, size: int, *, limit: int | None = None, renames: bool = False) -> None:
        super().__init__()
        text = "".join(f"<urn:n{n}> a <http://e/C> ; <http://e/p> [] . " for n in range(size))
        self.extend(ox.parse(text, ox.RdfFormat.TURTLE))
        self._limit = limit
        self._renames = renames
        self.labels_last = False

    def rows(self, query: str) -> RowStream:
        if self._renames:
            found = self.select(query)
            return RowStream(found.variables, iter(found.rows))
        found = super().rows(query)
        return RowStream(found.variables, iter(list(found.rows)[: self._limit]))


def test_an_answer_that_was_cut_is_read_in_pages() -> None:
    assert len(remote.validate(Faulty(1234, limit=500), shapes(LABELLED))[0]) == 1234


def test_an_answer_that_stays_cut_is_an_error() -> None:
    class Stubborn(Faulty):
        def rows(self, query: str) -> RowStream:
            if "OFFSET" in query:
                return RowStream((), iter(()))
            return super().rows(query)

        def stream(self, query: str, *, bindings: object = None) -> TripleStream:
            return TripleStream(iter(()))

    with pytest.raises(EngineError, match=r"cut short.*gave 0 of 2,468 triples"):
        remote.validate(Stubborn(1234, limit=500), shapes(LABELLED))


def test_blank_nodes_of_different_answers_are_told_apart() -> None:
    twice = shapes(
        ":S a sh:PropertyShape ; sh:targetClass :C ; sh:path :p ; "
        "sh:nodeKind sh:IRI ; sh:minLength 1 ."
    )
    for renames in (False, True):
        results, notes = remote.validate(Faulty(3, renames=renames), twice)
        assert len({each.value for each in results}) == 3
        assert len(results) == 6
        assert any("other names in each answer" in note for note in notes) == renames


class NoMinus(StoreSource):
    """Gets MINUS wrong."""

    def rows(self, query: str) -> RowStream:
        return super().rows(query.replace("MINUS", "OPTIONAL"))


class NoPathsInMinus(StoreSource):
    """Loses what a path in MINUS finds, as Virtuoso does, with no error."""

    def rows(self, query: str) -> RowStream:
        return super().rows(query.replace("> + ?y", "?x").replace(">+ ?y", "none> ?y"))


class NoRegex(StoreSource):
    """Fails where a query has a REGEX."""

    def rows(self, query: str) -> RowStream:
        if "REGEX" in query:
            raise EngineError("The endpoint answered HTTP 500.")
        return super().rows(query)


class Fails(StoreSource):
    """Passes the self-test and fails later."""

    def rows(self, query: str) -> RowStream:
        if "GROUP BY ?this" in query:
            raise EngineError("No complete answer in 60 seconds.")
        return super().rows(query)


DATA = """
:a a :C ; :p :b , :c , 1 ; :q "é" . :b a :C , :D ; :p :c . :c a :C ; :q "long" , "word" .
:e a :C ; :p true , "x"@en , [ :p :a ] .
"""
RULES = """
:In a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:in ( :a :b ) .
:Count a sh:PropertyShape ; sh:targetClass :C ; sh:path :p ; sh:maxCount 2 .
:Some a sh:PropertyShape ; sh:targetClass :C ; sh:path [ sh:oneOrMorePath :p ] ; sh:minCount 1 .
:Text a sh:PropertyShape ; sh:targetClass :C ; sh:path :q ; sh:pattern "^.$" .
:True a sh:PropertyShape ; sh:targetNode :a , :e ; sh:path :p ; sh:hasValue true .
:Closed a sh:NodeShape ; sh:targetClass :C ; sh:closed true ; sh:ignoredProperties ( :q ) .
:Each a sh:NodeShape ; sh:targetClass :C ; sh:sparql [
    sh:select "SELECT $this ?value { $this <http://e/p> ?value } ORDER BY ?value LIMIT 1" ] .
"""


def data(text: str) -> list[ox.Quad]:
    return list(ox.parse(PREFIXES + text, ox.RdfFormat.TURTLE))


def seen(results: list) -> list[tuple]:
    parts = ("shape", "focus", "path", "value", "component", "messages")
    return sorted(
        tuple(re.sub(r"_:\w+", "_:", str(getattr(each, part))) for part in parts)
        for each in results
    )


@pytest.mark.parametrize(
    ("kind", "evaluated_here", "reason"),
    [
        (StoreSource, {"Each"}, "each focus node"),
        (NoMinus, {"In", "Some", "True", "Closed"}, "gets MINUS wrong"),
        (NoPathsInMinus, {"Some"}, "gets property paths in MINUS wrong"),
        (NoRegex, {"Text"}, "gets REGEX wrong"),
        (Fails, {"Count"}, "a query failed, No complete answer"),
    ],
)
def test_what_a_source_gets_wrong_is_evaluated_in_memory(
    kind: type[StoreSource], evaluated_here: set[str], reason: str
) -> None:
    source, model = kind(), shapes(RULES)
    source.extend(data(DATA))
    here, _ = local.validate(data(DATA), model)
    there, notes = remote.validate(source, model)
    assert len(here) == 23
    assert seen(there) == seen(here)
    named = [set(re.findall("http://e/(\\w+)", note)) for note in notes if reason in note]
    assert evaluated_here >= named[0] >= evaluated_here - {"Closed"}
    assert (reason in explain(model, str, there=remote.plan(source, model))) == (kind is not Fails)


def test_properties_of_properties_report_once_for_each_way_that_leads_there() -> None:
    """:c is reached from :a over :b and :b2 and from :a2 over :b, :d from :a and twice from :a2."""
    model = shapes(
        ":S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path :p ; sh:property [ "
        "sh:path :q ; sh:property [ sh:path :r ; sh:nodeKind sh:IRI ] ] ] ."
    )
    text = ":a a :C ; :p :b , :b2 . :a2 a :C ; :p :b , :b3 . :b :q :c , :d . :b2 :q :c . "
    source = StoreSource()
    source.extend(data(text + ":b3 :q :d . :c :r 1 . :d :r 2 . :z :q :c ."))
    focus = [each.focus.value[-1] for each in remote.validate(source, model)[0]]
    assert sorted(focus) == ["c", "c", "c", "d", "d", "d"]


def test_what_is_too_much_to_fetch_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complete, "_MOST", 5)
    source = NoRegex()
    source.extend(data(DATA))
    model = shapes(RULES)
    with pytest.raises(EngineError, match=r"e/Each.*on its own.*at most 5 are fetched"):
        remote.validate(source, model)
    told = {}
    results, _ = remote.validate(
        source, model, failed=lambda shape, error: told.update({shape.node.value[9:]: str(error)})
    )
    assert told.keys() == {"Each", "Text"}
    assert "REGEX wrong" in told["Text"]
    here = seen(local.validate(data(DATA), model)[0])
    assert seen(results) == [row for row in here if not re.search("e/(Each|Text)", row[0])]


@pytest.mark.parametrize("lasting", [True, False])
def test_what_is_fetched_may_come_in_parts(lasting: bool) -> None:
    class Cut(NoRegex):
        """Gives ten triples at most; its labels may be those of one answer only."""

        labels_last = False

        def stream(self, query: str, *, bindings: object = None) -> TripleStream:
            found = list(super().stream(query).triples)[:10]
            new = {t: ox.BlankNode() for each in found for t in each if type(t) is ox.BlankNode}
            names = {} if lasting else new
            return TripleStream(ox.Triple(*(names.get(t, t) for t in each)) for each in found)

    text = DATA + ":b :q [ :p 1 ] , [ :p 2 ] , [ :p 3 ] , [ :p 4 ] , [ :p 5 ] , [ :p 6 ] ."
    source, model = Cut(), shapes(RULES)
    source.extend(data(text))
    if lasting:
        here, _ = local.validate(data(text), model)
        assert len(remote.validate(source, model)[0]) == len(here)
        return
    with pytest.raises(EngineError, match="blank nodes differ from part to part"):
        remote.validate(source, model)


def test_a_store_that_writes_numbers_its_own_way_has_the_values_that_a_shape_names() -> None:
    named = shapes(':S a sh:PropertyShape ; sh:targetNode :a ; sh:path :p ; sh:in ( 007 "x" ) .')
    source = NoMinus()  # an Oxigraph store keeps 007 as 7
    source.extend(data(':a :p 007 , "x" , 8 .'))
    results, notes = remote.validate(source, named)
    assert [str(each.value.value) for each in results] == ["8"]
    assert notes


def test_a_datatype_that_the_store_makes_another_is_refused(server) -> None:
    named = shapes(":S a sh:PropertyShape ; sh:targetNode :a ; sh:path :p ; sh:datatype xsd:byte .")
    with pytest.raises(EngineError, match=r"e/S> cannot be evaluated.*datatype xsd:byte"):
        remote.validate(server.source, named)
    # The embedded store is asked so that it keeps it.
    assert not remote.validate(StoreSource(), named)[0]


def test_an_endpoint_that_answers_nothing_is_an_error() -> None:
    with pytest.raises(EngineError, match="cannot be reached"):
        remote.validate(EndpointSource("http://127.0.0.1:9/"), shapes(LABELLED))


def test_files_and_an_endpoint_exclude_each_other(write: Write) -> None:
    path = write("s.ttl", PREFIXES + LABELLED)
    with pytest.raises(InputError, match="cannot be read together"):
        doidkit.validate(path, shapes=path, endpoint="http://127.0.0.1:9/sparql")
    with pytest.raises(InputError, match="pySHACL reads no endpoint; add --copy"):
        doidkit.validate(shapes=path, endpoint="http://127.0.0.1:9/", engine=Engine.PYSHACL)


class Busy(BaseHTTPRequestHandler):
    """Refuses with 429 and 503 before it answers."""

    refusals: list[int]

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.refusals:
            self.send_response(self.refusals.pop())
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(b'{"head": {"vars": ["s"]}, "results": {"bindings": []}}')

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def busy() -> Iterator[str]:
    Busy.refusals = [429, 503]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Busy)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_busy_endpoint_is_asked_again(busy: str) -> None:
    start = time.monotonic()
    assert list(EndpointSource(busy).rows("SELECT ?s { ?s ?p ?o }")) == []
    assert time.monotonic() - start > 1
    assert Busy.refusals == []


@pytest.mark.server
def test_the_same_findings_from_a_server(server: object, write: Write) -> None:
    data = ":a a :C ; :p 1 . :b a :C . :c a :C ; :p [] ."
    rules = write("s.ttl", PREFIXES + LABELLED)
    server.put(quad.triple for quad in ox.parse(PREFIXES + data, ox.RdfFormat.TURTLE))
    remotely = doidkit.validate(shapes=rules, endpoint=server.source.url)
    here = doidkit.validate(write("d.ttl", PREFIXES + data), shapes=rules)
    assert remotely.findings == here.findings
    assert len(here) == 2
