"""Extracting: a part of an ontology that has what there is to know about some terms."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import partial

from doidkit import processes
from doidkit.documents import Document
from doidkit.editing.collapsing import without_few
from doidkit.editing.extracting.individuals import (
    Individuals,
    with_individuals,
    without_assertions,
)
from doidkit.editing.extracting.mireot import Intermediates, Mireot
from doidkit.editing.extracting.modules import Method, extracted
from doidkit.editing.extracting.sources import sources
from doidkit.editing.extracting.subset import subset
from doidkit.editing.selecting.matching import Matching
from doidkit.editing.selecting.objects import Thing, all_mentioned
from doidkit.editing.selecting.relations import Relations
from doidkit.errors import EngineError, InputError
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.signature import Entity, signature, signatures


class NoTerms(InputError):
    """None of the terms is in the ontology."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """How a part is made.

    ``imports`` says whether what the ontology imports is a part of it. The result is called
    ``iri``, if given; it has the ontology's own annotations with ``copy_annotations``, and with
    ``annotate_with_source`` each of its terms says which ontology defines it, as ``sources`` has
    it by ``<iri>`` or else the term's IRI lets guess. With ``force`` it may be empty.
    """

    imports: bool = True
    individuals: Individuals = Individuals.INCLUDE
    intermediates: Intermediates = Intermediates.ALL
    iri: str = ""
    copy_annotations: bool = False
    annotate_with_source: bool = False
    sources: Mapping[str, str] = field(default_factory=dict)
    force: bool = False


def module(
    document: Document,
    terms: Iterable[str],
    method: Method = Method.STAR,
    *,
    options: Extraction = Extraction(),
) -> Document:
    """Return what an ontology entails about some terms, in as few axioms as locality can tell.

    Terms are ``<iri>``s. Raises NoTerms if the ontology has none of them.
    """
    given = _axioms(document, options)
    seed = _seed(given, document, {*terms}, options)
    whole = options.individuals is Individuals.INCLUDE
    axioms = extracted(given if whole else without_assertions(given), seed, method)
    if not whole:
        axioms = with_individuals(axioms, given, options.individuals)
    if options.annotate_with_source:
        axioms |= sources(axioms, {name for _, name in signatures(axioms)}, options.sources)
    if options.intermediates is Intermediates.MINIMAL:
        axioms = without_few(axioms, 2, {*terms}, repeatedly=False)
    elif options.intermediates is Intermediates.NONE:
        axioms = _without_others(axioms, seed)
    return _document(document, axioms, options)


def mireot(
    document: Document,
    *,
    lower: Iterable[str] = (),
    upper: Iterable[str] = (),
    branches: Iterable[str] = (),
    options: Extraction = Extraction(),
) -> Document:
    """Return the hierarchy from lower terms up to upper ones, and below branches, without logic.

    Terms are ``<iri>``s; without upper ones the hierarchy goes up to its top. Raises InputError
    if there are neither lower terms nor branches.
    """
    low, high, tops = {*lower}, {*upper}, {*branches}
    if not low and not tops:
        raise InputError("Either lower terms or branches are needed; name one.")
    if high and not low:
        raise InputError("Upper terms need lower ones, from which to go up; name one.")
    known = dict(options.sources) if options.annotate_with_source else None
    given = Mireot(_axioms(document, options), options.intermediates, known)
    axioms = (given.up(low, high) if low else set()) | (given.down(tops) if tops else set())
    made = _document(document, axioms, options)
    if low:
        return made if options.iri else replace(made, version=document.version)
    return replace(made, iri=options.iri)  # as ROBOT names it


def subset_of(
    document: Document,
    terms: Iterable[str],
    *,
    options: Extraction = Extraction(),
    timeout: float | None = None,
) -> Document:
    """Return some terms and what holds between them, inferred with ELK's rules.

    A name of several entities stands for none. The reasoner has a process of its own, which may
    take ``timeout`` seconds. Raises NoTerms if the ontology has none of the terms, EngineError
    where the reasoner fails.
    """
    wanted = {*terms}
    given = document.everything if options.imports else document.axioms
    seed = _seed([*given], document, wanted, options)
    names = [name for _, name in seed]
    alone = {entity for entity in seed if names.count(entity[1]) == 1}
    (found,) = processes.run(
        [partial(_subset, document.axioms, given, alone)], timeout=timeout, workers=1
    )
    if isinstance(found, processes.Failure):
        raise EngineError(f"The subset is not extracted: {found.reason}")
    axioms = found
    if options.annotate_with_source:
        axioms |= sources(axioms, {name for _, name in signatures(axioms)}, options.sources)
    made = _document(document, axioms, options)
    return replace(made, imports=document.imports, imported=document.imported)


def _subset(axioms: Iterable[Call], everything: Iterable[Call], seed: Set[Entity]) -> set[Call]:
    from doidkit.reasoners import rustdl

    return subset(axioms, everything, seed, lambda some: rustdl.classify_el_axioms(some)[0])


def _axioms(document: Document, options: Extraction) -> list[Call]:
    return [*(document.everything if options.imports else document.axioms)]


def _seed(
    axioms: Iterable[Call], document: Document, terms: Set[str], options: Extraction
) -> set[Entity]:
    """Return the entities that terms name."""
    mentioned = signatures((*axioms, *document.annotations))
    found = {entity for entity in mentioned if entity[1] in terms}
    if not found and not options.force:
        raise NoTerms("The ontology has none of the terms; name others.")
    return found


def _without_others(axioms: set[Call], seed: Iterable[Entity]) -> set[Call]:
    """Return the axioms that touch no class but those of the seed and next to them."""
    relations = Relations(axioms)
    kept: set[Thing] = {entity for entity in seed if entity[0] == "C"}
    near: set[Thing] = set()
    for name in kept:
        near.update(relations.above.get(name, ()), relations.same.get(name, ()))
    for axiom in axioms:
        parts = operands(axiom)
        if axiom[0] == "DisjointClasses" and any(("C", part) in kept for part in parts):
            near.update(("C", part) if isinstance(part, str) else part for part in parts)
    for thing in near:
        kept |= signature(thing) if len(thing[0]) > 1 else {thing}
    gone = {each for each in all_mentioned(axioms) - kept if each[0] == "C"}
    return axioms - {*Matching(gone, by_name=False).touching(axioms)}


def _document(document: Document, axioms: Iterable[Call], options: Extraction) -> Document:
    return replace(
        document,
        iri=options.iri or document.iri,
        version="",
        imports=(),
        imported=(),
        annotations=document.annotations if options.copy_annotations else (),
        axioms=frozenset(axioms),
        broken=(),
    )
