"""OWL reasoning with rustdl: no Java, seconds for a release.

What saturation finds follows from the axioms; it finds all that follows in OWL 2 EL, and much
beyond, but not what only an inconsistent individual, a value restriction or a cardinality shows.
"""

import os
import warnings
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import rustdl

from doidkit import processes, temporary
from doidkit.errors import EngineError
from doidkit.reasoners import el, everything
from doidkit.reasoners.bounds import Bounds, bounds
from doidkit.reasoners.condensation import condensed
from doidkit.reasoners.locality import module
from doidkit.reasoners.taxonomy import Beyond, Taxonomy, group, logic, taxonomy
from doidkit.reasoners.unsettled import unsettled
from doidkit.syntax.ofn import writer
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.from_rdf import Axioms
from doidkit.syntax.owl.from_rdf import axioms as from_rdf
from doidkit.syntax.owl.operands import used

_ENTITIES = {"C": "Class", "O": "ObjectProperty", "D": "DataProperty", "I": "NamedIndividual"}
_TRIES = 3
# Milliseconds of wall time that it gives parts of its search, whatever limit it is called with; on
# a busy machine a class is then not settled. Ours is the limit on the process.
_BUDGETS = ("RUSTDL_UNSAT_PROBE_MS", "RUSTDL_LABEL_CACHE_TIMEOUT_MS", "RUSTDL_LABEL_CACHE_TOTAL_MS")
_AN_HOUR = "3600000"
_used = False  # in this process, of which no copies may be made then
_ALL = everything.ALL
_NOTHING, _THING = "http://www.w3.org/2002/07/owl#Nothing", "http://www.w3.org/2002/07/owl#Thing"


def classify(triples: Iterable[ox.Triple]) -> Taxonomy:
    """Return the classification of an ontology's logic in RDF, complete or not at all.

    Where unions are all that it has beside OWL 2 EL, saturation settles most, and a tableau looks
    only at the module of what is left. Raises EngineError when rustdl refuses the ontology, would
    leave out axioms that it cannot represent, or does not settle all that is asked.
    """
    given = condensed(logic(triples))
    return given.expanded(classify_axioms([*from_rdf(given.triples).axioms]))


def classify_axioms(axioms: Sequence[Call]) -> Taxonomy:
    """Return the same of axioms, circles of classes not made one before."""
    return _between(axioms) or _whole(axioms)


def _between(axioms: Sequence[Call]) -> Taxonomy | None:
    """Return what follows by bounds, None where the ontology has none that are consistent."""
    given = bounds(axioms)
    if given is None:
        return None
    lower, upper = _saturated(given)
    above, most = (_old(found.above(), given.new) for found in (lower, upper))
    if given.settled:
        return taxonomy(above, {*lower.unsatisfiable} - given.new) if lower.consistent else lower
    if not upper.consistent or upper.unsatisfiable:
        return None
    nothing: frozenset[str] = frozenset()
    unsettled = [iri for iri, ups in most.items() if ups != above.get(iri, nothing)]
    if unsettled:
        names = [f"<{iri}>" for iri in unsettled if iri != _THING]
        # A module may be silent of a name, which is below all that is the same as owl:Thing.
        near = [*(("Declaration", ("Class", name)) for name in names), *module(axioms, names)]
        exact = _whole(near, consistent=True).above()  # as the upper bound is
        above |= {iri: exact.get(iri, nothing) for iri in unsettled}
    return taxonomy(above)


def _old(above: Mapping[str, frozenset[str]], new: Set[str]) -> dict[str, frozenset[str]]:
    """Return the superclasses of each class, without the classes that stand for unions."""
    return {
        iri: ups if ups.isdisjoint(new) else ups - new
        for iri, ups in above.items()
        if iri not in new
    }


def classify_el(triples: Iterable[ox.Triple]) -> tuple[Taxonomy, Beyond]:
    """Return what ELK finds of an ontology's logic in RDF, and what that may leave out."""
    given = condensed(logic(triples))
    axioms = [*from_rdf(given.triples).axioms]
    found, beyond = classify_el_axioms(axioms)
    most = None if found.consistent is False else _more(axioms, found)
    return given.expanded(found), Beyond(beyond, most)


