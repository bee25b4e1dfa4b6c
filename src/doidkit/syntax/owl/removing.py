"""Subclass axioms taken out of RDF: the triple, the expressions that it alone needs, its notes."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pyoxigraph import BlankNode, Quad

from doidkit.syntax.owl.axioms import AXIOM, PROPERTY, SOURCE, SUBCLASS, TARGET
from doidkit.syntax.owl.expressions import TYPE, Node
from doidkit.syntax.owl.expressions_from_rdf import STRUCTURAL, Expressions, Kinds, indexed


def without(quads: Sequence[Quad], pairs: Iterable[tuple[Node, Node]]) -> list[Quad]:
    """Return quads without the subclass axioms between some classes or expressions."""
    gone = {*pairs}
    about: dict[str, list[tuple[str, str]]] = {}
    for quad in quads:
        about.setdefault(str(quad.subject), []).append((str(quad.predicate), str(quad.object)))
    index = indexed(about)
    read = Expressions(about, index, Kinds(about, index))

    def is_gone(one: str, other: str) -> bool:
        return (read.node(one), read.node(other)) in gone

    notes = {
        node
        for node, said in about.items()
        if (TYPE, AXIOM) in said
        and (PROPERTY, SUBCLASS) in said
        and is_gone(dict(said).get(SOURCE, ""), dict(said).get(TARGET, ""))
    }
    removed = {
        quad
        for quad in quads
        if str(quad.subject) in notes
        or (str(quad.predicate) == SUBCLASS and is_gone(str(quad.subject), str(quad.object)))
    }
    return _unneeded([*quads], removed)


def _unneeded(quads: list[Quad], removed: set[Quad]) -> list[Quad]:
    """Return what is left without some quads and the expressions that nothing else needs."""
    while removed:
        touched = {
            term
            for quad in removed
            for term in (quad.subject, quad.object)
            if isinstance(term, BlankNode)
        }
        quads = [quad for quad in quads if quad not in removed]
        needed = Counter(quad.object for quad in quads)
        said: dict[BlankNode, list[Quad]] = {node: [] for node in touched}
        for quad in quads:
            if isinstance(quad.subject, BlankNode) and quad.subject in said:
                said[quad.subject].append(quad)
        removed = {
            quad
            for node, own in said.items()
            if not needed[node] and all(_is_structure(quad) for quad in own)
            for quad in own
        }
    return quads


def _is_structure(quad: Quad) -> bool:
    return str(quad.predicate) in STRUCTURAL or str(quad.predicate) == TYPE
