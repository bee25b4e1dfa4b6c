"""JSON-LD and OBO Graphs: a frame is the object that carries the subject's identifier."""

import json as jsonlib
import re
from collections.abc import Iterator, Mapping

from doidkit.prefixes import PREFIXES
from doidkit.syntax import options
from doidkit.syntax.frames import Frame, Frames, Statement, annotations
from doidkit.syntax.iris import resolved
from doidkit.terms import RDF_TYPE

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
_PREFIX = re.compile(rb'"(@base|[\w.-]+)"\s*:\s*(?:\{\s*"@id"\s*:\s*)?"([a-z]+:[^"\\]*)"')
_KEYS = {
    "lbl": PREFIXES["rdfs"] + "label",
    "definition": PREFIXES["obo"] + "IAO_0000115",
    "xrefs": PREFIXES["oboInOwl"] + "hasDbXref",
    "subsets": PREFIXES["oboInOwl"] + "inSubset",
    "comments": PREFIXES["rdfs"] + "comment",
    "deprecated": PREFIXES["owl"] + "deprecated",
    "@type": RDF_TYPE,
}
# Every text of a document, begun where no other is open, and whether it is a key.
_TEXT = re.compile(rb'("(?:[^"\\]++|\\.)*+")(\s*+:\s*+("(?:[^"\\]++|\\.)*+")?+)?+')
_IDENTIFIERS = frozenset({b'"@id"', b'"id"', b'"sub"'})
# The key of an axiom's subject, which may be a reference in a list: what stands before its value.
_SOURCE = re.compile(rb'annotatedSource"\s*:\s*(?:\[\s*)?\Z')
_BLANK = re.compile(rb"\s*")
_VALUES = frozenset({"@value", "val", "@id", "id", "obj", "pred"})
_OWN = (["@id"], ["id"])  # where the object's own identifier stands
_QUOTE, _OPENING, _CLOSING = b'"'[0], b"{[", b"}]"


def scan(data: bytes, subjects: frozenset[str]) -> Frames:
    """Return what the objects of some subjects say, whatever the order of their keys.

    The identifiers are looked for first and only their objects are read: reading all of a
    file token by token would take seconds.
    """
    end = data.find(b'"@graph"')
    context = data[: end if end >= 0 else 1 << 16]
    names = {**PREFIXES, **{key.decode(): iri.decode() for key, iri in _PREFIX.findall(context)}}
    base = resolved(names.get("@base", ""), options.current().base)
    known: dict[bytes, str | None] = {}
    found: Frames = {}
    axioms: list[tuple[str, int]] = []
    for match in _TEXT.finditer(data):
        key, raw = match[1], match[3]
        source = key.endswith(b'annotatedSource"')
        if raw is None or not (source or key in _IDENTIFIERS or _is_identifier(key)):
            continue
        if raw not in known:
            iri = _iri(_text(raw), names)
            iri = iri if iri.startswith("_:") else resolved(iri, base)
            known[raw] = iri if iri in subjects else None
        subject = known[raw]
        if subject is None:
            continue
        start = _object_start(data, match.start())
        if _BLANK.fullmatch(data, start + 1, match.start()) and _is_closed(data, match.end()):
            if not _SOURCE.search(data, max(0, start - 50), start):
                continue  # a mere reference
            source, start = True, _around(data, start)
        if source:
            axioms.append((subject, start))
            continue
        frame = found.setdefault(subject, Frame(match.start(3)))
        frame.statements.extend(_object(data, start + 1, names))
    for subject, start in axioms:
        frame = found.setdefault(subject, Frame(start))
        frame.statements.extend(annotations(_axiom(data, start + 1, names)))
    return found


def _axiom(data: bytes, start: int, names: Mapping[str, str]) -> Iterator[Statement]:
    """Yield what an axiom's object says, the IRI of its property before other spellings."""
    for statement in _object(data, start, names):
        about = statement.predicate.endswith("#annotatedProperty")
        yield statement._replace(values=statement.values[::-1]) if about else statement


def _is_identifier(key: bytes) -> bool:
    return b"\\" in key and f'"{_text(key)}"'.encode() in _IDENTIFIERS


def _object_start(data: bytes, at: int) -> int:
    """Return where the object begins that a key is in; a key is outside of all texts."""
    depth = 0
    while at > 0:
        at -= 1
        byte = data[at]
        if byte == _QUOTE:
            at = _text_start(data, at)
        elif byte in _CLOSING:
            depth += 1
        elif byte in _OPENING:
            if depth == 0:
                return at
            depth -= 1
    return at


def _around(data: bytes, at: int) -> int:
    """Return where the object begins that an object is a value in, alone or in a list."""
    start = _object_start(data, at)
    return start if data[start : start + 1] == b"{" else _object_start(data, start)


def _text_start(data: bytes, end: int) -> int:
    """Return where the text begins that ends with this quote: at a quote without escape."""
    start = data.rfind(b'"', 0, end)
    while start > 0 and _is_escaped(data, start):
        start = data.rfind(b'"', 0, start)
    return max(start, 0)


def _is_escaped(data: bytes, at: int) -> bool:
    first = at
    while first > 0 and data[first - 1 : first] == b"\\":
        first -= 1
    return (at - first) % 2 == 1


def _is_closed(data: bytes, end: int) -> bool:
    """Return whether an object ends here."""
    space = _BLANK.match(data, end)
    return space is not None and data[space.end() : space.end() + 1] == b"}"


def _object(data: bytes, start: int, names: Mapping[str, str]) -> Iterator[Statement]:
    """Yield the values from an offset to the end of the object, nested ones too."""
    keys = [""]
    previous = b""
    for token in _TOKEN.finditer(data, start):
        text = token[0]
        if text == b"{":
            keys.append("")
        elif text == b"}":
            keys.pop()
            if not keys:
                return
        elif text == b":":
            keys[-1] = _text(previous)
        elif text[:1] == b'"' and keys not in _OWN and not _is_key(data, token.end()):
            yield _statement(keys, token, names)
        previous = text


def _statement(keys: list[str], token: re.Match[bytes], names: Mapping[str, str]) -> Statement:
    text = _text(token[0])
    outer = next((key for key in reversed(keys) if key not in _VALUES), "")
    predicate = _iri(_KEYS.get(outer, outer), names)
    values = tuple(dict.fromkeys((text, _iri(text, names))))
    return Statement(predicate, values, token.start(), token.end())


def _iri(text: str, names: Mapping[str, str]) -> str:
    prefix, colon, local = text.partition(":")
    if not colon:
        return names.get(text, text)
    if local.startswith("//") or prefix not in names:
        return text
    return names[prefix] + local


def _is_key(data: bytes, end: int) -> bool:
    space = _BLANK.match(data, end)
    return space is not None and data[space.end() : space.end() + 1] == b":"


def _text(raw: bytes) -> str:
    if b"\\" not in raw:
        return raw.decode("utf-8", "replace").strip('"')
    try:
        return str(jsonlib.loads(raw))
    except ValueError:
        return raw.decode("utf-8", "replace").strip('"')
