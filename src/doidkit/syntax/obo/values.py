"""The values of OBO clauses: each parser takes a line and a position, and tells where they are.

A parser gives the places of the clause's values and of its cross-references, and where they
end. What stands in a place is read by ``plain``.
"""

import re
from collections.abc import Callable
from typing import NamedTuple


class Xref(NamedTuple):
    """A database cross-reference and its description ("" for none)."""

    id: str
    text: str


Place = tuple[int, int]
"""Where a value is in a line, without its quotes."""


XrefPlace = tuple[Place, Place]
"""Where a cross-reference and its description are; none is an empty place."""


class Fault(Exception):
    """What is wrong in a line, and where, from 0."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.position = position


Parsed = tuple[tuple[Place, ...], tuple[XrefPlace, ...], int]
Parser = Callable[[str, int], Parsed]

_NO_XREFS: tuple[XrefPlace, ...] = ()
_ID = re.compile(r"[^\\ !{]*(?:\\.[^\\ !{]*)*")
_WORD = re.compile(r"[^\\ !{\"]*(?:\\.[^\\ !{\"]*)*")
_TEXT = re.compile(r"[^\\!{]*(?:\\.[^\\!{]*)*")
_QUOTED = re.compile(r'"([^\\"]*(?:\\.[^\\"]*)*)" *')
# A comma ends a cross-reference only before a space, because identifiers have commas.
_XREF = re.compile(r'[^\\",\]!{]*(?:(?:\\.|,(?! ))[^\\",\]!{]*)*')
_MODIFIERS = re.compile(r' *\{(?:[^"}\\]|\\.|"(?:[^"\\]|\\.)*+")*+\} *')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "r": "\r", "W": " ", "t": "\t"}


def plain(text: str) -> str:
    """Return text without its escapes."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), text)


def _identifier(line: str, at: int) -> Place:
    match = _ID.match(line, at)
    if match is None or match.end() == at:
        raise Fault("an identifier is expected here", at)
    return match.span()


def _next(line: str, at: int) -> int:
    while line[at : at + 1] == " ":
        at += 1
    return at


def _said(line: str, at: int) -> Parsed:
    """Read text that may not be empty."""
    if not line[at:].strip():
        raise Fault("a value is expected here", at)
    return text(line, at)


def text(line: str, at: int) -> Parsed:
    """Read text up to qualifiers or a comment."""
    match = _TEXT.match(line, at)
    assert match is not None  # the pattern matches the empty text
    end = match.end()
    while end > at and line[end - 1] == " ":
        end -= 1
    return ((at, end),), _NO_XREFS, match.end()


def _id(line: str, at: int) -> Parsed:
    value = _identifier(line, at)
    return (value,), _NO_XREFS, value[1]


def _pair(line: str, at: int) -> Parsed:
    first = _identifier(line, at)
    second = _identifier(line, _next(line, first[1]))
    return (first, second), _NO_XREFS, second[1]


def _one_or_two(line: str, at: int) -> Parsed:
    first = _identifier(line, at)
    match = _ID.match(line, _next(line, first[1]))
    if match is None or not match.group():
        return (first,), _NO_XREFS, first[1]
    return (first, match.span()), _NO_XREFS, match.end()


def _boolean(line: str, at: int) -> Parsed:
    for value in ("true", "false"):
        if line.startswith(value, at):
            return ((at, at + len(value)),), _NO_XREFS, at + len(value)
    raise Fault("true or false is expected here", at)


def _quoted(line: str, at: int, what: str) -> tuple[Place, int]:
    match = _QUOTED.match(line, at)
    if match is None:
        raise Fault(f"{what} must stand in double quotes", at)
    return match.span(1), match.end()


def _definition(line: str, at: int) -> Parsed:
    text, end = _quoted(line, at, "the text")
    xrefs, end = _xrefs(line, end)
    return (text,), xrefs, end


def _synonym(line: str, at: int) -> Parsed:
    text, at = _quoted(line, at, "a synonym")
    values = [text]
    while len(values) < 3 and line[at : at + 1] not in ("[", ""):
        word = _WORD.match(line, at)
        if word is None or word.end() == at:
            break
        values.append(word.span())
        at = _next(line, word.end())
    xrefs, at = _xrefs(line, at)
    return tuple(values), xrefs, at


def old_synonym(line: str, at: int) -> Parsed:
    """Read a synonym whose scope is in its tag."""
    text, end = _quoted(line, at, "a synonym")
    xrefs, end = _xrefs(line, end)
    return (text,), xrefs, end


