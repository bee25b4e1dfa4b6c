"""Several ontologies taken as one, and taken out of it again."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from doidkit.documents import Document
from doidkit.editing.annotating import DERIVED_FROM, annotated, defined, has_source, sourced
from doidkit.editing.signatures import signature
from doidkit.syntax.owl.expressions import Call

_PROVENANCE: Call = ("Declaration", ("AnnotationProperty", DERIVED_FROM))


def merged(
    documents: Sequence[Document],
    *,
    imports: bool = True,
    annotations: bool = False,
    sources: bool = False,
    definers: bool = False,
) -> Document:
    """Return the first ontology with the axioms of all.

    With ``imports`` what they import is taken in, too, and nothing is imported any more. With
    ``annotations`` the annotations of the other ontologies' headers are kept. With ``sources``
    each axiom says which version of which ontology it is from, and with ``definers`` each entity
    which ontology defines it, where they do not say so already.
    """
    first = documents[0]
    parts = [(*each.imported, each) if imports else (each,) for each in documents]
    if definers:
        parts = _defined(parts)
    axioms = (_sourced(each) if sources else _said(each) for each in parts)
    result = replace(first, axioms=frozenset[Call]().union(*axioms))
    if annotations:
        result = annotated(result, (note for each in documents[1:] for note in each.annotations))
    return replace(result, imports=(), imported=()) if imports else result


def unmerged(document: Document, others: Iterable[Document]) -> Document:
    """Return an ontology without the axioms of others and of what they import."""
    gone = frozenset[Call]().union(*(other.everything for other in others))
    return replace(document, axioms=document.axioms - gone)


def _said(parts: Iterable[Document]) -> frozenset[Call]:
    return frozenset[Call]().union(*(part.axioms for part in parts))


def _sourced(parts: Sequence[Document]) -> frozenset[Call]:
    """Return axioms with their sources; what is imported, too, is the imported ontology's."""
    *imported, own = parts
    elsewhere = {axiom for axiom in _said(imported) if not has_source(axiom)}
    found: set[Call] = set()
    for part in parts:
        source = part.version or part.iri
        axioms = part.axioms - elsewhere if part is own else part.axioms
        found |= sourced(axioms - {_PROVENANCE}, source)
        if source or _PROVENANCE in axioms:
            found.add(_PROVENANCE)
    return frozenset(found)


def _defined(groups: Iterable[Sequence[Document]]) -> list[tuple[Document, ...]]:
    """Let each ontology say what it and its imports define, where none before them does."""
    known: set[Call] = set()
    found = []
    for *imported, own in groups:
        for part in (*imported, own):
            known |= part.axioms
            if part.iri:
                new = defined(known, {name for _, name in signature(part)}, part.iri)
                known |= new
                own = replace(own, axioms=own.axioms | new)
        found.append((*imported, own))
    return found
