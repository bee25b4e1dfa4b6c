"""From pieces that differ to the changes that they mean: each piece goes into one change."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from doidkit.comparing import lifecycle, names, statements
from doidkit.comparing.change import Change, Kind
from doidkit.comparing.context import Context
from doidkit.comparing.edits import Edits, change
from doidkit.comparing.facts import Fact, fact
from doidkit.comparing.logic import Logic
from doidkit.comparing.mappings import told_of_terms
from doidkit.comparing.pieces import Lines
from doidkit.comparing.renaming import marks, renamed
from doidkit.comparing.throughout import namespaces, retagged, vocabulary
from doidkit.syntax.owl.axioms import SUBPROPERTY
from doidkit.syntax.owl.expressions import TYPE

_ORDER = {kind: place for place, kind in enumerate(Kind)}


def grouped(
    removed: Iterable[Lines], added: Iterable[Lines], context: Context
) -> tuple[Change, ...]:
    """Return the changes that pieces mean: of no term first, then by term and kind."""
    edits: dict[str, Edits] = {}
    for side, pieces in (("removed", removed), ("added", added)):
        for piece in pieces:
            found = fact(piece)
            own = edits.setdefault(found.subject, Edits(found.subject))
            own.side(side).append(found)
    told_of_terms(edits)
    edits = dict(sorted(edits.items()))
    changes = [*retagged(edits), *namespaces(edits), *vocabulary(edits, context)]
    marks(edits, context)
    changes += renamed(edits, context)
    changes += lifecycle.obsoletions(edits, context)
    merged = lifecycle.merged_into(edits, context)
    logic = Logic(context)
    for subject, own in edits.items():
        came = lifecycle.comings(own, context)
        if came:
            changes.append(_whole(subject, *came, logic))
            if subject in merged:
                target, alternative = merged[subject]
                changes[-1] = replace(
                    changes[-1], kind=Kind.TERM_MERGED, new=target, added=(alternative.piece,)
                )
        changes += _of_term(own, context, logic)
    return tuple(sorted(changes, key=_place))


def _whole(subject: str, found: list[Fact], kind: Kind, logic: Logic) -> Change:
    """Return a term that came or went, with all that was said of it as its parts."""
    side = "added" if kind is Kind.TERM_ADDED else "removed"
    if any(f.predicate == SUBPROPERTY and f.value in names.MARKS for f in found):
        kind = Kind.MARK_ADDED if kind is Kind.TERM_ADDED else Kind.MARK_REMOVED
    own = Edits(subject, **{side: found})
    gone, come = own.take(lifecycle.declares)
    parts = sorted(_parts(own, logic), key=_place)
    return replace(change(kind, subject, "", gone, come, old="", new=""), parts=tuple(parts))


def _of_term(own: Edits, context: Context, logic: Logic) -> Iterator[Change]:
    described = (context.old, context.new)
    if any(context.has(side, own.subject, TYPE, names.ONTOLOGY) for side in described):
        yield from statements.header(own)
    yield from _parts(own, logic)


def _parts(own: Edits, logic: Logic) -> Iterator[Change]:
    yield from statements.texts(own)
    yield from statements.synonyms(own)
    yield from statements.references(own)
    yield from statements.parents(own)
    yield from logic.axioms(own)
    yield from statements.rest(own)
    if own.removed or own.added:
        gone, come = own.take(lambda _: True)
        yield change(Kind.TRIPLES, own.subject, "", gone, come, old="", new="")


def _place(found: Change) -> tuple[str, int, str, str, str]:
    return (found.term, _ORDER[found.kind], found.predicate, found.old, found.new)
