"""OWL reasoning with rustdl, by saturation: no Java, seconds for a release.

What it finds follows from the axioms; it finds all that follows in OWL 2 EL, and much beyond,
but not what only an inconsistent individual, a value restriction or a cardinality shows.
"""

import warnings
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import rustdl

from doidkit import temporary
from doidkit.errors import EngineError
from doidkit.reasoners.condensation import condensed
from doidkit.reasoners.taxonomy import Taxonomy, logic
from doidkit.syntax.ofn import writer
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owl.from_rdf import Axioms
from doidkit.syntax.owl.operands import used

_ENTITIES = {"C": "Class", "O": "ObjectProperty", "D": "DataProperty", "I": "NamedIndividual"}
_NOTHING, _THING = "http://www.w3.org/2002/07/owl#Nothing", "http://www.w3.org/2002/07/owl#Thing"


def classify(triples: Iterable[ox.Triple]) -> Taxonomy:
    """Return the classification of an ontology's logic in RDF, complete or not at all.

    Raises EngineError when rustdl refuses the ontology, would leave out axioms that it cannot
    represent, or does not settle all that is asked.
    """
    given = condensed(logic(triples))
    with temporary.folder() as folder:
        axioms = folder / "axioms.ofn"
        axioms.write_bytes(writer.write(Axioms(ox.Quad(*triple) for triple in given.triples)))
        try:
            if kinds := _left_out(axioms):
                raise EngineError(f"rustdl would leave out axioms ({kinds}); use HermiT.")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of being incomplete, which is raised below
                found = rustdl.classify(str(axioms), per_pair_timeout_ms=0, global_timeout_ms=0)
        except rustdl.RustdlError as error:
            raise EngineError(f"rustdl cannot classify the ontology ({error}).") from error
    if not found.complete or found.consistency_undetermined:
        raise EngineError("rustdl does not settle all that follows; use HermiT.")
    return given.expanded(_taxonomy(found))


def left_out(axioms: Iterable[Call]) -> str:
    """Return the kinds and numbers of the axioms that rustdl cannot represent, "" for none."""
    with temporary.folder() as folder:
        path = folder / "axioms.ofn"
        path.write_text(writer.body(axioms), encoding="utf-8")
        return _left_out(path)


def _left_out(path: Path) -> str:
    found = rustdl.dropped_axioms(str(path))
    return ", ".join(f"{count} {kind}" for kind, count in sorted(found.items()))


def _taxonomy(found: "rustdl.Classification") -> Taxonomy:
    if found.inconsistent:
        return Taxonomy(consistent=False)
    nothing = set(found.unsatisfiable) - {_NOTHING}
    classes = [iri for iri in found.classes if iri not in nothing | {_NOTHING, _THING}]
    groups = {iri: tuple(sorted({iri, *found.equivalent_classes(iri)})) for iri in classes}
    one = {iri: group[0] for iri, group in groups.items()}
    pairs = {
        (one[iri], one[parent])
        for iri in classes
        for parent in found.direct_subsumers(iri)
        if parent in one and one[parent] != one[iri]
    }
    return Taxonomy(
        consistent=True,
        subclasses=tuple(sorted(pairs)),
        equivalent=tuple(sorted({group for group in groups.values() if len(group) > 1})),
        unsatisfiable=tuple(sorted(nothing)),
    )


def saturate(triples: Iterable[ox.Triple], *, timeout: float | None = None) -> Taxonomy:
    """Return the unsatisfiable classes and equivalence groups of an ontology's logic in RDF.

    The pairs are left out. ``timeout`` is in seconds. Raises EngineError when rustdl refuses
    the ontology or takes too long.
    """
    given = condensed(triples)
    return given.expanded(saturate_as_it_is(given.triples, timeout=timeout))


def saturate_as_it_is(triples: Iterable[ox.Triple], *, timeout: float | None = None) -> Taxonomy:
    """Return the same, circles of classes not made one before."""
    # Functional syntax says each axiom once; from RDF rustdl does not take all of them.
    axioms = writer.write(Axioms(ox.Quad(*triple) for triple in triples))
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
    if found.inconsistent:
        return Taxonomy(consistent=False)
    nothing = set(found.unsatisfiable) - {_NOTHING}
    groups = {tuple(sorted(found.equivalent_classes(iri))) for iri in found.classes}
    return Taxonomy(
        consistent=None,
        equivalent=tuple(sorted(g for g in groups if len(g) > 1 and not nothing & set(g))),
        unsatisfiable=tuple(sorted(nothing)),
    )


def classified(axioms: Iterable[Call], names: Iterable[str]) -> "rustdl.Classification":
    """Return what rustdl finds of a few axioms, all that it can; ``names`` are classes, as IRIs.

    Raises EngineError when rustdl refuses the axioms or does not come to an end in its own time.
    """
    given = [*axioms]
    declared = {(kind, name) for axiom in given for kind, name in used(axiom) if kind in _ENTITIES}
    declared |= {("C", f"<{name}>") for name in names}
    said = (("Declaration", (_ENTITIES[kind], name)) for kind, name in sorted(declared))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of being incomplete, which is raised below
            found = rustdl.classify_bytes(
                writer.body((*said, *given)).encode(), format="ofn", per_pair_timeout_ms=0
            )
    except rustdl.RustdlError as error:
        raise EngineError(f"rustdl cannot classify the ontology ({error}).") from error
    if not found.complete or found.consistency_undetermined:
        raise EngineError("rustdl does not settle in 60 seconds what a few axioms imply.")
    return found
