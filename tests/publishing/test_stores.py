"""Push and pull on real servers: the same law for each."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import doidkit
from doidkit.errors import EngineError, InputError
from doidkit.publishing import Mode, partition
from doidkit.publishing.graphstore import RemoteStore
from doidkit.syntax.canonical import canonical
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.reading import quads
from doidkit.syntax.writing import serialize

pytestmark = pytest.mark.server
GRAPH = "http://example.org/graph"
OLD = '@prefix : <http://e/> . :a :b :c, "old" . [] :x [ :y "z" ] . [] :x [ :y "z" ] .'
NEW = '@prefix : <http://e/> . :a :b :c, "new" . [] :x [ :y "z" ] . [ :u :v ] :w ( 1 2 ) .'
_numbers = count()


def fresh() -> str:
    return f"{GRAPH}/{next(_numbers)}"


def stable(path: Path) -> bytes:
    return serialize(quads(path), format=GraphFormat.TURTLE)  # without the file's own prefixes


def graphs(url: str) -> set[str]:
    """Return the graphs of a store that hold something of ours."""
    store = RemoteStore.at(url)
    rows = store._answer("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    return {row[0] for row in rows if row[0].startswith(("urn:doidkit:", GRAPH))}


def test_what_was_pushed_comes_back(store: object, write: Callable) -> None:
    graph, path = fresh(), write("new.ttl", NEW)
    report = doidkit.push([path], store.url, graph=graph, verify=True)
    assert report.kind == store.kind
    assert (report.triples, report.after, report.verified, report.changes) == (10, 10, True, ())
    assert doidkit.pull(store.url, graph=graph) == stable(path)
    assert not any(name.startswith("urn:doidkit:") for name in graphs(store.url))


def test_the_module_on_every_store(store: object) -> None:
    graph = fresh()
    report = doidkit.push((), store.url, graph=graph, verify=True, chunk=100_000)
    assert report.requests > 5
    assert report.after == report.triples
    if report.faithful:
        assert doidkit.pull(store.url, graph=graph) == doidkit.convert(keep_headers=True)


def test_replace_append_and_delta(store: object, write: Callable) -> None:
    graph, old, new = fresh(), write("old.ttl", OLD), write("new.ttl", NEW)
    doidkit.push([old], store.url, graph=graph)
    added = doidkit.push([new], store.url, graph=graph, mode=Mode.APPEND)
    assert added.after == 15  # one triple is the same; blank nodes never are
    doidkit.push([old], store.url, graph=graph, mode=Mode.REPLACE)
    assert doidkit.pull(store.url, graph=graph) == stable(old)
    report = doidkit.push([new], store.url, graph=graph, mode=Mode.DELTA, verify=True)
    assert report.sent == (10 if report.whole else 9)
    assert doidkit.pull(store.url, graph=graph) == stable(new)
    again = doidkit.push([new], store.url, graph=graph, mode=Mode.DELTA)
    assert (again.sent, again.removed, again.requests) == (0, 0, 0)


def test_a_delta_of_named_things_sends_only_them(store: object, write: Callable) -> None:
    graph = fresh()
    doidkit.push([write("a.nt", _lines(range(3000)))], store.url, graph=graph)
    changed = write("b.nt", _lines(range(5, 3002)))
    report = doidkit.push([changed], store.url, graph=graph, mode=Mode.DELTA, verify=True)
    assert (report.sent, report.removed, report.after) == (2, 5, 2997)
    assert doidkit.pull(store.url, graph=graph) == stable(changed)


def _lines(numbers: range) -> str:
    return "".join(f'<http://e/{n % 50}> <http://e/p> "{n}" .\n' for n in numbers)


def test_known_changes_are_named(store: object, write: Callable) -> None:
    """Literals that stores rewrite: every one is accounted for, and none in silence."""
    odd = write(
        "odd.ttl",
        "@prefix : <http://e/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
        ':a :b 007, 7, 1.50, true, false, "1"^^xsd:boolean, "+5"^^xsd:int ; '
        ':c [ :d "5"^^xsd:nonNegativeInteger, "08"^^xsd:integer ], "x"^^xsd:string .',
    )
    report = doidkit.push([odd], store.url, graph=fresh(), verify=True)
    assert report.verified
    assert report.faithful is (store.kind == "rdf4j")  # which keeps them as they are
    for word in () if report.faithful else ("007", "boolean"):
        assert any(word in name for name, _ in report.changes)


def test_damage_is_no_known_change(virtuoso: object, write: Callable, monkeypatch) -> None:
    """Virtuoso rounds a long decimal; that is a loss, and refused."""
    for name, value in zip(("USER", "PASSWORD"), virtuoso.account, strict=True):
        monkeypatch.setenv(f"DOIDKIT_ENDPOINT_{name}", value)
    graph, old = fresh(), write("old.ttl", OLD)
    doidkit.push([old], virtuoso.url, graph=graph)
    bad = write(
        "bad.ttl",
        "<http://e/a> <http://e/b> 1.00000000000000000001 .",
    )
    with pytest.raises(EngineError, match="does not hold what was sent"):
        doidkit.push([bad], virtuoso.url, graph=graph, verify=True)
    assert doidkit.pull(virtuoso.url, graph=graph) == stable(old)


@pytest.mark.parametrize("verify", [False, True])
def test_a_store_that_takes_two_forms_of_a_number_for_one(
    fuseki: object, write: Callable, *, verify: bool
) -> None:
    """Fuseki finds 1.00 where it has 1.0: in place by its lights, and told as what it is."""
    graph = fresh()
    start = "@prefix : <http://e/> . :a :n "
    doidkit.push([write("old.ttl", f"{start} 1.00 , 5 .")], fuseki.url, graph=graph)
    new = write("new.ttl", f"{start} 1.0 , 1.00 , 007 , 8 .")
    report = doidkit.push([new], fuseki.url, graph=graph, verify=verify)
    assert report.triples == 4
    assert not report.faithful
    assert [text[:7] for text, _ in report.changes] == ["numbers"]
    again = doidkit.push([new], fuseki.url, graph=graph, verify=verify)
    assert again.after == report.after


def test_moving_onto_a_large_graph_loses_nothing(fuseki: object, shared: Path) -> None:
    """Fuseki 5.2.0 with TDB2 loses triples in a COPY onto a graph of this size."""
    release, graph = shared / "data" / "doid-2024-01-31.nt.gz", fresh()
    for _ in range(2):
        assert doidkit.push([release], fuseki.url, graph=graph).after == 218_440


def test_the_full_release(oxigraph: object, shared: Path) -> None:
    release, graph = shared / "data" / "doid-2024-01-31.nt.gz", fresh()
    report = doidkit.push([release], oxigraph.url, graph=graph, verify=True)
    assert (report.triples, report.after, report.changes) == (218_440, 218_440, ())
    assert doidkit.pull(oxigraph.url, graph=graph) == stable(release)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no /proc/self/status")
def test_memory_does_not_grow_with_what_is_sent(
    oxigraph: object, write: Callable, tmp_path: Path
) -> None:
    """Sent, read back and compared, and then compared again: 15 times as much, little more."""
    code = (
        "import sys\n"
        "from doidkit.publishing import Mode, push\n"
        "for mode in Mode.REPLACE, Mode.DELTA:\n"
        "    push([sys.argv[1]], sys.argv[2], graph=sys.argv[3], mode=mode, verify=True)\n"
        # Not ru_maxrss: a process inherits that of the one which started it.
        "status = open('/proc/self/status').read().split()\n"
        "print(status[status.index('VmHWM:') + 1])"
    )
    peaks = []
    for size in (10_000, 150_000):
        path = write(f"{size}.nt", _lines(range(size)))
        command = [sys.executable, "-c", code, path, oxigraph.url, fresh()]
        peaks.append(int(subprocess.run(command, check=True, capture_output=True).stdout) / 1024)
    assert peaks[1] < peaks[0] + 25, peaks


def test_the_default_graph(oxigraph: object, write: Callable) -> None:
    path = write("new.ttl", NEW)
    doidkit.push([path], oxigraph.url, verify=True)
    assert doidkit.pull(oxigraph.url) == stable(path)


def test_a_union_is_no_default_graph(write: Callable) -> None:
    with pytest.raises(InputError, match="--graph"):
        doidkit.push([write("new.ttl", NEW)], "http://127.0.0.1:1", kind="virtuoso")


def test_without_the_graph_store_protocol(oxigraph: object, write: Callable) -> None:
    """A generic store has queries and updates only."""
    graph, new = fresh(), write("new.ttl", NEW)
    at = {"kind": "generic", "update": f"{oxigraph.url}/update"}
    report = doidkit.push([new], f"{oxigraph.url}/query", graph=graph, chunk=60, **at)
    assert report.requests > 1
    assert doidkit.pull(f"{oxigraph.url}/query", graph=graph, kind="generic") == stable(new)


_iris = st.sampled_from([ox.NamedNode(f"http://e/{name}") for name in "abcdé"])
_nodes = st.sampled_from([ox.BlankNode(f"n{number}") for number in range(6)])
_texts = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=12)
_literals = st.one_of(
    st.builds(ox.Literal, _texts),
    st.builds(lambda t: ox.Literal(t, language="en-gb"), _texts),
    st.builds(lambda t: ox.Literal(t, datatype=ox.NamedNode("http://e/dt")), _texts),
    st.builds(ox.Literal, st.integers(-(10**15), 10**15)),
    st.builds(ox.Literal, st.booleans()),
)
_statements = st.builds(ox.Quad, _iris | _nodes, _iris, _iris | _nodes | _literals)


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(
    first=st.lists(_statements, min_size=1, max_size=25),
    others=st.lists(_statements, min_size=1, max_size=25),
    chunk=st.sampled_from([1, 200, 10**6]),
)
def test_push_then_pull_is_the_identity(
    oxigraph: object, tmp_path: Path, first: list, others: list, chunk: int
) -> None:
    graph = fresh()
    for data, mode in ((first, Mode.REPLACE), (others, Mode.DELTA), (first, Mode.DELTA)):
        path = tmp_path / "data.nt"
        path.write_bytes(ox.serialize(data, format=ox.RdfFormat.N_TRIPLES))
        report = doidkit.push(
            [path], oxigraph.url, graph=graph, mode=mode, verify=True, chunk=chunk
        )
        assert report.faithful
        back = ox.parse(doidkit.pull(oxigraph.url, graph=graph), ox.RdfFormat.TURTLE)
        assert canonical(back) == canonical(ox.parse(path=str(path)))


def test_a_progress_bar_where_a_person_is_looking(
    write: Callable, run_process: Callable, program: list[str]
) -> None:
    path = write("new.ttl", NEW)
    words = ["push", str(path), "--to", "http://127.0.0.1:1", "--graph", "urn:x", "--dry-run"]
    assert run_process(*words).stderr == b""
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*program, *words],
        stderr=theirs,
        stdout=subprocess.PIPE,
        env={**os.environ, "TERM": "xterm"},
        check=False,
    )
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)
    assert done.returncode == 0
    assert b"reading" in shown
    assert b"Would send" in done.stdout


def test_parts_are_balanced_and_hold_everything(write: Callable, tmp_path: Path) -> None:
    text = NEW + "".join(f'[ :n {n} ; :m [ :k "{n}" ] ] :o :p .' for n in range(30))
    path = write("new.ttl", text)
    parts = [doidkit_parts(path, tmp_path / name) for name in ("a", "b")]
    assert parts[0] == parts[1]
    sizes = [data.count(b"\n") for name, data in parts[0].items() if name != "void.ttl"]
    assert max(sizes) - min(sizes) < 12
    merged = b"".join(data for name, data in parts[0].items() if name != "void.ttl")
    back = list(ox.parse(merged, ox.RdfFormat.N_TRIPLES))
    assert canonical(back) == canonical(quads(path))
    assert f"void:triples {len(back)} ;".encode() in parts[0]["void.ttl"]


def doidkit_parts(path: Path, out: Path) -> dict[str, bytes]:
    report = partition([path], 3, out)
    assert len(report.parts) == 3
    return {file.name: file.read_bytes() for file in sorted(out.iterdir())}
