"""The names under a cursor: what they are, where else they stand, what else could be there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from doidkit import prefixes
from doidkit.errors import InputError
from doidkit.languageserver.document import Document, Span
from doidkit.languageserver.frames import Frame
from doidkit.languageserver.knowledge import Knowledge
from doidkit.languageserver.positions import content
from doidkit.syntax.formats import GraphFormat

_MATCHES = 30  # terms that are offered
_LAST = re.compile(r"[#/_:]")
# Where OBO has a term, and what of it is typed; others have terms wherever a name may begin.
_TERM = (
    "is_a|union_of|equivalent_to|disjoint_from|replaced_by|consider|instance_of|inverse_of|domain|"
    "range|intersection_of|(?:relationship|intersection_of|property_value):[ ]*[^\\s!]+"
)
_OBO_TYPED = re.compile(rf"[ \t]*(?:{_TERM}):?[ ]+(?P<typed>[^!\"]*)\Z")
_TYPED = re.compile(r"(?:^|[\s(,;])(?P<typed>[A-Za-z][\w-]*(?: [\w-]+)*)\Z")


@dataclass(frozen=True, slots=True)
class Word:
    """A name in a text, its place and its IRI."""

    name: str
    iri: str
    place: Span


@dataclass(frozen=True, slots=True)
class Offer:
    """A term that could be meant: what is shown of it, and the text in place of what is typed."""

    label: str
    name: str
    text: str
    typed: str
    place: Span


def word(document: Document, line: int, character: int) -> Word | None:
    """Return the name at a place; None for none."""
    frame, start = document.frame(line)
    for found in _words(document, frame, start):
        place = found.place
        if place.line == line and place.character <= character <= place.end_character:
            return found
    return None


def named(document: Document, frame: Frame, start: int, iri: str) -> Span:
    """Return where a frame names a term first, its first line where it does not."""
    found = (each.place for each in _words(document, frame, start) if each.iri == iri)
    return next(found, Span(start, 0, start, 0))


def references(document: Document, iri: str) -> Iterator[Word]:
    """Yield every place where a term is named, outside literals and comments."""
    naming = document.naming
    known = {name for frame in document.frames for name in frame.names if naming.iri(name) == iri}
    hints = {_LAST.split(iri)[-1] or iri, *known}
    for frame, start in zip(document.frames, document.starts, strict=True):
        text = frame.text
        if any(hint in text for hint in hints):
            yield from (each for each in _words(document, frame, start) if each.iri == iri)


def renamed(document: Document, knowledge: Knowledge | None, old: Word, new: str) -> str:
    """Return the name to write in place of another; InputError where it cannot be."""
    name = document.naming.called(new)
    if not name:
        raise InputError(
            f'"{new[:80]}" is no identifier here; give a CURIE such as DOID:4 or an IRI.'
        )
    iri = document.naming.iri(name)
    if iri == old.iri:
        raise InputError(f"{new[:80]} is what it is called already.")
    if next(references(document, iri), None) or (knowledge and knowledge.knows(iri)):
        raise InputError(f"{new[:80]} is the identifier of another term; give one that is free.")
    return name


def described(knowledge: Knowledge, found: Word) -> str:
    """Return what is known of a term, as Markdown; "" for nothing."""
    label, definition = knowledge.label(found.iri), knowledge.definition(found.iri)
    if not label and not knowledge.knows(found.iri):
        return ""
    curie = prefixes.contract(found.iri) or found.iri
    title = f"**{_plain(label)}** ({_plain(curie)})" if label else f"**{_plain(curie)}**"
    return f"{title}\n\n{_plain(definition)}" if definition else title


def offers(document: Document, knowledge: Knowledge, line: int, character: int) -> list[Offer]:
    """Return the terms whose names are like what is typed before a place, best first."""
    before = content(document.line(line))[:character]
    obo = document.format is GraphFormat.OBO
    found = (_OBO_TYPED.match if obo else _TYPED.search)(before)
    typed = found["typed"] if found else ""
    if not typed.strip():
        return []
    place = Span(line, character - len(typed), line, character)
    offered = []
    for match in knowledge.search(typed, _MATCHES):
        name = document.naming.name(match.term.iri)
        text = f"{name} ! {match.term.label}" if obo and match.term.label else name
        offered.append(Offer(match.term.label or name, match.term.curie, text, typed, place))
    return offered


def _words(document: Document, frame: Frame, start: int) -> Iterator[Word]:
    iri, text = document.naming.iri, frame.text
    line, begun = start, 0  # counted on while the names come in their order
    for match in document.naming.words(text):
        for end in _ENDS.finditer(text, begun, match.start()):
            line, begun = line + 1, end.end()
        name = match[0]
        if document.format is not GraphFormat.OBO or ":" in name or name.isidentifier():
            place = Span(line, match.start() - begun, line, match.end() - begun)
            yield Word(name, iri(name), place)


_ENDS = re.compile(r"\r\n|\r|\n")
_MARKS = re.compile(r"([\\`*_\[\]<>#])")


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
