"""What a piece says: which statement of which term it is, or annotates."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from doidkit.comparing.pieces import Lines
from doidkit.syntax.owl.axioms import ANNOTATION, AXIOM, PROPERTY, SOURCE, TARGET
from doidkit.syntax.owl.expressions import TYPE

Notes = tuple[tuple[str, str], ...]
"""Annotations of a statement: predicate and value."""


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


def _note(piece: Lines) -> Fact | None:
    """Return the annotations of a statement, if the root of a piece is some."""
    root = split(piece[0])[0]
    pairs = [(p, o) for s, p, o in map(split, piece) if s == root]
    parts = dict(pairs)
    if not {SOURCE, PROPERTY, TARGET} <= parts.keys() or parts[SOURCE][:1] != "<":
        return None
    own = (SOURCE, PROPERTY, TARGET)
    marks = ((TYPE, AXIOM), (TYPE, ANNOTATION))
    notes = tuple(sorted(pair for pair in pairs if pair[0] not in own and pair not in marks))
    target = parts[TARGET]
    value = "" if target[:2] == "_:" else target
    return Fact(piece, Role.NOTE, parts[SOURCE], parts[PROPERTY], value, notes)


def _subject(piece: Iterable[str]) -> str:
    """Return the term that a piece belongs to: what it annotates or first speaks of."""
    found = ""
    for line in piece:
        subject, predicate, value = split(line)
        if predicate == SOURCE and value[:1] == "<":
            return value
        if not found and subject[:1] == "<":
            found = subject
    return found
