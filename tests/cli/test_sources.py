"""The same command gives the same output from files and from an endpoint."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import doidkit
from doidkit import children
from doidkit.conversion import convert
from doidkit.data import Data
from doidkit.errors import EngineError, InputError
from doidkit.loading import build
from doidkit.queries import bundled_queries
from doidkit.sparql import complete
from doidkit.sparql.endpoint import EndpointSource
from doidkit.syntax.formats import GraphFormat

COMMANDS = [
    ("query", "descendants", "--param", "term=calcinosis", "--format", "csv"),
    ("query", "signs", "--format", "tsv"),
    ("query", "entry", "--param", "term=DOID:182"),
    ("show", "DOID:182"),
    ("show", "warfarin", "--format", "markdown"),
    ("show", "DOID:182", "--format", "turtle"),
    ("show", "DOID:182", "--format", "jsonld"),
    ("search", "calcif"),
    ("tree", "DOID:182"),
    ("tree", "--up", "calcinosis cutis"),
    ("validate", "--format", "turtle"),
    ("reason", "--reasoner", "none"),
]


@pytest.fixture(scope="module")
def bundled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled ontology as one file."""
    path = tmp_path_factory.mktemp("bundled") / "bundled.ttl"
    convert(out=path, keep_headers=True)
    return path


@pytest.fixture(scope="module")
def store(bundled_file: Path) -> Path:
    """The bundled ontology as an on-disk store."""
    folder = bundled_file.with_name("store")
    build([bundled_file], folder)
    return folder


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Oxigraph's own server with the bundled ontology in it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
    process = subprocess.Popen(
        [Path(sys.executable).with_name("oxigraph"), "serve", "--bind", address[7:]],
        cwd=tmp_path_factory.mktemp("server"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=children.death_signal(),
    )
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("no_proxy", "127.0.0.1")
            _fill(address, process)
            yield f"{address}/query"
    finally:
        process.terminate()
        process.wait(10)


def _fill(address: str, process: subprocess.Popen) -> None:
    request = urllib.request.Request(
        f"{address}/store?default",
        data=convert(format=GraphFormat.NTRIPLES, keep_headers=True),
        headers={"Content-Type": "application/n-triples"},
        method="PUT",
    )
    for _ in range(200):
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(request, timeout=20).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server did not start")


@pytest.mark.server
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_prints_the_same_from_every_source(
    words: tuple[str, ...], bundled_file: Path, store: Path, endpoint: str, invoke: Callable
) -> None:
    here = invoke(*words, "--data", bundled_file)
    assert here.code == 0
    assert all(line.startswith("Note: ") for line in here.err.splitlines())
    assert here.out
    assert invoke(*words, "--store", store) == here
    assert invoke(*words, "--endpoint", endpoint) == here
    assert invoke(*words, "--endpoint", endpoint, "--copy") == here


@pytest.mark.server
@pytest.mark.parametrize("query", bundled_queries(), ids=lambda query: query.name)
def test_every_bundled_query_gives_the_same_rows(query: object, endpoint: str) -> None:
    name = query.name  # type: ignore[attr-defined]
    assert doidkit.query(name, source=Data(endpoint=endpoint)) == doidkit.query(name)


@pytest.mark.server
def test_a_copy_is_asked_without_the_endpoint(
    endpoint: str, invoke: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = doidkit.load(Data(endpoint=endpoint, copy=True))
    asked = []
    monkeypatch.setattr(EndpointSource, "stream", lambda *_, **__: asked.append(1))
    assert len(copy) == len(doidkit.load())
    assert doidkit.query("claims", source=copy) == doidkit.query("claims")
    assert not asked


@pytest.mark.server
def test_what_is_too_large_to_copy(
    endpoint: str, invoke: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(complete, "_MOST", 1000)
    for words in (("query", "signs"), ("validate",), ("check",)):
        outcome = invoke(*words, "--endpoint", endpoint, "--copy")
        assert (outcome.code, outcome.out) == (2, "")
        assert f"cannot be copied (they are {len(doidkit.load()):,} triples" in outcome.err
        assert "at most 1,000 are fetched); leave out --copy" in outcome.err


def test_only_an_endpoint_is_copied(invoke: Callable) -> None:
    outcome = invoke("query", "signs", "--copy")
    assert outcome.code == 2
    assert "--copy needs an --endpoint" in outcome.err
    with pytest.raises(InputError, match="Only an endpoint is copied"):
        doidkit.validate(copy=True)


@pytest.mark.server
def test_an_unknown_term_is_told_alike(endpoint: str, invoke: Callable) -> None:
    here, there = (
        invoke("show", "calcinossis"),
        invoke("show", "calcinossis", "--endpoint", endpoint),
    )
    assert there == here
    assert there.code == 2
    assert "did you mean DOID:182" in there.err


def test_what_needs_the_data_itself_says_so() -> None:
    remote = doidkit.load(Data(endpoint="http://127.0.0.1:9/sparql"))
    with pytest.raises(EngineError, match="load it from files"):
        _ = remote.graph


@pytest.mark.parametrize("command", ["validate", "reason"])
def test_two_sources_at_once_are_refused(
    command: str, bundled_file: Path, invoke: Callable
) -> None:
    outcome = invoke(command, bundled_file, "--endpoint", "http://127.0.0.1:9/sparql")
    assert outcome.code == 2
    assert "name one of them" in outcome.err


def test_explain_prints_what_would_be_sent(invoke: Callable, write: Callable) -> None:
    query = write(
        "q.rq",
        "SELECT ?s (COUNT(?o) AS ?n) { ?s rdfs:subClassOf $top , ?o } GROUP BY ?s HAVING (?n > 1)",
    )
    words = ("query", query, "--param", "top=DOID:4", "--explain")
    # Nobody listens there, and nobody is asked.
    outcome = invoke(*words, "--endpoint", "http://127.0.0.1:9/sparql")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (
        "# Source: http://127.0.0.1:9/sparql\n"
        "# Note: HAVING names ?n, which standard SPARQL does not know there; "
        "it is read as (COUNT(?o)).\n"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "SELECT ?s (COUNT(?o) AS ?n) { ?s rdfs:subClassOf "
        "<http://purl.obolibrary.org/obo/DOID_4> , ?o } GROUP BY ?s HAVING ((COUNT(?o)) > 1)\n"
    )
    again = write("again.rq", outcome.out)
    assert invoke("query", again, "--format", "csv").out.startswith("s,n")
    assert "# Source: the bundled ontology\n" in invoke("query", "children", "--explain").out


def test_what_was_rewritten_is_remarked_on_stderr(invoke: Callable, write: Callable) -> None:
    query = write(
        "q.rq", "SELECT (COUNT(*) AS ?n) FROM <urn:none> { ?s a owl:Class } HAVING (?n > 1)"
    )
    outcome = invoke("query", query, "--format", "csv")
    assert outcome.code == 0
    assert int(outcome.out.split()[1]) > 100
    assert [line[:12] for line in outcome.err.splitlines()] == ["Note: HAVING", "Note: No loa"]


def test_service_needs_leave(invoke: Callable, write: Callable) -> None:
    query = write("q.rq", "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }")
    outcome = invoke("query", query)
    assert outcome.code == 2
    assert "--allow-service" in outcome.err
    allowed = invoke("query", query, "--allow-service")
    assert allowed.code == 2  # it is tried now, and nobody listens
    assert "cannot be evaluated" in allowed.err


def test_no_password_reaches_the_process_list() -> None:
    from doidkit.cli.query import command

    words = {word for parameter in command.params for word in parameter.opts}
    assert not {word for word in words if "pass" in word or "user" in word or "token" in word}
