"""Documents of every format, and what can happen to their bytes."""

import functools
import random
from collections.abc import Callable
from pathlib import Path

from doidkit.conversion import convert
from doidkit.syntax.formats import GraphFormat

_EXAMPLES = Path(__file__).parents[2] / "examples"
_OWN = {
    GraphFormat.OBO: _EXAMPLES / "owlsyntax" / "clauses.obo",
    GraphFormat.OFN: _EXAMPLES / "owlsyntax" / "axioms.ofn",
    GraphFormat.TURTLE: _EXAMPLES / "animals.ttl",
}
_TABLE = b"""#curie_map:
#  DOID: http://purl.obolibrary.org/obo/DOID_
#  HP: http://purl.obolibrary.org/obo/HP_
#  skos: http://www.w3.org/2004/02/skos/core#
#  semapv: https://w3id.org/semapv/vocab/
#mapping_set_id: https://example.org/m
#license: https://creativecommons.org/publicdomain/zero/1.0/
subject_id\tpredicate_id\tobject_id\tmapping_justification
DOID:182\tskos:relatedMatch\tHP:0003761\tsemapv:ManualMappingCuration
DOID:4\tskos:exactMatch\tHP:0000001\tsemapv:ManualMappingCuration
"""
_PIECES = (
    *(b"\x00", b"\xff", b"\xc3", b"\n", b"\r", b"\t", b" ", b"\xef\xbb\xbf", b"\xe2\x80\xa8"),
    *(b'"', b"'", b"<", b">", b"(", b")", b"[", b"]", b"{", b"}", b"&", b"\\", b"\\u12", b"#"),
    *(b"!", b";", b".", b":", b"^^", b"@", b"<!--", b"]]>", b"<!DOCTYPE x>", b"is_a: ", b"null"),
    b"[Term]\n",
)


@functools.cache
def document(format: GraphFormat) -> bytes:
    """Return a small document of a format that says something of every kind it has."""
    if format is GraphFormat.SSSOM:
        return _TABLE
    if format in _OWN:
        return _OWN[format].read_bytes()
    source = _OWN[GraphFormat.OFN if not format.is_rdf else GraphFormat.TURTLE]
    return convert([source], format=format)


def mutant(format: GraphFormat, number: int) -> bytes:
    """Return the document with one to three mishaps, decided by a number."""
    chance = random.Random(f"{format.value} {number}")
    data = document(format)
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(_MISHAPS)(data, chance)
    return data


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _cut_at_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join(lines[: chance.randrange(len(lines) + 1)])


def _flip(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _drop(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randrange(1, 40) :]


def _drop_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if lines:
        del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    part = data[start : start + chance.randrange(1, 200)]
    at = chance.randrange(len(data) + 1)
    return data[:at] + part * chance.choice((1, 1, 2, 50)) + data[at:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_PIECES) * chance.choice((1, 1, 1, 3, 2000)) + data[at:]


_MISHAPS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut,
    _cut,
    _cut_at_line,
    _flip,
    _flip,
    _drop,
    _drop_line,
    _repeat,
    _insert,
)
