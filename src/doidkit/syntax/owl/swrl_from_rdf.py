"""SWRL rules out of RDF triples."""

from doidkit.syntax.owl.expressions import FIRST, NIL, REST, TYPE, Node
from doidkit.syntax.owl.expressions_from_rdf import About, Expressions, Kinds
from doidkit.syntax.owl.lexical import iri
from doidkit.syntax.owl.swrl import ATOMS, SWRL, swrl

_NAME_OF = {swrl(kind): (name, first) for name, (kind, first) in ATOMS.items()}
_VARIABLE = iri(SWRL + "Variable")


def rule(
    about: About, expressions: Expressions, kinds: Kinds, parts: dict[str, str]
) -> tuple[Node, Node]:
    """Return the body and head of a rule."""

    def argument(term: str) -> Node:
        is_variable = (TYPE, _VARIABLE) in about.get(term, ())
        return ("Variable", term) if is_variable else term

    def atom(node: str) -> Node:
        said = dict(about.get(node, ()))
        name, first = _NAME_OF.get(said.get(TYPE, ""), ("ClassAtom", "classPredicate"))
        operands: list[Node] = [expressions.node(said.get(swrl(first), NIL))] if first else []
        if name == "BuiltInAtom":
            items = expressions.items(said.get(swrl("arguments"), NIL))
            operands += [argument(str(item)) for item in items]
        else:
            places = [said.get(swrl(f"argument{place}")) for place in (1, 2)]
            operands += [argument(term) for term in places if term]
        return (name, *operands)

    def atoms(head: str) -> list[Node]:
        found: list[Node] = []
        while head != NIL and (said := dict(about.get(head, ()))) and FIRST in said:
            found.append(atom(said[FIRST]))
            head = said.get(REST, NIL)
        return found

    body, head = (atoms(parts.get(swrl(name), NIL)) for name in ("body", "head"))
    return ("Body", *body), ("Head", *head)
