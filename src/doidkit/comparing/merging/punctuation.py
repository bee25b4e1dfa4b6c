"""The commas, semicolons and full stops between Turtle's objects, where others come to stand."""

import re
from collections.abc import Sequence

from doidkit.comparing.merging.chunks import Chunk

INDENT = b"    "
_LEAD = re.compile(rb"\s*")


def whole(chunk: Chunk) -> Chunk:
    """Return an object with its predicate, as it stands behind another predicate's."""
    if not chunk.follows:
        return chunk
    lead = _LEAD.match(chunk.body)
    at = lead.end() if lead else 0
    body = (chunk.body[:at] or INDENT) + chunk.verb + b" " + chunk.body[at:]
    return chunk._replace(body=body, follows=False)


def marked(chunk: Chunk, sign: bytes, line_end: bytes) -> Chunk:
    """Return an object with this punctuation behind it."""
    old = chunk.mark
    if old[-1:] == sign:
        return chunk
    if old[-1:] == b",":
        mark = b" " + sign
    elif sign == b";" in old:
        mark = old[: old.index(b";") + 1]
    else:
        mark = old[:-1] + sign
    tail = chunk.tail
    if sign == b"." and not tail.endswith(b"\n"):
        tail = tail.rstrip(b" ") + line_end
    return chunk._replace(mark=mark, tail=tail)


def beside(chunk: Chunk, following: Chunk) -> Chunk:
    """Return an object with a comma behind it, and the next on its line if that has no indent."""
    if chunk.mark[-1:] == b",":
        return chunk
    inline = not chunk.tail.strip() and not following.body[:1].isspace()
    return chunk._replace(mark=b",", tail=b" " if inline else chunk.tail)


def listed(chunks: Sequence[Chunk], line_end: bytes) -> list[Chunk]:
    """Return objects, each with its predicate and a semicolon behind."""
    return [marked(whole(c), b";", line_end) if c.verb else c for c in chunks]


def in_place(chunk: Chunk, old: Chunk) -> Chunk:
    """Return a chunk as it stands where an older form of it stood."""
    lead = old.body[: len(old.body) - len(old.body.lstrip())]
    commented = chunk.tail.strip() or old.tail.strip()
    tail = chunk.tail if commented else old.tail
    return indented(chunk._replace(body=lead + chunk.body.lstrip(), tail=tail))


def indented(chunk: Chunk) -> Chunk:
    """Return a predicate and an object with a blank before them."""
    if not chunk.verb or chunk.follows or chunk.body[:1].isspace():
        return chunk
    return chunk._replace(body=INDENT + chunk.body)
