"""What is said of a term besides its logic: label, definition, synonyms, references, the rest."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from doidkit.comparing import names
from doidkit.comparing.change import Change, Kind
from doidkit.comparing.edits import Edits, change, in_turn, paired, plain
from doidkit.comparing.facts import Fact, Role

_SINGLE = {
    names.LABEL: Kind.LABEL,
    names.COMMENT: Kind.COMMENT,
    names.NAMESPACE: Kind.NAMESPACE,
    names.ID: Kind.ID,
}
_REFERENCE = re.compile(r"(?:.*[/#_:])?([^/#_:]+)\Z", re.DOTALL)
_Key = Callable[[Fact], object]


def texts(edits: Edits) -> Iterator[Change]:
    """Take out and yield changes of label, definition, comment, namespace and id."""
    for predicate, kind in _SINGLE.items():
        for old, new in in_turn(*edits.statements((predicate,))):
            yield _with_notes(kind, edits, old, new)
    for predicate in (names.ALTERNATIVE_ID,):
        for old, new in paired(*edits.statements((predicate,))):
            yield _with_notes(Kind.ID, edits, old, new)
    yield from _definitions(edits)


def synonyms(edits: Edits) -> Iterator[Change]:
    """Take out and yield what became of synonyms."""
    removed, added = edits.statements(names.SCOPES)
    for old, new in _matched(removed, added, lambda fact: plain(fact.value)):
        yield from _rescoped(edits, old, new)
    for fact in removed:
        yield _with_notes(Kind.SYNONYM_REMOVED, edits, fact, None)
    for fact in added:
        yield _with_notes(Kind.SYNONYM_ADDED, edits, None, fact)
    for predicate in names.SCOPES:
        for before, after, value in _annotated(edits, predicate):
            yield _qualified(edits, predicate, before, after, value)


def references(edits: Edits) -> Iterator[Change]:
    """Take out and yield what became of cross-references, mappings and subsets."""
    removed, added = edits.statements((names.XREF,))
    for old, new in _matched(removed, added, _local):
        yield _with_notes(Kind.XREF_PREFIX, edits, old, new)
    yield from _each(edits, Kind.XREF_REMOVED, Kind.XREF_ADDED, removed, added)
    removed, added = edits.take(
        lambda f: f.role is Role.STATEMENT and bool(names.MAPPING.search(f.predicate))
    )
    for kind, key in _MAPPED.items():
        for old, new in _matched(removed, added, key):
            yield _with_notes(kind, edits, old, new)
    yield from _each(edits, Kind.MAPPING_REMOVED, Kind.MAPPING_ADDED, removed, added)
    subsets = edits.statements((names.SUBSET,))
    yield from _each(edits, Kind.SUBSET_REMOVED, Kind.SUBSET_ADDED, *subsets)


def parents(edits: Edits) -> Iterator[Change]:
    """Take out and yield parents added, removed and moved."""
    for predicate in names.PARENTS:
        for old, new in paired(*edits.statements((predicate,))):
            kind = Kind.PARENT_MOVED if old and new else Kind.PARENT_REMOVED
            yield _with_notes(kind if old else Kind.PARENT_ADDED, edits, old, new)


def header(edits: Edits) -> Iterator[Change]:
    """Take out and yield what became of an ontology's imports and annotations."""
    imports = edits.statements((names.IMPORTS,))
    yield from _each(edits, Kind.IMPORT_REMOVED, Kind.IMPORT_ADDED, *imports)
    yield from rest(edits, Kind.METADATA)


def rest(edits: Edits, kind: Kind = Kind.ANNOTATION) -> Iterator[Change]:
    """Take out and yield all statements that are left, then annotations of those that stay."""
    while left := [f for f in (*edits.removed, *edits.added) if f.role is Role.STATEMENT]:
        predicate = min(fact.predicate for fact in left)
        for old, new in paired(*edits.statements((predicate,))):
            yield _with_notes(kind, edits, old, new)
    while left := [f for f in (*edits.removed, *edits.added) if f.role is Role.NOTE]:
        predicate = min(fact.predicate for fact in left)
        for before, after, value in _annotated(edits, predicate):
            yield change(
                Kind.QUALIFIER, edits.subject, predicate, before, after, old=value, new=value
            )


