"""Where the parts of a tag are, and where text is that is no markup.

XML allows ``<`` nowhere but where markup begins: neither in a text nor in an attribute. So a
tag that expat names, or one outside of comments and the like, can be taken apart by itself.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

_NAME = re.compile(rb"<([^\s/>]+)")
_ATTRIBUTE = re.compile(rb"\s+([^\s=/>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CLOSE = re.compile(rb"\s*/?>")
_ASIDE = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rb"|<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*"
    rb"(?:\[(?:<!--.*?-->|<\?.*?\?>|\"[^\"]*\"|'[^']*'|[^\]\"'])*\]\s*)?>",
    re.DOTALL,
)


class Tag(NamedTuple):
    """A start tag: the end of its name, its attributes' values, and its end."""

    name_end: int
    attributes: tuple[tuple[int, int], ...]
    end: int


def tag(data: bytes, start: int) -> Tag:
    """Return the parts of the start tag that begins at a byte; xmlns declarations are left out.

    What remains is in the order in which expat gives the attributes.
    """
    name = _NAME.match(data, start)
    end = name_end = name.end() if name else start
    found = []
    while match := _ATTRIBUTE.match(data, end):
        end = match.end()
        if match[1] != b"xmlns" and not match[1].startswith(b"xmlns:"):
            found.append(match.span(2) if match[2] is not None else match.span(3))
    closed = _CLOSE.match(data, end)
    return Tag(name_end, tuple(found), closed.end() if closed else end)


def tag_end(data: bytes, start: int) -> int:
    """Return where the start tag ends that begins at a byte."""
    end = data.find(b">", start) + 1
    # Without an attribute there is nothing else that could hold the character.
    return end if b"=" not in data[start:end] else tag(data, start).end


class Asides:
    """The comments, CDATA sections, instructions and document type of a text."""

    def __init__(self, data: bytes) -> None:
        spans = [match.span() for match in _ASIDE.finditer(data)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def hold(self, at: int) -> bool:
        """Return whether a byte is in one of them, so that it is no element's."""
        before = bisect_right(self._starts, at) - 1
        return before >= 0 and at < self._ends[before]

    def begin(self, start: int, end: int) -> bool:
        """Return whether one of them begins between two bytes."""
        return bisect_right(self._starts, start) < bisect_right(self._starts, end)
