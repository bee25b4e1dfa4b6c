"""Pages taken in, many at once; one that cannot be read stops none."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from doidkit import processes
from doidkit.atomic import reason
from doidkit.errors import InputError
from doidkit.ingestion.audit import audit
from doidkit.ingestion.audit.faults import Fault
from doidkit.ingestion.block import Compared, compare
from doidkit.ingestion.coverage import Covered, coverage
from doidkit.ingestion.grounding import Grounder, Mention
from doidkit.ingestion.page import Page
from doidkit.ingestion.parse import read
from doidkit.lexicon import Entry
from doidkit.sparql.source import Source

BATCH = 64
"""Pages that are held at once."""
LIMIT = 60.0
"""Seconds that a page may take."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """All that was found in a page.

    ``known`` are the terms of the lexicon; ``covered`` is None where no entry was named.
    """

    page: Page
    faults: tuple[Fault, ...]
    block: tuple[Compared, ...]
    mentions: tuple[Mention, ...]
    known: Collection[Entry] = ()
    covered: tuple[Covered, ...] | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A page that could not be read, and why, in a sentence."""

    name: str
    reason: str


@dataclass(frozen=True)
class Against:
    """What pages are compared with: an ontology, a lexicon, an entry; None leaves it out."""

    ontology: Source | None = None
    ontology_name: str = "the ontology"
    grounder: Grounder | None = None
    entry: Source | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A page to take in: a file, or bytes that are there already."""

    name: str
    path: Path | None = None
    data: bytes = b""


_Made = TypeVar("_Made")


def ingest(page: Page, against: Against) -> Ingested:
    """Return all that is found in a page."""
    return Ingested(
        page,
        audit(page),
        compare(page, against.ontology, name=against.ontology_name) if against.ontology else (),
        tuple(against.grounder.page(page)) if against.grounder else (),
        against.grounder.lexicon.entries.values() if against.grounder else (),
        coverage(page, against.entry) if against.entry else None,
    )


def ingest_all(
    pages: Sequence[Named],
    against: Against,
    made: Callable[[Ingested], _Made],
    *,
    done: Callable[[int], None] = lambda _: None,
    workers: int = 2,
) -> Iterator[_Made | Unread]:
    """Yield what ``made`` makes of each page, in order; ``done`` hears how many there are so far.

    A page is read, taken in and made in a process of its own kind; only what ``made`` returns,
    which must be picklable, comes back, and that of ``BATCH`` pages at a time.
    """
    if against.grounder is not None:
        against.grounder.prepare()  # once, before it is copied
    for first in range(0, len(pages), BATCH):
        batch = pages[first : first + BATCH]
        tasks = [partial(_made, named, against, made) for named in batch]
        found: list[_Made | processes.Failure]
        if len(pages) == 1:
            found = [_alone(tasks[0])]
        else:
            found = processes.run(tasks, timeout=LIMIT, workers=workers)
        for named, each in zip(batch, found, strict=True):
            done(1)
            if isinstance(each, processes.Failure):
                why = each.reason.removeprefix(f"{named.name}: ")
                yield Unread(named.name, why[:1].upper() + why[1:])
            else:
                yield each


def _alone(task: Callable[[], _Made]) -> _Made | processes.Failure:
    try:
        return task()
    except InputError as error:
        return processes.Failure(str(error))


def _made(named: Named, against: Against, made: Callable[[Ingested], _Made]) -> _Made:
    data = named.data
    if named.path is not None:
        try:
            data = named.path.read_bytes()
        except OSError as error:
            message = f"{named.name}: cannot be read ({reason(error)}); name a page."
            raise InputError(message) from error
    return made(ingest(read(data, named.name), against))
