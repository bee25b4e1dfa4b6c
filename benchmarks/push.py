"""Pushing the release to Oxigraph: doidkit next to the store's own ways and rdflib's."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from copies import made
from measure import inside, rows, run, table
from release import Release

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
import servers

TITLE = "Pushing"
LIMIT = 300.0
_PUT = """
import urllib.request
def put():
    data = open({path!r}, "rb").read()
    urllib.request.urlopen(urllib.request.Request({url!r} + "/store?graph=urn:{name}" + {more!r},
        data=data, headers={{"Content-Type": "text/turtle"}}, method="PUT"), timeout=600).read()
timed(put)
"""
_PUSH = """
import doidkit
doidkit.push
timed(lambda: doidkit.push([{path!r}], {url!r}, graph="urn:{name}", kind="oxigraph"{more}))
"""
_RDFLIB = """
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore
source = rdflib.Graph().parse({path!r})
# rdflib refuses to send blank nodes, so that only the rest is sent: less work than the others do.
plain = [t for t in source if not any(isinstance(term, rdflib.BNode) for term in t)]
def send():
    store = SPARQLUpdateStore({url!r} + "/query", {url!r} + "/update", autocommit=False)
    graph = rdflib.Graph(store, rdflib.URIRef("urn:{name}"))
    graph.addN((s, p, o, graph) for s, p, o in plain)
    store.commit()
timed(send)
"""
_LOAD = """
import subprocess, tempfile
with tempfile.TemporaryDirectory() as folder:
    timed(lambda: subprocess.run([{oxigraph!r}, "load", "--location", folder, "--file", {path!r}],
        check=True, capture_output=True))
"""


def section(release: Release) -> str:
    """Return the table."""
    with _server() as url:
        path = str(release.turtle)
        oxigraph = str(Path(sys.executable).with_name("oxigraph"))
        start = {"path": path, "url": url, "oxigraph": oxigraph}
        commands = {
            "`oxigraph load` into a new store, no server": inside(_LOAD.format(**start)),
            "HTTP PUT, not atomic": inside(_PUT.format(**start, name="a", more="&no_transaction")),
            "HTTP PUT, atomic": inside(_PUT.format(**start, name="b", more="")),
            "doidkit `push`": inside(_PUSH.format(**start, name="c", more="")),
            "doidkit `push --verify`": inside(
                _PUSH.format(**start, name="d", more=", verify=True")
            ),
            "doidkit `push --delta`, nothing differs": inside(
                _PUSH.format(**start, name="c", more=", mode=doidkit.publishing.Mode.DELTA")
            ),
            "rdflib `SPARQLUpdateStore`, without blank nodes": inside(
                _RDFLIB.format(**start, name="e")
            ),
        }
        measured = rows(commands, limit=LIMIT)
    base = measured["HTTP PUT, atomic"]
    lines = [[row.name, row.time(), row.times(base), row.memory()] for row in measured.values()]
    return (
        "To `oxigraph serve` on disk, Turtle, over loopback. A push reads and sorts the file, "
        "stages it, counts it, has the store move it and drop what it replaces; the memory is the "
        "client's.\n\n" + table(["", "time", "of an atomic PUT", "memory"], lines)
    )


@contextmanager
def _server() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name, servers.oxigraph(Path(name)) as server:
        yield server.url


def large(source: Path) -> str:
    """Return time and memory of reading and cutting 10 million triples; sends nothing."""
    path = made(source, _COPIES)
    options = ["--to", "http://127.0.0.1:1", "--graph", "urn:x", "--dry-run"]
    done = run([sys.executable, "-m", "doidkit", "push", str(path), *options], limit=3600)
    return (
        f"{done.output.decode()}{done.failure or f'{done.seconds:.0f} s, {done.megabytes:.0f} MB'}"
    )


_COPIES = 46


if __name__ == "__main__":
    from release import release

    print(large(release().ntriples) if sys.argv[1:] == ["large"] else section(release()))
