"""Real triple stores for tests: each on a free loopback port, in a fresh folder, ended by pid."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from doidkit import children

VIRTUOSO_INI = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 20000
DirsAllowed = .
ServerThreads = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
ServerRoot = .
[SPARQL]
ResultSetMaxRows = 10000000
"""
NATIVE_STORE = b"""
@prefix rep: <http://www.openrdf.org/config/repository#> .
@prefix sr: <http://www.openrdf.org/config/repository/sail#> .
@prefix sail: <http://www.openrdf.org/config/sail#> .
[] a rep:Repository ; rep:repositoryID "do" ; rep:repositoryImpl [
    rep:repositoryType "openrdf:SailRepository" ; sr:sailImpl [
        sail:sailType "openrdf:NativeStore" ] ] .
"""


@dataclass(frozen=True)
class Server:
    """A running store: its kind, what ``--to`` is, and who may write."""

    kind: str
    url: str
    account: tuple[str, str] | None = None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    port = free_port()
    binary = Path(sys.executable).with_name("oxigraph")
    command = [binary, "serve", "--bind", f"127.0.0.1:{port}", "--location", "data"]
    with running(command, folder, f"http://127.0.0.1:{port}/query?query=ASK%20%7B%7D"):
        yield Server("oxigraph", f"http://127.0.0.1:{port}")


@contextmanager
def fuseki(folder: Path) -> Iterator[Server]:
    port = free_port()
    (folder / "data").mkdir()
    options = f"--localhost --port {port} --update --tdb2 --loc=data /ds".split()
    command = ["java", "-Xmx1g", "-jar", jar("FUSEKI_JAR"), *options]
    with running(command, folder, f"http://127.0.0.1:{port}/ds?query=ASK%20%7B%7D"):
        yield Server("fuseki", f"http://127.0.0.1:{port}/ds")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    port = free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=free_port(), http=port))
    command = [shutil.which("virtuoso-t"), "-f", "-c", "virtuoso.ini"]
    with running(command, folder, f"http://127.0.0.1:{port}/sparql?query=ASK%20%7B%7D"):
        # The account that a new database has; the database ends with the test.
        yield Server("virtuoso", f"http://127.0.0.1:{port}", ("dba", "dba"))


@contextmanager
def rdf4j(folder: Path) -> Iterator[Server]:
    home = f"-Dorg.eclipse.rdf4j.appdata.basedir={folder}"
    with _web_application(home, jar("RDF4J_WAR"), folder, "/protocol") as url:
        repository = f"{url}/repositories/do"
        request = urllib.request.Request(repository, NATIVE_STORE, method="PUT")
        request.add_header("Content-Type", "text/turtle")
        urllib.request.urlopen(request, timeout=30).close()
        yield Server("rdf4j", repository)


@contextmanager
def blazegraph(folder: Path) -> Iterator[Server]:
    home = f"-Dcom.bigdata.journal.AbstractJournal.file={folder / 'blazegraph.jnl'}"
    path = "/namespace/kb/sparql"
    with _web_application(home, jar("BLAZEGRAPH_WAR"), folder, path) as url:
        yield Server("blazegraph", url + path)


def jar(name: str) -> str:
    """Return the Java archive that an environment variable names, "" where there is none."""
    named = os.environ.get(name, "")
    return named if named and Path(named).is_file() and shutil.which("java") else ""


@contextmanager
def _web_application(home: str, war: str, folder: Path, answering: str) -> Iterator[str]:
    """Run a web application in Jetty's runner; yields its address."""
    port = free_port()
    command = ["java", "-Xmx1g", home, "-jar", jar("JETTY_RUNNER_JAR"), "--host", "127.0.0.1"]
    command += ["--port", str(port), "--path", "/store", war]
    url = f"http://127.0.0.1:{port}/store"
    with running(command, folder, url + answering):
        yield url


@contextmanager
def running(command: list, folder: Path, url: str) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=children.death_signal(),  # tests that are killed leave none behind
    )
    try:
        for _ in range(1200):
            assert process.poll() is None, "the server ended"
            try:
                urllib.request.urlopen(url, timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)
        else:
            raise AssertionError("the server did not start")
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
