"""OWL functional syntax as units: prefixes, the ontology's own name, axioms."""

from collections.abc import Hashable, Iterator
from pathlib import Path

from doidkit.comparing import names
from doidkit.comparing.merging.chunks import MARK, Unit
from doidkit.prefixes import expand
from doidkit.syntax.ofn.places import Known, cut
from doidkit.syntax.ofn.writer import notes, operands, subject_of
from doidkit.syntax.owl.expressions import Call, owl
from doidkit.syntax.owl.lexical import iri

SINGLE = frozenset(
    (
        names.LABEL,
        names.DEFINITION,
        names.COMMENT,
        names.NAMESPACE,
        names.ID,
        names.DEPRECATED,
        owl("versionIRI"),
        owl("versionInfo"),
        iri(expand("oboInOwl:created_by")),
        iri(expand("oboInOwl:creation_date")),
    )
)
"""Predicates that a term has once, in a language."""
HEADER = "the header"
_OF_HEADER = frozenset(("Prefix", "Ontology", "Import", ")"))


Said = tuple[str, str, Hashable, str]
"""An axiom's frame, tag, slot and value."""


def units(data: bytes, path: Path, known: Known[Said]) -> Iterator[Unit]:
    """Yield what a document in functional syntax says; SyntaxFault with line and column."""
    text = data.decode("utf-8-sig")
    place = _Bytes(text, len(MARK) if data.startswith(MARK) else 0)
    for (frame, tag, slot, value), start, end in cut(text, path, _said, known):
        at, to = place.of(start), place.of(end)
        yield Unit(frame, tag, slot, value, "ontology", at, to, to)


class _Bytes:
    """From places in a text to those in its bytes, forward only."""

    def __init__(self, text: str, shift: int) -> None:
        self._text, self._shift = text, shift
        self._counted, self._bytes = 0, 0
        self._plain = text.isascii()

    def of(self, at: int) -> int:
        if self._plain:
            return at + self._shift
        self._bytes += len(self._text[self._counted : at].encode())
        self._counted = at
        return self._bytes + self._shift


def _said(node: Call) -> Said:
    """Return an axiom's frame, tag, slot and value."""
    name, parts = str(node[0]), operands(node)
    # A text, as its hash is not computed again.
    value = str((name, parts, sorted(notes(node), key=str)))
    if name in _OF_HEADER:
        slot = (name, *parts[:1]) if name in ("Prefix", "Import") else name
        return HEADER, name, slot, value
    if name == "Annotation":
        # The whole of it is an annotation to those who tell operands from annotations.
        of, said = str(node[-2]), str(node[-1])
        return HEADER, of, single(of, said), str(node)
    if name == "AnnotationAssertion":
        of, said = str(parts[0]), str(parts[2])
        return str(parts[1]), of, single(of, said), value
    if name == "Declaration":  # of a kind of term, with its name
        return str(parts[0][-1]), name, (name, parts), value
    return (subject_of(node) if parts else ""), name, (name, parts), value


def single(predicate: str, value: str) -> Hashable:
    """Return the slot of a statement: its predicate and value, or the language for one value."""
    if predicate not in SINGLE:
        return predicate, value
    return predicate, value[value.rindex('"') + 1 :] if value[:1] == '"' else ""
