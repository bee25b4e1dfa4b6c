"""Documents that fit OBO: one label, definition and comment a term, no general class axioms."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from doidkit.documents import Document
from doidkit.editing.signatures import signature
from doidkit.syntax.ofn.writer import notes, operands, value
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.lexical import literal

_OVER_CLASSES = ("EquivalentClasses", "DisjointClasses")


def with_single_annotations(document: Document, predicates: Collection[str]) -> Document:
    """Return a document whose entities have one value of each of some annotation properties.

    It is the one that has no language, if there is one such, else the first in order.
    """
    gone: set[Call] = set()
    for found in _several(document, predicates):
        plain = [axiom for axiom in found if _is_plain(str(axiom[-1]))]
        kept = plain[0] if len(plain) == 1 else found[0]
        gone.update(axiom for axiom in found if axiom != kept)
    return replace(document, axioms=document.axioms - gone)


def with_joined_annotations(document: Document, predicate: str) -> Document:
    """Return a document in which several texts of one entity are one text, in order.

    Where one of them is an IRI, all stay.
    """
    gone: set[Call] = set()
    new: set[Call] = set()
    for found in _several(document, (predicate,)):
        if any(str(axiom[-1])[:1] != '"' for axiom in found):
            continue
        text = " ".join(value(axiom[-1]) for axiom in found)
        own = sorted({note for axiom in found for note in notes(axiom)}, key=str)
        gone.update(found)
        new.add(("AnnotationAssertion", *own, predicate, found[0][-2], literal(text)))
    return replace(document, axioms=(document.axioms - gone) | new)


def without_general_axioms(document: Document) -> Document:
    """Return a document without class axioms that are about no class with a name."""
    return replace(
        document, axioms=frozenset(axiom for axiom in document.axioms if not _is_general(axiom))
    )


def _several(document: Document, predicates: Collection[str]) -> Iterator[list[Call]]:
    """Yield the annotations of an entity with one property, in order, where there are several."""
    found: dict[tuple[str, str], list[Call]] = {}
    for axiom in document.axioms:
        if axiom[0] == "AnnotationAssertion" and axiom[-3] in predicates:
            found.setdefault((axiom[-2], axiom[-3]), []).append(axiom)
    several = {key: each for key, each in found.items() if len(each) > 1}
    if several:
        names = {name for _, name in signature(document)}
        yield from (sorted(several[key], key=_place) for key in several if key[0] in names)


def _place(axiom: Call) -> tuple[object, ...]:
    term = str(axiom[-1])
    text = value(term) if term[:1] == '"' else term
    return (term[:1] == '"', text, term[term.rfind('"') + 1 :], str(axiom))


def _is_plain(term: str) -> bool:
    return term[:1] != '"' or term[term.rindex('"') + 1 :][:1] != "@"


def _is_general(axiom: Call) -> bool:
    if axiom[0] == "SubClassOf":
        return isinstance(operands(axiom)[0], tuple)
    return axiom[0] in _OVER_CLASSES and all(isinstance(p, tuple) for p in operands(axiom))
