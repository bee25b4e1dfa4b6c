"""Where a term is used: every statement that names it, with its place in the files."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from doidkit import prefixes, sourcemap
from doidkit.model import Location
from doidkit.ontology import Ontology, TermRef
from doidkit.ontology.nearby import Nearby, Root
from doidkit.pages.record import Annotation, Axiom
from doidkit.pages.told import Names, Told
from doidkit.terms import RDFS_SUBCLASS_OF

_PREDICATES = {
    "SubClassOf": RDFS_SUBCLASS_OF,
    "EquivalentClasses": prefixes.expand("owl:equivalentClass"),
    "DisjointClasses": prefixes.expand("owl:disjointWith"),
}


@dataclass(frozen=True, slots=True)
class Usage:
    """A statement that names a term: about whom it is, its kind, and what it says.

    ``kind`` is the axiom's in OWL's structural specification. ``by`` is None where the statement
    is about no one term; ``location`` None where no file is the source.
    """

    by: TermRef | None
    kind: str
    said: str
    location: Location | None = None


def usages(
    ontology: Ontology, term: str, sources: Sequence[sourcemap.SourceFile] = ()
) -> tuple[Usage, ...]:
    """Return the statements that name a term, those about it first, then by who uses it.

    The term is as ``Ontology.find`` takes it; ``sources`` are the files that the ontology was
    read from: the place is that of the value, or the frame's where two could be meant.
    """
    iri = ontology.find(term)
    near = ontology.near(iri)
    node = NamedNode(iri)
    roots = [*near.roots(node, prefixes.contract(iri) or ""), *_children(near, node)]
    roots.sort(key=lambda root: (root.owner is None, str(root.owner), str(root.triple)))
    own = near.about(node)
    said = {root: near.statement(root) for root in roots}
    names = Names(ontology, (triple for each in (own, *said.values()) for triple in each))
    owners = {iri, *(root.owner.value for root in roots if root.owner)}
    frames = sourcemap.frames(sources, owners)
    found: dict[Usage, None] = {}
    about = Told(own | near.kinds(own), names)
    for each in _told(about, iri):
        found[_usage(each, names.of(iri), frames.get(iri), each.texts)] = None
    meant = {iri, prefixes.contract(iri) or iri}
    for root, triples in said.items():
        owner = root.owner.value if root.owner else ""
        told = Told({**triples, **near.kinds(triples)}, names)
        by = names.of(owner) if owner else None
        for each in _told(told, owner):
            found[_usage(each, by, frames.get(owner), meant)] = None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a statement says, the property it is said with, and the texts its value is known by."""

    kind: str
    text: str
    predicate: str
    texts: frozenset[str]


def _usage(
    said: _Said, by: TermRef | None, frame: sourcemap.Frame | None, texts: Collection[str]
) -> Usage:
    place = frame.saying(said.predicate, texts) if frame else None
    return Usage(by, said.kind, said.text, place)


def _children(near: Nearby, term: NamedNode) -> Iterator[Root]:
    for triple in near.matching(None, NamedNode(RDFS_SUBCLASS_OF), term):
        if isinstance(triple.subject, NamedNode) and triple.subject != term:
            yield Root(triple.subject, triple)


def _told(told: Told, iri: str) -> Iterator[_Said]:
    for note in told.annotations(iri):
        texts = frozenset((note.value.text,))
        yield _Said("AnnotationAssertion", _annotation(note), note.predicate.iri, texts)
    for axiom in told.axioms(iri):
        texts = frozenset(word.iri for word in axiom.words if not isinstance(word, str))
        yield _Said(axiom.kind, _axiom(axiom), _PREDICATES.get(axiom.kind, ""), texts)


def _annotation(note: Annotation) -> str:
    named = note.predicate.label or note.predicate.curie
    value = str(note.value.term) if note.value.term else note.value.text
    return f"{named} {value}{_notes(note.notes)}"


def _axiom(axiom: Axiom) -> str:
    text = "".join(word if isinstance(word, str) else _named(word) for word in axiom.words)
    return f"{axiom.keyword} {text}".strip() + _notes(axiom.notes)


def _notes(notes: Iterable[Annotation]) -> str:
    said = "; ".join(map(_annotation, notes))
    return f" ({said})" if said else ""


def _named(term: TermRef) -> str:
    return f"'{term.label}'" if term.label else term.curie