def classify_el_axioms(axioms: Sequence[Call]) -> tuple[Taxonomy, Mapping[str, int]]:
    """Return the same of axioms, and what is not followed by its constructor."""
    taken = el.profile(axioms)
    found = _saturation(taken.axioms)
    empty = {iri for iri in found.unsatisfiable if f"<{iri}>" in taken.individuals}
    if empty or not found.consistent:
        return Taxonomy(consistent=False), taken.beyond
    named = taxonomy(
        {
            iri: frozenset(up for up in ups if not el.is_new(up))
            for iri, ups in found.above().items()
            if not el.is_new(iri)
        },
        (iri for iri in found.unsatisfiable if not el.is_new(iri)),
    )
    return named, taken.beyond


def beyond_el(axioms: Sequence[Call]) -> Beyond:
    """Return what ELK may leave out of axioms."""
    if not el.profile(axioms).beyond:
        return Beyond({}, 0)
    found, beyond = classify_el_axioms(axioms)
    return Beyond(beyond, None if found.consistent is False else _more(axioms, found))


def _more(axioms: Sequence[Call], found: Taxonomy) -> int | None:
    """Return how many pairs may follow beside some, None where the upper bound does not tell."""
    given = bounds(axioms)
    if given is None or found.unsatisfiable:
        return None
    if given.settled:
        return 0
    upper = _saturation(given.upper)
    if not upper.consistent or upper.unsatisfiable:
        return None
    above = found.above()
    most = _old(upper.above(), given.new).items()
    return sum(len(ups - above.get(iri, frozenset())) for iri, ups in most)


def _saturated(given: Bounds) -> list[Taxonomy]:
    """Return what follows from each bound in OWL 2 EL, where there are no individuals."""
    if given.settled:
        return [_saturation(given.lower)] * 2
    tasks = [partial(_saturation, axioms) for axioms in (given.lower, given.upper)]
    if _used:
        return [task() for task in tasks]
    found = processes.run(tasks)
    for each in found:
        if isinstance(each, processes.Failure):
            raise EngineError(each.reason)
    return [each for each in found if isinstance(each, Taxonomy)]


def _saturation(axioms: Iterable[Call]) -> Taxonomy:
    return _taxonomy(_run(axioms, saturation_only=True))


def _whole(axioms: Sequence[Call], *, consistent: bool = False) -> Taxonomy:
    """Return what follows by the tableau; ``consistent`` if that is known."""
    if kinds := left_out(axioms):
        raise EngineError(
            f"rustdl would leave out axioms ({kinds}); use HermiT, which needs Java "
            "(--reasoner hermit)."
        )
    if name := unsettled(axioms):
        raise EngineError(
            f"rustdl may not find all that follows from {name}; use HermiT, which needs Java "
            "(--reasoner hermit), or elk, which tells what it leaves out."
        )
    for _ in range(_TRIES):  # its searches have budgets of wall time, which a busy machine uses up
        found = _run(axioms)
        if found.complete and (consistent or not found.consistency_undetermined):
            break
    if not found.complete:
        raise EngineError("rustdl does not come to an end; use HermiT, which needs Java.")
    undetermined = found.consistency_undetermined and not consistent
    if undetermined or found.wedge_clauses_refused or found.wedge_hierarchy_blind:
        raise EngineError(
            "rustdl does not settle all that follows; use HermiT, which needs Java "
            "(--reasoner hermit)."
        )
    return _taxonomy(found)


def _alone() -> None:
    """Raise RuntimeError in a process that may be copied.

    A copy has none of the threads that rustdl started before, and would wait for them for ever.
    """
    global _used
    if processes.may_copy():
        raise RuntimeError("rustdl may be used only in a copy of the process (processes.run)")
    _used = True
    for budget in _BUDGETS:
        os.environ.setdefault(budget, _AN_HOUR)


def _run(axioms: Iterable[Call], *, saturation_only: bool = False) -> "rustdl.Classification":
    _alone()
    # Functional syntax says each axiom once; from RDF rustdl does not take all of them.
    logical = [axiom for axiom in axioms if axiom[0] != "AnnotationAssertion"]
    data = writer.plain(everything.told(logical, tableau=not saturation_only)).encode()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of being incomplete, which is looked at
            found = rustdl.classify_bytes(
                data,
                format="ofn",
                per_pair_timeout_ms=0,
                global_timeout_ms=0,
                saturation_only=saturation_only,
            )
    except rustdl.RustdlError as error:
        raise EngineError(f"rustdl cannot classify the ontology ({error}).") from error
    return found


