"""A cheap proof that RDF/XML, as most programs write it, is well-formed.

expat takes a third of the time in which Oxigraph reads and stores a document. Oxigraph's parser
(0.5.13) itself compares the names of start and end tags and refuses attributes that are there
twice, unknown prefixes and unknown entities. What it passes is what is no XML within tags, values,
text and comments, and a document that ends too early. So one regular expression, which Oxigraph
runs in linear time, looks at all of that, and the last tag has to close the root, rdf:RDF, which
no other element is. It allows less than XML and RDF/XML do: a document that is not proved here is
not wrong, but for expat to judge.
"""

import re
from collections.abc import Iterator

import pyoxigraph as ox

from doidkit.syntax.depth import DEEPEST
from doidkit.syntax.recording import Replayable

_SIZE = 1 << 20
_HEAD = 1 << 14
_TAIL = 1 << 12

_PART = "[A-Za-z0-9_.-]"
_NCNAME = f"[A-Za-z_]{_PART}*"
_NAME = f"{_NCNAME}(?::{_NCNAME})?"
# Any but RDF, which is the root's.
_LOCAL = f"(?:[A-QS-Za-z_]{_PART}*|RD?|RD?[A-CEG-Za-z0-9_.-]{_PART}*|RDF{_PART}+)"
_ELEMENT = f"(?:{_NCNAME}:)?{_LOCAL}"
_BLANK = "[ \\t\\n]"
_FOREIGN = "\\x00-\\x08\\x0b-\\x1f\\ufffe\\uffff"  # and the line ends of Windows
_REFERENCE = f"&{_NCNAME};"
# A line end or tab in a value would mean a blank, which Oxigraph does not know.
_CHARACTER = f'(?:[^"<>&\\t\\n{_FOREIGN}]|{_REFERENCE})'
_ATTRIBUTE = (
    f'(?:{_BLANK}+(?:(?:rdf:(?:about|resource|datatype|nodeID|ID)|xmlns|xmlns:{_NCNAME})="'
    f'|xml:base="[A-Za-z][A-Za-z0-9+.-]*:|xml:lang="{_CHARACTER}){_CHARACTER}*"'
    f'|{_BLANK}+rdf:parseType="(?:Resource|Collection)")'
)
# Of an end tag's attributes and of blanks after a slash Oxigraph thinks as XML does.
_TAG = f"</?{_ELEMENT}(?:{_ATTRIBUTE}+/?)?{_BLANK}*>"
_TEXT = f"(?:[^<>&{_FOREIGN}]|{_REFERENCE})*"
_COMMENT = f'<!--(?:-?[^-<>"{_FOREIGN}])*-->'
_ASIDE = f"{_BLANK}*(?:{_COMMENT}{_BLANK}*)*"  # within text a comment is more than Oxigraph takes
_CONTENT = f"^{_ASIDE}(?:{_TAG}(?:{_TEXT}|{_ASIDE}))*$"
_IS_CONTENT = f"SELECT ?text (REGEX(?text, {ox.Literal(_CONTENT)}) AS ?is) {{}}"

# Of bounded length, as expat bounds what entities stand for.
_ENTITY = f'<!ENTITY{_BLANK}+({_NAME}){_BLANK}+"[^"<>&%{_FOREIGN}]{{0,250}}"{_BLANK}*>'
_PROLOG = re.compile(
    r'(?:<\?xml version="1\.0"(?: encoding="[Uu][Tt][Ff]-8")?\?>)?'
    f"{_ASIDE}(?:<!DOCTYPE{_BLANK}+{_NAME}{_BLANK}*\\[(?P<entities>(?:{_BLANK}*{_ENTITY})*)"
    f"{_BLANK}*\\]{_BLANK}*>{_ASIDE})?<(?P<root>{_NCNAME}:RDF){_ATTRIBUTE}*{_BLANK}*>"
)
_ENTITIES = re.compile(_ENTITY)
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})

_UNCOUNTED = bytes(set(range(256)) - set(b'<>/"!'))
_STEP = 1 << 10  # signs that are counted together: they open less than half as many elements


def is_proved(stream: Replayable) -> bool:
    """Return True for a document that is well-formed XML if Oxigraph can read it to its end.

    It then reads it as XML means it. False says nothing of a document.
    """
    head = stream.read(_HEAD).decode("utf-8", "replace")
    stream.rewind()
    prolog = _PROLOG.match(head)
    if prolog is None or not _is_distinct(_ENTITIES.findall(prolog["entities"] or "")):
        return False
    stream.read(len(prolog[0].encode()))
    return _is_content(stream, prolog["root"])


def _is_distinct(entities: list[str]) -> bool:
    return len(set(entities)) == len(entities) and _PREDEFINED.isdisjoint(entities)


def _is_content(stream: Replayable, root: str) -> bool:
    """Look at what follows the tag of the root, to the end."""
    store = ox.Store()
    depth, before = 1, b">"
    end = re.compile(f"</{root}{_BLANK}*>{_ASIDE}\\Z")
    for piece, is_last in _pieces(stream):
        try:
            text = piece.decode()
        except UnicodeDecodeError:
            return False
        depth = _depth(piece, depth)
        if is_last:
            ending = end.search(text)
            if ending is None:
                return False
            text = text[: ending.start()]
        within_text = text.startswith("<!") and not before.endswith(b">")
        if depth > DEEPEST or within_text or not _matches(store, text):
            return False
        before = piece[-_TAIL:].rstrip()
    return True


def _pieces(stream: Replayable) -> Iterator[tuple[bytes, bool]]:
    """Yield a stream in pieces, each but the first beginning with "<", and which is the last.

    One that does not, after a very long text, does not match; the last has whatever is short.
    """
    rest = b""
    while block := stream.read(_SIZE):
        end = max(block.rfind(b"<", 0, -_TAIL), 0)
        if end or len(rest) >= _SIZE:
            yield rest + block[:end], False
            rest = b""
        rest += block[end:]
    yield rest, True


def _matches(store: ox.Store, text: str) -> bool:
    answer = store.query(_IS_CONTENT, substitutions={ox.Variable("text"): ox.Literal(text)})
    assert isinstance(answer, ox.QuerySolutions)
    return str(next(iter(answer))["is"].value) == "true"


def _depth(piece: bytes, depth: int) -> int:
    """Return how deep a piece ends, or more than DEEPEST if it may be deeper in between."""
    signs = piece.translate(None, _UNCOUNTED)
    start = 0
    while start < len(signs):
        end = signs.find(b"<", start + _STEP)
        end = len(signs) if end < 0 else end
        tags = signs.count(b"<", start, end) - signs.count(b"<!", start, end)
        ends = signs.count(b"</", start, end)
        if depth + tags > DEEPEST:
            return DEEPEST + 1
        depth += tags - 2 * ends - signs.count(b'"/>', start, end)
        start = end
    return depth
