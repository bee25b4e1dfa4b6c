"""Whether axioms are about chosen things: about any of them, or about nothing else."""

from collections.abc import Iterable, Iterator, Set

from doidkit.editing.selecting.objects import (
    Thing,
    annotating,
    mentioned,
    names,
    without_notes,
)
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.signature import is_plain, signature


class Matching:
    """Chosen things, and the axioms that are about them.

    With ``by_name`` only names count, whatever they name and wherever they stand; else
    expressions and individuals without a name do, too.
    """

    def __init__(self, things: Set[Thing], *, by_name: bool) -> None:
        self._things = things
        self._names = names(things)
        self._by_name = by_name

    def touching(self, axioms: Iterable[Call]) -> Iterator[Call]:
        """Yield the axioms that are about any of the things."""
        return filter(self._touches_name if self._by_name else self._touches, axioms)

    def within(self, axioms: Iterable[Call]) -> Iterator[Call]:
        """Yield the axioms that are about nothing else, without annotations that are."""
        lies_within = self._axiom_names_within if self._by_name else self._axiom_within
        annotations_lie = self._notes_named if self._by_name else self._notes_within
        for axiom in axioms:
            if lies_within(axiom):
                yield axiom if annotations_lie(axiom) else without_notes(axiom)

    # by name

    def _touches_name(self, axiom: Call) -> bool:
        if is_plain(axiom):
            return not self._names.isdisjoint(axiom[1:])
        return not self._names.isdisjoint(_named(axiom)) or any(
            name in self._names or value in self._names for name, value in annotating(axiom)
        )

    def _axiom_names_within(self, axiom: Call) -> bool:
        return self._names.issuperset(_named(axiom))

    def _notes_named(self, axiom: Call) -> bool:
        return all(
            name in self._names and (value[:1] != "<" or value in self._names)
            for name, value in annotating(axiom)
        )

    # with expressions

    def _touches(self, axiom: Call) -> bool:
        if is_plain(axiom):
            _, name, subject, value = axiom
            return name in self._names or self._has(subject) or self._has(value)
        if axiom[0] == "AnnotationAssertion":
            found = any(self._has(term) for term in operands(axiom))
        else:
            found = not self._things.isdisjoint(mentioned(axiom, annotations=False))
        return found or any(
            name in self._names or self._has(value) for name, value in annotating(axiom)
        )

    def _axiom_within(self, axiom: Call) -> bool:
        if axiom[0] == "AnnotationAssertion":
            name, subject, value = operands(axiom)
            return (
                self._has(subject)
                and name in self._names
                and (value[:1] == '"' or self._has(value))
            )
        return mentioned(axiom, annotations=False) <= self._things

    def _notes_within(self, axiom: Call) -> bool:
        return all(name in self._names and self._has(value) for name, value in annotating(axiom))

    def _has(self, term: str) -> bool:
        """Return True for a chosen name or individual; a literal is never chosen."""
        return term in (self._names if term[:1] == "<" else self._things)


def _named(axiom: Call) -> set[str]:
    """Return the names in an axiom without its annotations, the IRIs of an assertion's."""
    if axiom[0] == "AnnotationAssertion":
        return {term for term in operands(axiom) if term[:1] == "<"}
    return {name for _, name in signature(axiom, annotations=False)}
