"""The words for values of a record: a term by its label, a text with what annotates it."""

import re
from collections.abc import Iterable

from doidkit.ontology import TermRef
from doidkit.pages.record import Annotation, Axiom, Role, Use, Value, Words
from doidkit.pages.references import named
from doidkit.pages.roles import SYNONYM_TYPES

_WORD = re.compile(r"[\w-]+")
_NOTES = {
    Role.XREF: "source",
    Role.DEFINITION_SOURCE: "source",
    Role.COMMENT: "comment",
    Role.CREATED_BY: "by",
    Role.CREATED: "on",
}


def words(given: Words) -> str:
    """Return a text of Manchester syntax; labels of several words stand in quotation marks.

    >>> words((TermRef("has symptom", "RO:0002452", ""), " some ", TermRef("fever", "", "")))
    "'has symptom' some fever"
    """
    return "".join(word if isinstance(word, str) else _quoted(word) for word in given)


def _quoted(term: TermRef) -> str:
    if not term.label:
        return term.curie
    return term.label if _WORD.fullmatch(term.label) else f"'{term.label}'"


def value(given: Value) -> str:
    """Return a value: a term's label and CURIE, a text with its language unless it is English."""
    if given.within:
        return f"[{'; '.join(map(annotation, given.within))}]"
    if given.term is not None:
        return named(given.term)
    if given.language and not given.language.lower().startswith("en"):
        return f"{given.text} ({given.language})"
    return given.text


def noted(given: Annotation) -> str:
    """Return a value with its notes in brackets."""
    return value(given.value) + notes(given.notes)


def notes(given: Iterable[Annotation]) -> str:
    """Return what annotates a statement in brackets, nothing if nothing does."""
    told = "; ".join(map(annotation, given))
    return f" ({told})" if told else ""


def annotation(given: Annotation) -> str:
    """Return the name of a property and its value."""
    kind = given.value.term
    if given.predicate.iri in SYNONYM_TYPES and kind is not None and kind.label:
        return f"type: {kind.label}{notes(given.notes)}"
    return f"{_note_name(given)}: {noted(given)}"


def name(predicate: TermRef) -> str:
    """Return the label of a property as words, its CURIE where it has none."""
    return predicate.label.replace("_", " ") or predicate.curie


def _note_name(given: Annotation) -> str:
    if given.predicate.iri in SYNONYM_TYPES:
        return "type"
    return _NOTES.get(given.role) or name(given.predicate)


def axiom(given: Axiom) -> str:
    """Return what an axiom says after its keyword, with what annotates it."""
    return words(given.words) + notes(given.notes)


def use(given: Use) -> str:
    """Return who uses a term, and how, where more is to be said than the name of the usage."""
    by = named(given.by) if given.by else ""
    if isinstance(given.said, Axiom):
        return f"{by}: {axiom(given.said)}" if by else axiom(given.said)
    told = notes(given.said.notes)
    if given.said.value.term is None or told:  # the term stands in a note, or in a text
        told = f": {noted(given.said)}"
    return by + told
