"""Class expressions, data ranges, properties, individuals and literals out of words.

Whether an expression is one of classes or of data, only the property before it or the names in it
tell: ``description`` leaves that open, ``sided`` decides it.
"""

from collections.abc import Callable, Collection

from doidkit.prefixes import expand
from doidkit.syntax.depth import DEEPEST, TOO_DEEP
from doidkit.syntax.manchester.tokens import Token
from doidkit.syntax.manchester.words import NAMES, Names, Words
from doidkit.syntax.owl.expressions import Node
from doidkit.syntax.owl.lexical import iri

FACETS = {
    "length": "xsd:length",
    "minLength": "xsd:minLength",
    "maxLength": "xsd:maxLength",
    "pattern": "xsd:pattern",
    "totalDigits": "xsd:totalDigits",
    "fractionDigits": "xsd:fractionDigits",
    "langRange": "rdf:langRange",
    ">=": "xsd:minInclusive",
    "<=": "xsd:maxInclusive",
    ">": "xsd:minExclusive",
    "<": "xsd:maxExclusive",
}
_FACETS = {name: iri(expand(curie)) for name, curie in FACETS.items()}
_QUANTIFIERS = {"some": "SomeValuesFrom", "only": "AllValuesFrom"}
_COUNTED = {"min": "MinCardinality", "max": "MaxCardinality", "exactly": "ExactCardinality"}
_OPERATORS = frozenset((*_QUANTIFIERS, *_COUNTED, "value", "self"))
_DATA = "a data range"
_JOINTS = frozenset(("and", "or", "that", "o"))
# Constructors that are of classes or of data.
_EITHER = frozenset(("IntersectionOf", "UnionOf", "ComplementOf", "OneOf"))


