"""From files to a spool, and from a spool to requests of bounded size."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from doidkit.data import Data
from doidkit.errors import InputError
from doidkit.publishing.report import Phase, Progress
from doidkit.publishing.spool import Spool
from doidkit.syntax.reading import quads


def spooled(data: Data, folder: Path, progress: Progress) -> Spool:
    """Return the graph that some data are, files taken together, on disk."""
    spool = Spool(folder)

    def step(_lines: int) -> None:
        progress(Phase.READ, spool.lines, None)

    parts = [(path, quads(path)) for path in data.files] if data.local else [(data, data.quads())]
    for name, found in parts:
        try:
            spool.fill(found, step)
        except ValueError as error:
            if "named graph" not in str(error):
                raise
            raise InputError(
                f"{name}: holds named graphs, and a push fills one graph; take one out with "
                "`doidkit query` and CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <IRI> { ?s ?p ?o } }."
            ) from error
    return spool


def ground_chunks(spool: Spool, size: int) -> Iterator[tuple[int, bytes]]:
    """Yield the statements without blank nodes, how many and as N-Triples of about this size."""
    return packed(([line] for line in chain.from_iterable(spool.ground())), size)


def blank_chunks(spool: Spool, size: int) -> Iterator[tuple[int, bytes]]:
    """Yield the statements with blank nodes, connected ones always in the same chunk."""
    return packed(spool.components(), size)


def packed(groups: Iterable[list[bytes]], size: int) -> Iterator[tuple[int, bytes]]:
    """Yield groups of lines in chunks of about this many bytes; no group is divided."""
    lines: list[bytes] = []
    held = 0
    for group in groups:
        lines += group
        held += sum(map(len, group)) + len(group)
        if held >= size:
            yield len(lines), b"\n".join(lines) + b"\n"
            lines, held = [], 0
    if lines:
        yield len(lines), b"\n".join(lines) + b"\n"
