"""Which of a frame's statements a finding means."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from doidkit import prefixes
from doidkit.model import Finding, RdfTerm
from doidkit.syntax.frames import IRI, TARGET, Frame, Frames, Statement

EXACT, WITHIN, ALIKE, ELSEWHERE, PART, PREDICATE, FRAME = 6, 5, 4, 3, 2, 1, 0
_IRI = re.compile(r"<([^<>\s]+)>")
_IN_NAME = re.compile(rb"[\w:-]|\.\w")
_CURIE = re.compile(r"(?<![\w:])[A-Za-z][\w.-]*:[\w.-]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a finding says of its place: subject, possible predicates, the value's text.

    ``kind`` is IRI or the literal's language; None where the value is of no one kind.
    """

    subject: str
    predicates: tuple[str, ...]
    value: str | None
    kind: str | None

    @property
    def link(self) -> bool:
        """Return whether the value is a term, so that its frame may have the statement."""
        return self.kind == IRI

    @property
    def subjects(self) -> tuple[str, ...]:
        """Return whose frames may hold it: the subject's, or that of a term it is said of."""
        return (self.subject, self.value) if self.link and self.value else (self.subject,)


@dataclass(frozen=True, slots=True)
class Place:
    """Bytes of a file, and how well they fit (EXACT is best, FRAME least).

    WITHIN is the very value, but said of a node or an axiom inside the frame. ``twins`` are
    other places that repeat the value and must change with it.
    """

    start: int
    end: int
    rank: int
    twins: tuple[tuple[int, int], ...] = ()


def wanted(finding: Finding, anchors: Mapping[str, str]) -> Wanted | None:
    """Return what to look for; None for a finding about nothing in particular."""
    subject = _text(finding.focus, anchors)
    if subject is None or isinstance(finding.focus, Literal):
        return None
    value = None if finding.value == finding.focus else _text(finding.value, anchors)
    return Wanted(subject, tuple(_predicates(finding)), value, _kind(finding.value))


def _kind(term: RdfTerm | None) -> str | None:
    if isinstance(term, Literal):
        return term.language or ""
    return IRI if isinstance(term, NamedNode) else None


def _text(term: RdfTerm | None, anchors: Mapping[str, str]) -> str | None:
    if isinstance(term, BlankNode):
        return anchors.get(term.value)
    return None if term is None or isinstance(term, Triple) else term.value


def _predicates(finding: Finding) -> Iterator[str]:
    path = finding.path
    if isinstance(path, NamedNode):
        yield path.value
    elif path:
        yield from _IRI.findall(path)
        yield from (prefixes.expand(c) for c in _CURIE.findall(path) if prefixes.is_curie(c))


def best(looked_for: Wanted, frames: Frames) -> Place | None:
    """Return the best place, the first of equals; None if no frame has the subject."""
    frame = frames.get(looked_for.subject)
    here = _in(frame, looked_for) if frame else None
    if looked_for.link and looked_for.value and (here is None or here.rank < ELSEWHERE):
        other = frames.get(looked_for.value)
        turned = Wanted(looked_for.value, looked_for.predicates, looked_for.subject, IRI)
        there = _in(other, turned) if other else None
        if there and there.rank >= ALIKE:
            return there
    return here


def _in(frame: Frame, looked_for: Wanted) -> Place:
    found = Place(frame.start, frame.start, FRAME)
    for statement in frame.statements:
        rank = _rank(statement, looked_for)
        if rank > found.rank:
            found = Place(statement.start, statement.end, rank)
            if rank == EXACT:
                break
    return replace(found, twins=tuple(_twins(frame, looked_for))) if found.rank else found


def _twins(frame: Frame, looked_for: Wanted) -> Iterator[tuple[int, int]]:
    repeated = {TARGET + predicate for predicate in looked_for.predicates}
    for statement in frame.statements:
        again = statement.predicate in repeated or (
            statement.own and statement.predicate in looked_for.predicates
        )
        if again and _is_value(statement, looked_for):
            yield statement.start, statement.end


def _rank(statement: Statement, looked_for: Wanted) -> int:
    if statement.predicate.startswith(TARGET):
        return FRAME
    same = statement.predicate in looked_for.predicates
    value = looked_for.value
    if value is None:
        return PREDICATE if same else FRAME
    if same and _is_value(statement, looked_for):
        return EXACT if statement.own else WITHIN
    if value in statement.values:
        return ALIKE if same else ELSEWHERE
    if _squeezed(value) in map(_squeezed, statement.values):
        return ALIKE if same else FRAME
    if same:
        return PART if any(value and value in text for text in statement.values) else PREDICATE
    return FRAME


def _is_value(statement: Statement, looked_for: Wanted) -> bool:
    """Return whether a statement has the very value, of the same language or no literal either."""
    if looked_for.value not in statement.values:
        return False
    return None in (statement.kind, looked_for.kind) or statement.kind == looked_for.kind


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def mention(data: bytes, iri: str) -> Place | None:
    """Return where an IRI first stands in a file, in full or shortened in a usual way."""
    local = re.split(r"[#/]", iri)[-1]
    curie = prefixes.contract(iri)
    # In OBO a subset has its bare name; in others a prefix may be the file's own.
    for text in (iri, curie, f"subset: {local}", f":{local}"):
        start = data.find(text.encode()) if text else -1
        while start >= 0:
            end = start + len((text or "").encode())
            if not _IN_NAME.match(data, end) and (text == f":{local}" or _begins(data, start)):
                return Place(start, end, FRAME)
            start = data.find((text or "").encode(), end)
    return None


def _begins(data: bytes, start: int) -> bool:
    return not _IN_NAME.match(data[max(start - 1, 0) : start])
