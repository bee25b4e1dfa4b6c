"""What can be made of an ontology a slice at a time, and is what would be made of it whole.

What is chosen depends on all terms and how they are related, never on more than one annotation at
a time; so terms and hierarchy are in memory, and annotations, of which an ontology is mostly made,
pass by.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from doidkit.documents import Document
from doidkit.documents.slicing import Sliced
from doidkit.editing import merging, renaming, selecting
from doidkit.editing.extracting import Extraction, mireot
from doidkit.editing.extracting.hierarchy import READ
from doidkit.editing.selecting import Selection
from doidkit.editing.selecting.dropping import without_dropped
from doidkit.editing.selecting.objects import names
from doidkit.editing.selecting.selectors import Extra
from doidkit.editing.selecting.work import Work, annotations_of, check
from doidkit.editing.signatures import signature as named
from doidkit.prefixes import NO_PREFIXES
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.operands import ENTITY_OF
from doidkit.syntax.owl.signature import Entity, signatures

Ontology = Document | Sliced
"""What each of these takes, and ``selecting``, ``renaming`` or ``mireot`` does with the former."""


def headed(ontology: Ontology, **changes: Any) -> Ontology:
    """Return an ontology with another header: ``Document``'s fields but for axioms and imports."""
    if isinstance(ontology, Document):
        return replace(ontology, **changes)
    return replace(ontology, head=replace(ontology.head, **changes))


def merged(documents: Sequence[Ontology]) -> Ontology:
    """Return one ontology of several, without what they import, or the one that there is."""
    if len(documents) == 1 and isinstance(documents[0], Sliced):
        return documents[0]
    return merging.merged([*map(whole, documents)], imports=False)


def whole(ontology: Ontology) -> Document:
    """Return an ontology as one value, in memory."""
    return ontology if isinstance(ontology, Document) else ontology.whole()


def entities(ontology: Ontology) -> set[Entity]:
    """Return the entities that an ontology's own axioms and header mention."""
    if isinstance(ontology, Document):
        return selecting.entities(ontology)
    return signatures(ontology.head.annotations).union(*map(signatures, ontology.parts()))


def signature(ontology: Ontology) -> set[Entity]:
    """Return what ``signatures.signature`` does."""
    if isinstance(ontology, Document):
        return named(ontology)
    parts = (Document(axioms=frozenset(part)) for part in ontology.parts())
    return named(ontology.head).union(*map(named, parts))


def removed(ontology: Ontology, selection: Selection) -> Ontology:
    """Return what ``selecting.removed`` does."""
    if isinstance(ontology, Document):
        return selecting.removed(ontology, selection)
    check(selection)
    head = ontology.head
    if selection.asks_for(Extra.ONTOLOGY):
        head = replace(head, annotations=())
    groups = selection.without(Extra.IMPORTS, Extra.ONTOLOGY)
    work = Work(ontology.parts, head.annotations, selection, groups)
    more: set[Call] = set()
    if work.things and selection.preserve_structure:
        left = work.universe() - work.things
        gone_of, left_of = set[Entity](), set[Entity]()
        for part in ontology.parts():
            gone = work.selected(part, touching=selection.trim)
            gone_of |= signatures(gone)
            left_of |= signatures({*part} - gone)
        kept = left - (gone_of - left_of)
        more = work.spanning(kept, expressions=selection.spans_expressions)

    def change(part: Iterable[Call]) -> Iterable[Call]:
        given = {*part}
        if work.things:
            given -= work.selected(given, touching=selection.trim)
            more.difference_update(given)
        return without_dropped(given, selection.drops)

    return ontology.changed(change, more, head=head)


def filtered(ontology: Ontology, selection: Selection) -> Ontology:
    """Return what ``selecting.filtered`` does."""
    if isinstance(ontology, Document):
        return selecting.filtered(ontology, selection)
    check(selection)
    extras = (Extra.IMPORTS, Extra.ONTOLOGY, Extra.ANNOTATIONS)
    head = ontology.head
    work = Work(ontology.parts, head.annotations, selection, selection.without(*extras))
    more: set[Call] = set()
    if work.things and selection.preserve_structure:
        more = work.spanning(work.things)
    subjects = names(work.things) if selection.asks_for(Extra.ANNOTATIONS) else set()

    def change(part: Iterable[Call]) -> Iterable[Call]:
        given = {*part}
        if not work.things:
            return ()
        kept = work.selected(given, touching=not selection.trim) | annotations_of(given, subjects)
        more.difference_update(kept)
        return without_dropped(kept, selection.drops)

    annotations = head.annotations if selection.asks_for(Extra.ONTOLOGY) else ()
    head = replace(head, version="", annotations=annotations)
    return ontology.changed(change, more, head=head)


def renamed(
    ontology: Ontology, names: Mapping[str, str], labels: Mapping[str, str] = NO_PREFIXES
) -> Ontology:
    """Return what ``renaming.renamed`` does."""
    if isinstance(ontology, Document):
        return renaming.renamed(ontology, names, labels)
    new = renaming.renamed(ontology.head, names, labels)

    def change(part: Iterable[Call]) -> Iterable[Call]:
        one = Document(axioms=frozenset(part))
        return renaming.renamed(one, names, labels).axioms - new.axioms

    return ontology.changed(change, new.axioms, head=new.with_axioms(()))


def extracted(
    ontology: Ontology,
    *,
    lower: Iterable[str] = (),
    upper: Iterable[str] = (),
    branches: Iterable[str] = (),
    options: Extraction,
) -> Document:
    """Return what ``extracting.mireot`` does.

    It looks at the hierarchy first, then at the annotations of what it extracts alone.
    """
    low, high, tops = {*lower}, {*upper}, {*branches}
    if isinstance(ontology, Document):
        return mireot(ontology, lower=low, upper=high, branches=tops, options=options)
    head = ontology.head
    asked = low | high | tops
    hierarchy: set[Call] = set()
    properties: set[str] = set()
    for part in ontology.parts():
        hierarchy.update(axiom for axiom in part if axiom[0] in READ)
        mentioned = signatures(part)
        properties.update(name for kind, name in mentioned if kind == "A")
        hierarchy.update(
            ("Declaration", (ENTITY_OF[kind], name)) for kind, name in mentioned if name in asked
        )

    def made(axioms: Set[Call]) -> Document:
        document = head.with_axioms(axioms)
        return mireot(document, lower=low, upper=high, branches=tops, options=options)

    bare = made(hierarchy)
    subjects = {name for _, name in signatures(bare.axioms)} | properties
    annotations = {axiom for part in ontology.parts() for axiom in annotations_of(part, subjects)}
    return made(hierarchy | annotations)
