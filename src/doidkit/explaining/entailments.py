"""Why a document implies an axiom: ROBOT's ``explain``, on documents.

Each axiom is put as subclass questions between expressions, which get names; a reasoner answers
them of a few axioms at a time (``reasoners.justifications``).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

from doidkit import processes
from doidkit.documents import Document
from doidkit.errors import EngineError, InputError
from doidkit.prefixes import expand
from doidkit.reasoners.classifying import classifier
from doidkit.reasoners.cycles import cycles
from doidkit.reasoners.locality import NO_LOGIC, module, number
from doidkit.reasoners.naming import Names
from doidkit.reasoners.properties import role, roles
from doidkit.syntax.ofn.writer import in_order, operands
from doidkit.syntax.owl.expressions import Call, Node, owl
from doidkit.syntax.owl.operands import used

if TYPE_CHECKING:
    from doidkit.reasoners.justifications import Follows

_THING, _NOTHING = owl("Thing"), owl("Nothing")
INCONSISTENCY: Call = ("SubClassOf", _THING, _NOTHING)
"""What follows from axioms that contradict one another, and from no others."""
_LABEL = f"<{expand('rdfs:label')}>"
_TIMEOUT = 60.0  # seconds
_PROPERTIES = {"SubObjectPropertyOf", "EquivalentObjectProperties"}

Question = tuple[Node, Node]
"""Two class expressions, of which the second may be above the first."""


class Which(StrEnum):
    """Of the unsatisfiable classes those to explain."""

    ALL = "all"
    ROOT = "root"
    MOST_GENERAL = "most_general"


@dataclass(frozen=True, slots=True)
class Entailment:
    """An axiom that follows, and a minimal set of axioms that it follows from, in order."""

    axiom: Call
    justification: tuple[Call, ...]


def entailed(
    document: Document,
    axiom: Call,
    *,
    most: int = 1,
    reasoner: str = "elk",
    timeout: float = _TIMEOUT,
) -> tuple[Entailment, ...]:
    """Return why an axiom follows, with up to so many justifications; () if it does not.

    With ``reasoner`` "elk" it is what ELK finds, else all that rustdl does. Raises InputError for
    an axiom of a kind that cannot be explained, EngineError where none is found in time.
    """
    return _explained(document, [axiom], most, reasoner, timeout)


def unsatisfiable(document: Document, *, reasoner: str = "elk") -> tuple[str, ...]:
    """Return the classes, ``<iri>``, to which nothing can belong, sorted."""
    logical = [axiom for axiom in document.everything if axiom[0] not in NO_LOGIC]
    found = classifier(reasoner)(sorted(logical, key=str))
    return tuple(sorted(f"<{iri}>" for iri in found.unsatisfiable))


def why_unsatisfiable(
    document: Document,
    classes: Iterable[str],
    *,
    most: int = 1,
    reasoner: str = "elk",
    timeout: float = _TIMEOUT,
) -> tuple[Entailment, ...]:
    """Return why nothing can belong to some classes."""
    asked: list[Call] = [("SubClassOf", name, _NOTHING) for name in classes]
    return _explained(document, asked, most, reasoner, timeout)


def why_inconsistent(
    document: Document, *, most: int = 1, reasoner: str = "elk", timeout: float = _TIMEOUT
) -> tuple[Entailment, ...]:
    """Return why the axioms contradict one another; () if they do not."""
    return _explained(document, [INCONSISTENCY], most, reasoner, timeout)


def chosen(document: Document, classes: Sequence[str], which: Which) -> list[str]:
    """Return those of some unsatisfiable classes that are to be explained.

    A class is a root if what is stated above it, or as what it needs, mentions no other of them;
    of a circle all are. It is most general if none of its stated superclasses is one.
    """
    if which is Which.ALL:
        return [*classes]
    empty = {*classes}
    root = which is Which.ROOT
    links = {
        name: {each for up in _stated(document, name) for each in _needs(up, fillers=root)} & empty
        for name in classes
    }
    links = {name: needed - {name} for name, needed in links.items()}
    groups = cycles((name, other) for name, needed in links.items() for other in needed)
    rings = {name: {*ring} for ring in groups for name in ring}
    return [
        name
        for name in classes
        if all(links[each] <= rings.get(name, set()) for each in rings.get(name, {name}))
    ]


def explanation(document: Document, found: Iterable[Entailment]) -> Document:
    """Return an ontology of the axioms in some justifications and the labels of their names."""
    axioms = {axiom for each in found for axiom in each.justification}
    names = {name for axiom in axioms for _, name in used(axiom)}
    labels = {
        axiom
        for axiom in document.everything
        if axiom[0] == "AnnotationAssertion"
        and operands(axiom)[0] == _LABEL
        and operands(axiom)[1] in names
    }
    return Document(axioms=frozenset(axioms | labels), prefixes=document.prefixes)


def _explained(
    document: Document, asked: Sequence[Call], most: int, reasoner: str, timeout: float
) -> tuple[Entailment, ...]:
    for axiom in asked:
        questions(axiom)  # refuses what cannot be asked, before the work
    given = in_order(axiom for axiom in document.everything if axiom[0] not in NO_LOGIC)
    task = partial(_searched, given, asked, most, timeout, reasoner)
    (found,) = processes.run([task], timeout=2 * timeout, workers=1)
    if isinstance(found, processes.Failure):
        raise EngineError(f"No explanation was found: {found.reason}")
    return tuple(
        Entailment(axiom, each) for axiom, every in zip(asked, found, strict=True) for each in every
    )


def _searched(
    axioms: Sequence[Call], asked: Sequence[Call], most: int, seconds: float, reasoner: str
) -> list[tuple[tuple[Call, ...], ...]]:
    from doidkit.reasoners.justifications import justifications
    from doidkit.reasoners.rustdl import doubt

    found = []
    for axiom in asked:
        near = module(axioms, {name for _, name in used(axiom)})
        told = justifications(near, _follows(axiom, reasoner), most=most, seconds=seconds)
        if not told.justifications and reasoner != "elk" and (reason := doubt([*near, axiom])):
            raise EngineError(f"rustdl finds no reason, but {reason}.")
        found.append(told.justifications)
    return found


def questions(axiom: Call) -> list[Question]:
    """Return the subclass questions that are the same as an axiom; InputError if it has none."""
    kind, parts = axiom[0], operands(axiom)
    if kind == "SubClassOf":
        return [(parts[0], parts[1])]
    if kind == "EquivalentClasses":
        return [*zip(parts, (*parts[1:], parts[0]), strict=True)]
    if kind == "DisjointClasses":
        return [(("ObjectIntersectionOf", *pair), _NOTHING) for pair in combinations(parts, 2)]
    if kind == "ClassAssertion":
        return [(("ObjectOneOf", parts[1]), parts[0])]
    if kind == "ObjectPropertyAssertion":
        return [(("ObjectOneOf", parts[1]), ("ObjectHasValue", parts[0], parts[2]))]
    if kind == "ObjectPropertyDomain":
        return [(("ObjectSomeValuesFrom", parts[0], _THING), parts[1])]
    if kind == "ObjectPropertyRange":
        inverse = ("ObjectInverseOf", parts[0])
        return [(("ObjectSomeValuesFrom", inverse, _THING), parts[1])]
    if kind in _PROPERTIES and all(map(role, parts)):
        return []
    raise InputError(
        f"{kind} cannot be explained; ask for SubClassOf, EquivalentTo, DisjointWith, Type, "
        "Domain, Range or SubPropertyOf."
    )


def _follows(axiom: Call, reasoner: str) -> "Follows":
    if axiom[0] in _PROPERTIES:
        return partial(_is_below, axiom)
    known = Names()
    asked = [
        (known.iri(sub), known.iri(sup))
        for sub, sup in questions(axiom)
        if sup != _THING and sub != _NOTHING
    ]
    nothing = _NOTHING[1:-1]
    answer = _by_elk if reasoner == "elk" else _by_rustdl

    def implied(some: Sequence[Call]) -> bool:
        if axiom == INCONSISTENCY:
            return answer(some, [])(None, nothing)
        names = [name for pair in asked for name in pair if name != nothing]
        holds = answer([*some, *known.definitions()], names)
        return all(holds(sub, sup) for sub, sup in asked)

    return implied


_Holds = Callable[[str | None, str], bool]
"""Whether a class is below another one; of None, whether the axioms are contradictory."""


def _by_elk(axioms: Sequence[Call], _: Sequence[str]) -> _Holds:
    from doidkit.reasoners.rustdl import classify_el_axioms

    found = classify_el_axioms(axioms)[0]
    above = found.above()

    def holds(sub: str | None, sup: str) -> bool:
        if found.consistent is False or sub is None:
            return found.consistent is False
        return sub in found.unsatisfiable or sup in above.get(sub, ())

    return holds


def _by_rustdl(axioms: Sequence[Call], names: Sequence[str]) -> _Holds:
    from doidkit.reasoners.rustdl import classified

    found = classified(axioms, names)

    def holds(sub: str | None, sup: str) -> bool:
        if found.inconsistent or sub is None:
            return bool(found.inconsistent)
        return sub in found.unsatisfiable or (
            sup != _NOTHING[1:-1] and bool(found.is_subclass(sub, sup))
        )

    return holds


def _is_below(axiom: Call, some: Sequence[Call]) -> bool:
    known = roles(some)
    ends = [each for part in operands(axiom) if (each := role(part))]
    if axiom[0] == "EquivalentObjectProperties":
        return all(known.same(ends[0], other) for other in ends[1:])
    return ends[1] in known.above(ends[0])


def _stated(document: Document, name: str) -> list[Node]:
    """Return what is stated above a class, and what it is equivalent to."""
    found: list[Node] = []
    for axiom in document.everything:
        parts = operands(axiom)
        if axiom[0] == "SubClassOf" and parts[0] == name:
            found.append(parts[1])
        elif axiom[0] == "EquivalentClasses" and name in parts:
            found += [part for part in parts if part != name]
    return found


def _needs(node: Node, *, fillers: bool) -> set[str]:
    """Return the names that must not be empty for an expression not to be."""
    if isinstance(node, str):
        return {node}
    kind, parts = node[0], node[1:]
    if kind == "ObjectIntersectionOf":
        return {name for part in parts for name in _needs(part, fillers=fillers)}
    if not fillers:
        return set()
    if kind == "ObjectSomeValuesFrom":
        return _needs(parts[1], fillers=True)
    if kind in ("ObjectMinCardinality", "ObjectExactCardinality") and len(parts) > 2:
        return _needs(parts[2], fillers=True) if number(parts[0]) else set()
    return set()
