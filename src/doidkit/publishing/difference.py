"""Comparing two graphs of any size: what one has, what the other has, and what a store did.

Statements without blank nodes are compared as they are, connected blank nodes by the canonical
form of their component (``syntax.canonical``): two graphs are isomorphic exactly if nothing
differs.
"""

import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from doidkit.publishing.spool import BUCKETS, Buckets, Spool, canonical_component
from doidkit.sparql.stores.changes import Change, key, named

_BITS = (1 << 128) - 1
_JOINT = b"\x00"  # between the lines of a component; N-Triples has none
_LABEL = re.compile(rb"_:c14n\d+ ")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A graph's number of triples and digest, equal for isomorphic graphs.

    ``predicates`` has the number of triples and a digest for each predicate of the statements
    without blank nodes; ``components`` the number of connected components of blank nodes.
    """

    triples: int
    components: int
    digest: str
    predicates: tuple[tuple[str, int, str], ...]


def fingerprint(spool: Spool) -> Fingerprint:
    """Return a graph's fingerprint; the order of its statements and its labels do not matter."""
    counts: Counter[bytes] = Counter()
    sums: Counter[bytes] = Counter()
    for lines in spool.ground():
        for line in lines:
            predicate = line.split(b" ", 2)[1]
            counts[predicate] += 1
            sums[predicate] += _hash(line)
    total, blank, components = counts.total(), 0, 0
    for component in spool.components():
        components += 1
        total += len(component)
        blank += _hash(canonical_component(component))
    rows = tuple(
        (name[1:-1].decode(), counts[name], f"{sums[name] & _BITS:032x}") for name in sorted(counts)
    )
    told = f"{total} {components} {blank & _BITS:032x} {rows}"
    return Fingerprint(total, components, hashlib.sha256(told.encode()).hexdigest(), rows)


@dataclass(slots=True)
class Difference:
    """What is in one graph only: statements, and components as canonical texts.

    ``missing`` is what was sent and is not there, ``extra`` what is there and was not sent,
    ``kept`` the components that are there too often and must stay, though not that often;
    ``changes`` counts the statements that the store changed as it is known to.
    """

    missing: "Statements"
    extra: "Statements"
    kept: "Statements"
    changes: Counter[Change] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra)


@dataclass(slots=True)
class Statements:
    """Statements of a difference on disk: those without blank nodes, and whole components."""

    ground: Buckets
    blank: Buckets
    count: int = 0
    components: int = 0
    examples: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.count)

    def lines(self) -> Iterator[bytes]:
        """Yield the statements without blank nodes."""
        for bucket in range(BUCKETS):
            yield from self.ground.lines(bucket)

    def each_component(self) -> Iterator[list[bytes]]:
        """Yield each component's statements, with canonical labels."""
        for bucket in range(BUCKETS):
            for text in self.blank.lines(bucket):
                yield text.split(_JOINT)

    def add(self, bucket: int, line: bytes) -> None:
        """Add a statement without blank nodes."""
        self.ground.add(bucket, line)
        self._counted(1, line)

    def add_component(self, bucket: int, text: bytes) -> None:
        """Add a component."""
        self.blank.add(bucket, text)
        self.components += 1
        self._counted(text.count(_JOINT) + 1, text.split(_JOINT)[0])

    def _counted(self, number: int, example: bytes) -> None:
        self.count += number
        if len(self.examples) < _SHOWN:
            self.examples.append(example.decode())


def difference(
    sent: Spool, found: Spool, folder: Path, *, changes: Collection[Change] = ()
) -> Difference:
    """Return what differs, apart from the known changes, which are counted.

    ``folder`` takes what differs, which may be all of both graphs.
    """
    folder.mkdir()
    result = Difference(
        _statements(folder, "missing"), _statements(folder, "extra"), _statements(folder, "kept")
    )
    for bucket, (ours, others) in enumerate(zip(sent.ground(), found.ground(), strict=True)):
        _compare(bucket, ours, others, changes, result)
    mine, theirs = _texts(sent, folder, "a", changes), _texts(found, folder, "b", changes)
    _compare_components(mine, theirs, changes, result)
    return result


def _compare(
    bucket: int,
    mine: list[bytes],
    theirs: list[bytes],
    changes: Collection[Change],
    result: Difference,
) -> None:
    here, there = set(mine), set(theirs)
    lost, new = sorted(here - there), sorted(there - here)
    if not lost and not new:
        return
    # A changed statement may have become one that was sent as well.
    known = {key(line, changes): line for line in theirs}
    origin = {key(line, changes) for line in mine}
    for line in lost:
        became = known.get(key(line, changes))
        if became is None:
            result.missing.add(bucket, line)
        else:
            result.changes[named(line, became)] += 1
    for line in new:
        if key(line, changes) not in origin:
            result.extra.add(bucket, line)


def _compare_components(
    mine: Buckets, theirs: Buckets, changes: Collection[Change], result: Difference
) -> None:
    for bucket in range(BUCKETS):
        here, there = _by_key(mine.lines(bucket)), _by_key(theirs.lines(bucket))
        for name in sorted(here.keys() | there.keys()):
            ours, others = here.get(name, []), there.get(name, [])
            for text in ours[len(others) :]:
                result.missing.add_component(bucket, text)
            for text in others[len(ours) :]:
                result.extra.add_component(bucket, text)
            for text in ours if len(others) > len(ours) else ():
                result.kept.add_component(bucket, text)
            for sent, found in zip(ours, others, strict=False):
                _name_changes(sent, found, changes, result)


def _name_changes(
    sent: bytes, found: bytes, changes: Collection[Change], result: Difference
) -> None:
    if sent == found:
        return
    # A changed literal may change the labels of its neighbours, which are not compared here.
    there = {key(line, changes): line for line in _unlabelled(found)}
    for line in _unlabelled(sent):
        became = there.get(key(line, changes))
        if became is not None and became != line:
            result.changes[named(line, became)] += 1


def _unlabelled(text: bytes) -> list[bytes]:
    return [_LABEL.sub(b"_: ", line) for line in text.split(_JOINT)]


def _by_key(lines: Iterable[bytes]) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = {}
    for line in sorted(lines):
        name, _, text = line.partition(b" ")
        found.setdefault(name, []).append(text)
    return found


def _texts(spool: Spool, folder: Path, name: str, changes: Collection[Change]) -> Buckets:
    """Return the components as canonical texts, each after the hash of its key."""
    texts = Buckets(folder, f"{name}-texts")
    for component in spool.components():
        text = same = canonical_component(component)
        keyed = [key(line, changes) for line in component]
        if keyed != component:
            same = canonical_component(sorted(set(keyed)))
        name_of = hashlib.blake2b(same, digest_size=16).hexdigest().encode()
        texts.add(zlib.crc32(name_of), name_of + b" " + text.replace(b"\n", _JOINT))
    return texts


def _statements(folder: Path, name: str) -> Statements:
    return Statements(Buckets(folder, f"{name}-ground"), Buckets(folder, f"{name}-blank"))


def _hash(text: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(text, digest_size=16).digest())
