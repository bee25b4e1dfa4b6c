"""Reasoning over a document, and what is found stated in it: ROBOT's ``reason``."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from doidkit.documents import Document
from doidkit.editing.inferring.generating import (
    OF_ELK,
    Generator,
    Inferences,
    expressions,
    generated,
)
from doidkit.editing.inferring.hierarchy import NOTHING, THING, Hierarchy
from doidkit.errors import InputError
from doidkit.prefixes import expand
from doidkit.reasoners.classifying import TOLD, classifier
from doidkit.reasoners.coherence import checked, probes, why
from doidkit.reasoners.locality import NO_LOGIC
from doidkit.reasoners.naming import Classify
from doidkit.reasoners.tautologies import Tautologies, is_tautology
from doidkit.reasoners.taxonomy import Beyond
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.operands import signature, used

INFERRED = ("Annotation", f"<{expand('oboInOwl:is_inferred')}>", '"true"')
"""What marks an axiom as inferred, as ROBOT and GO do it."""
_OF_CLASSES = {"SubClassOf", "EquivalentClasses", "DisjointClasses"}


class Equivalents(StrEnum):
    """Which classes may follow to be equivalent."""

    ALL = "all"
    NONE = "none"
    ASSERTED_ONLY = "asserted-only"


@dataclass(frozen=True, slots=True)
class Asserting:
    """What is inferred and what is stated of it; the words are ROBOT's.

    ``only`` leaves the inferred axioms alone in the document, and with ``annotations`` also what
    is said of its terms. ``direct`` takes what is right above a class, not all. ``redundant``
    keeps stated superclasses that are not right above a class.
    """

    generators: tuple[Generator, ...] = (Generator.SUBCLASS,)
    direct: bool = True
    only: bool = False
    annotations: bool = False
    annotate: bool = False
    exclude_duplicates: bool = False
    exclude_external: bool = False
    exclude_thing: bool = False
    exclude_tautologies: Tautologies = Tautologies.NONE
    redundant: bool = False
    preserve_annotated: bool = False
    equivalents: Equivalents = Equivalents.ALL


class EquivalentError(InputError):
    """Classes follow to be equivalent that may not be: ``pairs`` of IRIs, sorted."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.pairs = tuple(sorted(pairs))
        one, other = self.pairs[0]
        more = f", as {len(self.pairs) - 1:,} more pairs do" if len(self.pairs) > 1 else ""
        super().__init__(
            f"{one} and {other} follow to be equivalent{more}; state it or correct it."
        )


def reason(
    document: Document,
    asked: Asserting | None = None,
    *,
    reasoner: str = "elk",
    timeout: float | None = None,
) -> Document:
    """Return a document with what a reasoner finds in it and in what it imports.

    ``reasoner`` is one of ``reasoners.REASONERS`` or ``classifying``'s, and may take ``timeout``
    seconds. Raises InconsistentError, IncoherentError and EquivalentError where nothing of use
    can be inferred, EngineError where the reasoner cannot tell.
    """
    options = asked or Asserting()
    classify = classifier(reasoner, timeout)
    found = _found(document, options, classify, reasoner)
    _refuse_equivalents(document, found, options.equivalents)
    kinds = [each for each in options.generators if reasoner != "elk" or each in OF_ELK]
    inferred = [axiom for each in kinds for axiom in generated(each, found)]
    kept = _kept(document, options)
    new = [axiom for axiom in dict.fromkeys(inferred) if not _is_excluded(axiom, kept, options)]
    marked = [(axiom[0], INFERRED, *axiom[1:]) for axiom in new] if options.annotate else new
    axioms = kept.axioms - ({*new} if options.annotate else set()) | {*marked}
    reasoned = replace(kept, axioms=axioms)
    if options.redundant:
        return reasoned
    return _without_redundant(document, reasoned, found.classes, classify)


def missed(document: Document) -> Beyond:
    """Return what ELK may miss in a document and what it imports; in a copy of the process only."""
    from doidkit.reasoners import rustdl

    return rustdl.beyond_el(sorted(_logical(document), key=str))


