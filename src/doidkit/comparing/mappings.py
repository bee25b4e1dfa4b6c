"""Mappings that are nodes of their own, as SSSOM has them: told of the term that is mapped."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from doidkit.comparing.edits import Edits
from doidkit.comparing.facts import Fact, Role
from doidkit.prefixes import expand
from doidkit.syntax.owl.axioms import LABEL, PROPERTY, SOURCE, TARGET
from doidkit.syntax.owl.expressions import TYPE
from doidkit.syntax.owl.lexical import iri

_MAPPING = iri(expand("sssom:Mapping"))
_SET = iri(expand("sssom:mappings"))
_SUBJECT, PREDICATE, _OBJECT = (
    iri(expand(f"sssom:{part}_id")) for part in ("subject", "predicate", "object")
)
_PARTS = frozenset((_SUBJECT, PREDICATE, _OBJECT))
_OWN = _PARTS | {TYPE, LABEL, SOURCE, PROPERTY, TARGET, _SET}
"""Predicates that say which mapping it is; the others are annotations of it."""


def told_of_terms(edits: dict[str, Edits]) -> None:
    """Make the nodes of mappings that came or went statements of the terms that they map."""
    for side in ("removed", "added"):
        nodes = {node: facts for node, own in edits.items() if _is_mapping(facts := own.side(side))}
        members = _members([own.side(side) for own in edits.values()], nodes)
        for node, facts in nodes.items():
            said = {fact.predicate: fact.value for fact in facts if fact.predicate in _PARTS}
            told = [*_statement(said, (*facts, *members.get(node, ())))]
            facts.clear()
            term = said[_SUBJECT]
            edits.setdefault(term, Edits(term)).side(side).extend(told)


def _is_mapping(facts: Iterable[Fact]) -> bool:
    pairs = {(fact.predicate, fact.value) for fact in facts if fact.role is Role.STATEMENT}
    return (TYPE, _MAPPING) in pairs and {p for p, _ in pairs} >= _PARTS


def _members(sides: Iterable[list[Fact]], nodes: Mapping[str, object]) -> dict[str, list[Fact]]:
    """Take out the statements that put mappings into sets; return them by mapping."""
    found: dict[str, list[Fact]] = {}
    for facts in sides:
        for fact in facts:
            if fact.predicate == _SET and fact.value in nodes:
                found.setdefault(fact.value, []).append(fact)
        facts[:] = [f for f in facts if not (f.predicate == _SET and f.value in nodes)]
    return found


def _statement(said: Mapping[str, str], facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield a mapping as a statement, and all else of its node as annotations of that."""
    for fact in facts:
        yield replace(
            fact,
            role=Role.STATEMENT if fact.predicate == PREDICATE else Role.NOTE,
            subject=said[_SUBJECT],
            predicate=said[PREDICATE],
            value=said[_OBJECT],
            notes=() if fact.predicate in _OWN else ((fact.predicate, fact.value),),
        )
