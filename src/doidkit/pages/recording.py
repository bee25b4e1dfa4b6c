"""From the triples around a term to its record."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from doidkit import prefixes
from doidkit.model import RdfTerm
from doidkit.ontology import Ontology, TermRef
from doidkit.ontology.nearby import Nearby, Root
from doidkit.pages import roles
from doidkit.pages.record import Axiom, Record, Role, Usage, Use
from doidkit.pages.told import Names, Told, annotation_place

SHOWN = 50
"""How many uses of one kind a record has; of more it has the number."""
_NATURAL = re.compile(r"(\d+)")
_OURS = prefixes.PREFIXES["dk"].removesuffix("vocab#")
_KEYWORDS = ("EquivalentTo", "SubClassOf", "DisjointWith")
_Statements = Mapping[Root, Mapping[Triple, None]]


def record(ontology: Ontology, iri: str) -> Record:
    """Return all that the data say of a term, and how others use it, in the order of reading."""
    term = NamedNode(iri)
    found = ontology.near(iri)
    own = found.about(term)
    merged = _merged_into(found, iri, own)
    told_already = {roles.meant(t.object) for t in own if t.predicate.value == roles.ALTERNATIVE_ID}
    groups = _by_predicate(
        root
        for root in found.roots(term, prefixes.contract(iri) or "")
        if not (_of_document(root) or _is_merger(root, told_already))
    )
    said = {root: found.statement(root) for _, each in groups for root in each[:SHOWN]}
    triples = [*own, *(triple for each in said.values() for triple in each)]
    names = Names(ontology, triples, merged)
    told = Told(own | found.kinds(own), names)
    return Record(
        kinds=told.kinds(iri),
        annotations=tuple(sorted(told.annotations(iri), key=annotation_place)),
        axioms=tuple(sorted(told.axioms(iri), key=_axiom_place)),
        usages=tuple(_usages(found, groups, said, names)),
        predicates=found.count(term),
        merged_into=tuple(map(names.of, merged)),
    )


def _of_document(root: Root) -> bool:
    """Return True for what a document says: the sections of a page tell it."""
    owner = root.owner.value if root.owner else ""
    return owner.startswith(_OURS) and not owner.startswith(prefixes.PREFIXES["dkt"])


def _is_merger(root: Root, alternative: Collection[str]) -> bool:
    """Return True for either side of an alternative id: the record of the term has it."""
    if root.predicate == roles.ALTERNATIVE_ID:
        return True
    by = root.owner.value if root.owner else ""
    return by in alternative and roles.role(root.predicate) is Role.REPLACED_BY


def _by_predicate(roots: Iterable[Root]) -> list[tuple[str, list[Root]]]:
    grouped: dict[str, list[Root]] = defaultdict(list)
    for root in roots:
        grouped[root.predicate].append(root)
    for each in grouped.values():
        each.sort(key=lambda root: _natural(root.owner.value if root.owner else ""))
    return sorted(grouped.items())


def _natural(text: str) -> list[tuple[int, str]]:
    """Return a text as what sorts its numbers by value."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _NATURAL.split(text)]


def _merged_into(found: Nearby, iri: str, own: Iterable[Triple]) -> list[str]:
    """Return the terms that have one as an alternative id, or that it says it was merged into."""
    curie = prefixes.contract(iri)
    values: list[RdfTerm] = [NamedNode(iri), *([Literal(curie)] if curie else [])]
    alternative = NamedNode(roles.ALTERNATIVE_ID)
    having: list[RdfTerm] = [
        triple.subject for value in values for triple in found.matching(None, alternative, value)
    ]
    said = [*own]
    if any(roles.meant(triple.object) == roles.MERGED for triple in said):
        having += (
            triple.object
            for triple in said
            if roles.role(triple.predicate.value) is Role.REPLACED_BY
        )
    return sorted({roles.meant(node) for node in having} - {iri, ""})


def _usages(
    found: Nearby, groups: Iterable[tuple[str, list[Root]]], said: _Statements, names: Names
) -> Iterator[Usage]:
    for _, roots in groups:
        uses = [use for root in roots[:SHOWN] for use in _uses(found, root, said, names)]
        if uses:
            left = max(0, len(roots) - SHOWN)
            yield Usage(_name(uses[0]), len(roots), tuple(uses), left)


def _uses(found: Nearby, root: Root, said: _Statements, names: Names) -> Iterator[Use]:
    triples = said[root]
    told = Told({**triples, **found.kinds(triples)}, names)
    owner = root.owner.value if root.owner else ""
    by = names.of(owner) if owner else None
    yield from (Use(by, each) for each in told.annotations(owner))
    yield from (Use(by, each) for each in told.axioms(owner))


def _name(use: Use) -> str:
    if isinstance(use.said, Axiom):
        return use.said.keyword or use.said.kind
    return use.said.predicate.label or use.said.predicate.curie


def _axiom_place(axiom: Axiom) -> tuple[int, str, str]:
    """Return where an axiom stands: definitions first, then superclasses, then the rest."""
    first = _KEYWORDS.index(axiom.keyword) if axiom.keyword in _KEYWORDS else len(_KEYWORDS)
    return first, axiom.keyword, "".join(map(_text, axiom.words))


def _text(word: str | TermRef) -> str:
    return word if isinstance(word, str) else word.label or word.curie
