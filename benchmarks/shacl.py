"""SHACL over the full release: our engine in memory and on a server, next to the others."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from measure import Row, rows, table
from release import HOME, ROOT, Release

TITLE = "SHACL"
_SHAPES = Path(__file__).parent / "shapes"
_CASES = {"release.ttl": "17 shapes of all families", "heavy.ttl": "violation-heavy"}
_PEERS = os.environ.get("DOIDKIT_BENCH_PEERS", "")
"""A Python that has the engines which cannot be installed beside doidkit's own dependencies."""
_SLOW = os.environ.get("DOIDKIT_BENCH_SLOW") == "1"
"""pySHACL takes minutes, so it runs once, where it is asked for."""

_OURS = "from doidkit.validation import validate\nprint(len(validate({given}, shapes={shapes!r})))"
_SHACL = "import shacl\nprint(len(shacl.validate({data!r}, {shapes!r}).results))"  # a path each
_RUST = (
    "import shacl_rust\n"
    "print(len(shacl_rust.validate_file({data!r}, {shapes!r}, {index})['results']))"
)
_RDFLIB = (
    "import rdflib, {module} as engine\n"
    "_, report, _ = engine.validate({data!r}, shacl_graph={shapes!r}{more})\n"
    "print(len(list(report.objects(None, rdflib.URIRef('http://www.w3.org/ns/shacl#result')))))"
)
_RUDOF = (
    "import pyrudof\n"
    "rudof = pyrudof.Rudof(pyrudof.RudofConfig())\n"
    "rudof.read_data({data!r}, format=pyrudof.RDFFormat.NTriples)\n"
    "rudof.read_shacl({shapes!r})\n"
    "print(len(rudof.validate_shacl()))"
)

_WHERE = (
    "Where the time of doidkit in memory goes with the 17 shapes, by a profile, the largest part "
    "first: parsing and handing each of the triples to Python, the shapes (most of it texts and "
    "regular expressions), giving each term a number, starting Python and importing. A native "
    "engine needs neither the handing over nor the numbers.\n"
)


def section(release: Release) -> str:
    """Return the tables."""
    parts = []
    on_disk = _server(release, "--location", str(release.store))
    with on_disk as disk, _server(release) as memory:
        for name, what in _CASES.items():
            path = str(_SHAPES / name)
            measured = rows(_commands(release, path, disk, memory), limit=900)
            if _SLOW and name == "release.ttl":
                data = str(release.ntriples)
                text = _RDFLIB.format(module="pyshacl", data=data, shapes=path, more="")
                measured |= rows(
                    {"pySHACL, one run": [sys.executable, "-c", text]}, runs=1, limit=900
                )
            parts.append(
                f"### {what} (`benchmarks/shapes/{name}`)\n\n{_table(measured)}{_kept(name)}"
            )
    return (
        "Whole processes: start, parsing of data and shapes, validation, results in hand. The "
        "server's own loading is not counted. Targets: in memory at most 1.5 times `shacl`, at "
        "least 100 times faster than pySHACL, under 300 MB; on the server at most twice in "
        "memory.\n\n" + "\n".join(parts) + "\n" + _WHERE
    )


def _commands(release: Release, shapes: str, disk: str, memory: str) -> dict[str, Sequence[str]]:
    data = str(release.ntriples)
    own = {
        "doidkit, in memory": _OURS.format(given=f"[{data!r}]", shapes=shapes),
        "doidkit, on an Oxigraph server in memory": _OURS.format(
            given=f"(), endpoint={memory!r}, timeout=600", shapes=shapes
        ),
        "doidkit, on an Oxigraph server on disk": _OURS.format(
            given=f"(), endpoint={disk!r}, timeout=600", shapes=shapes
        ),
        "shacl": _SHACL.format(data=data, shapes=shapes),
        "shacl-rust": _RUST.format(data=data, shapes=shapes, index=""),
        "shacl-rust, indexed": _RUST.format(
            data=data, shapes=shapes, index="experimental_index=True"
        ),
    }
    peers = {
        "pyshifty": _RDFLIB.format(module="shifty", data=data, shapes=shapes, more=""),
        "pyshacl-turbo": _RDFLIB.format(module="pyshacl_turbo", data=data, shapes=shapes, more=""),
        "pyrudof": _RUDOF.format(data=data, shapes=shapes),
    }
    commands = {name: [sys.executable, "-c", text] for name, text in own.items()}
    if _PEERS:
        commands |= {name: [_PEERS, "-c", text] for name, text in peers.items()}
    arq = shutil.which("arq")
    # Not found by its own name: a Python package has a command called shacl, too.
    jena = Path(arq).with_name("shacl") if arq else None
    if jena and jena.exists():
        commands["Jena shacl"] = [str(jena), "validate", f"--shapes={shapes}", f"--data={data}"]
    return commands


def _table(measured: dict[str, Row]) -> str:
    base = measured["shacl"]
    lines = [
        [name, row.time(), row.times(base), row.memory(), _count(row)]
        for name, row in measured.items()
    ]
    return table(["engine", "time", "of shacl", "peak memory", "results"], lines)


def _count(row: Row) -> str:
    """Return the number of results: what was printed, or those of Jena's report."""
    if row.name == "Jena shacl":
        return f"{row.output.count(b'sh:resultSeverity'):,}"
    found = re.findall(rb"^(\d+)$", row.output, re.MULTILINE)
    return f"{int(found[-1]):,}" if found else ""


def _kept(name: str) -> str:
    """Return the page's row of pySHACL, where this run has none of its own."""
    page = ROOT / "docs" / "benchmarks.md"
    if _SLOW or name != "release.ttl" or not page.exists():
        return ""
    found = re.search(r"^\| pySHACL, .*run .*\|\n", page.read_text("utf-8"), re.MULTILINE)
    return found[0].replace("pySHACL, one run ", "pySHACL, an earlier run ") if found else ""


@contextmanager
def _server(release: Release, *location: str) -> Iterator[str]:
    """Start an Oxigraph server over the release on the loopback interface, stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    binary = Path(sys.executable).with_name("oxigraph")
    process = subprocess.Popen(
        [binary, "serve-read-only" if location else "serve", *location, "--bind", address],
        cwd=HOME,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.environ["no_proxy"] = "127.0.0.1"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://{address}/", timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)
        if not location:
            _put(f"http://{address}/store?default", release.ntriples)
        yield f"http://{address}/query"
    finally:
        process.terminate()
        process.wait(10)


def _put(place: str, path: Path) -> None:
    request = urllib.request.Request(
        place,
        data=path.read_bytes(),
        headers={"Content-Type": "application/n-triples"},
        method="PUT",
    )
    urllib.request.urlopen(request, timeout=120).close()
