"""Collapsing a hierarchy: classes with few below them go, what was below them moves up.

As ROBOT has it: never a class at the top or without any below it, nor one that is precious; and
again, until every class in between has enough below it.
"""

from collections import Counter
from collections.abc import Iterable, Set

from doidkit.documents import Document
from doidkit.editing.selecting.gaps import spanning
from doidkit.editing.selecting.matching import Matching
from doidkit.editing.selecting.objects import Thing, all_mentioned
from doidkit.editing.selecting.relations import Relations
from doidkit.errors import InputError
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, owl

_THING = owl("Thing")


def collapsed(document: Document, *, threshold: int = 2, precious: Iterable[str] = ()) -> Document:
    """Return an ontology without classes in between that have fewer subclasses than ``threshold``.

    ``precious`` are ``<iri>``s of classes that stay. Raises InputError for a threshold below 2.
    """
    if threshold < 2:
        raise InputError(f"The threshold is {threshold}; it must be 2 or greater.")
    return document.with_axioms(without_few(document.axioms, threshold, {*precious}))


def without_few(
    axioms: Iterable[Call], threshold: int, precious: Set[str], *, repeatedly: bool = True
) -> set[Call]:
    """Return axioms without those about classes in between that have few subclasses."""
    left = {*axioms}
    relations, kept = Relations(left), all_mentioned(left)
    while few := _few(left, threshold, precious):
        kept -= few
        left -= {*Matching(few, by_name=False).touching(left)}
        left |= spanning(relations, kept)
        if not repeatedly:
            break
    return left


def _few(axioms: Iterable[Call], threshold: int, precious: Set[str]) -> set[Thing]:
    """Return the named classes with a superclass and too few subclasses, but not none."""
    pairs = {operands(axiom) for axiom in axioms if axiom[0] == "SubClassOf"}
    named = [pair for pair in pairs if isinstance(pair[0], str) and isinstance(pair[1], str)]
    below = Counter(other for _, other in named)
    placed = {one for one, other in named if other != _THING}
    return {
        ("C", name)
        for name, count in below.items()
        if count < threshold and name in placed and name not in precious and name != _THING
    }
