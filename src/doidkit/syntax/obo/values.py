"""The values of OBO clauses: each parser takes a line and a position, and returns both ends.

A parser gives the clause's values, its cross-references and where they end.
"""

import re
from collections.abc import Callable
from typing import NamedTuple


class Xref(NamedTuple):
    """A database cross-reference and its description ("" for none)."""

    id: str
    text: str


class Fault(Exception):
    """What is wrong in a line, and where, from 0."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.position = position


Parsed = tuple[tuple[str, ...], tuple[Xref, ...], int]
Parser = Callable[[str, int], Parsed]

_NO_XREFS: tuple[Xref, ...] = ()
_ID = re.compile(r"[^\\ !{]*(?:\\.[^\\ !{]*)*")
_WORD = re.compile(r"[^\\ !{\"]*(?:\\.[^\\ !{\"]*)*")
_TEXT = re.compile(r"[^\\!{]*(?:\\.[^\\!{]*)*")
_QUOTED = re.compile(r'"([^\\"]*(?:\\.[^\\"]*)*)" *')
# A comma ends a cross-reference only before a space, because identifiers have commas.
_XREF = re.compile(r'[^\\",\]!{]*(?:(?:\\.|,(?! ))[^\\",\]!{]*)*')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "W": " ", "t": "\t"}


def plain(text: str) -> str:
    """Return text without its escapes."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), text)


def _identifier(line: str, at: int) -> tuple[str, int]:
    match = _ID.match(line, at)
    if match is None or match.end() == at:
        raise Fault("an identifier is expected here", at)
    return plain(match.group()), match.end()


def _next(line: str, at: int) -> int:
    while line[at : at + 1] == " ":
        at += 1
    return at


def text(line: str, at: int) -> Parsed:
    """Read text up to qualifiers or a comment."""
    match = _TEXT.match(line, at)
    assert match is not None  # the pattern matches the empty text
    return (plain(match.group().rstrip(" ")),), _NO_XREFS, match.end()


def _id(line: str, at: int) -> Parsed:
    value, end = _identifier(line, at)
    return (value,), _NO_XREFS, end


def _pair(line: str, at: int) -> Parsed:
    first, end = _identifier(line, at)
    second, end = _identifier(line, _next(line, end))
    return (first, second), _NO_XREFS, end


def _one_or_two(line: str, at: int) -> Parsed:
    first, end = _identifier(line, at)
    match = _ID.match(line, _next(line, end))
    if match is None or not match.group():
        return (first,), _NO_XREFS, end
    return (first, plain(match.group())), _NO_XREFS, match.end()


def _boolean(line: str, at: int) -> Parsed:
    for value in ("true", "false"):
        if line.startswith(value, at):
            return (value,), _NO_XREFS, at + len(value)
    raise Fault("true or false is expected here", at)


def _quoted(line: str, at: int, what: str) -> tuple[str, int]:
    match = _QUOTED.match(line, at)
    if match is None:
        raise Fault(f"{what} must stand in double quotes", at)
    return plain(match[1]), match.end()


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
        values.append(plain(word.group()))
        at = _next(line, word.end())
    xrefs, at = _xrefs(line, at)
    return tuple(values), xrefs, at


def old_synonym(line: str, at: int, scope: str) -> Parsed:
    """Read a synonym whose scope is in its tag."""
    text, end = _quoted(line, at, "a synonym")
    xrefs, end = _xrefs(line, end)
    return (text, scope), xrefs, end


def _xrefs(line: str, at: int) -> tuple[tuple[Xref, ...], int]:
    if line[at : at + 1] != "[":
        return _NO_XREFS, at
    at += 1
    found: list[Xref] = []
    while True:
        xref, at = _xref(line, _next(line, at))
        if xref.id or xref.text:
            found.append(xref)
        if line[at : at + 1] == ",":
            at += 1
        elif line[at : at + 1] == "]":
            return tuple(found), at + 1
        else:
            raise Fault('the list of cross-references must end in "]"', at)


def _xref(line: str, at: int) -> tuple[Xref, int]:
    match = _XREF.match(line, at)
    assert match is not None  # the pattern matches the empty text
    at, text = match.end(), ""
    if line[at : at + 1] == '"':
        text, at = _quoted(line, at, "the description")
    return Xref(plain(match.group().strip(" ")), text), at


def _direct_xref(line: str, at: int) -> Parsed:
    xref, end = _xref(line, at)
    if not xref.id:
        raise Fault("a cross-reference is expected here", at)
    return (), (xref,), end


def _property_value(line: str, at: int) -> Parsed:
    values: list[str] = []
    quoted = False
    for _ in range(2):
        quoted = line[at : at + 1] == '"'
        value, at = _quoted(line, at, "the value") if quoted else _identifier(line, at)
        at = _next(line, at)
        values.append(value)
    datatype = _ID.match(line, at)
    if datatype and datatype.group():
        return (*values, plain(datatype.group())), _NO_XREFS, datatype.end()
    return (*values, "xsd:string") if quoted else tuple(values), _NO_XREFS, at


def _definition_of_type(line: str, at: int) -> Parsed:
    """Read ``subsetdef`` and ``synonymtypedef``: an id, a text and perhaps a scope."""
    name, end = _identifier(line, at)
    text, end = _quoted(line, _next(line, end), "the description")
    scope = _ID.match(line, end)
    if scope and scope.group():
        return (name, text, scope.group()), _NO_XREFS, scope.end()
    return (name, text), _NO_XREFS, end


def _idspace(line: str, at: int) -> Parsed:
    values, _, end = _pair(line, at)
    end = _next(line, end)
    if line[end : end + 1] == '"':
        text, end = _quoted(line, end, "the description")
        values = (*values, text)
    return values, _NO_XREFS, end


def _whole(line: str, at: int) -> Parsed:
    return (line[at:],), _NO_XREFS, len(line)


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
    **dict.fromkeys("name comment subset created_by".split(), text),
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
