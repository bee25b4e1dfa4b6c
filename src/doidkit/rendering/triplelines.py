"""CONSTRUCT answers as sorted N-Triples, in memory that does not grow with them.

Few triples are sorted in memory, many on disk: sorted runs in temporary files, merged. Blank
nodes need labels by content, which takes the whole graph at once, so an answer that has them
is read back into memory.
"""

import heapq
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, parse

from doidkit import temporary
from doidkit.model import Triples
from doidkit.rendering import graph
from doidkit.syntax.canonical import Place, canonical_triples, place
from doidkit.syntax.formats import GraphFormat

_RUN = 50_000
_BATCH = 1_000

_Entry = tuple[Place, str]


def lines(triples: Iterable[Triple]) -> Iterator[bytes]:
    """Yield the distinct triples as N-Triples, sorted, some lines at a time."""
    found = iter(triples)
    first = list(islice(found, _RUN))
    more = list(islice(found, 1))
    if not more:
        yield _whole(first)
        return
    with temporary.folder() as folder:
        runs = [_spool(folder, first)]
        blank = _has_blank(first)
        while batch := [*more, *islice(found, _RUN)]:
            more = []
            runs.append(_spool(folder, batch))
            blank = blank or _has_blank(batch)
        merged = _distinct(heapq.merge(*map(_entries, runs)))
        if blank:
            yield _whole(_parsed(merged))
            return
        while lot := list(islice(merged, _BATCH)):
            yield "".join(lot).encode()


def _whole(triples: Iterable[Triple]) -> bytes:
    return graph.render(Triples(canonical_triples(triples)), format=GraphFormat.NTRIPLES)


def _has_blank(triples: Iterable[Triple]) -> bool:
    return any(isinstance(term, BlankNode) for triple in triples for term in triple)


def _spool(folder: Path, triples: list[Triple]) -> IO[bytes]:
    """Return a temporary file of the sorted triples, at its beginning."""
    entries = sorted((place(Quad(*triple)), f"{triple} .\n") for triple in triples)
    # The folder removes it.
    run = tempfile.NamedTemporaryFile(dir=folder, delete=False)  # noqa: SIM115
    for start in range(0, len(entries), _BATCH):
        pickle.dump(entries[start : start + _BATCH], run)
    run.seek(0)
    return run


def _entries(run: IO[bytes]) -> Iterator[_Entry]:
    with run:
        while True:
            try:
                yield from pickle.load(run)
            except EOFError:
                return


def _distinct(entries: Iterable[_Entry]) -> Iterator[str]:
    last = ""
    for _, line in entries:
        if line != last:
            yield line
        last = line


def _parsed(found: Iterable[str]) -> Iterator[Triple]:
    for line in found:
        yield from (quad.triple for quad in parse(line, RdfFormat.N_TRIPLES))
