"""Why an ontology implies something: the axioms that it follows from, where they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from doidkit import processes
from doidkit.data import Data, Paths
from doidkit.errors import EngineError, InputError
from doidkit.labels import Labels
from doidkit.model import Finding, Location, Severity
from doidkit.ontology import Ontology
from doidkit.ontology.record import TermRef
from doidkit.prefixes import compact, expand

if TYPE_CHECKING:
    from doidkit.reasoners.justifications import Found
    from doidkit.syntax.owl.expressions import Call

_TIMEOUT = 60.0  # seconds
_PREDICATES = {
    "SubClassOf": "rdfs:subClassOf",
    "EquivalentClasses": "owl:equivalentClass",
    "DisjointClasses": "owl:disjointWith",
    "SubObjectPropertyOf": "rdfs:subPropertyOf",
    "SubDataPropertyOf": "rdfs:subPropertyOf",
    "ObjectPropertyDomain": "rdfs:domain",
    "DataPropertyDomain": "rdfs:domain",
    "ObjectPropertyRange": "rdfs:range",
    "InverseObjectProperties": "owl:inverseOf",
    "ClassAssertion": "rdf:type",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """An axiom in Manchester syntax with labels, and where it stands, if a file says it."""

    text: str
    location: Location | None = None
    excerpt: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a class is below another one, or empty, or why an ontology contradicts itself.

    ``subclass`` and ``superclass`` are None where there is none: an unsatisfiable class has no
    superclass in particular, an inconsistent ontology neither. ``justifications`` are minimal
    sets of axioms that it follows from; without any it does not follow. ``complete`` says that
    there are no others. ``consistent`` is False where the axioms contradict one another: then
    everything follows, and that is what is explained.
    """

    subclass: TermRef | None
    superclass: TermRef | None
    follows: bool
    justifications: tuple[tuple[Reason, ...], ...]
    complete: bool
    consistent: bool = True


def explain(
    data: Data | Paths = (),
    subclass: str | None = None,
    superclass: str | None = None,
    *,
    most: int = 3,
    timeout: float = _TIMEOUT,
) -> Explanation:
    """Return why a class is below another one; without that why nothing belongs to it.

    Without a class it is why the ontology is inconsistent. Classes are CURIEs, IRIs or labels. Up
    to ``most`` justifications are looked for, further ones than the first for at most ``timeout``
    seconds. Each is minimal for rustdl, which decides every question; docs/reasoning.md says what
    it may miss. Raises UnknownTermError, InputError for a name that is no class, EngineError
    where nothing is found in time, SyntaxFault and InputError for unusable data.

    >>> import doidkit
    >>> found = doidkit.explain((), "calcinosis cutis", "calcinosis")
    >>> [reason.text for reason in found.justifications[0]]
    ["'calcinosis cutis' SubClassOf calcinosis"]
    """
    asked = Data.of(data)
    names = _found(asked, [name for name in (subclass, superclass) if name is not None])
    triples = [quad.triple for quad in asked.logic()]
    axioms = _axioms(triples, names)
    known = labels_of(triples)
    task = partial(_searched, axioms, names, most, timeout)
    # Time to find the first beside the time for more.
    (found,) = processes.run([task], timeout=2 * timeout, workers=1)
    if isinstance(found, processes.Failure):
        raise EngineError(f"No explanation was found: {found.reason}")
    consistent, search = found
    first, last = (*(ref(name, known) for name in names), None, None)[:2]
    return Explanation(
        first,
        last,
        follows=bool(search.justifications),
        justifications=located(
            asked, search.justifications, [names] * len(search.justifications), known
        ),
        complete=search.complete,
        consistent=consistent,
    )


