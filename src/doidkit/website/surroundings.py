"""What stands around a term: the way to its root, its siblings, and what its document lists."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from doidkit import prefixes, querying
from doidkit.model import RdfTerm, Solutions
from doidkit.ontology import Branch, Ontology, TermRef
from doidkit.pages import Mark, Page

MOST_SIBLINGS = 60
"""Siblings that a page names; a term may have hundreds."""


@dataclass(frozen=True, slots=True)
class Medication:
    """What is said to be applied for a disease; ``claims`` are statement ids with their marks.

    The marks are this substance's own: of six drugs in one sentence one may be disputed.
    """

    term: TermRef
    relation: TermRef
    denied: bool
    context: str
    modality: str
    claims: tuple[tuple[str, Mark], ...]


@dataclass(frozen=True, slots=True)
class Differential:
    """A condition that a disease can be mistaken for, and the signs that tell it apart."""

    name: str
    diagnosis: TermRef | None
    signs: tuple[str, ...]
    claims: tuple[tuple[str, Mark], ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a term's page shows beside the term's own record.

    ``path`` leads from a root to a parent: the shortest way, of those the first by label.
    ``siblings`` are the first of ``sibling_count`` terms that share a parent.
    """

    path: tuple[TermRef, ...] = ()
    siblings: tuple[TermRef, ...] = ()
    sibling_count: int = 0
    medications: tuple[Medication, ...] = ()
    differentials: tuple[Differential, ...] = ()


def surroundings(ontology: Ontology, page: Page) -> Surroundings:
    """Return what stands around the term of a page."""
    term = page.term
    parents: dict[str, list[TermRef]] = defaultdict(list)
    _collect(ontology.tree(term.iri, up=True), parents)
    beside = {s for parent in term.parents for s in ontology.hierarchy.children(parent.iri)}
    siblings = sorted(each for each in beside if each.iri != term.iri)
    drugs, others = clinical(ontology, page)
    return Surroundings(
        path=path(term.iri, lambda iri: parents[iri]),
        siblings=tuple(siblings[:MOST_SIBLINGS]),
        sibling_count=len(siblings),
        medications=drugs,
        differentials=others,
    )


def _collect(branch: Branch, parents: dict[str, list[TermRef]]) -> None:
    waiting = [branch]
    while waiting:
        at = waiting.pop()
        if not at.repeated:
            parents[at.term.iri] = [below.term for below in at.branches]
            waiting += at.branches


def path(iri: str, parents: Callable[[str], Collection[TermRef]]) -> tuple[TermRef, ...]:
    """Return the shortest way from a root to a term, without the term itself.

    In a hierarchy that goes round, the way starts at the last term before it does.
    """
    level: list[tuple[TermRef, ...]] = [(each,) for each in sorted(parents(iri))]
    seen = {iri} | {way[0].iri for way in level}
    best: tuple[TermRef, ...] = ()
    while level:
        for way in level:
            best = best if len(best) >= len(way) else way
            if not parents(way[0].iri):
                return way
        after = [(above, *way) for way in level for above in sorted(parents(way[0].iri))]
        level = [way for way in after if way[0].iri not in seen]
        seen |= {way[0].iri for way in level}
    return best


def clinical(
    ontology: Ontology, page: Page
) -> tuple[tuple[Medication, ...], tuple[Differential, ...]]:
    """Return the medications and differentials of a disease that a document is about."""
    if not any(section.references or section.block for section in page.sections):
        return (), ()
    asked = {"disease": page.term.iri}
    drugs = querying.query("drugs", asked, source=ontology)
    others = querying.query("differentials", asked, source=ontology)
    assert isinstance(drugs, Solutions) and isinstance(others, Solutions)
    return _medications(drugs), _differentials(others)


_Key = tuple[str, ...]


def _medications(rows: Solutions) -> tuple[Medication, ...]:
    found: dict[_Key, dict[str, Mark]] = defaultdict(dict)
    named: dict[_Key, TermRef] = {}
    for row in rows.records():
        term = _term(row["drug"], _text(row["label"]))
        said = _text(row["relation"])
        key = (term.label, term.iri, said, _text(row["negated"]), *_context(row))
        named[key] = term
        found[key][_claim(row)] = Mark(_text(row["evidence"]))
    return tuple(
        Medication(
            term=named[key],
            relation=TermRef(_local(key[2]), prefixes.contract(key[2]) or key[2], key[2]),
            denied=key[3] == "true",
            context=key[4],
            modality=key[5],
            claims=tuple(claims.items()),
        )
        for key, claims in found.items()
    )


def _context(row: Mapping[str, RdfTerm | None]) -> tuple[str, str]:
    return _text(row["context_label"]), _local(_text(row["modality"]))


def _differentials(rows: Solutions) -> tuple[Differential, ...]:
    by_name: dict[str, list[Mapping[str, RdfTerm | None]]] = defaultdict(list)
    for row in rows.records():
        by_name[_text(row["differential"])].append(row)
    return tuple(map(_differential, by_name.values()))


def _differential(rows: list[Mapping[str, RdfTerm | None]]) -> Differential:
    first = rows[0]
    diagnosis = _text(first["diagnosis"])
    known = diagnosis and diagnosis != prefixes.expand("sssom:NoTermFound")
    return Differential(
        name=_text(first["name"]),
        diagnosis=_term(first["diagnosis"], _text(first["diagnosis_label"])) if known else None,
        signs=_distinct(_text(row["sign"]) for row in rows),
        claims=tuple({_claim(row): Mark(_text(row["evidence"])) for row in rows}.items()),
    )


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _term(value: RdfTerm | None, label: str) -> TermRef:
    iri = _text(value)
    return TermRef(label, prefixes.contract(iri) or iri, iri)


def _claim(row: Mapping[str, RdfTerm | None]) -> str:
    return _local(_text(row["claim"]))


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _text(value: RdfTerm | None) -> str:
    return str(getattr(value, "value", ""))
