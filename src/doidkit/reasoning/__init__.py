"""Consistency and classification of an ontology, and what is wrong with it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Store, Triple

from doidkit import prefixes, processes
from doidkit.data import Data, Paths
from doidkit.errors import EngineError, InputError
from doidkit.labels import PREDICATES, Labels
from doidkit.model import Finding, Report, Severity
from doidkit.ontology import Ontology
from doidkit.ontology.record import TermRef
from doidkit.prefixes import expand
from doidkit.reasoners import REASONERS
from doidkit.reasoners.cycles import cycles
from doidkit.sparql.source import Source
from doidkit.terms import OWL_CLASS, RDF_TYPE, RDFS_SUBCLASS_OF

if TYPE_CHECKING:
    from doidkit.reasoners.taxonomy import Beyond, Taxonomy

_OWL_THING, _OWL_NOTHING = expand("owl:Thing"), expand("owl:Nothing")
_EQUIVALENT_CLASS = expand("owl:equivalentClass")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Classification:
    """What reasoning shows about the named classes; everything is sorted by IRI.

    ``consistent`` is None where no reasoner ran. ``cycles`` are sets of classes that
    rdfs:subClassOf leads around. ``equivalences`` and ``inferred`` hold only what is not
    stated: groups of equivalent classes, and direct (subclass, superclass) pairs that do not
    follow from the stated named hierarchy. ``taxonomy`` is what the reasoner gave, ``beyond`` what
    it may miss, None where it misses nothing; ``explained`` has the faults with their reasons,
    where these were looked for.
    """

    classes: int
    consistent: bool | None = None
    unsatisfiable: tuple[TermRef, ...] = ()
    cycles: tuple[tuple[TermRef, ...], ...] = ()
    equivalences: tuple[tuple[TermRef, ...], ...] = ()
    inferred: tuple[tuple[TermRef, TermRef], ...] = ()
    beyond: "Beyond | None" = None
    explained: tuple[Finding, ...] | None = None
    taxonomy: "Taxonomy | None" = field(default=None, compare=False, repr=False)

    @property
    def report(self) -> Report:
        """The faults as findings: errors, and warnings for inferred equivalences."""
        return Report(tuple(_findings(self)) if self.explained is None else self.explained)


def reason(
    paths: Data | Paths = (),
    *,
    source: Ontology | Source | None = None,
    reasoner: str = REASONERS[0],
    timeout: float | None = None,
) -> Classification:
    """Return the classification of OWL files, taken together, or of other data.

    Without any it is the bundled OWL: vocabulary, DOID:182, local classes and import slices.
    ``source`` is an Ontology or any Source instead. Only named classes are reported. What files
    import is read with ``Data(paths, imports=True)``. ``reasoner`` is one of
    ``reasoners.REASONERS``; with "elk" it is what ELK finds, and ``beyond`` says what that may
    miss; with "none" only the stated hierarchy is looked at. Raises EngineError after ``timeout``
    seconds, for HermiT without Java and for axioms outside OWL 2 DL, for rustdl where it would
    have to leave out an axiom, SyntaxFault and InputError for unusable files.

    >>> import doidkit
    >>> doidkit.reason(reasoner="none").cycles
    ()
    """
    asked = source.source if isinstance(source, Ontology) else source
    triples = [quad.triple for quad in Data.of(paths, opened=asked).logic()]
    if reasoner not in REASONERS:
        raise InputError(f'"{reasoner}" is no reasoner; choose from {", ".join(REASONERS)}.')
    if reasoner == "none":
        return _classification(triples, None)
    if reasoner == "hermit":
        from doidkit.reasoners.hermit import classify

        return _classification(triples, classify(triples, timeout=timeout))
    found, beyond = _in_a_process(triples, reasoner, timeout)
    return replace(
        _classification(triples, found), beyond=beyond if beyond and beyond.axioms else None
    )


def _in_a_process(
    triples: Sequence[Triple], reasoner: str, timeout: float | None
) -> "tuple[Taxonomy, Beyond | None]":
    """Return what rustdl finds, and what that may miss where it is asked for less than all.

    A process of its own can be ended, and has a limit on its memory.
    """
    from doidkit.reasoners import rustdl

    def classified() -> "tuple[Taxonomy, Beyond | None]":
        if reasoner == "elk":
            return rustdl.classify_el(triples)
        return rustdl.classify(triples), None

    (found,) = processes.run([classified], timeout=timeout, workers=1)
    if isinstance(found, processes.Failure):
        raise EngineError(f"The ontology is not classified: {found.reason}")
    return found


def saturate(store: Store, *, timeout: float | None = None) -> Classification:
    """Return what follows by OWL 2 EL in a store, with rustdl: quick, and without Java.

    ``inferred`` is left out, and ``consistent`` is None where it is not False. Raises
    EngineError after ``timeout`` seconds and for axioms that rustdl refuses.
    """
    from doidkit.reasoners import rustdl
    from doidkit.reasoners.taxonomy import stored_logic

    triples = [*stored_logic(store)]
    found = rustdl.saturate(triples, timeout=timeout)
    labels = (store.quads_for_pattern(None, predicate, None) for predicate in PREDICATES)
    named = [quad.triple for quads in labels for quad in quads]
    # Which pairs are stated is a question of its own, and dear.
    told = _classification([*triples, *named], replace(found, subclasses=()))
    return replace(told, taxonomy=found)


def _classification(triples: Sequence[Triple], found: "Taxonomy | None") -> Classification:
    stated = _Stated(triples)
    circles = cycles(stated.subclasses)
    if found is None:
        return Classification(stated.count, cycles=stated.groups(circles))
    joined = set(_linked(stated.equivalents))
    new = [group for group in found.equivalent if not joined.issuperset(_links(group))]
    return Classification(
        classes=stated.count,
        consistent=found.consistent,
        unsatisfiable=stated.refs(found.unsatisfiable),
        cycles=stated.groups(circles),
        equivalences=stated.groups(new),
        inferred=tuple(
            (stated.ref(child), stated.ref(parent))
            for child, parent in _unstated(found.subclasses, found.equivalent, stated.subclasses)
        ),
        taxonomy=found,
    )


class _Stated:
    """The named classes of some triples, their labels and what is stated between them."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.subclasses: set[Pair] = set()
        self.equivalents: set[Pair] = set()
        self._labels = Labels()
        classes: set[str] = set()
        links = {RDFS_SUBCLASS_OF: self.subclasses, _EQUIVALENT_CLASS: self.equivalents}
        for triple in triples:
            subject, predicate, object_ = triple.subject, triple.predicate.value, triple.object
            if not isinstance(subject, NamedNode):
                continue
            if predicate in links and isinstance(object_, NamedNode):
                links[predicate].add((subject.value, object_.value))
                classes |= {subject.value, object_.value}
            elif predicate == RDF_TYPE and object_ == NamedNode(OWL_CLASS):
                classes.add(subject.value)
            else:
                self._labels.add(subject, triple.predicate, object_)
        self.count = len(classes - {_OWL_THING, _OWL_NOTHING})

    def ref(self, iri: str) -> TermRef:
        return TermRef(self._labels.get(NamedNode(iri)) or "", prefixes.contract(iri) or iri, iri)

    def refs(self, iris: Iterable[str]) -> tuple[TermRef, ...]:
        return tuple(self.ref(iri) for iri in iris)

    def groups(self, groups: Iterable[Iterable[str]]) -> tuple[tuple[TermRef, ...], ...]:
        return tuple(self.refs(group) for group in groups)


