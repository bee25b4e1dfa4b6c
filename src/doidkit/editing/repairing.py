"""References to replaced entities, and axioms that are said twice with other annotations."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from doidkit.documents import Document
from doidkit.editing.signatures import signature
from doidkit.syntax.obo.names import OBO
from doidkit.syntax.ofn.writer import notes, operands, value
from doidkit.syntax.owl.expressions import Call, owl
from doidkit.syntax.owl.lexical import iri
from doidkit.syntax.owl.ordering import renamed

_REPLACED, _DEPRECATED = iri(OBO + "IAO_0100001"), owl("deprecated")
_TRUE = ('"true"^^', '"1"^^')
_SAID_OF_ALL = ("EquivalentClasses", "DisjointClasses")  # about each of their operands


def with_valid_references(
    document: Document, resolve: Callable[[str], str], migrated: Collection[str] = ()
) -> Document:
    """Return a document that mentions, for deprecated entities, those that replace them.

    What is said about a deprecated entity itself stays, but for annotations with the properties
    ``migrated``, which become its successor's. ``resolve`` gives the IRI of a CURIE, "" for none.
    """
    successors = _successors(document, resolve)
    names = {name for _, name in signature(document, document.everything)}
    successors = {old: new for old, new in successors.items() if old in names}
    kept = {axiom for axiom in document.axioms if _is_about(axiom, successors, migrated)}
    axioms = {renamed(axiom, successors) for axiom in document.axioms - kept}
    return replace(document, axioms=frozenset(kept | axioms))


def with_one_axiom_each(document: Document) -> Document:
    """Return a document that says each axiom once, with all of its annotations."""
    found: dict[Call, set[Call]] = {}
    for axiom in document.axioms:
        found.setdefault((axiom[0], *operands(axiom)), set()).update(notes(axiom))
    axioms = ((axiom[0], *sorted(own, key=str), *axiom[1:]) for axiom, own in found.items())
    return replace(document, axioms=frozenset(axioms))


def _successors(document: Document, resolve: Callable[[str], str]) -> dict[str, str]:
    """Return which entity replaces which deprecated one."""
    said = [a[-3:] for a in document.everything if a[0] == "AnnotationAssertion"]
    deprecated = {
        subject
        for predicate, subject, text in said
        if predicate == _DEPRECATED and text.startswith(_TRUE)
    }
    found: dict[str, list[str]] = {}
    for predicate, subject, text in said:
        if predicate == _REPLACED and subject in deprecated:
            new = resolve(value(text)) if text[:1] == '"' else text
            if new[:1] == "<":
                found.setdefault(subject, []).append(new)
    return {old: min(new) for old, new in found.items()}


def _is_about(axiom: Call, entities: Collection[str], migrated: Collection[str]) -> bool:
    """Return True for what an entity is declared as, defined to be, or annotated with."""
    name, parts = axiom[0], operands(axiom)
    if name == "Declaration":
        return parts[0][1] in entities
    if name == "AnnotationAssertion":
        return parts[1] in entities and parts[0] not in migrated
    return _mentions(parts if name in _SAID_OF_ALL or _is_of_pair(name) else parts[:1], entities)


def _is_of_pair(name: str) -> bool:
    return name in (
        "EquivalentObjectProperties",
        "DisjointObjectProperties",
        "InverseObjectProperties",
    )


def _mentions(parts: Iterable[object], entities: Collection[str]) -> bool:
    return any(isinstance(part, str) and part in entities for part in parts)
