"""What an edit makes follow, and what no longer does: the classified hierarchy of two versions.

Only classes that the edit can matter to are classified, in their common module of each version
(``reasoners/reach.py``). Of what differs the direct links are told, in the hierarchy of the
version that has them; all others follow from these.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from doidkit import processes
from doidkit.data import Data
from doidkit.data.aside import both
from doidkit.data.versions import Side
from doidkit.errors import EngineError
from doidkit.explaining import Reason, labels_of, located, ref
from doidkit.ontology.record import TermRef
from doidkit.terms import OWL_NOTHING, OWL_THING

if TYPE_CHECKING:
    from doidkit.labels import Labels
    from doidkit.reasoners.taxonomy import Taxonomy
    from doidkit.syntax.owl.expressions import Call

_TIMEOUT = 60.0  # seconds
_Pair = tuple[str, str | None]
_Reasons = dict[_Pair, "tuple[Call, ...]"]


@dataclass(frozen=True, slots=True)
class Entailment:
    """Something about named classes that follows from one of two versions only.

    ``sub`` is below ``super``, or empty where that is None; of owl:Thing that is so where the
    version contradicts itself, and nothing else of it is told. ``gained`` says that it follows from
    the newer version. ``explanation`` is a minimal set of axioms that it follows from.
    """

    sub: TermRef
    super: TermRef | None
    gained: bool
    explanation: tuple[Reason, ...] = ()


Parents = Mapping[str, frozenset[str]]
"""Direct superclasses of classes by IRI, none of a class at the top."""


@dataclass(frozen=True, slots=True)
class Implied:
    """What follows from one of two versions only, gained before lost.

    ``before`` and ``after`` are the classified hierarchy of the classes that it is about, up to
    the top. Of equivalent classes one stands above the others; empty ones are below owl:Nothing.
    """

    entailments: tuple[Entailment, ...] = ()
    before: Parents = field(default_factory=dict, repr=False)
    after: Parents = field(default_factory=dict, repr=False)


def implied(old: Data, new: Data, *, timeout: float = _TIMEOUT) -> Implied:
    """Return what follows about named classes from one version only.

    Left out are what an axiom says itself, what follows from other ones that are told and from
    what both versions imply, and what is lost with a class that is gone. ``timeout`` is in
    seconds, for classifying and explaining together. Raises EngineError where rustdl cannot tell
    all, where both versions contradict themselves, and after ``timeout``.
    """
    before, after = both(_version, old, new)
    task = partial(_compared, before.axioms, after.axioms)
    (found,) = processes.run([task], timeout=timeout, workers=1)
    if isinstance(found, processes.Failure):
        raise EngineError(found.reason)
    told = (
        *_told(new, found.gained, after.labels, before.labels, gained=True),
        *_told(old, found.lost, before.labels, after.labels, gained=False),
    )
    return Implied(told, found.before, found.after)


def entailments(old: Data, new: Data, *, timeout: float = _TIMEOUT) -> tuple[Entailment, ...]:
    """Return the entailments alone, as ``implied`` does."""
    return implied(old, new, timeout=timeout).entailments


def called(found: Entailment, side: Side) -> Entailment:
    """Return an entailment whose axioms stand in files as they are called."""
    reasons = (
        replace(each, location=replace(each.location, path=side.place(each.location.path)))
        if each.location
        else each
        for each in found.explanation
    )
    return replace(found, explanation=tuple(reasons))


def _told(
    data: Data, found: _Reasons, known: "Labels", others: "Labels", *, gained: bool
) -> Iterable[Entailment]:
    def called(iri: str) -> TermRef:
        term = ref(iri, known)
        return term if term.label else ref(iri, others)

    names = [[name for name in pair if name is not None] for pair in found]
    explained = located(data, [*found.values()], names, known)
    for (sub, sup), explanation in zip(found, explained, strict=True):
        yield Entailment(called(sub), None if sup is None else called(sup), gained, explanation)


@dataclass(frozen=True, slots=True)
class _Found:
    """What follows from one version only, each with why, and the hierarchy around it."""

    gained: _Reasons = field(default_factory=dict)
    lost: _Reasons = field(default_factory=dict)
    before: Parents = field(default_factory=dict)
    after: Parents = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Version:
    """The axioms of a version that have a part in the logic, and what its terms are called."""

    axioms: "list[Call]"
    labels: "Labels"


def _version(data: Data) -> _Version:
    from doidkit.reasoners.taxonomy import logic
    from doidkit.syntax.owl.from_rdf import axioms

    triples = [quad.triple for quad in data.logic()]
    return _Version(_stable(axioms(logic(triples)).axioms), labels_of(triples))


def _compared(old: "Sequence[Call]", new: "Sequence[Call]") -> _Found:
    """Return what follows from one of two versions only."""
    from doidkit.reasoners.locality import module
    from doidkit.reasoners.reach import reached

    changed = {*old} ^ {*new}
    if not changed:
        return _Found()
    classes = [_classes(side) for side in (old, new)]
    touched = reached({*old, *new}, changed)
    names = classes[0] | classes[1] if touched is None else touched & (classes[0] | classes[1])
    near = [old, new] if touched is None else [module(side, names) for side in (old, new)]
    was, became = _classified(near)
    if (contradiction := _contradicts(was)) or _contradicts(became):
        return _contradicted(near, contradiction, _contradicts(became))
    # Of other classes in a module the other version's may know nothing.
    told = names & classes[1]
    lost = _only(_without(was, classes[0] - classes[1]), became, near[0], told)
    gained = _only(became, was, near[1], told)
    about = {sub for sub, _ in (*gained, *lost)}
    above = _hierarchies((was, became), classes, names, about)
    return _Found(_explained(gained, near[1]), _explained(lost, near[0]), *above)


def _classified(sides: "Sequence[Sequence[Call]]") -> "list[Taxonomy]":
    """Return the classification of both versions, each made in a copy of its own."""
    from doidkit.reasoners.rustdl import classify_axioms

    found: list[Taxonomy] = []
    for each in processes.run([partial(classify_axioms, side) for side in sides]):
        if isinstance(each, processes.Failure):
            raise EngineError(each.reason)
        found.append(each)
    return found


def _stable(axioms: "Iterable[Call]") -> "list[Call]":
    """Return axioms that have a part in the logic, without their annotations, in a fixed order."""
    from doidkit.reasoners.locality import NO_LOGIC
    from doidkit.syntax.ofn.writer import operands

    found = ((axiom[0], *operands(axiom)) for axiom in axioms if axiom[0] not in NO_LOGIC)
    return sorted({*found}, key=str)


def _classes(axioms: "Iterable[Call]") -> set[str]:
    from doidkit.reasoners.locality import BOTTOMS, TOPS
    from doidkit.syntax.owl.operands import used

    return {name for axiom in axioms for kind, name in used(axiom) if kind == "C"} - TOPS - BOTTOMS


def _contradicts(found: "Taxonomy") -> bool:
    return found.consistent is False


def _contradicted(near: "Sequence[Sequence[Call]]", old: bool, new: bool) -> _Found:
    """Return that nothing can exist, from which all else follows, as gained or as lost."""
    if old and new:
        raise EngineError(
            "both versions contradict themselves, so everything follows from each; "
            "`doidkit explain --inconsistent` shows why."
        )
    pair: _Pair = (OWL_THING, None)
    if new:
        return _Found(gained=_explained([pair], near[1]))
    return _Found(lost=_explained([pair], near[0]))


def _hierarchies(
    found: "Sequence[Taxonomy]",
    classes: Sequence[set[str]],
    touched: set[str],
    about: Iterable[str],
) -> tuple[Parents, Parents]:
    """Return the direct superclasses of classes in both versions, and of those above them.

    What the edit does not touch is in both as it is in one.
    """
    direct = [_direct(each) for each in found]
    above: tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]] = ({}, {})
    waiting = [*about]
    while waiting:
        iri = waiting.pop()
        if any(iri in side for side in above):
            continue
        parents = [frozenset(each.get(iri, ())) for each in direct]
        for here, there, side, known in zip(parents, parents[::-1], above, classes, strict=True):
            if f"<{iri}>" in known or iri == OWL_NOTHING:
                side[iri] = here if f"<{iri}>" in touched else here or there
        waiting += {up for each in parents for up in each}
    return above


def _direct(found: "Taxonomy") -> dict[str, set[str]]:
    """Return what a drawing has above each class: one of equals, and owl:Nothing above nothing."""
    direct: defaultdict[str, set[str]] = defaultdict(set)
    for child, parent in found.subclasses:
        direct[child].add(parent)
    for first, *others in found.equivalent:
        for iri in others:
            direct[iri].add(first)
    for iri in found.unsatisfiable:
        direct[iri] = {OWL_NOTHING}
    return direct


def _without(found: "Taxonomy", gone: set[str]) -> "Taxonomy":
    """Return a taxonomy of those classes that are still there, linked past the others."""
    from doidkit.reasoners.taxonomy import taxonomy

    names = {name[1:-1] for name in gone}
    above = {iri: ups - names for iri, ups in found.above().items() if iri not in names}
    return taxonomy(above, {*found.unsatisfiable} - names)


def _only(
    here: "Taxonomy", there: "Taxonomy", axioms: "Sequence[Call]", told: set[str]
) -> list[_Pair]:
    """Return the direct links of one taxonomy, of some classes, that the other does not imply."""
    implied = there.above()
    empty = {*there.unsatisfiable}
    stated = _stated(axioms)
    links = {*here.subclasses}
    for group in here.equivalent:
        links |= {link for a, b in pairwise(group) for link in ((a, b), (b, a))}
    found: list[_Pair] = [
        link
        for link in links - stated
        if link[1] not in implied.get(link[0], ()) and link[0] not in empty
    ]
    found += [(iri, None) for iri in _first({*here.unsatisfiable} - empty, stated)]
    return sorted(
        (pair for pair in found if f"<{pair[0]}>" in told),
        key=lambda pair: (pair[0], pair[1] or ""),
    )


def _stated(axioms: "Iterable[Call]") -> set[tuple[str, str]]:
    """Return the pairs of named classes that an axiom itself makes one below the other."""
    sets = (axiom[1:] for axiom in axioms if axiom[0] == "EquivalentClasses")
    links = {(a, b) for each in sets for a in each for b in each if a != b}
    links |= {(axiom[1], axiom[2]) for axiom in axioms if axiom[0] == "SubClassOf"}
    return {(a[1:-1], b[1:-1]) for a, b in links if isinstance(a, str) and isinstance(b, str)}


def _first(empty: set[str], stated: set[tuple[str, str]]) -> set[str]:
    """Return empty classes that all the others are stated to be below."""
    below: defaultdict[str, set[str]] = defaultdict(set)
    for child, parent in stated:
        if child in empty and parent in empty:
            below[parent].add(child)
    children = {child for some in below.values() for child in some}
    found: set[str] = set()
    rest = {*empty}
    while rest:
        # In a circle of empty classes one stands for all.
        top = min(rest - children or rest)
        found.add(top)
        waiting = {top}
        while waiting:
            rest -= waiting
            waiting = {low for each in waiting for low in below[each]} & rest
    return found


def _explained(pairs: Sequence[_Pair], axioms: "Sequence[Call]") -> _Reasons:
    """Return a justification of each pair."""
    return {pair: _why(pair, axioms) for pair in pairs}


def _why(pair: _Pair, axioms: "Sequence[Call]") -> "tuple[Call, ...]":
    from doidkit.reasoners import rustdl
    from doidkit.reasoners.justifications import justifications
    from doidkit.reasoners.locality import module

    sub, sup = pair
    names = [name for name in pair if name not in (None, OWL_THING)]

    def follows(some: "Sequence[Call]") -> bool:
        found = rustdl.classified(some, names)
        if sub == OWL_THING:
            return found.inconsistent
        return sub in found.unsatisfiable if sup is None else found.is_subclass(sub, sup)

    # What individuals say is in every module, and with it all that can be contradictory.
    near = module(axioms, [f"<{name}>" for name in names[:1]])
    found = justifications(near, follows, most=1)
    if not found.justifications:
        raise EngineError(f"rustdl finds {pair} and then no reason for it; tell us how.")
    return found.justifications[0]
