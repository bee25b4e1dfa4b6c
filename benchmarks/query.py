"""Six queries, each a whole process: doidkit with a warm cache next to the oxigraph command."""

import os
import shutil
import sys
from pathlib import Path

from measure import Row, inside, rows, run, table
from release import HOME, Release

TITLE = "Queries"
_QUERIES = sorted((Path(__file__).parent / "queries").glob("*.rq"))
_LIMIT = 60.0
_RDFLIB = """
import rdflib
graph = rdflib.Graph().parse({data!r}, format="nt")
found = timed(lambda: list(graph.query(open({query!r}).read())))
print(len(found))
"""


def section(release: Release) -> str:
    """Return the table."""
    environment = {"XDG_CACHE_HOME": str(HOME / "cache")}
    os.environ.update(environment)
    lines = []
    for path in _QUERIES:
        measured = _measured(path, release)
        ready = measured["oxigraph query, ready store"]
        lines += [
            [path.stem, row.name, row.time(), row.times(ready), row.memory(), _count(row)]
            for row in measured.values()
        ]
    return (
        "`doidkit query FILE.rq --data doid.ttl --format csv`, whole process with a warm cache; "
        "`oxigraph query --results-format csv` likewise on a ready store; rdflib in process, its "
        f"parsing not counted, for at most {_LIMIT:.0f} s. Target: at most twice the oxigraph "
        "command.\n\n"
        + "".join(f"- **{path.stem}**: {_title(path)}\n" for path in _QUERIES)
        + "\n"
        + table(["query", "what", "time", "of oxigraph", "peak memory", "rows"], lines)
        + f"\n{_jena(release)}\n"
    )


def _measured(path: Path, release: Release) -> dict[str, Row]:
    doidkit = [sys.executable, "-m", "doidkit", "query", str(path), "--format", "csv"]
    oxigraph = Path(sys.executable).with_name("oxigraph")
    warm = [*doidkit, "--data", str(release.turtle)]
    run(warm)  # fills the cache
    found = rows(
        {
            "doidkit query, warm cache": warm,
            "oxigraph query, ready store": [
                str(oxigraph),
                "query",
                "--location",
                str(release.store),
                "--query-file",
                str(path),
                "--results-format",
                "csv",
            ],
        }
    )
    slow = inside(_RDFLIB.format(data=str(release.ntriples), query=str(path)))
    return found | rows({"rdflib, in memory": slow}, runs=1, limit=_LIMIT + 10)


def _count(row: Row) -> str:
    """Return the number of rows of a CSV answer, or what rdflib printed."""
    if row.failure:
        return ""
    if row.name.startswith("rdflib"):
        return f"{int(row.output):,}"
    import csv
    import io

    return f"{sum(1 for _ in csv.reader(io.StringIO(row.output.decode()))) - 1:,}"


def _title(path: Path) -> str:
    return path.read_text().splitlines()[0].removeprefix("# ")


def _jena(release: Release) -> str:
    arq = shutil.which("arq")
    if arq is None:
        return "Jena `arq` is not installed here, so it has no row."
    lines = []
    for path in _QUERIES:
        command = [arq, f"--data={release.ntriples}", f"--query={path}", "--results=csv"]
        (row,) = rows({"Jena arq": command}, runs=1).values()
        lines.append([path.stem, row.name, row.time(), row.memory()])
    return table(["query", "what", "time", "peak memory"], lines)
