"""Statements as lines of N-Quads: text is made of them at native speed, term by term only on need.

An ontology has 200,000 of them; an object of Python's for each, and for each of its terms, would
cost many times as much as their text.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import IO, cast

import pyoxigraph as ox

_END = b" .\n"
_FULL = 1 << 20


class _Lines:
    """A file that hands on what is written to it, as lines without their final dots."""

    def __init__(self, take: Callable[[list[bytes]], None]) -> None:
        self._take = take
        self._parts: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        self._parts.append(data)
        self._size += len(data)
        if self._size > _FULL:
            self.flush()
        return len(data)

    def flush(self) -> None:
        *whole, rest = b"".join(self._parts).split(_END)
        self._take(whole)
        self._parts, self._size = [rest], len(rest)


def hand_on(statements: Iterable[ox.Quad | ox.Triple], take: Callable[[list[bytes]], None]) -> None:
    """Give ``take`` quads or triples as such lines, about a megabyte at a time."""
    target = _Lines(take)
    ox.serialize(
        cast(Iterable[ox.Quad], statements), cast(IO[bytes], target), format=ox.RdfFormat.N_QUADS
    )
    target.flush()


def lines(statements: Iterable[ox.Quad | ox.Triple]) -> list[bytes]:
    """Return quads or triples as lines of N-Quads without final dots, in their order.

    >>> lines(ox.parse(b"<a:b> <a:c> 'd', 2 .", ox.RdfFormat.TURTLE))[0]
    b'<a:b> <a:c> "d"'
    """
    found: list[bytes] = []
    hand_on(statements, found.extend)
    return found


def triples(statements: Iterable[bytes]) -> Iterator[tuple[str, str, str]]:
    """Yield the terms, as N-Triples, of the lines that are of the default graph.

    >>> list(triples([b'<a:b> <a:c> "d e"', b"<a:b> <a:c> <a:d> <a:graph>"]))
    [('<a:b>', '<a:c>', '"d e"')]
    """
    for line in statements:
        subject, predicate, value = line.decode().split(" ", 2)
        # Behind its object a statement of a named graph has another term.
        if " " in value and not _is_one(value):
            continue
        yield subject, predicate, value


def _is_one(value: str) -> bool:
    if value[:2] == "<<":
        return value[-2:] == ">>"
    return value[:1] == '"' and " " not in value[value.rindex('"') :]
