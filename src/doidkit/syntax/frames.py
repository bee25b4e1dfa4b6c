"""What a source file says about a term, and where: the frame, its statements, their places."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Statement:
    """A value in a file: its predicate, the texts it may be known by, and its bytes.

    ``values`` has the literal's text or the IRI, and other spellings where the syntax has
    them. ``start`` and ``end`` are byte offsets of the value as written, quotes included.
    """

    predicate: str
    values: tuple[str, ...]
    start: int
    end: int


@dataclass(slots=True)
class Frame:
    """All that a file says about one subject; ``start`` is where it begins to."""

    start: int
    statements: list[Statement] = field(default_factory=list)


TARGET = "the target of "
"""Goes before the property of an annotated value where OWL in RDF repeats the value."""


def annotations(statements: Iterable[Statement]) -> list[Statement]:
    """Return what an owl:Axiom says besides what it is about; the repeated value is marked."""
    block = list(statements)
    about = [s.values[0] for s in block if s.predicate.endswith("#annotatedProperty")]
    return [
        replace(s, predicate=TARGET + about[0]) if s.predicate.endswith("#annotatedTarget") else s
        for s in block
        if not s.predicate.endswith(("#annotatedSource", "#annotatedProperty"))
        and (about or not s.predicate.endswith("#annotatedTarget"))
    ]


Frames = dict[str, Frame]
"""Frames by the IRI of their subject."""

Scanner = Callable[[bytes, frozenset[str]], Frames]
"""Finds the frames of some subjects in a file's bytes."""


def spellings(iris: Iterable[str], prefixes: Mapping[str, str]) -> dict[bytes, str]:
    """Return each way to write some IRIs, ``<...>`` and ``prefix:local``, and what it means."""
    found: dict[bytes, str] = {}
    namespaces = [(namespace, prefix) for prefix, namespace in prefixes.items() if namespace]
    for iri in iris:
        found[f"<{iri}>".encode()] = iri
        for namespace, prefix in namespaces:
            if iri.startswith(namespace):
                found[f"{prefix}:{iri[len(namespace) :]}".encode()] = iri
    return found


def expand(name: bytes, prefixes: Mapping[str, str], base: str = "") -> str:
    """Return the IRI of ``<...>`` or ``prefix:local`` as written, the text itself if neither."""
    text = name.decode("utf-8", "replace")
    if text.startswith("<"):
        iri = text[1:-1]
        return iri if ":" in iri else base + iri
    prefix, colon, local = text.partition(":")
    if colon and prefix in prefixes:
        return prefixes[prefix] + local.replace("\\", "")
    return text
