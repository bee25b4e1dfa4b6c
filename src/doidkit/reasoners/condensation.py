"""One class for each circle of classes: what a reasoner is spared.

A ring of n classes has n * n subclass pairs, which saturation writes down one by one: a thousand
took 4 GB. Its classes are equivalent by what is stated, so one stands for all of them, and what
is found for it holds for each.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Triple

from doidkit.prefixes import PREFIXES
from doidkit.reasoners.cycles import cycles
from doidkit.reasoners.taxonomy import Taxonomy, group
from doidkit.terms import OWL_CLASS, RDF_TYPE, RDFS_SUBCLASS_OF

_OWL, _RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
_EQUIVALENT = _OWL + "equivalentClass"
_LINKS = {RDFS_SUBCLASS_OF, _EQUIVALENT}
_CLASSES = {OWL_CLASS, _RDFS + "Class"}
# Where a name means a class. Other words of OWL, and declared properties, are about individuals.
_OF_CLASSES = {
    _OWL + name
    for name in (
        "equivalentClass disjointWith complementOf someValuesFrom allValuesFrom onClass "
        "disjointUnionOf intersectionOf unionOf members"
    ).split()
}
_PROPERTIES = {_OWL + "ObjectProperty", _OWL + "DatatypeProperty"}
_DISJOINT = _OWL + "disjointWith"
_FIRST, _REST = PREFIXES["rdf"] + "first", PREFIXES["rdf"] + "rest"
# With these in an ontology a list may be one of individuals.
_ENUMERATING = {_OWL + "oneOf", _OWL + "distinctMembers", _OWL + "AllDifferent"}
_BOUNDS = {_OWL + "Thing", _OWL + "Nothing"}


@dataclass(frozen=True, slots=True)
class Condensed:
    """Triples with one class for each circle, and all classes of a circle by that one."""

    triples: Sequence[Triple]
    circles: Mapping[str, tuple[str, ...]]

    def expanded(self, found: Taxonomy) -> Taxonomy:
        """Return what was found with all classes of each circle again."""
        groups = [group(self._all(each)) for each in found.equivalent]
        told = {iri for each in groups for iri in each} | set(found.unsatisfiable)
        groups += [ring for one, ring in self.circles.items() if one not in told]
        return replace(
            found,
            equivalent=tuple(sorted(groups)),
            unsatisfiable=self._all(found.unsatisfiable),
        )

    def _all(self, iris: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(each for iri in iris for each in self.circles.get(iri, (iri,))))


def condensed(triples: Iterable[Triple]) -> Condensed:
    """Return triples with each circle of subclass and equivalence links made one class.

    Left as they are: circles through expressions, through owl:Thing or owl:Nothing, of names that
    also mean an individual or a property, which are not equal because classes are, and of classes
    that one list or one disjointness names together, which would name one class twice.
    """
    given = list(triples)
    rings = [ring for ring in cycles(_links(given)) if not _BOUNDS.intersection(ring)]
    members = {iri for ring in rings for iri in ring}
    if not members:
        return Condensed(given, {})
    circles = {ring[0]: ring for ring in rings}
    one = {iri: first for first, ring in circles.items() for iri in ring}
    kept = {one[iri] for iri in _punned(given) & members} | _together(given, one)
    circles = {first: ring for first, ring in circles.items() if first not in kept}
    new = {NamedNode(iri): NamedNode(first) for first, ring in circles.items() for iri in ring}
    return Condensed([*dict.fromkeys(_renamed(given, new))], circles)


def _links(triples: Iterable[Triple]) -> Iterator[tuple[str, str]]:
    for triple in triples:
        child, parent = triple.subject, triple.object
        if isinstance(child, NamedNode) and isinstance(parent, NamedNode):
            if triple.predicate.value in _LINKS:
                yield child.value, parent.value
            if triple.predicate.value == _EQUIVALENT:
                yield parent.value, child.value


def _punned(triples: Sequence[Triple]) -> set[str]:
    """Return the names that mean something else than a class, or may do."""
    types = [(t.subject, t.object) for t in triples if t.predicate.value == RDF_TYPE]
    asserting = {s for s, kind in types if getattr(kind, "value", "") in _PROPERTIES}
    lists = any(getattr(term, "value", "") in _ENUMERATING for t in triples for term in t)
    found: set[object] = {s for s, kind in types if getattr(kind, "value", "") not in _CLASSES}
    for triple in triples:
        name = triple.predicate.value
        if (
            triple.predicate in asserting
            or (name.startswith(_OWL) and name not in _OF_CLASSES)
            or (name == _FIRST and lists)
        ):
            found |= {triple.subject, triple.object}
        found.add(triple.predicate)
    return {term.value for term in found if isinstance(term, NamedNode)}


def _together(triples: Iterable[Triple], one: Mapping[str, str]) -> set[str]:
    """Return the circles of which a list or a disjointness names two classes, or one twice."""
    firsts: dict[object, str] = {}
    rests: dict[object, object] = {}
    found: set[str] = set()
    for triple in triples:
        name, value = triple.predicate.value, getattr(triple.object, "value", "")
        if name == _FIRST and value in one:
            firsts[triple.subject] = one[value]
        elif name == _REST:
            rests[triple.subject] = triple.object
        elif name == _DISJOINT:
            subject = one.get(getattr(triple.subject, "value", ""), "")
            found |= {subject} & {one.get(value)}
    for head in rests.keys() - set(rests.values()):
        found |= _repeated(head, firsts, rests)
    return found


def _repeated(
    head: object, firsts: Mapping[object, str], rests: Mapping[object, object]
) -> set[str]:
    seen: set[str] = set()
    again: set[str] = set()
    while head in rests:
        here = firsts.get(head)
        if here is not None:
            again.update({here} & seen)
            seen.add(here)
        head = rests[head]
    return again


def _renamed(triples: Iterable[Triple], one: Mapping[NamedNode, NamedNode]) -> Iterator[Triple]:
    for triple in triples:
        subject, value = triple.subject, triple.object
        new = Triple(
            one.get(subject, subject) if isinstance(subject, NamedNode) else subject,
            triple.predicate,
            one.get(value, value) if isinstance(value, NamedNode) else value,
        )
        if new.subject != new.object or new.predicate.value not in _LINKS:
            yield new