def _rescoped(edits: Edits, old: Fact, new: Fact) -> Iterator[Change]:
    """Yield a synonym with another scope, and what else became of it."""
    before, after = _notes(edits, old, new)
    whole = change(Kind.SYNONYM_SCOPE, edits.subject, new.predicate, (old, *before), (new, *after))
    if not (whole.lost or whole.gained):
        yield whole
        return
    yield change(Kind.SYNONYM_SCOPE, edits.subject, new.predicate, (old,), (new,))
    yield _qualified(edits, new.predicate, before, after, new.value)


def _qualified(
    edits: Edits, predicate: str, before: list[Fact], after: list[Fact], value: str
) -> Change:
    """Return a synonym that has other annotations, of another type if one says that."""
    told = change(
        Kind.SYNONYM_SOURCE, edits.subject, predicate, before, after, old=value, new=value
    )
    typed = any(p == names.SYNONYM_TYPE for p, _ in (*told.lost, *told.gained))
    return replace(told, kind=Kind.SYNONYM_TYPE) if typed else told


def _definitions(edits: Edits) -> Iterator[Change]:
    predicate = names.DEFINITION
    for old, new in in_turn(*edits.statements((predicate,))):
        before, after = _notes(edits, old, new)
        told = change(Kind.DEFINITION, edits.subject, predicate, (old, *before), (new, *after))
        if old is None or new is None or not (told.lost or told.gained):
            yield told
            continue
        yield change(Kind.DEFINITION, edits.subject, predicate, (old,), (new,))
        yield change(
            Kind.DEFINITION_SOURCE,
            edits.subject,
            predicate,
            before,
            after,
            old=old.value,
            new=new.value,
        )
    for before, after, value in _annotated(edits, predicate):
        yield change(
            Kind.DEFINITION_SOURCE, edits.subject, predicate, before, after, old=value, new=value
        )


def _each(
    edits: Edits, gone: Kind, come: Kind, removed: list[Fact], added: list[Fact]
) -> Iterator[Change]:
    for fact in removed:
        yield _with_notes(gone, edits, fact, None)
    for fact in added:
        yield _with_notes(come, edits, None, fact)


def _with_notes(kind: Kind, edits: Edits, old: Fact | None, new: Fact | None) -> Change:
    """Return a change of a statement, with the annotations that went or came with it."""
    before, after = _notes(edits, old, new)
    predicate = (new or old or Fact((), Role.OTHER, "")).predicate
    return change(kind, edits.subject, predicate, (old, *before), (new, *after))


def _notes(edits: Edits, old: Fact | None, new: Fact | None) -> tuple[list[Fact], list[Fact]]:
    """Take out the annotations of a statement that goes, and of one that comes."""
    before: list[Fact] = []
    after: list[Fact] = []
    for fact in (old, new):
        if fact is not None:
            gone, come = edits.notes(fact.predicate, fact.value)
            before += gone
            after += come
    return before, after


def _annotated(edits: Edits, predicate: str) -> Iterator[tuple[list[Fact], list[Fact], str]]:
    """Take out annotations by the statement that they are of; yield them, and its value."""
    found = [
        fact
        for fact in (*edits.removed, *edits.added)
        if fact.role is Role.NOTE and fact.predicate == predicate
    ]
    for value in sorted({plain(fact.value) for fact in found}):
        yield (*edits.notes(predicate, value), value)


def _matched(removed: list[Fact], added: list[Fact], key: _Key) -> Iterator[tuple[Fact, Fact]]:
    """Take out and yield the facts of both sides that share a key."""
    by_key = {key(fact): fact for fact in reversed(added)}
    for old in list(removed):
        new = by_key.pop(key(old), None)
        if new is not None:
            removed.remove(old)
            added.remove(new)
            yield old, new


def _local(fact: Fact) -> str:
    """Return what a reference means in its own source: what stands behind its prefix."""
    text = plain(fact.value).strip('"<>')
    found = _REFERENCE.match(text)
    return found[1] if found else text


_MAPPED: dict[Kind, _Key] = {
    Kind.QUALIFIER: lambda fact: (fact.predicate, fact.value),
    Kind.MAPPING_CHANGED: lambda fact: fact.value,
    Kind.MAPPING_PREFIX: lambda fact: (fact.predicate, _local(fact)),
}
"""What stays of a mapping where something of it changed."""
