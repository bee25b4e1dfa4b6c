"""``doidkit ingest``."""

import functools
import itertools
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doidkit.cli.options import fail_on_option, format_option, output_option
from doidkit.cli.output import note, write
from doidkit.rendering import ingested

if TYPE_CHECKING:
    from doidkit.ingestion.ingest import Against, Ingested, Named, Unread
    from doidkit.sparql.source import Source

_FILE = click.Path(path_type=Path)


@click.command(
    name="ingest",
    epilog="""\b
Examples:
  doidkit ingest
  doidkit ingest --format markdown -o drafts
  doidkit ingest --no-terms --check bundled
""",
)
@click.argument("pages", nargs=-1, type=_FILE, metavar="[PAGE]...")
@format_option(ingested.FORMATS, "For people, for a comment, or for programs, a line a page.")
@output_option(
    "Write drafts into this folder: of each page Turtle, SSSOM and its report.", metavar="DIR"
)
@click.option(
    "--do",
    "ontologies",
    multiple=True,
    type=_FILE,
    metavar="FILE",
    help="Compare ontology blocks with this release, not the bundled record; may be repeated.",
)
@click.option(
    "--terms",
    "lexicons",
    multiple=True,
    type=_FILE,
    metavar="FILE",
    help="Find the terms of this ontology besides those of --do or the bundled ones.",
)
@click.option("--no-terms", is_flag=True, help="Find no terms.")
@click.option(
    "--check",
    "entry",
    type=_FILE,
    metavar="DIR",
    help='Say what an entry has of each page: a folder of RDF, or "bundled".',
)
@fail_on_option("Exit with 1 if a page has a fault this bad or worse.", default="never")
def command(
    pages: tuple[Path, ...],
    format_: str,
    output: Path | None,
    ontologies: tuple[Path, ...],
    lexicons: tuple[Path, ...],
    no_terms: bool,
    entry: Path | None,
    fail_on: str,
) -> int:
    """Take in pages of a disease site: audit them, compare them, propose terms, draft entries.

    Without PAGE it is the page of the bundled entry. Nothing is asserted: the ontology block is
    compared with the Disease Ontology both ways, terms are proposed with a score, drafts are for
    a curator. A page that cannot be read is told, and the others are done; the exit code is
    then 2. With --check it is 1 where a statement is neither claimed nor declined.
    """
    from doidkit.atomic import made_folder
    from doidkit.cli.progress import counting
    from doidkit.ingestion.ingest import Unread, ingest_all

    if output is not None:
        from doidkit.ingestion import refusing

        made_folder(output)
        refusing.prepare()
    named = _named(pages)
    against = _against(ontologies, lexicons, entry, terms=not no_terms)
    make = functools.partial(_made, format_=format_, folder=output, stems=_stems(named))
    outcomes = []
    with counting("pages", len(named)) as done:
        for each in ingest_all(named, against, make, done=done):
            if isinstance(each, Unread):
                note(f"{each.name}: not read. {each.reason}")
            else:
                write(each.report)
            outcomes.append(each)
    return _code(outcomes, fail_on)


@dataclass(frozen=True)
class _Outcome:
    """What is told of a page, how bad its worst fault is, and whether a statement is open."""

    report: str
    worst: int
    open: bool


def _code(outcomes: "Sequence[_Outcome | Unread]", fail_on: str) -> int:
    from doidkit.model import Severity

    done = [each for each in outcomes if isinstance(each, _Outcome)]
    if len(done) < len(outcomes):
        return 2
    limit = None if fail_on == "never" else Severity(fail_on).gravity
    failed = limit is not None and any(each.worst >= limit for each in done)
    return int(failed or any(each.open for each in done))


def _made(
    found: "Ingested", *, format_: str, folder: Path | None, stems: dict[str, str]
) -> _Outcome:
    """Return what is told of a page; its drafts are written here, one page at a time."""
    from doidkit.ingestion.coverage import State

    report = ingested.render(found, format=format_)
    if folder is not None:
        report = _written(found, folder, stems[found.page.name], report, format_)
    worst = max((fault.kind.severity.gravity for fault in found.faults), default=-1)
    opened = any(each.state is State.OPEN for each in found.covered or ())
    return _Outcome(report, worst, opened)


def _written(found: "Ingested", folder: Path, stem: str, report: str, format_: str) -> str:
    from doidkit.atomic import write_whole
    from doidkit.ingestion import draft, proposals
    from doidkit.model import Triples
    from doidkit.rendering import graph
    from doidkit.rendering.ingested import parts
    from doidkit.syntax.formats import GraphFormat

    slug = draft.slug_of(found.page)
    mappings = f"https://w3id.org/doidkit/mappings/{slug}.sssom.tsv"
    made = Triples(tuple(draft.triples(found, slug=slug)))
    turtle = graph.render(made, format=GraphFormat.TURTLE)
    write_whole(folder / f"{stem}.ttl", turtle)
    write_whole(folder / f"{stem}.sssom.tsv", proposals.table(found, identifier=mappings).encode())
    write_whole(folder / f"{stem}{ingested.ENDINGS[format_]}", report.encode())
    return f"{parts.summary(found)}\n"


def _stems(named: "Sequence[Named]") -> dict[str, str]:
    """Return a file name for each page; pages of one name in several folders are numbered."""
    stems: dict[str, str] = {}
    taken: set[str] = set()
    for each in named:
        stem = each.path.stem if each.path else "page"
        free = (f"{stem}-{n}" if n else stem for n in itertools.count())
        stems[each.name] = next(name for name in free if name not in taken)
        taken.add(stems[each.name])
    return stems


def _named(pages: "Sequence[Path]") -> "list[Named]":
    from doidkit.ingestion import bundled
    from doidkit.ingestion.ingest import Named

    if not pages:
        return [Named(bundled.NAME, data=bundled.page_text().encode())]
    return [
        Named("standard input", data=sys.stdin.buffer.read()) if path == Path("-")
        else Named(str(path), path)
        for path in dict.fromkeys(pages)
    ]  # fmt: skip


def _against(
    ontologies: "Sequence[Path]", lexicons: "Sequence[Path]", entry: Path | None, *, terms: bool
) -> "Against":
    from doidkit.data import Data
    from doidkit.ingestion.grounding import Grounder
    from doidkit.ingestion.ingest import Against
    from doidkit.lexicon import Lexicon

    given = Data(ontologies, cache=True)
    grounder = None
    if terms:
        named = [*Data(ontologies).files, *lexicons]
        grounder = Grounder(Lexicon.of(Data(named).quads()))
    return Against(given.source(), str(given), grounder, _entry(entry))


def _entry(folder: Path | None) -> "Source | None":
    from doidkit.data import Data
    from doidkit.errors import InputError

    if folder is None:
        return None
    if folder == Path("bundled") and not folder.exists():
        return Data().source()
    files = sorted(folder.rglob("*.ttl")) if folder.is_dir() else [folder]
    if not files:
        raise InputError(f"{folder}: has no Turtle file; name the folder of an entry.")
    return Data(files).source()
