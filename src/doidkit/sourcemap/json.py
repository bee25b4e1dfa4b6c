"""JSON-LD and OBO Graphs: a frame is the object that carries the subject's identifier."""

import json as jsonlib
import re
from collections.abc import Iterator, Mapping

from doidkit.prefixes import PREFIXES
from doidkit.sourcemap.frames import Frame, Frames, Statement
from doidkit.terms import RDF_TYPE

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
_PREFIX = re.compile(rb'"([\w.-]+)"\s*:\s*(?:\{\s*"@id"\s*:\s*)?"([a-z]+:[^"\\]*)"')
_KEYS = {
    "lbl": PREFIXES["rdfs"] + "label",
    "definition": PREFIXES["obo"] + "IAO_0000115",
    "xrefs": PREFIXES["oboInOwl"] + "hasDbXref",
    "subsets": PREFIXES["oboInOwl"] + "inSubset",
    "comments": PREFIXES["rdfs"] + "comment",
    "deprecated": PREFIXES["owl"] + "deprecated",
    "@type": RDF_TYPE,
}
_IDENTIFIER = re.compile(rb'"(?:@id|id|sub)"\s*:\s*("(?:[^"\\]|\\.)*")')
_BLANK = re.compile(rb"\s*")
_VALUES = frozenset({"@value", "val", "@id", "id", "obj", "pred"})


def scan(data: bytes, subjects: frozenset[str]) -> Frames:
    """Return what follows the identifiers of some subjects in their objects.

    Every serialiser writes the identifier first, so nothing before it is looked at: reading
    all of a file token by token would take seconds.
    """
    end = data.find(b'"@graph"')
    context = data[: end if end >= 0 else 1 << 16]
    names = {**PREFIXES, **{key.decode(): iri.decode() for key, iri in _PREFIX.findall(context)}}
    found: Frames = {}
    for match in _IDENTIFIER.finditer(data):
        iri = _iri(_text(match[1]), names)
        if iri not in subjects or _is_reference(data, match.end()):
            continue
        frame = found.setdefault(iri, Frame(match.start(1)))
        frame.statements.extend(_object(data, match.end(), names))
    return found


def _is_reference(data: bytes, end: int) -> bool:
    """Return whether an object has nothing but its identifier."""
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
        elif text[:1] == b'"' and not _is_key(data, token.end()):
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
    try:
        return str(jsonlib.loads(raw))
    except ValueError:
        return raw.decode("utf-8", "replace").strip('"')
