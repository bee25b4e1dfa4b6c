"""SWRL rules in Manchester syntax, as OWLAPI writes them: ``A(?x), r(?x, ?y) -> B(?y)``."""

from doidkit.syntax.manchester.expressions import Parser
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.lexical import iri

VARIABLE = "urn:swrl:var#"
"""What OWLAPI names variables by; any other IRI is written whole, ``?<iri>``."""
BUILT_IN = "<http://www.w3.org/2003/11/swrlb#"
_BETWEEN = {"sameas": "SameIndividualAtom", "differentfrom": "DifferentIndividualsAtom"}


def rule(parser: Parser) -> tuple[Call, Call]:
    """Return the body and head of the rule that comes next."""
    body = () if parser.took("->") else tuple(parser.listed(lambda: _atom(parser)))
    if body:
        parser.require("->")
    head = () if parser.now.kind in ("end", "keyword") else parser.listed(lambda: _atom(parser))
    return ("Body", *body), ("Head", *head)


def _atom(parser: Parser) -> Call:
    token = parser.now
    kind = _BETWEEN.get(token.text.lower())
    if kind and token.kind == "word":
        parser.at += 1
        return (kind, *_arguments(parser))
    predicate = parser.description()
    arguments = _arguments(parser)
    if isinstance(predicate, str) and predicate.startswith(BUILT_IN):
        return ("BuiltInAtom", predicate, *arguments)
    if len(arguments) == 1:
        data = parser.is_data(predicate)
        node = parser.sided(predicate, token, data=data)
        return ("DataRangeAtom" if data else "ClassAtom", node, *arguments)
    if len(arguments) != 2:
        raise parser.fault(token, "an atom has one or two arguments")
    kinds = parser.names.kinds(predicate) if isinstance(predicate, str) else "O"
    data = "D" in kinds or str(arguments[1])[:1] == '"'
    return ("DataPropertyAtom" if data else "ObjectPropertyAtom", predicate, *arguments)


def _arguments(parser: Parser) -> list[Node]:
    parser.require("(")
    found: list[Node] = parser.listed(lambda: _argument(parser))
    parser.require(")")
    return found


def _argument(parser: Parser) -> Node:
    token = parser.now
    if token.kind != "variable":
        return parser.member()
    parser.at += 1
    name = token.text[1:]
    full = parser.names.full(name) if name[0] == "<" else iri(VARIABLE + name)
    return ("Variable", parser.leaf(full, token))
