"""OWL 2 Full: what no ontology may have.

Source: OWL 2 Structural Specification, sections 4 and 7.
"""

from collections.abc import Iterator

from doidkit.measuring.profiles.violations import Kind
from doidkit.measuring.profiles.walking import LITERAL, Part, datatype
from doidkit.prefixes import PREFIXES
from doidkit.shacl.datatypes import valid
from doidkit.syntax.ofn.writer import value
from doidkit.syntax.owl.expressions import Node

_XSD, _RDF, _RDFS, _OWL = (PREFIXES[name] for name in ("xsd", "rdf", "rdfs", "owl"))
_INTEGERS = (
    "integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short "
    "byte unsignedLong unsignedInt unsignedShort unsignedByte"
).split()
_NUMBERS = ["decimal", *_INTEGERS, "double", "float"]
_TEXTS = "string normalizedString token language Name NCName NMTOKEN".split()
_BINARY = ["hexBinary", "base64Binary", "anyURI"]
_TIMES = ["dateTime", "dateTimeStamp"]
BUILT_IN = {f"<{_XSD}{name}>" for name in (*_NUMBERS, *_TEXTS, *_BINARY, *_TIMES, "boolean")} | {
    f"<{_RDF}PlainLiteral>",
    f"<{_RDF}langString>",
    f"<{_RDF}XMLLiteral>",
    f"<{_RDFS}Literal>",
    f"<{_OWL}real>",
    f"<{_OWL}rational>",
}
"""The datatypes of OWL 2."""
_BETWEEN = {"minInclusive", "maxInclusive", "minExclusive", "maxExclusive"}
_LENGTHS = {"length", "minLength", "maxLength"}
_FACETS = {
    **dict.fromkeys([f"<{_XSD}{name}>" for name in (*_NUMBERS, *_TIMES)], _BETWEEN),
    **dict.fromkeys([f"<{_OWL}{name}>" for name in ("real", "rational")], _BETWEEN),
    **dict.fromkeys([f"<{_XSD}{name}>" for name in _TEXTS], _LENGTHS | {"pattern"}),
    f"<{_RDF}PlainLiteral>": _LENGTHS | {"pattern", "langRange"},
    **dict.fromkeys([f"<{_XSD}{name}>" for name in _BINARY], _LENGTHS),
    f"<{_XSD}anyURI>": _LENGTHS | {"pattern"},
}


def literal_faults(part: Part, defined: frozenset[str]) -> Iterator[tuple[Kind, Node]]:
    """Yield what is wrong with a literal or a restriction of a datatype.

    ``defined`` are the datatypes that have a definition.
    """
    if part.kind == LITERAL and isinstance(part.node, str):
        kind = datatype(part.node)
        if kind not in BUILT_IN:
            yield Kind.DEFINED_IN_LITERAL, part.node
        elif not valid(value(part.node), kind[1:-1]):
            yield Kind.LEXICAL, part.node
    elif isinstance(part.node, tuple) and part.node[0] == "DatatypeRestriction":
        _, restricted, *facets = part.node
        if restricted in defined:
            yield Kind.DEFINED_IN_RESTRICTION, part.node
        allowed = _FACETS.get(restricted, set())
        for facet in facets[::2]:
            if facet.strip("<>").rpartition("#")[2] not in allowed:
                yield Kind.FACET, (part.node, facet)
