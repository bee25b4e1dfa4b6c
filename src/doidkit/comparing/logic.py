"""Axioms that changed, in Manchester syntax with labels."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from doidkit.comparing import names
from doidkit.comparing.change import Change, Kind
from doidkit.comparing.context import Context
from doidkit.comparing.edits import Edits, Pair, change, paired
from doidkit.comparing.facts import Fact, Role, spelt, split, target
from doidkit.prefixes import compact
from doidkit.syntax.manchester import writer as manchester
from doidkit.syntax.owl.expressions import TYPE, Call, owl
from doidkit.syntax.owl.from_rdf import Axioms

_ON_PROPERTY = owl("onProperty")
_RELATIONS = (owl("ObjectProperty"), owl("DatatypeProperty"))


class Logic:
    """Knows which pieces are axioms, and writes them with the names that the graphs have."""

    def __init__(self, context: Context) -> None:
        self._labels = context.labels
        self._declared: defaultdict[str, list[str]] = defaultdict(list)
        for side in (context.old, context.new):
            for term, pairs in side.items():
                found = [f"{term} {p} {o}" for p, o in pairs if p == TYPE and _is_kind(o)]
                self._declared[term] += found

    def axioms(self, edits: Edits) -> Iterator[Change]:
        """Take out and yield the axioms of a term, or those of none."""
        removed, added = edits.take(self._is_axiom)
        for old, new in _partners(removed, added):
            kind = Kind.AXIOM_CHANGED if old and new else Kind.AXIOM_REMOVED
            was, became = (self._text(fact, edits.subject) for fact in (old, new))
            predicate = next(fact.predicate for fact in (new, old) if fact)
            before, after = _notes(edits, old, new)
            yield change(
                kind if old else Kind.AXIOM_ADDED,
                edits.subject,
                predicate,
                (old, *before),
                (new, *after),
                old=was,
                new=became,
            )
        yield from self._annotated(edits)

    def _annotated(self, edits: Edits) -> Iterator[Change]:
        """Take out and yield the annotations of axioms that stay and have an expression."""
        removed, added = edits.take(lambda fact: fact.role is Role.NOTE and not fact.value)
        groups: defaultdict[tuple[str, str], tuple[list[Fact], list[Fact]]]
        groups = defaultdict(lambda: ([], []))
        for side, facts in enumerate((removed, added)):
            for fact in facts:
                groups[fact.predicate, _shape(fact)][side].append(fact)
        for (predicate, _), (before, after) in sorted(groups.items()):
            statement = Fact(target((before or after)[0]), Role.EXPRESSION, edits.subject)
            text = self._text(statement, edits.subject)
            yield change(
                Kind.QUALIFIER, edits.subject, predicate, before, after, old=text, new=text
            )

    def _is_axiom(self, fact: Fact) -> bool:
        if fact.role is Role.STATEMENT:
            return fact.predicate in names.LOGICAL or self._relates(fact.predicate)
        return fact.role is not Role.NOTE and bool(self._said(fact))

    def _relates(self, predicate: str) -> bool:
        return any(line.endswith(_RELATIONS) for line in self._declared[predicate])

    def _said(self, fact: Fact) -> list[Call]:
        """Return the axioms that a piece says, but for the declarations of what it mentions."""
        if any(_is_named(line) for line in fact.piece):
            return []
        context = [
            line
            for term in sorted({term for line in fact.piece for term in line.split(" ")})
            for line in self._declared.get(term, ())
            if line not in fact.piece
        ]
        known = Axioms(_quads(context)).axioms
        found = Axioms(_quads((*context, *fact.piece))).axioms - known
        return sorted((axiom for axiom in found if axiom[0] != "AnnotationAssertion"), key=str)

    def _text(self, fact: Fact | None, subject: str) -> str:
        """Return what a piece says; of the term itself only what its section has."""
        if fact is None:
            return ""
        own = f"{self._name(subject)} " if subject else "\0"
        told = (manchester.axiom(axiom, self._name) for axiom in self._said(fact))
        return "; ".join(text.removeprefix(own) for text in told) or " . ".join(fact.piece)

    def _name(self, term: str) -> str:
        if term[:1] != "<":
            return term
        label = self._labels.get(term)
        return f"'{label}'" if label else compact(term[1:-1])


def _is_kind(term: str) -> bool:
    return term in names.KINDS_OF_TERM and term not in (owl("Class"), owl("NamedIndividual"))


def _is_named(line: str) -> bool:
    value = split(line)[2]
    return value.find(" ", value.rfind('"') + 1) >= 0 or value[:2] == "<<"


def _quads(lines: Iterable[str]) -> list[ox.Quad]:
    text = "".join(f"{line} .\n" for line in lines)
    return list(ox.parse(text.encode(), ox.RdfFormat.N_QUADS))


def _partners(removed: list[Fact], added: list[Fact]) -> Iterator[Pair]:
    """Yield what may have become what: a restriction another one of the same property."""
    groups: defaultdict[tuple[str, str], tuple[list[Fact], list[Fact]]]
    groups = defaultdict(lambda: ([], []))
    for side, facts in enumerate((removed, added)):
        for fact in facts:
            groups[fact.predicate, _property(fact)][side].append(fact)
    rest: defaultdict[str, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for (predicate, _), (old, new) in sorted(groups.items()):
        if len(old) == len(new) == 1:
            yield old[0], new[0]
        else:
            rest[predicate][0].extend(old)
            rest[predicate][1].extend(new)
    for old, new in rest.values():
        yield from paired(old, new)


def _notes(edits: Edits, *facts: Fact | None) -> tuple[list[Fact], list[Fact]]:
    """Take out the annotations of axioms."""
    before: list[Fact] = []
    after: list[Fact] = []
    for fact in facts:
        if fact is None or fact.role is Role.OTHER:
            continue
        shape = _shape(fact)
        gone, come = edits.take(
            lambda f, of=fact, shape=shape: (  # type: ignore[misc]
                f.role is Role.NOTE and f.predicate == of.predicate and _shape(f) == shape
            )
        )
        before += gone
        after += come
    return before, after


def _shape(fact: Fact) -> str:
    """Return the object of a statement, or of the one that is annotated, spelt out."""
    if fact.value:
        return fact.value
    lines = target(fact) if fact.role is Role.NOTE else fact.piece
    return spelt(lines, split(lines[0])[2])


def _property(fact: Fact) -> str:
    """Return the property of the restriction that a piece is."""
    if fact.role is not Role.EXPRESSION:
        return ""
    root = split(fact.piece[0])[2]
    return next((o for s, p, o in map(split, fact.piece) if (s, p) == (root, _ON_PROPERTY)), "")
