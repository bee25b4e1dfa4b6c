"""Axioms as people read them, each with the place in a file that says it."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from doidkit.data import Data
from doidkit.labels import Labels
from doidkit.model import Finding, Location, Severity
from doidkit.ontology.record import TermRef
from doidkit.prefixes import compact, expand

if TYPE_CHECKING:
    from doidkit.syntax.owl.expressions import Call

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
    """An axiom in Manchester syntax with labels, and where it stands, if a file says it.

    ``whole`` is the axiom as it stands, where the text is a part of it, else "".
    """

    text: str
    location: Location | None = None
    excerpt: str | None = None
    whole: str = ""


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
    whole: "Mapping[Call, Call] | None" = None,
    kept: "Set[Call] | None" = None,
) -> tuple[tuple[Reason, ...], ...]:
    """Return axioms as texts with their places in the files.

    ``names`` are the classes that each justification is about; axioms about the first come first.
    ``whole`` has the axiom that each is a part of, where it is one. What is not among those that
    are ``kept`` is told to be gone, and has no place.
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
    of = whole or {}
    findings = [_finding(axiom, of.get(axiom, axiom)) for axiom in axioms]
    if data.local and not data.bundled:
        findings = [*locate(findings, [read(path) for path in data.files])]
    reasons = {
        axiom: Reason(
            writer.axiom(axiom, name),
            finding.location,
            finding.excerpt,
            writer.axiom(of[axiom], name) if _is_part(axiom, of) else "",
        )
        for axiom, finding in zip(axioms, findings, strict=True)
    }
    for axiom in axioms:
        if kept is not None and without_notes(axiom) not in kept:
            reasons[axiom] = Reason(f"{reasons[axiom].text}, which is gone")
    return tuple(tuple(reasons[axiom] for axiom in each) for each in sets)


def without_notes(axiom: "Call") -> "Call":
    """Return an axiom without its annotations."""
    from doidkit.syntax.ofn.writer import operands

    return (axiom[0], *operands(axiom))


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


def _is_part(axiom: "Call", of: "Mapping[Call, Call]") -> bool:
    return axiom in of and without_notes(of[axiom]) != axiom


def _finding(axiom: "Call", whole: "Call") -> Finding:
    """Return a finding that is about an axiom, or a part of one, for what looks up places."""
    from doidkit.reasoners.locality import BOTTOMS, TOPS
    from doidkit.syntax.ofn.writer import subject_of
    from doidkit.syntax.owl.operands import used

    subject = subject_of(whole)
    named = [name for _, name in used(axiom) if name not in (subject, *TOPS, *BOTTOMS)]
    predicate = _PREDICATES.get(whole[0])
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
