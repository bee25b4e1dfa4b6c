"""All that stands in an axiom: expressions, names by their kind, literals and their datatypes."""

from collections.abc import Iterator
from typing import NamedTuple

from doidkit.prefixes import PREFIXES
from doidkit.syntax.ofn.writer import operands
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.operands import ENTITY_OF, operand_kinds

LITERAL, EXPRESSION, ANONYMOUS = "literal", "expression", "anonymous"
_LETTERS = {name: letter for letter, name in ENTITY_OF.items()}
_STRING = f"<{PREFIXES['xsd']}string>"
_LANGUAGE = f"<{PREFIXES['rdf']}langString>"
_ANNOTATING = {"AnnotationAssertion", "AnnotationPropertyDomain", "AnnotationPropertyRange"}


class Part(NamedTuple):
    """A part of an axiom; ``kind`` is an entity's letter, or one of the names above."""

    kind: str
    node: Node


def parts(axiom: Call) -> Iterator[Part]:
    """Yield what stands in an axiom, each as often as it stands there; not its annotations."""
    kind, own = axiom[0], operands(axiom)
    if kind == "Declaration":
        yield Part(_LETTERS[own[0][0]], own[0][1])
    elif kind in _ANNOTATING:
        yield Part("A", own[0])
    elif kind == "HasKey":
        yield from _part("C", own[0])
        for letter, group in zip("OD", own[1:], strict=True):
            for each in group[1:]:
                yield from _part(letter, each)
    elif kind != "DLSafeRule":
        yield from _operands(kind, own)


def _operands(kind: str, own: Call) -> Iterator[Part]:
    letters = operand_kinds(kind, own)
    for place, each in enumerate(own):
        yield from _part(letters[min(place, len(letters) - 1)], each)


def _part(letter: str, node: Node) -> Iterator[Part]:
    if isinstance(node, tuple):
        yield Part(EXPRESSION, node)
        yield from _operands(node[0], node[1:])
    elif node[:1] == '"' and letter != "n":
        yield Part(LITERAL, node)
        yield Part("R", datatype(node))
    elif node[:2] == "_:":
        yield Part(ANONYMOUS, node)
    elif letter not in ".n":
        yield Part(letter, node)


def datatype(literal: str) -> str:
    """Return the datatype of a literal."""
    suffix = literal[literal.rindex('"') + 1 :]
    if suffix[:2] == "^^":
        return suffix[2:]
    return _LANGUAGE if suffix else _STRING
