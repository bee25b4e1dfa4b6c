"""A text in a file, written as a reference to a term instead."""

import re
from collections.abc import Callable, Mapping

from doidkit import prefixes
from doidkit.syntax.formats import GraphFormat

Edit = tuple[int, int, bytes]
"""The bytes from one offset to another, and what to write in their place."""

_TYPED = re.compile(rb"@[A-Za-z][\w-]*|\^\^(?:<[^>]*>|[\w.-]*:[\w-]+)|")
_OBO_TYPED = re.compile(rb"[ \t]+xsd:\w+|")
_OPENING = re.compile(rb"<([^\s<>/]+)[^<>]*>\Z")


def referring(data: bytes, format: GraphFormat, start: int, end: int, iri: str) -> Edit | None:
    """Return the edit by which the text at a place becomes an IRI; None where that is unclear."""
    write = _WRITERS.get(format)
    return write(data, start, end, iri) if write else None


def _angled(data: bytes, start: int, end: int, iri: str) -> Edit | None:
    typed = _TYPED.match(data, end)
    if typed is None or data[start : start + 1] not in (b'"', b"'"):
        return None
    return start, typed.end(), f"<{iri}>".encode()


def _obo(data: bytes, start: int, end: int, iri: str) -> Edit | None:
    typed, name = _OBO_TYPED.match(data, end), prefixes.contract(iri)
    if typed is None or name is None or data[start : start + 1] != b'"':
        return None
    return start, typed.end(), name.encode()


def _element(data: bytes, start: int, end: int, iri: str) -> Edit | None:
    first = data.rfind(b"<", 0, start)
    opening = _OPENING.match(data[max(first, 0) : start])
    if opening is None or not data.startswith(b"</" + opening[1] + b">", end):
        return None
    closed = end + len(opening[1]) + 3
    return first, closed, b"<%s rdf:resource=%s/>" % (opening[1], f'"{iri}"'.encode())


_WRITERS: Mapping[GraphFormat, Callable[[bytes, int, int, str], Edit | None]] = {
    GraphFormat.OBO: _obo,
    GraphFormat.OFN: _angled,
    GraphFormat.TURTLE: _angled,
    GraphFormat.TRIG: _angled,
    GraphFormat.NTRIPLES: _angled,
    GraphFormat.NQUADS: _angled,
    GraphFormat.RDFXML: _element,
}