def _linked(equivalents: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the links of each group that stated equivalences make, transitively."""
    both_ways = {pair for a, b in equivalents for pair in ((a, b), (b, a))}
    for group in cycles(both_ways):
        yield from ((a, b) for a in group for b in group)


def _links(group: tuple[str, ...]) -> list[Pair]:
    return [(group[0], other) for other in group[1:]]


def _unstated(
    inferred: Iterable[Pair], equivalent: Iterable[tuple[str, ...]], stated: Iterable[Pair]
) -> Iterator[Pair]:
    """Yield the pairs that the stated ones do not give, each equivalence group as one class."""
    one = {iri: group[0] for group in equivalent for iri in group}
    above: dict[str, set[str]] = {}
    for child, parent in stated:
        above.setdefault(one.get(child, child), set()).add(one.get(parent, parent))
    for child, parent in inferred:
        if not _reaches(one.get(child, child), one.get(parent, parent), above):
            yield child, parent


def _reaches(start: str, goal: str, above: dict[str, set[str]]) -> bool:
    seen, level = {start}, [start]
    while level:
        if goal in seen:
            return True
        level = [up for node in level for up in above.get(node, ()) if up not in seen]
        seen.update(level)
    return False


def _findings(result: Classification) -> Iterator[Finding]:
    if result.consistent is False:
        yield Finding(
            "inconsistent",
            Severity.ERROR,
            "The axioms contradict one another, so everything follows from them; "
            "look at the individuals and what is disjoint.",
            title="Inconsistent ontology",
        )
    for group in result.cycles:
        yield _about(
            group,
            "subclass_cycle",
            Severity.ERROR,
            "rdfs:subClassOf leads around these classes and makes them one; "
            "remove the link that points from parent to child",
        )
    for term in result.unsatisfiable:
        yield _about(
            (term,),
            "unsatisfiable-class",
            Severity.ERROR,
            "Nothing can belong to this class; look at what is disjoint with its superclasses",
        )
    for group in result.equivalences:
        yield _about(
            group,
            "inferred-equivalence",
            Severity.WARNING,
            "These classes turn out to be equivalent though nothing says so; "
            "state it with owl:equivalentClass or correct the axioms",
        )


def _about(group: tuple[TermRef, ...], check: str, severity: Severity, text: str) -> Finding:
    members = f": {', '.join(str(term) for term in group)}."
    first = group[0]
    title = check.replace("-", " ").replace("_", " ").capitalize()
    return Finding(
        check,
        severity,
        text + members,
        NamedNode(first.iri),
        label=first.label or None,
        title=title,
        about=tuple(term.iri for term in group),
    )
