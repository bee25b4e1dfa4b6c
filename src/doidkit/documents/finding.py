"""Terms of an ontology by what a person writes: a CURIE, an IRI or a label."""

import difflib
from collections.abc import Callable, Iterable
from itertools import chain

from doidkit.documents.context import Context
from doidkit.documents.document import Document
from doidkit.documents.labels import Names
from doidkit.documents.slicing import Sliced
from doidkit.errors import InputError
from doidkit.syntax.owl.signature import signatures


def find(document: Document | Sliced, texts: Iterable[str], context: Context) -> frozenset[str]:
    """Return the ``<iri>``s of terms that an ontology, or what it imports, mentions.

    Raises InputError, with the nearest name, for what it does not mention, and for a label of
    several terms.
    """
    wanted = [*texts]
    return frozenset(map(finder(document, context), wanted)) if wanted else frozenset()


def finder(document: Document | Sliced, context: Context) -> Callable[[str], str]:
    """Return what finds the ``<iri>`` of one text; it raises as ``find``."""
    statements = (
        part for each in document.closure for part in chain(each.axioms, each.annotations)
    )
    known = {name for _, name in signatures(statements)}
    names = Names(document)
    return lambda text: _one(text, known, names, context)


def _one(text: str, known: set[str], names: Names, context: Context) -> str:
    try:
        iri = context.iri(text)
    except InputError:
        iri = ""
    if iri in known:
        return iri
    labelled = names.find(text)
    if len(labelled) > 1:
        which = ", ".join(map(context.curie, labelled))
        raise InputError(f'"{text}" is the label of several terms, {which}; name one of them.')
    if labelled:
        return labelled[0]
    spelt = {context.curie(name): name for name in known} | {
        label: name for name, label in names.labels.items()
    }
    near = difflib.get_close_matches(text, spelt, 1, 0.7)
    hint = f'did you mean "{near[0]}"?' if near else "write a CURIE, an IRI or a label of its."
    raise InputError(f'"{text}" is no term of the ontology; {hint}')
