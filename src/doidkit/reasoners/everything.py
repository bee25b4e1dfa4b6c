"""owl:Thing for rustdl, which does not follow all that is said of it.

A class of our own is declared of which nothing is said: what it is below is the same as
owl:Thing, and where it is empty nothing may be. Where axioms say something of all there is, it
stands for owl:Thing in them: all named classes, all that has a property and all individuals are
told to be in it. It may be read as owl:Thing in every model, so nothing follows that did not.
"""

from collections.abc import Iterator, Sequence

from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node, owl
from doidkit.syntax.owl.operands import used

ALL = "urn:doidkit:all"
_ALL, _ONE = f"<{ALL}>", "<urn:doidkit:one>"
_THING = owl("Thing")
# Axioms whose operands are all said to be below something.
_SAYING = {"SubClassOf", "EquivalentClasses", "DisjointClasses", "DisjointUnion"}


def told(axioms: Sequence[Call], *, tableau: bool) -> Sequence[Call]:
    """Return axioms for rustdl, with the class ``ALL``.

    A tableau is also told that what is at the other end of a property is in it, and that there
    is something; saturation does without the one and cannot use the other.
    """
    declared = ("Declaration", ("Class", _ALL))
    if not any(map(_of_everything, axioms)):
        return (*axioms, declared)
    told = [declared, *map(_replaced, axioms)]
    names = {entity for axiom in axioms for entity in (*used(axiom), *_declared(axiom))}
    for kind, name in sorted(names):
        if kind == "C" and name != _THING:
            told.append(("SubClassOf", name, _ALL))
        elif kind == "I":
            told.append(("ClassAssertion", _ALL, name))
        elif kind == "O":
            told.append(("SubClassOf", ("ObjectSomeValuesFrom", name, _ALL), _ALL))
            told += [("ObjectPropertyRange", name, _ALL)] if tableau else []
    return [*told, ("ClassAssertion", _ALL, _ONE)] if tableau else told


def _of_everything(axiom: Call) -> bool:
    """Return True for an axiom that says what all things are, or that nothing is something."""
    if axiom[0] not in _SAYING:
        return False
    parts = operands(axiom)
    return any(map(_is_thing, parts[:1] if axiom[0] == "SubClassOf" else parts))


def _is_thing(node: Node) -> bool:
    """Return True for an expression that may be all things, whatever the names in it are."""
    if isinstance(node, str):
        return node == _THING
    if node[0] == "ObjectIntersectionOf":
        return all(map(_is_thing, node[1:]))
    return node[0] == "ObjectUnionOf" and any(map(_is_thing, node[1:]))


def _declared(axiom: Call) -> Iterator[tuple[str, str]]:
    if axiom[0] == "Declaration":
        ((kind, name),) = operands(axiom)
        yield from [("C", name)] if kind == "Class" else []


def _replaced(node: Call) -> Call:
    return tuple(
        _replaced(part) if isinstance(part, tuple) else _ALL if part == _THING else part
        for part in node
    )
