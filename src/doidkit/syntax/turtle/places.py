"""Turtle, TriG, N-Triples and N-Quads: a frame is all that is said with one subject."""

import re
from collections.abc import Iterator

from doidkit.syntax.frames import (
    IRI,
    Frame,
    Frames,
    Statement,
    annotated,
    annotations,
    with_nodes,
)
from doidkit.syntax.turtle.tokens import Document, Span, tokens, unescaped
from doidkit.terms import RDF_TYPE

_ANNOTATED = re.compile(rb"annotatedSource>?\s+(<[^>]*>|[^\s;,<>\[\](){}\"'#]+)")
_OPENING = frozenset({b"[", b"{|", b"<<", b"<<("})
_CLOSING = frozenset({b"]", b")", b"|}", b">>", b")>>"})


def scan(data: bytes, subjects: frozenset[str]) -> Frames:
    """Return the frames of some subjects, the annotations of their axioms included."""
    document = Document(data)
    found: Frames = {}
    nodes = _Nodes(document)
    axioms: list[tuple[str, Span]] = []
    for span in document.statements():
        subject = span.subject
        if subject[:2] == b"_:" or subject == b"[":
            nodes.add(span)
            source = _ANNOTATED.search(data, span.start, span.end)
            if source and document.iri(source[1]) in subjects:
                axioms.append((document.iri(source[1]), span))
        elif (iri := document.iri(subject)) in subjects:
            frame = found.setdefault(iri, Frame(span.start))
            frame.statements.extend(said(document, span))
    for iri, span in axioms:
        block = list(nodes.said_with(span))
        if iri in annotated(block):
            frame = found.setdefault(iri, Frame(span.start))
            frame.statements.extend(annotations(block))
    with_nodes(found, nodes.said)
    return found


class _Nodes:
    """The statements about blank nodes."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._spans: dict[bytes, list[Span]] = {}

    def add(self, span: Span) -> None:
        """Note a statement about a node with a label."""
        if span.subject != b"[":
            self._spans.setdefault(span.subject, []).append(span)

    def said(self, label: str) -> Iterator[Statement]:
        """Yield all that is said of a label's node."""
        for span in self._spans.get(label.encode(), ()):
            yield from said(self._document, span)

    def said_with(self, span: Span) -> Iterator[Statement]:
        """Yield all that is said of the node that a statement is about."""
        if span.subject == b"[":
            yield from said(self._document, span)
        else:
            yield from self.said(span.subject.decode("utf-8", "replace"))


def said(document: Document, span: Span) -> Iterator[Statement]:
    """Yield a statement's values, those of nested nodes too."""
    predicates = [""]  # one for each node that is open, "" before its verb
    literal: tuple[int, int] | None = None  # the last token, to which a suffix may belong
    suffix = b""
    for token in tokens(document.data, span.start, span.end):
        text, kind = token[0], token.lastgroup
        if kind == "suffix":
            suffix = text
            if text != b"^^" and literal:
                yield _literal(document, literal, predicates, text[1:].decode())
                literal = None
            continue
        if literal:
            yield _literal(document, literal, predicates, "")
            literal = None
        if suffix == b"^^":
            suffix = b""  # a datatype
        elif kind == "mark":
            if text in _OPENING and predicates[-1] and token.start() > span.start:
                yield _node(token, predicates)
            _mark(text, predicates)
        elif token.start() == span.start:
            continue  # the subject
        elif kind in ("text", "long"):
            literal = token.span()
        elif not predicates[-1]:
            predicates[-1] = RDF_TYPE if text == b"a" else document.iri(text)
        else:
            named = kind == "iri" or b":" in text
            value = document.iri(text)
            yield Statement(
                predicates[-1],
                (value,),
                *token.span(),
                (IRI if value[:2] != "_:" else None) if named else "",
                len(predicates) == 1,
            )


def _literal(
    document: Document, place: tuple[int, int], predicates: list[str], language: str
) -> Statement:
    raw = document.data[slice(*place)]
    quotes = 3 if raw[:3] in (b'"""', b"'''") and len(raw) > 5 else 1
    text = unescaped(raw[quotes:-quotes])
    return Statement(predicates[-1], (text,), *place, language, len(predicates) == 1)


def _node(token: re.Match[bytes], predicates: list[str]) -> Statement:
    label = f"_:@{token.start()}"
    return Statement(predicates[-1], (label,), *token.span(), None, len(predicates) == 1)


def _mark(text: bytes, predicates: list[str]) -> None:
    """Follow a punctuation mark: brackets open and close nodes, a semicolon ends a verb."""
    if text == b";":
        predicates[-1] = ""
    elif text in _OPENING:
        predicates.append("")
    elif text == b"(":
        predicates.append(predicates[-1])
    elif text in _CLOSING and len(predicates) > 1:
        predicates.pop()
