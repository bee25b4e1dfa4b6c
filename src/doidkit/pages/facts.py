"""The rows of a term's record, ready to read."""

from collections.abc import Iterable, Iterator

from doidkit import prefixes
from doidkit.ontology import Term
from doidkit.pages import wording
from doidkit.pages.record import Annotation, Fact, Record, Role
from doidkit.pages.references import named

_SCOPES = {
    prefixes.expand(curie): f"{scope} synonyms"
    for curie, scope in (
        ("oboInOwl:hasExactSynonym", "Exact"),
        ("oboInOwl:hasNarrowSynonym", "Narrow"),
        ("oboInOwl:hasBroadSynonym", "Broad"),
        ("oboInOwl:hasRelatedSynonym", "Related"),
        ("skos:altLabel", "Alternative"),
    )
}
_CLASS = prefixes.expand("owl:Class")
_HAS_ROLE = prefixes.expand("RO:0000087")
_OBO = prefixes.PREFIXES["obo"]
# Rows in the order of reading; all others come before the last ones, by name.
_FIRST = (
    "Merged into",
    Role.REPLACED_BY.value,
    Role.CONSIDER.value,
    Role.OBSOLETE_BECAUSE.value,
    Role.OBSOLETE.value,
    "Kind",
    Role.LABEL.value,
    Role.DEFINITION.value,
    Role.COMMENT.value,
    *_SCOPES.values(),
    "Parents",
    "Children",
    Role.ID.value,
    Role.ALTERNATIVE_ID.value,
    Role.XREF.value,
    Role.MAPPING.value,
    "Mapped from",
    "Words of the document",
    Role.SUBSET.value,
    Role.NAMESPACE.value,
    Role.NOTATION.value,
    Role.CREATED_BY.value,
    Role.CREATED.value,
)
_LAST = ("Roles", "Formula", "Address", Role.NOTE.value)
_PLACES = {name: (0, n, "") for n, name in enumerate(_FIRST)} | {
    name: (2, n, "") for n, name in enumerate(_LAST)
}


def facts(record: Record, term: Term, added: Iterable[Fact] = ()) -> tuple[Fact, ...]:
    """Return the rows about a term, those that mappings add included.

    What the head of a page says is left out: the label, the definition with its sources, the
    identifier, and that the term is an obsolete class.
    """
    rows: dict[str, list[str]] = {}
    for fact in (*_given(record, term), *added):
        values = rows.setdefault(fact.name, [])
        values += (value for value in fact.values if value not in values)
    return tuple(Fact(name, tuple(rows[name])) for name in sorted(rows, key=_place) if rows[name])


def definition_sources(record: Record) -> tuple[str, ...]:
    """Return what is named as the source of a definition, in its notes or beside it."""
    beside = (each.value for each in record.of(Role.DEFINITION_SOURCE))
    within = (source for each in record.of(Role.DEFINITION) for source in each.sources)
    return tuple(sorted({*within, *map(wording.value, beside)}))


def _given(record: Record, term: Term) -> Iterator[Fact]:
    yield Fact("Merged into", tuple(map(named, record.merged_into)))
    if [kind.iri for kind in record.kinds] != [_CLASS]:
        yield Fact("Kind", tuple(wording.name(kind) for kind in record.kinds))
    for each in record.annotations:
        if said := _said(each, term):
            yield Fact(_heading(each), (said,))
    yield Fact("Parents", tuple(map(named, term.parents)))
    yield Fact("Children", tuple(map(named, term.children)))
    yield Fact("Roles", tuple(_roles(record)))
    yield Fact("Address", (term.iri,) if term.iri.startswith(_OBO) else ())


def _heading(each: Annotation) -> str:
    if each.role is Role.SYNONYM and each.predicate.iri in _SCOPES:
        return _SCOPES[each.predicate.iri]
    if heading := each.role.value:
        return heading
    name = wording.name(each.predicate)
    return name[:1].upper() + name[1:] if each.predicate.label else name


def _said(each: Annotation, term: Term) -> str:
    """Return what an annotation says as a row's value, "" for what the head of the page says."""
    value, notes = wording.value(each.value), each.notes
    if each.role is Role.DEFINITION:
        notes = tuple(note for note in notes if note.value.text not in each.sources)
        if value == term.definition:
            return wording.notes(notes).strip()
    if not notes and _is_in_head(each.role, value, term):
        return ""
    if each.role is Role.MAPPING:
        value = f"{wording.name(each.predicate)}: {value}"
    if each.role is Role.SUBSET and each.value.term and each.value.term.label:
        value = each.value.term.label
    return value + wording.notes(notes)


def _is_in_head(role: Role, value: str, term: Term) -> bool:
    return (
        role is Role.DEFINITION_SOURCE
        or (role is Role.LABEL and value == term.label)
        or (role is Role.ID and value == term.curie)
        or (role is Role.OBSOLETE and term.obsolete and value == "true")
    )


def _roles(record: Record) -> Iterator[str]:
    """Yield the chemical roles that superclasses of a drug give it, by their identifiers."""
    found = []
    for axiom in record.axioms_of("SubClassOf"):
        relation, *rest = axiom.words
        if len(rest) == 2 and not isinstance(relation, str) and relation.iri == _HAS_ROLE:
            found += [word for word in rest[1:] if not isinstance(word, str)]
    yield from map(named, sorted(found, key=lambda term: term.iri))


def _place(name: str) -> tuple[int, int, str]:
    return _PLACES.get(name) or (1, 0, name)
