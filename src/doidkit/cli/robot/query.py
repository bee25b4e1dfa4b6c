"""ROBOT's ``query``."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from doidkit.atomic import write_whole
from doidkit.cli.robot.errors import RobotError
from doidkit.cli.robot.options import Given, boolean, needed, robot_command
from doidkit.cli.robot.saving import save
from doidkit.documents import Document
from doidkit.documents.sources import source
from doidkit.editing.updating import changed
from doidkit.errors import DoidkitError
from doidkit.loading import build
from doidkit.model import Answer, Solutions, Triples
from doidkit.prefixes import NO_PREFIXES
from doidkit.rendering.answers import render
from doidkit.rendering.graph import render as graph
from doidkit.sparql.source import Source
from doidkit.syntax.files import read_text
from doidkit.syntax.formats import GraphFormat

_ROWS = {
    "csv": "csv",
    "txt": "csv",
    "tsv": "tsv",
    "json": "json",
    "js": "json",
    "srj": "json",
    "xml": "xml",
    "srx": "xml",
    "sxml": "xml",
}
_GRAPHS = {
    "ttl": GraphFormat.TURTLE,
    "nt": GraphFormat.NTRIPLES,
    "nq": GraphFormat.NQUADS,
    "owl": GraphFormat.RDFXML,
    "rdf": GraphFormat.RDFXML,
    "xml": GraphFormat.RDFXML,
    "jsonld": GraphFormat.JSONLD,
    "trig": GraphFormat.TRIG,
}
_PAIR = "QUERY OUT"


@robot_command("query", saves=False)
@click.option("-q", "--query", nargs=2, multiple=True, metavar=_PAIR, help="Ask a query.")
@click.option("-s", "--select", nargs=2, multiple=True, metavar=_PAIR, help="The same.")
@click.option("-c", "--construct", nargs=2, multiple=True, metavar=_PAIR, help="The same.")
@click.option("-Q", "--queries", multiple=True, metavar="QUERY...", help="Ask several queries.")
@click.option("-O", "--output-dir", metavar="DIR", help="Where the answers of --queries go.")
@click.option("-u", "--update", multiple=True, metavar="FILE", help="Change it; before queries.")
@click.option("-f", "--format", metavar="FORMAT", help="csv, tsv, json, ttl, nt, owl, jsonld…")
@boolean("-g", "--use-graphs", help="Ask imports, too, each as a graph (false).")
@boolean("-t", "--tdb", help="Ask a store on disk (false).")
@boolean("-C", "--create-tdb", help="Make a store on disk, and ask nothing (false).")
@click.option("-d", "--tdb-directory", metavar="DIR", default=".tdb", help="The store on disk.")
@boolean("-k", "--keep-tdb-mappings", help="Leave the store when all is asked (false).")
@boolean("-y", "--temporary-file", help="Has no effect: no update needs one.")
def command(
    document: Document | None,
    given: Given,
    query: Sequence[tuple[str, str]],
    select: Sequence[tuple[str, str]],
    construct: Sequence[tuple[str, str]],
    queries: Sequence[str],
    output_dir: str | None,
    update: Sequence[str],
    format: str | None,
    use_graphs: bool | None,
    tdb: bool | None,
    create_tdb: bool | None,
    tdb_directory: str,
    keep_tdb_mappings: bool | None,
    temporary_file: bool | None,
) -> Document | None:
    """Ask an ontology with SPARQL, or change it with an update."""
    if create_tdb:
        build(given.inputs, tdb_directory)
        return None
    found = needed(document)
    pairs = [(Path(one), Path(out)) for one, out in (*query, *select, *construct)]
    pairs += _in_folder(map(Path, queries), Path(output_dir or ""), format)
    if not pairs and not update:
        raise RobotError("missing query", "at least one query must be provided", page="query")
    for each in update:
        # In ROBOT what an update makes has no prefixes of its own, which OBO would show.
        found = replace(changed(found, _text(Path(each))), prefixes=NO_PREFIXES)
    if pairs:
        asked = source(found, graphs=bool(use_graphs))
        for one, out in pairs:
            _answer(asked, one, out, format)
    if given.outputs:
        save(found, given)
    return found


def _in_folder(
    queries: Iterable[Path], folder: Path, format: str | None
) -> list[tuple[Path, Path]]:
    return [
        (each, folder / each.with_suffix(f".{format}" if format else "").name) for each in queries
    ]


def _answer(asked: Source, query: Path, out: Path, format: str | None) -> None:
    answer = asked.answer(_text(query))
    data = rendered(answer, (format or out.suffix[1:]).lower())
    target = out if out.suffix else out.with_suffix(f".{_default(answer)}")
    write_whole(target, data)


def rendered(answer: Answer, format: str) -> bytes:
    """Return an answer in a format by ROBOT's name, "" for the usual one; else DoidkitError."""
    if isinstance(answer, bool):
        return str(answer).lower().encode()
    known = _GRAPHS if isinstance(answer, Triples) else _ROWS
    name = format or _default(answer)
    if name not in known:
        raise DoidkitError(
            f"{name} is no format of this query's answer; choose from {', '.join(known)}."
        )
    if isinstance(answer, Triples):
        return graph(answer, format=_GRAPHS[name])
    data = render(answer, format=_ROWS[name])
    return data.replace(b"\r\n", b"\n") if _ROWS[name] == "csv" else data


def _default(answer: Answer) -> str:
    if isinstance(answer, Solutions):
        return "csv"
    return "ttl" if isinstance(answer, Triples) else "txt"


def _text(query: Path) -> str:
    if not query.is_file():
        raise DoidkitError(f"{query}\nNo such file; name a file with a query.")
    return read_text(query)
