"""A text cut into frames, by its lines: the header, and what is said of one subject after another.

What is ill-formed is a frame that ends where the next one begins by the look of it, so that a
mistake in one leaves the others what they are.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from doidkit.model import Finding
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.obo.reader import STANZA
from doidkit.syntax.ofn.places import AXIOM
from doidkit.syntax.owl.places import SECOND
from doidkit.syntax.turtle.tokens import Document as Turtle

HEADER, TERM, RELATION, END = "header", "term", "relation", "end"


class Frame:
    """Some lines about some subjects, by their names as written; compared by identity.

    ``findings`` are those in it, each with its line, counted from the frame's first, and column.
    """

    __slots__ = ("findings", "kind", "lines", "names")

    def __init__(self, kind: str, names: tuple[str, ...], lines: Sequence[str]) -> None:
        self.kind = kind
        self.names = names
        self.lines = tuple(lines)
        self.findings: list[Placed] = []

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "".join(self.lines)


Placed = tuple[Finding, int, int]
"""A finding with its line in a frame and its character in the line, both from 0."""

_Piece = tuple[str, tuple[str, ...], int]  # a frame's kind, names and first line


def cut(format: GraphFormat, lines: Sequence[str], *, first: bool = True) -> list[Frame]:
    """Return the frames of some lines; ``first`` says that a document begins with them."""
    found: list[_Piece] = []
    for kind, names, line in _CUTTERS[format](lines, first):
        same = kind == found[-1][0] and names == found[-1][1] if found else False
        if found and (line <= found[-1][2] or (same and format is not GraphFormat.OBO)):
            # On the line of the one before, or about the same: one frame.
            both = tuple(dict.fromkeys((*found[-1][1], *names)))
            found[-1] = (found[-1][0], both, found[-1][2])
            continue
        found.append((kind, names, line))
    if first and (not found or found[0][0] != HEADER):
        found.insert(0, (HEADER, (), 0))
    if not found:
        return [Frame(TERM, (), lines)] if lines else []
    starts = [0, *(line for _, _, line in found[1:]), len(lines)]
    return [
        Frame(kind, names, lines[start:end])
        for (kind, names, _), start, end in zip(found, starts, starts[1:], strict=False)
    ]


_IDENTIFIER = re.compile(r"[ \t]*id:[ \t]*([^\s!{]+)")


def _obo(lines: Sequence[str], first: bool) -> Iterator[_Piece]:
    begun = (at for at, line in enumerate(lines) if line[:1] == "[")
    starts = [at for at in begun if STANZA.match(lines[at].rstrip())]
    if not starts or starts[0] > 0:
        yield (HEADER if first else TERM), (), 0
    for start, end in pairwise((*starts, len(lines))):
        found = (_IDENTIFIER.match(line) for line in lines[start + 1 : end])
        names = tuple(match[1] for match in found if match)[:1]
        yield (RELATION if "Typedef" in lines[start] else TERM), names, start


_TURTLE = re.compile(rb"^(?:<|@|\[|_:|[A-Za-z][\w.-]*:|:|(?i:prefix|base)\b)", re.MULTILINE)
_OFN = re.compile(r"^[A-Z]\w*\(", re.MULTILINE)
_ENDED = re.compile(rb"(?:\A|\n[ \t\r]*|\.[ \t\r]*(?:#[^\n]*)?)\n\Z")


def _turtle(lines: Sequence[str], _: bool) -> Iterator[_Piece]:
    data = "".join(lines).encode("utf-8", "surrogatepass")
    line = _line_of([len(each.encode("utf-8", "surrogatepass")) for each in lines])
    at = 0
    while at < len(data):
        end = at
        for span in Turtle(data[at:]).parts():
            name = _subject(span.subject, data[at + span.start : at + span.end])
            names = (name,) if name else ()
            yield (TERM if span.subject else HEADER), names, line(at + span.start)
            end = at + span.end
        rest = data[end:]
        if not rest.strip():
            return
        # Ill-formed here: a frame of its own, up to where the next seems to begin.
        begun = end + len(rest) - len(rest.lstrip())
        token = re.match(rb"<[^<>\s]*>|[^\s;,.\[\](){}\"'<>]+", data[begun:])
        name = token[0].decode("utf-8", "replace") if token else ""
        yield TERM, ((name,) if ":" in name and name[:2] != "_:" else ()), line(begun)
        at = next(
            (
                match.start()
                for match in _TURTLE.finditer(data, begun + 1)
                if _ENDED.search(data, max(0, match.start() - 200), match.start())
            ),
            len(data),
        )


_ANNOTATED = re.compile(rb"annotatedSource>?\s+(<[^>]*>|[^\s;,<>\[\](){}\"'#]+)")


def _subject(written: bytes, statement: bytes) -> str:
    """Return the name that a statement is about: that of its axiom where it annotates one."""
    if written[:1] in (b"[", b"(") or written[:2] == b"_:":
        found = _ANNOTATED.search(statement)
        written = found[1] if found else b""
    return written.decode("utf-8", "replace")


_OPENING = re.compile(
    r"(?:\s++|#[^\n]*+|Prefix\s*\([^()]*\))*+Ontology\s*\((?:(?:\s++|#[^\n]*+)*+<[^>\s]*>){0,2}"
)
_OF_HEADER = ("Annotation", "Import", "Prefix")


def _ofn(lines: Sequence[str], first: bool) -> Iterator[_Piece]:
    text = "".join(lines)
    line = _line_of([len(each) for each in lines])
    at = 0
    if first:
        yield HEADER, (), 0
        opening = _OPENING.match(text)
        at = opening.end() if opening else 0
    while at < len(text):
        match = AXIOM.match(text, at)
        if match is None:
            rest = text[at:]
            begun = at + len(rest) - len(rest.lstrip())
            if not rest.strip():
                return
            if text[begun] == ")":
                yield END, (), line(begun)
                return
            yield TERM, (), line(begun)
            resumed = _OFN.search(text, begun + 1)
            at = resumed.start() if resumed else len(text)
            continue
        kind = match[1]
        if kind in _OF_HEADER:
            yield HEADER, (), line(match.start(1))
        else:
            name = match[3] if kind in SECOND else match[2]
            yield TERM, ((name,) if name else ()), _begun(text, match, line)
        at = _end(text, match)


_TEXT = re.compile(r"\\.|[^\"]", re.DOTALL)


def _end(text: str, match: re.Match[str]) -> int:
    """Return where an axiom ends, at the latest where a line begins as another one does.

    One whose parenthesis is still to be typed would else go on to the end of the next.
    """
    begun, end = match.start(1), match.end()
    for other in _OFN.finditer(text, begun + 1, end) if "\n" in match[0] else ():
        if len(_TEXT.sub("", text[begun : other.start()])) % 2 == 0:  # else it is in a literal
            return other.start()
    return end


def _begun(text: str, match: re.Match[str], line: Callable[[int], int]) -> int:
    """Return the line where an axiom begins, the comments before it included."""
    space = text[match.start() : match.start(1)]
    comment = space.find("#")
    return line(match.start() + comment if comment >= 0 else match.start(1))


def _line_of(lengths: Sequence[int]) -> Callable[[int], int]:
    ends = list(accumulate(lengths))
    return lambda offset: min(bisect_right(ends, offset), max(len(ends) - 1, 0))


_CUTTERS: Mapping[GraphFormat, Callable[[Sequence[str], bool], Iterator[_Piece]]] = {
    GraphFormat.OBO: _obo,
    GraphFormat.TURTLE: _turtle,
    GraphFormat.OFN: _ofn,
}
FORMATS = tuple(_CUTTERS)
"""The formats that are understood while they are typed."""