def _xrefs(line: str, at: int) -> tuple[tuple[XrefPlace, ...], int]:
    if line[at : at + 1] != "[":
        return _NO_XREFS, at
    at += 1
    found: list[XrefPlace] = []
    while True:
        xref, at = _xref(line, _next(line, at), listed=True)
        (start, end), (begun, ended) = xref
        if start < end or begun < ended:
            found.append(xref)
        if line[at : at + 1] == ",":
            at += 1
        elif line[at : at + 1] == "]":
            return tuple(found), at + 1
        else:
            raise Fault('the list of cross-references must end in "]"', at)


def _xref(line: str, at: int, *, listed: bool = False) -> tuple[XrefPlace, int]:
    match = _XREF.match(line, at)
    assert match is not None  # the pattern matches the empty text
    start, end = match.span()
    at = end
    while start < end and line[start] == " ":
        start += 1
    while start < end and line[end - 1] == " ":
        end -= 1
    text = (at, at)
    if line[at : at + 1] == '"':
        text, at = _quoted(line, at, "the description")
    if listed and (modifiers := _MODIFIERS.match(line, at)):
        at = modifiers.end()  # of a cross-reference in a list, which OWL has no place for
    return ((start, end), text), at


def _direct_xref(line: str, at: int) -> Parsed:
    xref, end = _xref(line, at)
    if xref[0][0] == xref[0][1]:
        raise Fault("a cross-reference is expected here", at)
    return (), (xref,), end


def _property_value(line: str, at: int) -> Parsed:
    values: list[Place] = []
    quoted = False
    for _ in range(2):
        quoted = line[at : at + 1] == '"'
        if quoted:
            value, at = _quoted(line, at, "the value")
        else:
            value = _identifier(line, at)
            at = value[1]
        at = _next(line, at)
        values.append(value)
    datatype = _WORD.match(line, at)  # none has a quote
    if datatype and datatype.group():
        return (*values, datatype.span()), _NO_XREFS, datatype.end()
    # A quoted value without a datatype has an empty one, a string's.
    return (*values, (at, at)) if quoted else tuple(values), _NO_XREFS, at


def _definition_of_type(line: str, at: int) -> Parsed:
    """Read ``subsetdef`` and ``synonymtypedef``: an id, a text and perhaps a scope."""
    name = _identifier(line, at)
    text, end = _quoted(line, _next(line, name[1]), "the description")
    scope = _ID.match(line, end)
    if scope and scope.group():
        return (name, text, scope.span()), _NO_XREFS, scope.end()
    return (name, text), _NO_XREFS, end


def _idspace(line: str, at: int) -> Parsed:
    values, _, end = _pair(line, at)
    end = _next(line, end)
    if line[end : end + 1] == '"':
        text, end = _quoted(line, end, "the description")
        values = (*values, text)
    return values, _NO_XREFS, end


def _whole(line: str, at: int) -> Parsed:
    return ((at, len(line)),), _NO_XREFS, len(line)


HEADER: dict[str, Parser] = {
    "subsetdef": _definition_of_type,
    "synonymtypedef": _definition_of_type,
    "property_value": _property_value,
    "idspace": _idspace,
    "owl-axioms": _whole,
    **dict.fromkeys(
        "format-version data-version date saved-by auto-generated-by import default-namespace "
        "ontology remark".split(),
        text,
    ),
}
FRAME: dict[str, Parser] = {
    **dict.fromkeys("subset created_by".split(), _said),
    **dict.fromkeys("name comment".split(), text),
    **dict.fromkeys(
        "id namespace alt_id is_a union_of equivalent_to disjoint_from creation_date replaced_by "
        "consider domain range inverse_of transitive_over disjoint_over instance_of".split(),
        _id,
    ),
    **dict.fromkeys("relationship holds_over_chain equivalent_to_chain".split(), _pair),
    **dict.fromkeys(
        "is_anonymous is_obsolete builtin is_anti_symmetric is_cyclic is_reflexive is_symmetric "
        "is_asymmetric is_transitive is_functional is_inverse_functional is_metadata_tag "
        "is_class_level".split(),
        _boolean,
    ),
    **dict.fromkeys("def expand_assertion_to expand_expression_to".split(), _definition),
    "intersection_of": _one_or_two,
    "synonym": _synonym,
    "xref": _direct_xref,
    "property_value": _property_value,
}
