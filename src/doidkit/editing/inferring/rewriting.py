"""Subclass axioms that come or go because others say the same: ROBOT's relax, reduce, materialize.

What they mean is in ``reasoners.relaxing``, ``reducing`` and ``materializing``; here a document's
own axioms are changed, and what it imports is reasoned with.
"""

from collections.abc import Iterable
from dataclasses import replace

from doidkit.documents import Document
from doidkit.editing.inferring.asserting import INFERRED
from doidkit.reasoners.classifying import classifier
from doidkit.reasoners.locality import NO_LOGIC
from doidkit.reasoners.materializing import materialized
from doidkit.reasoners.reducing import redundant
from doidkit.reasoners.relaxing import relaxed
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call


def relax(
    document: Document,
    *,
    exclude_named_classes: bool = True,
    include_subclass_of: bool = False,
    enforce_obo_format: bool = False,
) -> Document:
    """Return a document with the superclasses that its definitions have by their form.

    Without ``exclude_named_classes`` equivalent names are below one another, too, with
    ``include_subclass_of`` superclasses are taken apart as definitions are, with
    ``enforce_obo_format`` a "some" is only of names.
    """
    new = relaxed(
        document.axioms,
        names=not exclude_named_classes,
        subclasses=include_subclass_of,
        simple=enforce_obo_format,
    )
    return document.with_axioms(document.axioms | {*new})


def reduce(
    document: Document,
    *,
    reasoner: str = "elk",
    preserve_annotated_axioms: bool = False,
    named_classes_only: bool = False,
    include_subproperties: bool = False,
    timeout: float | None = None,
) -> Document:
    """Return a document without the subclass axioms that others make superfluous.

    ``preserve_annotated_axioms`` keeps those with annotations, ``named_classes_only`` those of
    expressions; ``include_subproperties`` counts what is below by a property's superproperties.
    """
    gone = {
        *redundant(
            _in_order(document.axioms),
            classifier(reasoner, timeout),
            subproperties=include_subproperties,
            names=named_classes_only,
            annotated=not preserve_annotated_axioms,
            imported=_in_order(_imported(document)),
        )
    }
    return document.with_axioms(
        axiom
        for axiom in document.axioms
        if axiom[0] != "SubClassOf" or operands(axiom) not in gone
    )


def materialize(
    document: Document,
    properties: Iterable[str] = (),
    *,
    reasoner: str = "elk",
    only: bool = False,
    annotate: bool = False,
    timeout: float | None = None,
) -> Document:
    """Return a document with the superclasses "property some class" that follow for its classes.

    ``properties`` are terms, ``<iri>``; all without any. ``only`` leaves the inferred axioms alone
    in it, ``annotate`` marks them as inferred. Raises InconsistentError and IncoherentError where
    nothing of use follows.
    """
    new = materialized(
        document.axioms, classifier(reasoner, timeout), properties, imported=_imported(document)
    )
    inferred = {(axiom[0], INFERRED, *axiom[1:]) for axiom in new} if annotate else {*new}
    if only:
        return replace(document, axioms=frozenset(inferred), imports=(), imported=())
    return document.with_axioms(document.axioms | inferred)


def _imported(document: Document) -> frozenset[Call]:
    return frozenset().union(*(each.axioms for each in document.imported))


def _in_order(axioms: Iterable[Call]) -> list[Call]:
    """Return the logical axioms in an order of their own: of two that say the same one stays."""
    return sorted((axiom for axiom in axioms if axiom[0] not in NO_LOGIC), key=str)
