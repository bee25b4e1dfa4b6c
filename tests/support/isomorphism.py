"""Comparing graphs whatever their blank nodes are called."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from doidkit.syntax.reading import quads


def canonical(statements: Iterable[ox.Quad]) -> set[ox.Quad]:
    dataset = ox.Dataset(statements)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def difference(one: Path, other: Path) -> set[ox.Quad]:
    """Return the statements that only one of two files has.

    Only those with blank nodes need canonical labels, which is most of the work.
    """
    first, second = set(quads(one)), set(quads(other))
    named = {quad for quad in first ^ second if not _is_anonymous(quad)}
    return named | (
        canonical(filter(_is_anonymous, first)) ^ canonical(filter(_is_anonymous, second))
    )


def _is_anonymous(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def contents(path: Path) -> set[str]:
    """Return statements with blank nodes spelt out, so that repeated axioms count once."""
    about: dict[ox.BlankNode, list[ox.Quad]] = {}
    data = set(quads(path))
    mentioned = {quad.object for quad in data if isinstance(quad.object, ox.BlankNode)}
    for quad in data:
        if isinstance(quad.subject, ox.BlankNode):
            about.setdefault(quad.subject, []).append(quad)

    def spell(term: object) -> str:
        if not isinstance(term, ox.BlankNode):
            return str(term)
        parts = (f"{quad.predicate} {spell(quad.object)}" for quad in about.get(term, ()))
        return "[" + "; ".join(sorted(parts)) + "]"

    return {
        f"{spell(quad.subject)} {quad.predicate} {spell(quad.object)}"
        for quad in data
        if quad.subject not in mentioned
    }
