"""Terms that come and go: added, removed, obsoleted, merged, split, restored."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from doidkit.comparing import names
from doidkit.comparing.change import Change, Kind
from doidkit.comparing.context import Context, Pairs
from doidkit.comparing.edits import Edits, change
from doidkit.comparing.facts import Fact, Role
from doidkit.prefixes import contract
from doidkit.syntax.owl.expressions import TYPE

_OBSOLETION = (names.DEPRECATED, names.REPLACED_BY, names.CONSIDER, names.REASON)
_LED_TO = (names.REPLACED_BY, names.CONSIDER)


def obsoletions(edits: Mapping[str, Edits], context: Context) -> Iterator[Change]:
    """Take out and yield what is obsoleted, merged, split and restored of terms that stay."""
    targets = _alternative_ids(edits)
    for subject, own in edits.items():
        if _state(context.new, subject) == _state(context.old, subject):
            removed, added = own.statements((*_LED_TO, names.REASON))
            if (removed or added) and _is_term(context.old, subject):
                yield _told(Kind.REPLACEMENT, subject, removed, added)
            else:
                own.removed += removed
                own.added += added
            continue
        if not (_is_term(context.old, subject) and _is_term(context.new, subject)):
            continue
        removed, added = own.statements(_OBSOLETION)
        if not _state(context.new, subject):
            yield _told(Kind.TERM_RESTORED, subject, removed, added)
            continue
        target, merging = _merging(targets, context, subject)
        kind = _kind(context, subject, added, merged=bool(target))
        told = _told(kind, subject, removed, added)
        yield replace(told, new=target or told.new, added=(*told.added, *merging))


def comings(edits: Edits, context: Context) -> tuple[list[Fact], Kind] | None:
    """Take out and return all that a term came or went with; None for a term that stays."""
    before, after = (_is_term(side, edits.subject) for side in (context.old, context.new))
    if before == after:
        return None
    found = list(edits.added if after else edits.removed)
    if not any(declares(fact) for fact in found):
        return None
    if before and not is_gone(context, edits.subject):
        return None  # its declaration goes, it does not
    (edits.added if after else edits.removed).clear()
    return found, Kind.TERM_ADDED if after else Kind.TERM_REMOVED


def merged_into(edits: Mapping[str, Edits], context: Context) -> dict[str, tuple[str, Fact]]:
    """Take out the alternative ids that tell where removed terms went; return them by term."""
    found = {}
    targets = _alternative_ids(edits)
    for subject in edits:
        gone = is_gone(context, subject)
        taken = targets.get(identifier(context, subject)) if gone else None
        if taken and taken[1] in taken[0].added:
            taken[0].added.remove(taken[1])
            found[subject] = (taken[0].subject, taken[1])
    return found


def _alternative_ids(edits: Mapping[str, Edits]) -> dict[str, tuple[Edits, Fact]]:
    """Return who got which alternative id."""
    return {
        fact.value.split('"')[1]: (own, fact)
        for own in edits.values()
        for fact in own.added
        if fact.role is Role.STATEMENT
        and fact.predicate == names.ALTERNATIVE_ID
        and fact.value[0] == '"'
    }


def _merging(
    targets: Mapping[str, tuple[Edits, Fact]], context: Context, subject: str
) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Take out the alternative id of a term that was merged; return the other term."""
    taken = targets.get(identifier(context, subject))
    if not taken or taken[1] not in taken[0].added:
        return "", ()
    taken[0].added.remove(taken[1])
    return taken[0].subject, (taken[1].piece,)


def _kind(context: Context, subject: str, added: list[Fact], *, merged: bool) -> Kind:
    reasons = {fact.value for fact in added if fact.predicate == names.REASON}
    led_to = {fact.value for fact in added if fact.predicate in _LED_TO}
    fresh = {term for term in led_to if not _is_term(context.old, term)}
    if names.SPLIT in reasons or (len(fresh) > 1 and not merged):
        return Kind.TERM_SPLIT
    if merged or names.MERGED in reasons:
        return Kind.TERM_MERGED
    return Kind.TERM_OBSOLETED


def _told(kind: Kind, subject: str, removed: list[Fact], added: list[Fact]) -> Change:
    """Return a change whose values are what a term is replaced by."""
    lost, gained = (
        tuple((fact.predicate, fact.value) for fact in side if fact.predicate in _LED_TO)
        for side in (removed, added)
    )
    old, new = (
        next((value for predicate, value in side if predicate == names.REPLACED_BY), "")
        for side in (lost, gained)
    )
    found = change(kind, subject, "", removed, added, old=old, new=new)
    return replace(found, lost=lost, gained=gained)


def identifier(context: Context, subject: str) -> str:
    """Return the id that a term says it has, else the CURIE of its IRI."""
    for side in (context.old, context.new):
        for predicate, value in side.get(subject, ()):
            if predicate == names.ID:
                return value.split('"')[1]
    return contract(subject[1:-1]) or ""


def _state(side: Mapping[str, Pairs], subject: str) -> bool:
    """Return whether a term is obsolete."""
    return any(p == names.DEPRECATED and _true(value) for p, value in side.get(subject, ()))


def _true(value: str) -> bool:
    return value.split('"')[1:2] in (["true"], ["1"])


def is_gone(context: Context, subject: str) -> bool:
    """Return whether a term is no more, and nothing is said of it."""
    return _is_term(context.old, subject) and not context.new.get(subject)


def is_new(context: Context, subject: str) -> bool:
    """Return whether nothing was said of a term."""
    return _is_term(context.new, subject) and not context.old.get(subject)


def _is_term(side: Mapping[str, Pairs], subject: str) -> bool:
    return any(p == TYPE and value in names.KINDS_OF_TERM for p, value in side.get(subject, ()))


def declares(fact: Fact) -> bool:
    """Return whether a fact says that there is a term."""
    return (
        fact.role is Role.STATEMENT and fact.predicate == TYPE and fact.value in names.KINDS_OF_TERM
    )