def doubt(axioms: Sequence[Call]) -> str:
    """Return why what rustdl does not find may follow all the same, "" for no reason."""
    if kinds := left_out(axioms):
        return f"would leave out axioms ({kinds})"
    name = unsettled(axioms)
    return f"may not find all that follows from {name}" if name else ""


def left_out(axioms: Iterable[Call]) -> str:
    """Return the kinds and numbers of the axioms that rustdl cannot represent, "" for none."""
    with temporary.folder() as folder:
        path = folder / "axioms.ofn"
        path.write_text(writer.body(axioms), encoding="utf-8")
        return _left_out(path)


def _left_out(path: Path) -> str:
    _alone()
    found = rustdl.dropped_axioms(str(path))
    return ", ".join(f"{count} {kind}" for kind, count in sorted(found.items()))


def _taxonomy(found: "rustdl.Classification") -> Taxonomy:
    if found.inconsistent:
        return Taxonomy(consistent=False)
    nothing = set(found.unsatisfiable) - {_NOTHING}
    if _ALL in nothing:  # and there is something
        return Taxonomy(consistent=False)
    classes = [iri for iri in found.classes if iri not in nothing | {_NOTHING, _THING, _ALL}]
    groups = {iri: group({iri, *found.equivalent_classes(iri)} - {_ALL}) for iri in classes}
    every = {*found.direct_subsumers(_ALL), *found.equivalent_classes(_ALL)}
    groups |= {iri: group((*groups[iri], _THING)) for iri in every & {*groups}}
    one = {iri: each[0] for iri, each in groups.items()}
    pairs = {
        (one[iri], one[parent])
        for iri in classes
        for parent in found.direct_subsumers(iri)
        if parent in one and one[parent] != one[iri]
    }
    return Taxonomy(
        consistent=True,
        subclasses=tuple(sorted(pairs)),
        equivalent=tuple(sorted({each for each in groups.values() if len(each) > 1})),
        unsatisfiable=tuple(sorted(nothing)),
    )


def saturate(triples: Iterable[ox.Triple], *, timeout: float | None = None) -> Taxonomy:
    """Return what saturation finds of an ontology's logic in RDF, however much more it has.

    ``consistent`` is None where it is not False. ``timeout`` is in seconds. Raises EngineError
    when rustdl refuses the ontology or takes too long.
    """
    given = condensed(triples)
    return given.expanded(saturate_as_it_is(given.triples, timeout=timeout))


def saturate_as_it_is(triples: Iterable[ox.Triple], *, timeout: float | None = None) -> Taxonomy:
    """Return the same, circles of classes not made one before."""
    _alone()
    # Functional syntax says each axiom once; from RDF rustdl does not take all of them.
    axioms = writer.plain(everything.told([*Axioms(triples).axioms], tableau=False)).encode()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of being incomplete, which is known
            found = rustdl.classify_bytes(
                axioms,
                format="ofn",
                saturation_only=True,
                global_timeout_ms=round((timeout or 0) * 1000),
            )
    except rustdl.RustdlError as error:
        raise EngineError(f"rustdl cannot classify the ontology ({error}).") from error
    if not found.complete:
        raise EngineError(f"rustdl took longer than {timeout:g} seconds; allow more time.")
    taxonomy = _taxonomy(found)
    return replace(taxonomy, consistent=None) if taxonomy.consistent else taxonomy


def classified(axioms: Iterable[Call], names: Iterable[str]) -> "rustdl.Classification":
    """Return what rustdl finds of a few axioms, all that it can; ``names`` are classes, as IRIs.

    Raises EngineError when rustdl refuses the axioms or does not come to an end in its own time.
    """
    _alone()
    given = [*axioms]
    declared = {(kind, name) for axiom in given for kind, name in used(axiom) if kind in _ENTITIES}
    declared |= {("C", f"<{name}>") for name in names}
    said = (("Declaration", (_ENTITIES[kind], name)) for kind, name in sorted(declared))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of being incomplete, which is raised below
            found = rustdl.classify_bytes(
                writer.body(everything.told([*said, *given], tableau=True)).encode(),
                format="ofn",
                per_pair_timeout_ms=0,
            )
    except rustdl.RustdlError as error:
        raise EngineError(f"rustdl cannot classify the ontology ({error}).") from error
    if not found.complete or found.consistency_undetermined:
        raise EngineError("rustdl does not settle in 60 seconds what a few axioms imply.")
    return found
