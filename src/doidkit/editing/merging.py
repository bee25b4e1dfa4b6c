"""Several ontologies taken as one."""

from collections.abc import Sequence
from dataclasses import replace

from doidkit.documents import Document


def merged(
    documents: Sequence[Document], *, imports: bool = True, annotations: bool = False
) -> Document:
    """Return the first ontology with the axioms of all.

    With ``imports`` what they import is taken in, too, and nothing is imported any more. With
    ``annotations`` the annotations of the other ontologies' headers are kept.
    """
    first = documents[0]
    axioms = frozenset[tuple[object, ...]]().union(
        *(each.everything if imports else each.axioms for each in documents)
    )
    closures = [each for document in documents for each in document.imported]
    distinct = {each.iri or str(id(each)): each for each in closures}
    notes = [note for each in documents for note in each.annotations]
    names = [name for each in documents for name in each.imports]
    prefixes = {name: iri for each in reversed(documents) for name, iri in each.prefixes.items()}
    return replace(
        first,
        axioms=axioms,
        imports=() if imports else tuple(dict.fromkeys(names)),
        imported=() if imports else tuple(distinct.values()),
        annotations=tuple(dict.fromkeys(notes)) if annotations else first.annotations,
        prefixes=prefixes,
    )
