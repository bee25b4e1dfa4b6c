"""A document's IRIs, its annotations, and annotations of all that it says."""

from collections.abc import Iterable
from dataclasses import replace

from doidkit.documents import Document
from doidkit.editing.signatures import is_reserved, signature
from doidkit.prefixes import PREFIXES, expand
from doidkit.syntax.ofn.writer import notes, operands
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.lexical import iri

DERIVED_FROM = iri(PREFIXES["prov"] + "wasDerivedFrom")
DEFINED_BY = iri(expand("rdfs:isDefinedBy"))


def identified(document: Document, iri: str = "", version: str = "") -> Document:
    """Return a document with another IRI or version IRI, where one is given."""
    return replace(document, iri=iri or document.iri, version=version or document.version)


def without_annotations(document: Document) -> Document:
    """Return a document without the annotations of its header."""
    return replace(document, annotations=())


def annotated(document: Document, annotations: Iterable[Call]) -> Document:
    """Return a document with more annotations in its header, each once."""
    return replace(
        document, annotations=tuple(dict.fromkeys((*document.annotations, *annotations)))
    )


def interpolated(text: str, document: Document) -> str:
    """Return a text with ``%{ontology_iri}`` and ``%{version_iri}`` filled in, if there are any."""
    for name, known in (("ontology_iri", document.iri), ("version_iri", document.version)):
        if known:
            text = text.replace(f"%{{{name}}}", known.strip("<>"))
    return text


def with_axiom_annotation(document: Document, predicate: str, value: str) -> Document:
    """Return a document each of whose axioms has an annotation."""
    note = ("Annotation", predicate, value)
    return replace(document, axioms=frozenset(noted(axiom, note) for axiom in document.axioms))


def with_source(document: Document) -> Document:
    """Return a document whose axioms say which version they come from, if they do not yet."""
    source = document.version or document.iri
    return replace(document, axioms=frozenset(sourced(document.axioms, source)))


def with_definer(document: Document) -> Document:
    """Return a document whose entities say which ontology defines them, if they do not yet."""
    if not document.iri:
        return document
    found = {name for _, name in signature(document)}
    return replace(document, axioms=document.axioms | defined(document.axioms, found, document.iri))


def noted(axiom: Call, note: Call) -> Call:
    """Return an axiom with one more annotation."""
    return (axiom[0], *sorted({*notes(axiom), note}, key=str), *operands(axiom))


def sourced(axioms: Iterable[Call], source: str) -> set[Call]:
    """Return axioms with the source that those have that have none yet; "" is no source."""
    if not source:
        return {*axioms}
    note = ("Annotation", DERIVED_FROM, source)
    return {axiom if has_source(axiom) else noted(axiom, note) for axiom in axioms}


def has_source(axiom: Call) -> bool:
    """Return True for an axiom that says where it is from."""
    return any(note[-2] == DERIVED_FROM for note in notes(axiom))


def defined(axioms: Iterable[Call], names: Iterable[str], definer: str) -> set[Call]:
    """Return the statements that entities are defined by an ontology, where axioms say none."""
    known = {
        axiom[-2]
        for axiom in axioms
        if axiom[0] == "AnnotationAssertion" and axiom[-3] == DEFINED_BY
    }
    new = (name for name in names if name not in known and not is_reserved(name))
    return {("AnnotationAssertion", DEFINED_BY, name, definer) for name in new}
