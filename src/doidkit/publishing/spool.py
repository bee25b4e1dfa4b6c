"""A graph on disk, in pieces that fit into memory: for graphs of any size.

Statements are N-Triples lines. Those without blank nodes go into buckets by subject and
predicate, so that a repeated statement, and what a store makes of it, meets it in its bucket.
Those with blank nodes are kept by connected component: blank nodes that a statement joins, which
must stay together wherever they are sent, and which are compared as one.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from doidkit.errors import InputError
from doidkit.syntax.canonical import canonical

BUCKETS = 256
"""A graph of 10 million triples has buckets of some 5 MB."""
_HELD = 6 << 20  # bytes in memory before buckets are written
_BATCH = 4_000
_BLANK = re.compile(rb"_:\S+")


class Buckets:
    """Lines on disk, spread over buckets by a number."""

    def __init__(self, folder: Path, name: str, *, held: int = _HELD) -> None:
        self._paths = [folder / f"{name}-{number}" for number in range(BUCKETS)]
        self._lines: list[list[bytes]] = [[] for _ in range(BUCKETS)]
        self._size = 0
        self._limit = held

    def add(self, number: int, line: bytes) -> None:
        """Add a line to the bucket of a number."""
        self._lines[number % BUCKETS].append(line)
        self._size += len(line) + 40  # what a bytes object costs
        if self._size > self._limit:
            self.flush()

    def lines(self, bucket: int) -> list[bytes]:
        """Return the lines of one bucket, in the order in which they came."""
        path = self._paths[bucket]
        stored = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
        return stored + self._lines[bucket]

    def flush(self) -> None:
        """Write what is in memory."""
        for path, lines in zip(self._paths, self._lines, strict=True):
            if lines:
                with path.open("ab") as file:
                    file.write(b"\n".join(lines) + b"\n")
                lines.clear()
        self._size = 0


class Spool:
    """A graph's statements in a folder of its own; filled once, then read as often as needed.

    Raises InputError if the disk refuses.
    """

    def __init__(self, folder: Path) -> None:
        with _on_disk(folder):
            folder.mkdir()
        self._folder = folder
        self._ground = Buckets(folder, "ground")
        self._joined = Joined()
        self._blank = folder / "blank"
        self._components: Buckets | None = None
        self.lines = 0

    def fill(
        self, quads: Iterable[ox.Quad], progress: Callable[[int], None] = lambda _: None
    ) -> "Spool":
        """Add statements whose blank nodes are those of no other call; return self.

        ValueError if one is in a named graph.
        """
        with _on_disk(self._folder), self._blank.open("ab") as blank:
            for lines in batches(quads):
                for line in lines:
                    self._add(line, blank)
                self.lines += len(lines)
                progress(len(lines))
        return self

    def ground(self) -> Iterator[list[bytes]]:
        """Yield each bucket's statements without blank nodes, sorted, without repetitions."""
        with _on_disk(self._folder):
            for bucket in range(BUCKETS):
                yield sorted(set(self._ground.lines(bucket)))

    def components(self) -> Iterator[list[bytes]]:
        """Yield the statements of each connected component, sorted, without repetitions."""
        with _on_disk(self._folder):
            if self._components is None:
                self._components = self._grouped()
                self._joined = Joined()  # a large graph's takes more memory than all else
            for bucket in range(BUCKETS):
                yield from _groups(self._components.lines(bucket))

    def _add(self, line: bytes, blank: BinaryIO) -> None:
        subject, predicate, _ = line.split(b" ", 2)
        if b"_:" in line:
            nodes = blank_nodes(line)
            if nodes:
                self._joined.join(nodes)
                blank.write(line + b"\n")
                return
        self._ground.add(zlib.crc32(predicate, zlib.crc32(subject)), line)

    def _grouped(self) -> Buckets:
        self._ground.flush()
        groups = Buckets(self._folder, "component")
        with self._blank.open("rb") as lines:
            for line in lines:
                root = self._joined.root(blank_nodes(line)[0])
                groups.add(root, b"%d %s" % (root, line.rstrip(b"\n")))
        return groups


class Joined:
    """Which blank nodes hang together: a union-find over hashes of their labels.

    Two labels with one hash would only be kept together, too. A node on its own costs nothing.
    """

    def __init__(self) -> None:
        self._parents: dict[int, int] = {}

    def join(self, nodes: list[bytes]) -> None:
        """Note that these hang together."""
        first = self.root(nodes[0])
        for node in nodes[1:]:
            other = self.root(node)
            if other != first:
                self._parents[other] = first

    def root(self, node: bytes) -> int:
        """Return the number of what a node hangs together with."""
        parents, number = self._parents, hash(node)
        while (parent := parents.get(number)) is not None:
            above = parents.get(parent)
            if above is not None:
                parents[number] = above
            number = parent
        return number


def batches(quads: Iterable[ox.Quad]) -> Iterator[list[bytes]]:
    """Yield statements as N-Triples lines without their ends, written at native speed."""
    statements = iter(quads)
    while batch := list(islice(statements, _BATCH)):
        text = ox.serialize(batch, format=ox.RdfFormat.N_TRIPLES)
        assert text is not None  # no output was given, so bytes come back
        yield text.split(b"\n")[:-1]


def blank_nodes(line: bytes) -> list[bytes]:
    """Return the labels of a statement's blank nodes, the subject's first."""
    subject, _, rest = line.split(b" ", 2)
    found = [subject] if subject.startswith(b"_:") else []
    if rest.startswith(b"_:"):
        found.append(rest.split(b" ", 1)[0])
    elif rest.startswith(b"<<"):
        found += _BLANK.findall(rest)
    return found


def canonical_component(lines: list[bytes]) -> bytes:
    """Return a component's statements with canonical labels, sorted, as one text."""
    labels = {node for line in lines for node in blank_nodes(line)}
    if len(labels) == 1 and not any(b"<<" in line for line in lines):
        # One node, one label: the canonical form in short.
        (label,) = labels
        return b"\n".join(sorted(_renamed(line, label) for line in lines))
    quads = canonical(ox.parse(b"\n".join(lines), ox.RdfFormat.N_TRIPLES))
    text = ox.serialize(quads, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    return b"\n".join(sorted(text.split(b"\n")[:-1]))


def _renamed(line: bytes, label: bytes) -> bytes:
    subject, predicate, rest = line.split(b" ", 2)
    subject = b"_:c14n0" if subject == label else subject
    rest = b"_:c14n0 ." if rest == label + b" ." else rest
    return b" ".join((subject, predicate, rest))


def _groups(lines: list[bytes]) -> Iterator[list[bytes]]:
    groups: dict[bytes, set[bytes]] = {}
    for line in lines:
        number, _, statement = line.partition(b" ")
        groups.setdefault(number, set()).add(statement)
    for group in groups.values():
        yield sorted(group)


class _on_disk:
    """Turns what a disk refuses into a sentence."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: object, _trace: object) -> None:
        if isinstance(error, OSError):
            raise InputError(
                f"{self._folder.parent}: cannot be written ({error.strerror or error}); make room, "
                "or name another temporary folder with TMPDIR."
            ) from error