class Parser(Words):
    """Reads expressions, which begin at any word."""

    stops: frozenset[str] = frozenset()
    """Words, in small letters, that no expression begins with."""

    def __init__(
        self, words: list[Token], names: Names, fault: Callable[[int, str], Exception]
    ) -> None:
        super().__init__(words, names, fault)
        self._depth = {"brackets": 0, "constructors": 0}

    def of_classes(self) -> Node:
        """Return the class expression that comes next."""
        token = self.now
        return self.sided(self.description(), token, data=False)

    def of_data(self) -> Node:
        """Return the data range that comes next."""
        token = self.now
        return self.sided(self.description(_DATA), token, data=True)

    def description(self, what: str = "a class") -> Node:
        """Return the union that comes next, not yet one of classes or of data."""
        parts = [self._conjunction(what)]
        while self.took("or"):
            parts.append(self._conjunction(what))
        return parts[0] if len(parts) == 1 else ("UnionOf", *parts)

    def _conjunction(self, what: str) -> Node:
        parts = [self._primary(what)]
        while self.took("and") or self.took("that"):
            parts.append(self._primary(what))
        return parts[0] if len(parts) == 1 else ("IntersectionOf", *parts)

    def _primary(self, what: str) -> Node:
        if self.now.text.lower() == "not" and self._begins(self.ahead()):
            self.at += 1
            return ("ComplementOf", self.nested("constructors", lambda: self._primary(what)))
        relation = self._relation()
        if relation is not None:
            return self._restriction(relation)
        if self.took("("):
            node = self.nested("brackets", lambda: self.description(what))
            self.require(")")
            return node
        if self.took("{"):
            items = self.listed(self.member)
            self.require("}")
            return ("OneOf", *items)
        name = self.name(what, "R" if what == _DATA else "CR")
        return self._facets(name) if _is_sign(self.now, "[") else name

    def nested(self, what: str, read: Callable[[], Node]) -> Node:
        """Return what is read one level deeper."""
        self._depth[what] += 1
        if self._depth[what] > DEEPEST:
            raise self.fault(self.now, TOO_DEEP)
        node = read()
        self._depth[what] -= 1
        return node

    def _begins(self, token: Token) -> bool:
        """Return True if an expression may begin with a word."""
        if token.kind == "word":
            return token.text.lower() not in _JOINTS | _OPERATORS | self.stops
        return token.kind in NAMES or (token.kind == "sign" and token.text in ("(", "{"))

    def _is_inverse(self) -> bool:
        return (
            self.now.kind == "word"
            and self.now.text.lower() == "inverse"
            and self._begins(self.ahead())
        )

    def _relation(self) -> Node | None:
        """Return the property that comes next if a restriction begins with it."""
        if self.now.kind in NAMES and _is_operator(self.ahead()):
            return self.relation("OD")
        start = self.at
        while _is_sign(self.now, "("):
            self.at += 1
        opened = self.at - start
        if self._is_inverse():
            node = self.relation("O")
            while opened and self.took(")"):
                opened -= 1
            if not opened and _is_operator(self.now):
                return node
        self.at = start
        return None

    def relation(self, wanted: Collection[str] = "O") -> Node:
        """Return the property, or the inverse of one, that comes next."""
        if self._is_inverse():
            self.at += 1
            opened = self.took("(")
            node: Node = ("ObjectInverseOf", self.relation("O"))
            if opened:
                self.require(")")
            return node
        return self.name("a property", wanted)

    def chain(self) -> Node:
        """Return the chain of properties that comes next."""
        parts = [self.relation()]
        while self.took("o"):
            parts.append(self.relation())
        if len(parts) < 2:
            raise self.expected('"o" and another property of the chain')
        return ("ObjectPropertyChain", *parts)

    def member(self) -> Node:
        """Return the individual or literal that comes next."""
        return self.literal() if self.is_literal() else self.name("an individual or a literal", "I")

    def individual(self) -> Node:
        """Return the individual that comes next."""
        return self.name("an individual", "I")

    def _restriction(self, relation: Node) -> Node:
        operator = self.take()
        word = operator.text.lower()
        if word == "self":
            return ("ObjectHasSelf", relation)
        token = self.now
        if word == "value":
            filler = self.member()
            return (self._side(relation, filler, token) + "HasValue", relation, filler)
        if word in _QUANTIFIERS:
            filler = self._filler(relation)
            side = self._side(relation, filler, token)
            return (
                side + _QUANTIFIERS[word],
                relation,
                self.sided(filler, token, data=side == "Data"),
            )
        if self.now.kind != "integer" or not self.now.text.isdigit():
            raise self.expected("a number that is not negative")
        count = self.take().text
        token = self.now
        fillers = [self._filler(relation)] if self._begins(self.now) else []
        side = self._side(relation, fillers[0] if fillers else "", token)
        sided = [self.sided(filler, token, data=side == "Data") for filler in fillers]
        return (side + _COUNTED[word], count, relation, *sided)

    def _filler(self, relation: Node) -> Node:
        kinds = self.names.kinds(relation) if isinstance(relation, str) else "O"
        what = _DATA if "D" in kinds and "O" not in kinds else "a class"
        return self.nested("constructors", lambda: self._primary(what))

    def _facets(self, datatype: str) -> Node:
        self.require("[")
        parts: list[Node] = []
        for facet, value in self.listed(self._facet):
            parts += [facet, value]
        self.require("]")
        return ("DatatypeRestriction", datatype, *parts)

    def _facet(self) -> tuple[Node, Node]:
        token = self.now
        if token.kind == "iri":
            return self.name("a facet"), self.literal()
        facet = _FACETS.get(token.text)
        if facet is None:
            raise self.expected(f"one of the facets {', '.join(FACETS)}")
        return self.leaf(facet, self.take()), self.literal()

    # of classes or of data

    def _side(self, relation: Node, filler: Node, token: Token) -> str:
        """Return Data or Object: as the property is declared, else as the filler is."""
        kinds = self.names.kinds(relation) if isinstance(relation, str) else "O"
        if "D" in kinds and "O" in kinds:
            return "Data" if self.is_data(filler) else "Object"
        if "O" in kinds and isinstance(filler, str) and filler[:1] == '"':
            raise self.fault(token, "an object property has no literals; an individual is expected")
        if "O" in kinds:
            return "Object"
        return "Data" if "D" in kinds or self.is_data(filler) else "Object"

    def is_data(self, node: Node) -> bool:
        """Return True if the names or values in an expression show that it is of data."""
        if isinstance(node, str):
            return node[:1] == '"' or "R" in self.names.kinds(node)
        if node[0] in _EITHER:
            return any(map(self.is_data, node[1:]))
        return bool(node[0] == "DatatypeRestriction")

    def sided(self, node: Node, token: Token, *, data: bool) -> Node:
        """Return an expression as one of classes or of data; an error at its first word."""
        if isinstance(node, str):
            if node[:1] == '"' and not data:
                raise self.fault(token, "a class of individuals has no literals")
            return node
        name, *parts = node
        if name == "OneOf" and data and any(str(part)[:1] != '"' for part in parts):
            raise self.fault(token, "a data range of values has literals alone")
        if name in _EITHER:
            sided = [self.sided(part, token, data=data) for part in parts]
            return (("Data" if data else "Object") + name, *sided)
        if (name == "DatatypeRestriction") != data:
            what = "a data range" if data else "a class"
            raise self.fault(token, f"{what} is expected here, not {_THE_OTHER[data]}")
        return node


def _is_sign(token: Token, sign: str) -> bool:
    return token.kind == "sign" and token.text == sign


def _is_operator(token: Token) -> bool:
    return token.kind == "word" and token.text.lower() in _OPERATORS


_THE_OTHER = {True: "a restriction of a property", False: "a data range"}
