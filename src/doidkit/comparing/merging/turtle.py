"""Turtle as units: directives, subjects, and each object that is said of one.

A statement about a blank node without a name is one unit: its parts are nothing without it.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from doidkit.comparing.merging.chunks import Unit
from doidkit.comparing.merging.ofn import HEADER, SINGLE
from doidkit.errors import InputError
from doidkit.syntax.turtle.tokens import Document, Span, tokens, unescaped
from doidkit.terms import (
    OWL_ANNOTATED_PROPERTY,
    OWL_ANNOTATED_SOURCE,
    OWL_ANNOTATED_TARGET,
    RDF_TYPE,
)

_OPENING, _CLOSING = frozenset((b"[", b"(")), frozenset((b"]", b")"))
_UNUSUAL = re.compile(rb"\{\||<<|\{")
_REST = re.compile(rb"(?:[ \t\r\n]++|#[^\n]*+)*+\Z")

Value = tuple[str, ...]
"""An object's tokens, names in full."""


@dataclass(slots=True)
class Pair:
    """A predicate and an object: their values, and their bytes up to the punctuation behind."""

    verb: Value
    verb_text: bytes
    start: int
    follows: bool
    end: int = 0
    after: int = 0
    value: list[str] = field(default_factory=list)


def units(data: bytes, path: Path) -> Iterator[Unit]:
    """Yield what a Turtle document says; it is known to be well-formed.

    Raises InputError for one that cannot be taken apart.
    """
    document = Document(data)
    counts: Counter[Hashable] = Counter()
    end = 0
    for span in document.parts():
        found = list(_units(document, span))
        block = found[0].block
        for unit in found:
            yield unit._replace(block=(block, counts[block]))
        counts[block] += 1
        end = span.end
    if not _REST.match(data, end):
        raise InputError(f"{path}: cannot be taken apart statement by statement.")


def _units(document: Document, span: Span) -> Iterator[Unit]:
    if not span.subject:
        return _directive(document, span)
    pairs = list(_pairs(document, span))
    if _UNUSUAL.search(document.data, span.start, span.end) or span.subject in (b"[", b"("):
        return _whole(document, span, pairs)
    return _subject(document, span, pairs)


def _directive(document: Document, span: Span) -> Iterator[Unit]:
    words = document.data[span.start : span.end].split()
    kind = words[0].lstrip(b"@").lower().decode()
    name = words[1].decode("utf-8", "replace") if kind == "prefix" else ""
    value = name, document.prefixes.get(name.partition(":")[0]) if name else document.base
    yield Unit(HEADER, kind, name, value, ("@", kind, name), span.start, span.end, span.end)


def _subject(document: Document, span: Span, pairs: list[Pair]) -> Iterator[Unit]:
    frame = document.iri(span.subject)
    end = span.start + len(span.subject)
    yield Unit(frame, "[", "[", "", frame, span.start, end, end)
    for pair in pairs:
        tag, value = pair.verb[0], tuple(pair.value)
        slot = (tag, _language(value)) if tag in SINGLE else (tag, value)
        places = pair.start, pair.end, pair.after
        yield Unit(frame, tag, slot, value, frame, *places, pair.verb_text, pair.follows)


def _whole(document: Document, span: Span, pairs: list[Pair]) -> Iterator[Unit]:
    """Yield a statement as one unit; it is of the term whose axiom it annotates, if it does."""
    said = {pair.verb[0]: tuple(pair.value) for pair in pairs}
    source, of, target = (
        said.get(f"<{iri}>", ("",))
        for iri in (OWL_ANNOTATED_SOURCE, OWL_ANNOTATED_PROPERTY, OWL_ANNOTATED_TARGET)
    )
    value: Hashable = tuple(sorted((pair.verb, tuple(pair.value)) for pair in pairs))
    slot: Hashable = (of, target)
    frame, tag = source[0].strip("<>"), f"[] {of[0]}"
    if not source[0]:
        value = tuple(_normal(document, span))
        named = span.subject not in (b"[", b"(")
        frame, tag, slot = document.iri(span.subject) if named else "", "[]", value
    yield Unit(frame, tag, slot, value, ("[]", frame, slot), span.start, span.end, span.end)


def _language(value: Value) -> str:
    return value[-1] if value[-1][:1] == "@" else ""


def _pairs(document: Document, span: Span) -> Iterator[Pair]:
    """Yield what is said of a subject, or of the node that opens with the statement."""
    level = home = 0
    pair: Pair | None = None
    verb: tuple[Value, bytes, int] | None = None
    found: list[Pair] = []
    for text, start, end in _tokens(document, span):
        raw = document.data[start:end]
        if raw in _CLOSING and text == raw.decode():
            level -= 1
            if level < home:  # what the statement opens with is closed
                home, pair, verb = 0, None, None
                continue
        elif raw in _OPENING and start == span.start:
            level = home = 1
            continue
        elif level == home and raw in (b";", b",", b"."):
            if found:
                found[-1].after = end
            pair, verb = None, verb if raw == b"," else None
            continue
        elif start == span.start:
            continue
        if verb is None and level == home:
            verb = ((f"<{RDF_TYPE}>" if raw == b"a" else text,), raw, start)
            continue
        if pair is None:
            assert verb is not None
            follows = bool(found) and found[-1].verb_text is verb[1]
            pair = Pair(verb[0], verb[1], start if follows else verb[2], follows)
            found.append(pair)
        pair.value.append(text)
        pair.end = pair.after = end
        if raw in _OPENING and text == raw.decode():
            level += 1
    return iter(found)


def _normal(document: Document, span: Span) -> Iterator[str]:
    return (text for text, _, _ in _tokens(document, span))


def _tokens(document: Document, span: Span) -> Iterator[tuple[str, int, int]]:
    """Yield tokens with names in full and texts without escapes, and their places."""
    for token in tokens(document.data, span.start, span.end):
        raw, kind = token[0], token.lastgroup
        if kind in ("text", "long"):
            quotes = 3 if raw[:3] in (b'"""', b"'''") and len(raw) > 5 else 1
            yield '"' + unescaped(raw[quotes:-quotes]) + '"', token.start(), token.end()
        elif kind == "iri" or (kind == "word" and b":" in raw and raw[:2] != b"_:"):
            yield f"<{document.iri(raw)}>", token.start(), token.end()
        else:
            yield raw.decode("utf-8", "replace"), token.start(), token.end()
