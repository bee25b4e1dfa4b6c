"""Ids that change: a term under another one, and the marks that alternative ids leave."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from doidkit.comparing import names
from doidkit.comparing.change import Change, Kind
from doidkit.comparing.context import Context, Pairs
from doidkit.comparing.edits import Edits, change
from doidkit.comparing.facts import Fact, Role
from doidkit.comparing.lifecycle import identifier, is_gone, is_new
from doidkit.syntax.owl.axioms import truth
from doidkit.syntax.owl.expressions import TYPE


def renamed(edits: Mapping[str, Edits], context: Context) -> Iterator[Change]:
    """Take out and yield the terms, and the ontology, of which all stays but the id.

    Where several could have become the same, or nothing tells more of one than its kind, they
    come and go.
    """
    old, new = context.old, context.new
    gone = _by_content(e for s, e in edits.items() if e.removed and _is_only(s, old, new))
    come = _by_content(e for s, e in edits.items() if e.added and _is_only(s, new, old))
    for content, befores in gone.items():
        afters = come.get(content, [])
        if len(content) > 1 and len(befores) == len(afters) == 1:
            yield _renamed(*befores, *afters)


def _renamed(old: Edits, new: Edits) -> Change:
    removed, added = [*old.removed], [*new.added]
    old.removed.clear()
    new.added.clear()
    return change(Kind.ID, new.subject, "", removed, added, old=old.subject, new=new.subject)


def _is_only(subject: str, here: Mapping[str, Pairs], there: Mapping[str, Pairs]) -> bool:
    """Return whether a term, or an ontology, is on one side, and nothing of it on the other."""
    said = here.get(subject, ())
    return not there.get(subject) and any(p == TYPE and o in _NAMED for p, o in said)


_NAMED = names.KINDS_OF_TERM | {names.ONTOLOGY}


def _by_content(edits: Iterable[Edits]) -> dict[tuple[str, ...], list[Edits]]:
    """Return terms by all that is said of them, but for their ids."""
    found: defaultdict[tuple[str, ...], list[Edits]] = defaultdict(list)
    for own in edits:
        facts = [f for f in (*own.removed, *own.added) if f.predicate != names.ID]
        lines = (" . ".join(sorted(f.piece)).replace(own.subject, "<>") for f in facts)
        found[tuple(sorted(lines))].append(own)
    return found


def marks(edits: Mapping[str, Edits], context: Context) -> None:
    """Make what is said of an alternative id, that it was merged, a part of that id's statement.

    OBO's alternative ids are such classes in OWL, which no one has written as terms.
    """
    owners = {
        f.value.split('"')[1]: (own, f)
        for own in edits.values()
        for f in (*own.removed, *own.added)
        if f.predicate == names.ALTERNATIVE_ID and f.value[:1] == '"'
    }
    for subject, own in edits.items():
        if bool(own.removed) == bool(own.added):
            continue
        if not (is_gone(context, subject) or is_new(context, subject)):
            continue
        found = owners.get(identifier(context, subject))
        if found and _is_mark((*own.removed, *own.added), found[0].subject):
            target, fact = found
            for side, mine in ((target.removed, own.removed), (target.added, own.added)):
                side += [_part(each, target.subject, fact) for each in mine]
                mine.clear()


def _is_mark(facts: Iterable[Fact], owner: str) -> bool:
    pairs = {(fact.predicate, fact.value) for fact in facts}
    merged = {(names.DEPRECATED, truth(True)), (names.REPLACED_BY, owner)}
    return merged <= pairs and all(p in _MARK for p, _ in pairs)


_MARK = (TYPE, names.DEPRECATED, names.REPLACED_BY, names.REASON)


def _part(fact: Fact, subject: str, of: Fact) -> Fact:
    """Return a fact as a part of a statement."""
    return replace(
        fact, role=Role.NOTE, subject=subject, predicate=of.predicate, value=of.value, notes=()
    )