def _found(data: Data, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    ontology = Ontology(data.source())
    return [ontology.find(name) for name in names]


def _axioms(triples: Iterable[Triple], names: Sequence[str]) -> "list[Call]":
    """Return the axioms that have a part in the logic, in a fixed order."""
    from doidkit.reasoners.taxonomy import logic
    from doidkit.syntax.ofn.writer import in_order
    from doidkit.syntax.owl.from_rdf import axioms
    from doidkit.syntax.owl.operands import used

    found = in_order(axioms(logic(triples)).axioms)
    classes = {name for axiom in found for kind, name in used(axiom) if kind == "C"}
    classes |= {
        axiom[1][1] for axiom in found if axiom[0] == "Declaration" and axiom[1][0] == "Class"
    }
    for name in names:
        if f"<{name}>" not in classes:
            raise InputError(f"No axiom has {compact(name)} as a class; name one that has axioms.")
    return [axiom for axiom in found if axiom[0] not in ("Declaration", "AnnotationAssertion")]


def _searched(
    axioms: "Sequence[Call]", names: Sequence[str], most: int, seconds: float
) -> "tuple[bool, Found]":
    """Return whether the axioms are consistent, and why the last of the names holds the first."""
    from doidkit.reasoners import rustdl
    from doidkit.reasoners.justifications import justifications
    from doidkit.reasoners.locality import module

    def contradicts(some: "Sequence[Call]") -> bool:
        return rustdl.classified(some, names).inconsistent

    def follows(some: "Sequence[Call]") -> bool:
        found = rustdl.classified(some, names)
        if len(names) == 1:
            return names[0] in found.unsatisfiable
        return found.is_subclass(*names)

    # What individuals say is in every module, and with it all that can be contradictory.
    near = module(axioms, [f"<{name}>" for name in names[:1]])
    consistent = not contradicts(near)
    asked = follows if names and consistent else contradicts
    found = justifications(near, asked, most=most, seconds=seconds)
    if not found.justifications and (kinds := rustdl.left_out(near)):
        raise EngineError(f"rustdl finds no reason, but would leave out axioms ({kinds}).")
    return consistent, found


def labels_of(triples: Iterable[Triple]) -> Labels:
    """Return the labels that triples give."""
    known = Labels()
    for triple in triples:
        known.add(*triple)
    return known


def ref(iri: str, known: Labels) -> TermRef:
    """Return a term with its label, if it has one."""
    return TermRef(known.get(NamedNode(iri)) or "", compact(iri), iri)


def located(
    data: Data,
    justifications: "Sequence[Iterable[Call]]",
    names: Sequence[Sequence[str]],
    known: Labels,
) -> tuple[tuple[Reason, ...], ...]:
    """Return axioms as texts with their places in the files.

    ``names`` are the classes that each justification is about; axioms about the first come first.
    """
    from doidkit.sourcemap import locate, read
    from doidkit.syntax.manchester import writer

    def name(term: str) -> str:
        if term[:1] != "<":
            return term
        label = known.get(NamedNode(term[1:-1]))
        return (f"'{label}'" if " " in label else label) if label else compact(term[1:-1])

    sets = [_in_turn(each, about) for each, about in zip(justifications, names, strict=True)]
    axioms = [*dict.fromkeys(axiom for each in sets for axiom in each)]
    findings = [_finding(axiom) for axiom in axioms]
    if data.local and not data.bundled:
        findings = [*locate(findings, [read(path) for path in data.files])]
    reasons = {
        axiom: Reason(writer.axiom(axiom, name), finding.location, finding.excerpt)
        for axiom, finding in zip(axioms, findings, strict=True)
    }
    return tuple(tuple(reasons[axiom] for axiom in each) for each in sets)


def _in_turn(axioms: "Iterable[Call]", names: Sequence[str]) -> "list[Call]":
    """Return axioms so that each, where it can be, is about what one before has named."""
    from doidkit.syntax.ofn.writer import subject_of
    from doidkit.syntax.owl.operands import used

    waiting, turn = [*axioms], []
    reached = {f"<{name}>" for name in names[:1]}
    while waiting:
        axiom = next((each for each in waiting if subject_of(each) in reached), waiting[0])
        waiting.remove(axiom)
        turn.append(axiom)
        reached |= {name for _, name in used(axiom)}
    return turn


def _finding(axiom: "Call") -> Finding:
    """Return a finding that is about an axiom, for what looks up places."""
    from doidkit.syntax.ofn.writer import subject_of
    from doidkit.syntax.owl.operands import used

    subject = subject_of(axiom)
    named = [name for _, name in used(axiom) if name != subject]
    predicate = _PREDICATES.get(axiom[0])
    # A definition is known by its genus, a restriction by its filler.
    value = named and (named[0] if axiom[0] == "EquivalentClasses" else named[-1])
    return Finding(
        "explanation",
        Severity.INFO,
        "",
        NamedNode(subject[1:-1]) if subject[:1] == "<" else None,
        NamedNode(expand(predicate)) if predicate else None,
        NamedNode(value[1:-1]) if value and value[:1] == "<" else None,
    )
