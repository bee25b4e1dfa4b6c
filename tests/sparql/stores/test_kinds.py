"""The table of stores: addresses from any one of them, and kinds found by asking."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from doidkit.errors import InputError
from doidkit.sparql.stores.detect import detected, located
from doidkit.sparql.stores.kinds import GENERIC, KINDS, addresses, kind_named
from doidkit.web.client import Client
from doidkit.web.connections import Limits
from doidkit.web.peers import Peer

HOST = "http://h:1"


REPOSITORY = "/repositories/x"
GRAPHS = "/rdf-graphs/service"
CRUD = "/sparql-graph-crud-auth"


@pytest.mark.parametrize(
    ("kind", "given", "found"),
    [
        ("oxigraph", ["", "/", "/query", "/update", "/store"], ["/query", "/update", "/store"]),
        ("fuseki", ["/d", "/d/", "/d/sparql", "/d/data"], ["/d/query", "/d/update", "/d/data"]),
        ("virtuoso", ["", "/sparql", "/sparql-auth", CRUD], ["/sparql", "/sparql-auth", CRUD]),
        (
            "rdf4j",
            ["/r" + REPOSITORY, f"/r{REPOSITORY}/statements"],
            ["/r" + REPOSITORY, f"/r{REPOSITORY}/statements", f"/r{REPOSITORY}{GRAPHS}"],
        ),
        (
            "graphdb",
            [REPOSITORY],
            [REPOSITORY, f"{REPOSITORY}/statements", REPOSITORY + GRAPHS],
        ),
        ("stardog", ["/db", "/db/query"], ["/db/query", "/db/update", "/db"]),
        ("qlever", ["/api"], ["/api", "/api", None]),
        ("blazegraph", ["/ns/sparql"], ["/ns/sparql", "/ns/sparql", None]),
        ("neptune", ["", "/sparql", "/sparql/gsp/"], ["/sparql", "/sparql", "/sparql/gsp/"]),
        ("generic", ["/sparql"], ["/sparql", "/sparql", None]),
    ],
)
def test_addresses(kind: str, given: list, found: list) -> None:
    for path in given:
        places = addresses(kind_named(kind), HOST + path)
        assert [places.query, places.update, places.graphs] == [
            path and HOST + path for path in found
        ]


def test_addresses_that_are_given() -> None:
    found = addresses(kind_named("generic"), HOST, update=f"{HOST}/u", graphs=f"{HOST}/g")
    assert (found.update, found.graphs, found.reading) == (f"{HOST}/u", f"{HOST}/g", f"{HOST}/g")


class Nameless(BaseHTTPRequestHandler):
    """A page for people at its root, and a query service of no known kind beside it."""

    def do_GET(self) -> None:
        asked = self.path.startswith(f"/{self.server.service}?query=")  # type: ignore[attr-defined]
        body = '{"head": {}, "boolean": true}' if asked else "<html>Welcome</html>"
        self.send_response_only(200)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("service", ["query", "sparql", ""])
def test_a_bare_address_leads_to_the_query_service(service: str) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Nameless)
    server.service = service  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        base = f"http://127.0.0.1:{server.server_port}"
        web = Client(Peer.STORE, Limits(5))
        assert located(f"{base}/", web) == (GENERIC, f"{base}/{service}")
        assert located(f"{base}/else", web) == (GENERIC, f"{base}/else")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_table() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) == 10
    with pytest.raises(InputError, match="choose one of oxigraph"):
        kind_named("sqlite")


class Pretending(BaseHTTPRequestHandler):
    """Answers as the store that the path names would."""

    def do_GET(self) -> None:
        name, _, rest = self.path.strip("/").partition("/")
        server, header, body = {
            "ox": ("Oxigraph/0.5.13", "X-A", ""),
            "fus": ("", "Fuseki-Request-Id", ""),
            "virt": ("Virtuoso/07.20.3229 (Linux)", "X-A", ""),
            "gdb": ("GraphDB/10.8", "X-A", ""),
            "blaze": ("Jetty", "X-A", "<http://www.bigdata.com/rdf#/features/KB>"),
            "rdf": ("", "X-A", "12" if rest == "protocol" else ""),
            "ql?cmd=stats": ("", "X-A", '{"name-index": "x"}'),
        }.get(name, ("", "X-A", ""))
        self.send_response_only(200)
        self.send_header("Server", server)
        self.send_header(header, "1")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def pretending() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pretending)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("ox/query", "oxigraph"),
        ("fus/ds", "fuseki"),
        ("virt/sparql", "virtuoso"),
        ("gdb/repositories/x", "graphdb"),
        ("blaze/sparql", "blazegraph"),
        ("rdf/repositories/x", "rdf4j"),
        ("ql", "qlever"),
        ("some/sparql", "generic"),
    ],
)
def test_kinds_are_found_by_asking(pretending: str, path: str, kind: str) -> None:
    assert detected(f"{pretending}/{path}", Client(Peer.STORE, Limits(5))).name == kind