def incoherent_module(document: Document, iris: Iterable[str]) -> Document:
    """Return the axioms that nothing can belong to some classes for, and what is said of them."""
    found = why(sorted(document.everything, key=str), iris)
    return Document(axioms=frozenset(found), prefixes=document.prefixes)


def _logical(document: Document) -> Iterator[Call]:
    return (axiom for axiom in document.everything if axiom[0] not in NO_LOGIC)


def _found(document: Document, options: Asserting, classify: Classify, reasoner: str) -> Inferences:
    axioms = sorted(
        (each for each in document.everything if each[0] != "AnnotationAssertion"), key=str
    )
    kinds = {each for each in options.generators if reasoner != "elk" or each in OF_ELK}
    terms = signature(axioms)
    names = expressions(kinds, axioms, terms)
    looked = {} if reasoner == TOLD else probes(terms["O"])
    asked = [("SubClassOf", f"<{iri}>", node) for iri, node in looked.items()]
    taxonomy = checked(classify([*axioms, *asked, *names.definitions()]), looked, names)
    return Inferences(axioms, taxonomy, names, terms, options.direct, reasoner != "elk")


def _refuse_equivalents(document: Document, found: Inferences, allowed: Equivalents) -> None:
    if allowed is Equivalents.ALL:
        return
    own = {name for axiom in document.axioms for name in _classes(axiom)}
    groups = {found.classes.same(name[1:-1]) for name in own}
    pairs = {pair for group in groups for pair in combinations(sorted(group), 2)}
    if allowed is Equivalents.ASSERTED_ONLY:
        stated = {
            tuple(sorted(part[1:-1] for part in operands(axiom)))
            for axiom in found.axioms
            if axiom[0] == "EquivalentClasses" and all(isinstance(each, str) for each in axiom[-2:])
        }
        pairs -= {pair for pair in pairs if pair in stated}
    if pairs:
        raise EquivalentError(pairs)


def _kept(document: Document, options: Asserting) -> Document:
    """Return what stays of a document beside what is inferred."""
    if options.annotations:
        said = [axiom for axiom in document.axioms if axiom[0] == "AnnotationAssertion"]
        return replace(document, axioms=frozenset(said), imports=(), imported=())
    if options.only:
        return replace(document, axioms=frozenset(), imports=(), imported=())
    return document


def _is_excluded(axiom: Call, kept: Document, options: Asserting) -> bool:
    if options.exclude_external and axiom[0] in _OF_CLASSES:
        declared = [("Declaration", ("Class", name)) for name in _classes(axiom)]
        if not any(each in kept.axioms for each in declared):
            return True
    if options.exclude_duplicates and axiom in kept.everything:
        return True
    if (options.exclude_duplicates or options.exclude_thing) and THING in axiom:
        return True
    return is_tautology(axiom, options.exclude_tautologies)


def _without_redundant(
    before: Document, reasoned: Document, classes: Hierarchy, classify: Classify
) -> Document:
    """Return a document without stated superclasses that are not right above their class.

    Those that are equivalent to it stay where the equivalence would be lost with them: ROBOT
    drops them, and a circle of subclass axioms with it.
    """
    gone: set[Call] = set()
    doubtful: set[Call] = set()
    for axiom in reasoned.axioms:
        if axiom[0] != "SubClassOf" or len(axiom) != 3:  # annotated ones stay
            continue
        sub, sup = axiom[1:]
        if isinstance(sub, str) and isinstance(sup, str) and sub not in (THING, NOTHING):
            if sup[1:-1] in classes.parents(sub[1:-1]):
                continue
            (doubtful if sup[1:-1] in classes.same(sub[1:-1]) else gone).add(axiom)
    left = reasoned.axioms - gone - doubtful
    if doubtful and any(sub != sup for _, sub, sup in doubtful):
        found = Hierarchy(classify([*replace(reasoned, axioms=left).everything]))
        left |= {each for each in doubtful if each[2][1:-1] not in found.same(each[1][1:-1])}
    return replace(reasoned, axioms=left)


def _classes(axiom: Call) -> Iterator[str]:
    return (name for letter, name in used(axiom) if letter == "C")
