"""What an endpoint may do wrong, and what then happens."""

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

import doidkit
from doidkit.engines.endpoint import EndpointSource
from doidkit.engines.store import StoreSource
from doidkit.errors import CheckError, EngineError, InputError
from doidkit.model import RowStream
from doidkit.shacl import remote
from doidkit.shacl.parse import parse
from doidkit.shacl.shapes import Shapes
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
    assert len(remote.validate(Faulty(1234, limit=500), shapes(LABELLED))) == 1234


def test_an_answer_that_stays_cut_is_an_error() -> None:
    class Stubborn(Faulty):
        def rows(self, query: str) -> RowStream:
            if "OFFSET" in query:
                return RowStream((), iter(()))
            return super().rows(query)

    with pytest.raises(EngineError, match="cut short"):
        remote.validate(Stubborn(1234, limit=500), shapes(LABELLED))


def test_blank_nodes_of_different_answers_stay_apart_unless_their_labels_last() -> None:
    twice = shapes(
        ":S a sh:PropertyShape ; sh:targetClass :C ; sh:path :p ; "
        "sh:nodeKind sh:IRI ; sh:minLength 1 ."
    )
    for renames, kept in ((False, 3), (True, 6)):
        source = Faulty(3, renames=renames)
        assert len({each.value for each in remote.validate(source, twice)}) == kept


def test_a_source_that_gets_minus_wrong_is_refused() -> None:
    class NoMinus(StoreSource):
        def rows(self, query: str) -> RowStream:
            return super().rows(query.replace("MINUS", "OPTIONAL"))

    some = shapes(":S a sh:NodeShape ; sh:targetClass :C ; sh:in ( 1 ) .")
    with pytest.raises(EngineError, match="MINUS"):
        remote.validate(NoMinus(), some)


def test_paths_in_minus_are_tried_on_the_data() -> None:
    class LikeVirtuoso(StoreSource):
        """Loses what a path in MINUS finds."""

        def rows(self, query: str) -> RowStream:
            return super().rows(query.replace("> + ?y", "?x").replace(">+ ?y", "none> ?y"))

    source = LikeVirtuoso()
    source.extend(ox.parse("<urn:a> <http://e/p> <urn:b> .", ox.RdfFormat.TURTLE))
    some = shapes(
        ":S a sh:PropertyShape ; sh:targetNode :a ; sh:path [ sh:oneOrMorePath :p ] ; "
        "sh:minCount 1 ."
    )
    with pytest.raises(EngineError, match="property paths in MINUS"):
        remote.validate(source, some)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT $this { GRAPH $shapesGraph { ?a ?b $this } }", "shapesGraph"),
        ("SELECT $this { $this ?p ?o } LIMIT 1", "each focus node"),
        ("SELECT $this (COUNT(?o) AS ?n) { $this ?p ?o } GROUP BY ?p $this", None),
        ("SELECT $this (COUNT(?o) AS ?n) { $this ?p ?o } GROUP BY ?p", "each focus node"),
    ],
)
def test_what_cannot_run_remotely_is_said(query: str, said: str | None) -> None:
    model = f':S a sh:NodeShape ; sh:targetClass :C ; sh:sparql [ sh:select "{query}" ] .'
    if said is None:
        remote.validate(StoreSource(), shapes(model))
        return
    if "GROUP BY ?p" in query:
        return  # not valid SPARQL either: $this is projected, but no key
    with pytest.raises(CheckError, match=f"cannot be run on an endpoint.*{said}"):
        remote.validate(StoreSource(), shapes(model))


def test_files_and_an_endpoint_exclude_each_other(write: Write) -> None:
    path = write("s.ttl", PREFIXES + LABELLED)
    with pytest.raises(InputError, match="cannot be validated together"):
        doidkit.validate(path, shapes=path, endpoint="http://127.0.0.1:9/sparql")
    with pytest.raises(InputError, match="pySHACL reads files"):
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
