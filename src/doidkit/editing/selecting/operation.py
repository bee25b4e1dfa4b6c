"""Filter and remove: the axioms about chosen terms are what is kept, or what goes.

The two are as ROBOT has them: what is removed touches a chosen term, what is kept is about
nothing else, and ``trim`` turns that round. Only the document's own axioms are chosen from, not
those that it imports.
"""

from collections.abc import Iterable
from dataclasses import replace

from doidkit.documents import Document
from doidkit.editing.selecting.dropping import without_dropped
from doidkit.editing.selecting.objects import names, still_mentioned
from doidkit.editing.selecting.selectors import Extra
from doidkit.editing.selecting.work import Selection, Work, annotations_of, check
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.signature import Entity, signatures


def removed(document: Document, selection: Selection) -> Document:
    """Return an ontology without the axioms that touch chosen terms.

    With ``trim`` False only axioms about nothing else go. Where a term that is gone stood between
    others, these are put below one another if ``preserve_structure``. Raises InputError for a
    kind of axioms that there is not, and for internal and external together.
    """
    check(selection)
    if selection.asks_for(Extra.IMPORTS):
        document = replace(document, imports=(), imported=())
    if selection.asks_for(Extra.ONTOLOGY):
        document = replace(document, annotations=())
    work = Work(
        lambda: (document.axioms,),
        document.annotations,
        selection,
        selection.without(Extra.IMPORTS, Extra.ONTOLOGY),
    )
    axioms = set(document.axioms)
    if work.things:
        gone = work.selected(axioms, touching=selection.trim)
        axioms -= gone
        if selection.preserve_structure:
            left = still_mentioned(work.universe() - work.things, gone, axioms)
            axioms |= work.spanning(left, expressions=selection.spans_expressions)
    return document.with_axioms(without_dropped(axioms, selection.drops))


def filtered(document: Document, selection: Selection) -> Document:
    """Return an ontology of the axioms that are about nothing but chosen terms.

    With ``trim`` False axioms that touch a chosen term are kept. The ontology has no version;
    imports, its own annotations, and all annotations of the chosen terms are kept if a selector
    asks for them. Raises InputError as ``removed`` does.
    """
    check(selection)
    extras = (Extra.IMPORTS, Extra.ONTOLOGY, Extra.ANNOTATIONS)
    work = Work(
        lambda: (document.axioms,), document.annotations, selection, selection.without(*extras)
    )
    axioms: set[Call] = set()
    if work.things:
        axioms = work.selected(document.axioms, touching=not selection.trim)
        if selection.preserve_structure:
            axioms |= work.spanning(work.things)
        if selection.asks_for(Extra.ANNOTATIONS):
            axioms |= annotations_of(document.axioms, names(work.things))
    if not selection.asks_for(Extra.IMPORTS):
        document = replace(document, imports=(), imported=())
    if not selection.asks_for(Extra.ONTOLOGY):
        document = replace(document, annotations=())
    document = replace(document, version="", broken=())
    return document.with_axioms(without_dropped(axioms, selection.drops))


def missing(document: Document, terms: Iterable[str]) -> list[str]:
    """Return the ``<iri>``s that no entity of an ontology has, sorted."""
    known = {name for _, name in entities(document)}
    return sorted({*terms} - known)


def entities(document: Document) -> set[Entity]:
    """Return the entities that an ontology's own axioms and header mention."""
    return signatures((*document.axioms, *document.annotations))
