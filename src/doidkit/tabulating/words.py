"""Entities and expressions as texts, as ROBOT's exports have them.

Labels of several words stand in quotes within expressions. With ``linked``, names are links in
HTML.
"""

import re
from collections.abc import Mapping

from doidkit.documents import Context
from doidkit.prefixes import expand
from doidkit.syntax.manchester.writer import FACETS
from doidkit.syntax.ofn.writer import value
from doidkit.syntax.owl.expressions import Node, owl
from doidkit.tabulating.columns import Form

_XSD = f"<{expand('xsd:x')[:-1]}"
_BARE = frozenset(f"{_XSD}{name}>" for name in ("integer", "decimal", "boolean"))
_FLOATS = frozenset(f"{_XSD}{name}>" for name in ("float", "double"))
_LITERAL = re.compile(r'".*"(?:\^\^(<.*>)|@(.+))?\Z', re.DOTALL)
_FILLED = {"SomeValuesFrom": "some", "AllValuesFrom": "only", "HasValue": "value"}
_COUNTED = {"MinCardinality": "min", "MaxCardinality": "max", "ExactCardinality": "exactly"}
_ANY = {"Object": owl("Thing"), "Data": f"<{expand('rdfs:Literal')}>"}
# What has no further parentheses within another.
_PLAIN = (
    *("DataOneOf", "DataComplementOf", "DataIntersectionOf", "DataUnionOf"),
    "DatatypeRestriction",
)
# Facets in OWLAPI's order.
_ORDER = (
    "length minLength maxLength pattern minInclusive minExclusive maxInclusive maxExclusive "
    "totalDigits fractionDigits langRange"
).split()


class Words:
    """Writes names in one form."""

    def __init__(
        self, form: Form, labels: Mapping[str, str], context: Context, *, linked: bool = False
    ) -> None:
        self._form, self._labels, self._context, self._linked = form, labels, context, linked

    def short(self, term: str) -> str:
        """Return an entity's name in the form, without a link."""
        if self._form is Form.IRI:
            return term[1:-1]
        label = self._labels.get(term)
        if self._form is Form.LABEL:
            return label or ""
        if self._form is Form.NAME and label is not None:
            return label
        return self._context.curie(term)

    def name(self, term: str, *, quoted: bool = False) -> str:
        """Return an entity's name; in quotes, where it has blanks and such are used."""
        text = self.short(term)
        if quoted and self._form is Form.NAME and " " in text:
            text = f"'{text}'"
        if not self._linked:
            return text
        return link(term[1:-1], text)

    def text(self, node: Node) -> str:
        """Return a name, or an expression in Manchester syntax on one line."""
        if isinstance(node, str) and node[:1] == "<":
            return self.name(node)
        return re.sub(" +", " ", self._inner(node).replace("\n", ""))

    def filler(self, node: Node, count: str = "") -> str:
        """Return what a property has, with how many of it."""
        text = self.text(node) if isinstance(node, str) else f"({self.text(node)})"
        return f"{count} {text}" if count else text

    def _inner(self, node: Node) -> str:
        if isinstance(node, str):
            if node[:1] == '"':
                return self._literal(node)
            return self.name(node, quoted=True) if node[:1] == "<" else node
        kind, *parts = node
        side = "Data" if kind.startswith("Data") else "Object"
        bare = kind.removeprefix(side)
        if bare in ("IntersectionOf", "UnionOf"):
            joined = (" and " if bare[0] == "I" else " or ").join(map(self._bracketed, parts))
            return f"({joined})" if side == "Data" else joined
        if bare == "OneOf":
            return "{" + " , ".join(map(self._inner, parts)) + "}"
        if bare == "ComplementOf":
            operand = self._inner(parts[0])
            return f" not {operand}" if side == "Data" else f"not ({operand})"
        if bare == "InverseOf":
            return f" inverse ({self._inner(parts[0])})"
        if bare == "HasSelf":
            return f"{self._inner(parts[0])} Self "
        if kind == "DatatypeRestriction":
            pairs = sorted(zip(parts[1::2], parts[2::2], strict=True), key=_place)
            said = (f"{_facet(facet)} {self._inner(each)}" for facet, each in pairs)
            return f"{self._inner(parts[0])}[{' , '.join(said)}]"
        return self._restriction(side, bare, parts)

    def _restriction(self, side: str, bare: str, parts: list[Node]) -> str:
        if bare in _COUNTED:
            count, relation, *fillers = parts
            filler = fillers[0] if fillers else _ANY[side]
            return f"{self._inner(relation)} {_COUNTED[bare]} {count} {self._bracketed(filler)}"
        *relations, filler = parts
        told = " ".join(map(self._inner, relations))
        return f"{told} {_FILLED.get(bare, bare)} {self._bracketed(filler)}"

    def _bracketed(self, node: Node) -> str:
        text = self._inner(node)
        return text if isinstance(node, str) or node[0] in _PLAIN else f"({text})"

    def literal(self, term: str) -> str:
        """Return a literal with its quotes, language and datatype."""
        return self._literal(term, whole=True)

    def _literal(self, term: str, *, whole: bool = False) -> str:
        text, match = value(term), _LITERAL.match(term)
        datatype = match[1] if match else ""
        if datatype in _BARE and not whole:
            return text
        if datatype in _FLOATS:
            text = _float(text)
            if datatype == f"{_XSD}float>" and not whole:
                return f"{text}f"
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        tag = f"@{match[2]}" if match and match[2] else ""
        return f'"{quoted}"{tag}' + (f"^^{self.name(datatype)}" if datatype else "")


def _float(text: str) -> str:
    """Return a number as Java writes it, as far as it is one."""
    try:
        return str(float(text)) if float(text) == float(text) else text
    except ValueError:
        return text


def _facet(iri: str) -> str:
    return FACETS.get(_local(iri), iri)


def _place(pair: tuple[str, str]) -> tuple[int, str]:
    local = _local(pair[0])
    return _ORDER.index(local) if local in _ORDER else len(_ORDER), local


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri.rstrip(">"))[-1]


def escaped(text: str) -> str:
    """Return a text as HTML has it."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def link(address: str, text: str) -> str:
    """Return a link in HTML."""
    quoted = escaped(address).replace('"', "&quot;")
    return f'<a href="{quoted}">{escaped(text)}</a>'
