"""What a piece says: which statement of which term it is, or annotates."""

import enum
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from doidkit.comparing.pieces import Lines
from doidkit.syntax.owl.axioms import ANNOTATION, AXIOM, PROPERTY, SOURCE, TARGET
from doidkit.syntax.owl.expressions import TYPE, owl

Notes = tuple[tuple[str, str], ...]
"""Annotations of a statement, and annotations of these: predicate and value."""
_OWN = frozenset((SOURCE, PROPERTY, TARGET))
_MARKS = ((TYPE, AXIOM), (TYPE, ANNOTATION))
_BELONGS = frozenset((SOURCE, owl("sourceIndividual")))
"""Predicates of a node by which it belongs to a term."""


class Role(enum.Enum):
    """What a piece is."""

    STATEMENT = 1
    """A statement without blank nodes."""
    EXPRESSION = 2
    """A statement about a term whose object is a blank node, and all below it."""
    NOTE = 3
    """Annotations of a statement; the fact's subject, predicate and value are those of it."""
    OTHER = 4
    """Anything else: an axiom that is a node of its own, a component, a named graph's."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A piece and what it says; terms are written as in N-Triples, "" for a blank node."""

    piece: Lines
    role: Role
    subject: str
    predicate: str = ""
    value: str = ""
    notes: Notes = ()


def fact(piece: Lines) -> Fact:
    """Return what a piece says."""
    subject, predicate, value = split(piece[0])
    if len(piece) == 1 and subject[:1] == "<" and value[:2] != "_:":
        named = value.find(" ", value.rfind('"') + 1) >= 0 or value[:2] == "<<"
        return Fact(piece, Role.OTHER if named else Role.STATEMENT, subject, predicate, value)
    if subject[:1] == "<" and _is_tree(piece):
        return Fact(piece, Role.EXPRESSION, subject, predicate)
    return _note(piece) or Fact(piece, Role.OTHER, _subject(piece))


def split(line: str) -> tuple[str, str, str]:
    """Return a line's subject, predicate and object."""
    subject, predicate, value = line.split(" ", 2)
    return subject, predicate, value


def _is_tree(piece: Lines) -> bool:
    return not any(line[:1] == "<" for line in piece[1:])


def spelt(piece: Lines, node: str) -> str:
    """Return what a node of a piece says, the nodes below it spelt out in its place."""
    about = _about(piece)

    def spell(term: str, above: tuple[str, ...]) -> str:
        if term[:2] != "_:" or term in above:
            return term
        parts = sorted(f"{p} {spell(o, (*above, term))}" for p, o in about[term])
        return f"[{'; '.join(parts)}]"

    return spell(node, ())


def target(note: Fact) -> Lines:
    """Return the statement that a note is of, and all below it, as a piece."""
    node = next(o for _, p, o in map(split, note.piece) if p == TARGET and o[:2] == "_:")
    about, below, waiting = _about(note.piece), [], [node]
    while waiting:
        found = waiting.pop()
        for predicate, value in about.pop(found, ()):
            below.append(f"{found} {predicate} {value}")
            waiting.append(value)
    return (f"{note.subject} {note.predicate} {node}", *below)


def _about(piece: Lines) -> defaultdict[str, list[tuple[str, str]]]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, predicate, value in map(split, piece):
        found[subject].append((predicate, value))
    return found


def _note(piece: Lines) -> Fact | None:
    """Return the annotations of a statement, if a piece is some, and annotations of them."""
    about = _about(piece)
    nodes = {s: parts for s, p in about.items() if (parts := dict(p)).keys() >= _OWN}
    heads = [parts for parts in nodes.values() if parts[SOURCE][:1] == "<"]
    others = [parts for parts in nodes.values() if parts[SOURCE][:1] != "<"]
    if len(heads) != 1 or heads[0][PROPERTY][:1] != "<" or split(piece[0])[0] not in nodes:
        return None
    if any(parts[SOURCE] not in nodes for parts in others):
        return None
    notes = {p for s in nodes for p in about[s] if p[0] not in _OWN and p not in _MARKS}
    (head,) = heads
    value = "" if head[TARGET][:2] == "_:" else head[TARGET]
    return Fact(piece, Role.NOTE, head[SOURCE], head[PROPERTY], value, tuple(sorted(notes)))


def _subject(piece: Iterable[str]) -> str:
    """Return the term that a piece belongs to: what it annotates or first speaks of."""
    found = ""
    for line in piece:
        subject, predicate, value = split(line)
        if predicate in _BELONGS and value[:1] == "<":
            return value
        if not found and subject[:1] == "<":
            found = subject
    return found
