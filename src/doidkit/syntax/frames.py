"""What a source file says about a term, and where: the frame, its statements, their places."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from doidkit.terms import OWL_ANNOTATED_SOURCE

IRI = "<>"
"""The kind of a value that is no literal."""

TARGET = "the target of "
"""Goes before the property of an annotated value where OWL in RDF repeats the value."""


class Statement(NamedTuple):
    """A value in a file: its predicate, the texts it may be known by, and its bytes.

    ``values`` has the literal's text or the IRI, and other spellings where the syntax has
    them. ``start`` and ``end`` are byte offsets of the value as written, quotes included.
    ``kind`` is IRI, or the language of a literal, "" for none; None where it is not known.
    ``own`` is False for what is said of a node or an axiom inside the frame, not its subject.
    """

    predicate: str
    values: tuple[str, ...]
    start: int
    end: int
    kind: str | None = None
    own: bool = True


@dataclass(slots=True)
class Frame:
    """All that a file says about one subject; ``start`` is where it begins to."""

    start: int
    statements: list[Statement] = field(default_factory=list)


Frames = dict[str, Frame]
"""Frames by the IRI of their subject."""

Scanner = Callable[[bytes, frozenset[str]], Frames]
"""Finds the frames of some subjects in a file's bytes."""


def annotations(statements: Iterable[Statement]) -> list[Statement]:
    """Return what an owl:Axiom says besides what it is about; the repeated value is marked."""
    block = list(statements)
    about = [s.values[0] for s in block if s.predicate.endswith("#annotatedProperty")]
    return [
        s._replace(predicate=TARGET + about[0], own=False)
        if s.predicate.endswith("#annotatedTarget")
        else s._replace(own=False)
        for s in block
        if not s.predicate.endswith(("#annotatedSource", "#annotatedProperty"))
        and (about or not s.predicate.endswith("#annotatedTarget"))
    ]


def annotated(statements: Iterable[Statement]) -> Iterator[str]:
    """Yield what an owl:Axiom is about."""
    return (s.values[0] for s in statements if s.predicate == OWL_ANNOTATED_SOURCE)


def with_nodes(found: Frames, said: Callable[[str], Iterable[Statement]]) -> None:
    """Add to each frame what is said of the blank nodes that it names, and so on.

    ``said`` tells what is said of a node's label, which begins with ``_:``.
    """
    for frame in found.values():
        seen: set[str] = set()
        for statement in frame.statements:  # grows while it is read
            name = statement.values[0] if statement.values else ""
            if name.startswith("_:") and name not in seen:
                seen.add(name)
                frame.statements.extend(s._replace(own=False) for s in said(name))


def expand(name: str, prefixes: Mapping[str, str]) -> str:
    """Return the IRI of ``prefix:local``, the text itself if no such prefix is known."""
    prefix, colon, local = name.partition(":")
    return prefixes[prefix] + local if colon and prefix in prefixes else name


class Sign(NamedTuple):
    """A sign: its kind, the term and property by IRI, the text that shows it, and its place."""

    kind: str
    term: str
    property: str
    text: str
    line: int
    excerpt: str
