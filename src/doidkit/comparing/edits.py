"""The facts of one term that no change has accounted for yet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from doidkit.comparing.change import Change, Kind
from doidkit.comparing.facts import Fact, Role

Pair = tuple[Fact | None, Fact | None]
"""What was and what is; one of them may be nothing."""


@dataclass
class Edits:
    """What is removed and added of a term; whoever makes a change of facts takes them out."""

    subject: str
    removed: list[Fact] = field(default_factory=list)
    added: list[Fact] = field(default_factory=list)

    def side(self, name: str) -> list[Fact]:
        """Return the facts that are ``removed`` or ``added``."""
        return self.removed if name == "removed" else self.added

    def take(self, fits: Callable[[Fact], bool]) -> tuple[list[Fact], list[Fact]]:
        """Take out and return the facts that fit, those removed and those added, sorted."""
        taken = tuple(
            sorted(filter(fits, side), key=lambda fact: fact.piece)
            for side in (self.removed, self.added)
        )
        for side, facts in zip((self.removed, self.added), taken, strict=True):
            if facts:
                side[:] = [fact for fact in side if not fits(fact)]
        return taken[0], taken[1]

    def statements(self, predicates: Iterable[str]) -> tuple[list[Fact], list[Fact]]:
        """Take out the statements without blank nodes that have one of these predicates."""
        wanted = frozenset(predicates)
        return self.take(lambda f: f.role is Role.STATEMENT and f.predicate in wanted)

    def notes(self, predicate: str, *values: str) -> tuple[list[Fact], list[Fact]]:
        """Take out the annotations of these values of a predicate, whatever their language."""
        wanted = {plain(value) for value in values}
        return self.take(
            lambda f: f.role is Role.NOTE and f.predicate == predicate and plain(f.value) in wanted
        )


def paired(removed: list[Fact], added: list[Fact]) -> list[Pair]:
    """Return what may have become what: a single one another, else each by itself."""
    if len(removed) == len(added) == 1:
        return [(removed[0], added[0])]
    return [*((fact, None) for fact in removed), *((None, fact) for fact in added)]


def in_turn(removed: list[Fact], added: list[Fact]) -> list[Pair]:
    """Return the first with the first, for what a term should have but one of."""
    return list(zip_longest(removed, added))


def plain(value: str) -> str:
    """Return a literal without its language; any other term is itself."""
    end = value.rfind('"')
    return value[: end + 1] if value[end + 1 : end + 2] == "@" else value


def change(
    kind: Kind,
    subject: str,
    predicate: str,
    removed: Iterable[Fact | None],
    added: Iterable[Fact | None],
    *,
    old: str | None = None,
    new: str | None = None,
) -> Change:
    """Return a change that accounts for some facts; its values are theirs unless given.

    The annotations among the facts are compared, and what they lost and gained is told.
    """
    before, after = ([f for f in side if f is not None] for side in (removed, added))
    lost, gained = _notes(before), _notes(after)
    return Change(
        kind,
        subject.strip("<>"),
        predicate.strip("<>"),
        _value(before) if old is None else old,
        _value(after) if new is None else new,
        tuple(sorted(lost - gained)),
        tuple(sorted(gained - lost)),
        tuple(f.piece for f in before),
        tuple(f.piece for f in after),
    )


def _value(facts: list[Fact]) -> str:
    return next((f.value for f in facts if f.role is not Role.NOTE), "")


def _notes(facts: list[Fact]) -> set[tuple[str, str]]:
    return {note for f in facts for note in f.notes}
