"""Entities under other names, wherever an ontology mentions them."""

from collections.abc import Mapping
from dataclasses import replace

from doidkit.documents import Document
from doidkit.editing.signatures import signature
from doidkit.prefixes import expand
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.lexical import iri, literal
from doidkit.syntax.owl.ordering import renamed as with_names

_LABEL = iri(expand("rdfs:label"))
_NO_LABELS: Mapping[str, str] = {}


def renamed(
    document: Document, names: Mapping[str, str], labels: Mapping[str, str] = _NO_LABELS
) -> Document:
    """Return an ontology with new names, all given at once: two may be exchanged.

    ``names`` are the new ``<iri>`` by the old, ``labels`` the texts that some of the new ones
    have for a label instead of any that they had.
    """
    labels = {name: text for name, text in labels.items() if name in names.values()}
    axioms = {with_names(axiom, names) for axiom in document.axioms}
    axioms = {axiom for axiom in axioms if not _labels(axiom, labels)}
    axioms |= {("AnnotationAssertion", _LABEL, n, literal(text)) for n, text in labels.items()}
    notes = tuple(with_names(note, names) for note in document.annotations)
    return replace(document, axioms=frozenset(axioms), annotations=notes)


def missing(document: Document, names: Mapping[str, str]) -> list[str]:
    """Return the old names that no entity of an ontology has."""
    known = {name for _, name in signature(document)}
    return [name for name in names if name not in known]


def beginning(document: Document, beginnings: Mapping[str, str]) -> dict[str, str]:
    """Return the new names of entities whose IRIs begin as one of ``beginnings``, the longest.

    Old and new beginnings are without angle brackets.
    """
    longest = sorted(beginnings, key=len, reverse=True)
    found = {}
    for _, name in signature(document):
        old = next((each for each in longest if name[1:].startswith(each)), None)
        if old is not None:
            found[name] = f"<{beginnings[old]}{name[1 + len(old) :]}"
    return found


def _labels(axiom: Call, of: Mapping[str, str]) -> bool:
    """Return True for a label of an entity that gets another one."""
    return axiom[0] == "AnnotationAssertion" and axiom[-3] == _LABEL and axiom[-2] in of
