"""OBO 1.2/1.4 text as frames of clauses, each clause with its line.

Read as OWLAPI (and so ROBOT) reads it, one clause a line. No library does this whole: fastobo
0.14 drops every clause of an instance, shortens creation dates and refuses synonyms without a
scope; py-horned-owl gives axioms, without the header. Own code here also keeps line and column.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from doidkit.errors import SyntaxFault


class Xref(NamedTuple):
    """A database cross-reference and its description ("" for none)."""

    id: str
    text: str


class Clause(NamedTuple):
    """A tag with its values, unescaped; a plain xref is in ``xrefs``."""

    tag: str
    values: tuple[str, ...]
    xrefs: tuple[Xref, ...]
    qualifiers: tuple[tuple[str, str], ...]
    line: int


class Frame(NamedTuple):
    """A stanza; ``kind`` is Term, Typedef or Instance."""

    kind: str
    id: str
    clauses: tuple[Clause, ...]
    line: int


class Document:
    """An OBO text: its header at once, its frames as they are asked for.

    Raises SyntaxFault with line and column, from the constructor or from ``frames``.
    """

    def __init__(self, text: str, path: Path | str) -> None:
        self.path = path
        self._lines = text.split("\n")
        self._first = next(
            (at for at, line in enumerate(self._lines) if line[:1] == "[" and _STANZA.match(line)),
            len(self._lines),
        )
        self.header = tuple(self._clauses("", 0, self._first))

    def frames(self, kind: str = "") -> Iterator[Frame]:
        """Yield the frames in the file's order, or those of one kind."""
        start, lines = self._first, self._lines
        while start < len(lines):
            end = start + 1
            while end < len(lines) and not (lines[end][:1] == "[" and _STANZA.match(lines[end])):
                end += 1
            if kind in lines[start]:
                yield self._frame(start, end)
            start = end

    def _frame(self, start: int, end: int) -> Frame:
        stanza = _STANZA.match(self._lines[start])
        kind = stanza[1] if stanza else ""
        if kind not in ("Term", "Typedef", "Instance"):
            raise SyntaxFault(self.path, f"OBO has no [{kind}] stanza", line=start + 1, column=1)
        clauses = tuple(self._clauses(kind, start + 1, end))
        for clause in clauses:
            if clause.tag == "id":
                return Frame(kind, clause.values[0], clauses, start + 1)
        raise SyntaxFault(self.path, f"this [{kind}] has no id", line=start + 1, column=1)

    def _clauses(self, kind: str, start: int, end: int) -> Iterator[Clause]:
        for number in range(start, end):
            line = self._lines[number].strip(_SPACE)
            if line and line[0] != "!":
                try:
                    yield _clause(line, kind, number + 1)
                except _Fault as error:
                    shift = len(self._lines[number]) - len(self._lines[number].lstrip(_SPACE))
                    raise SyntaxFault(
                        self.path, str(error), line=number + 1, column=error.position + shift + 1
                    ) from None


class _Fault(Exception):
    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.position = position


_Parsed = tuple[tuple[str, ...], tuple[Xref, ...], int]
_NO_XREFS: tuple[Xref, ...] = ()
_NO_QUALIFIERS: tuple[tuple[str, str], ...] = ()
_ID = re.compile(r"[^\\ !{]*(?:\\.[^\\ !{]*)*")
_WORD = re.compile(r"[^\\ !{\"]*(?:\\.[^\\ !{\"]*)*")
_TEXT = re.compile(r"[^\\!{]*(?:\\.[^\\!{]*)*")
_QUOTED = re.compile(r'"([^\\"]*(?:\\.[^\\"]*)*)" *')
# A comma ends a cross-reference only before a space, because identifiers have commas.
_XREF = re.compile(r'[^\\",\]!{]*(?:(?:\\.|,(?! ))[^\\",\]!{]*)*')
_QUALIFIER = re.compile(r' *([^\\=,}]+)= *(?:"([^\\"]*(?:\\.[^\\"]*)*)"|([^ ,}"]*)) *')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "W": " ", "t": "\t"}
_SPACE = " \t\r\ufeff"
_STANZA = re.compile(r"\[(\w+)\]\s*(?:!.*)?\Z")
_OLD_SYNONYM = re.compile(r"(exact|narrow|broad|related)_synonym\Z")
_RENAMED = {
    "xref_analog": "xref",
    "xref_unk": "xref",
    "use_term": "consider",
    "is_metadata": "is_metadata_tag",
}


def _clause(line: str, kind: str, number: int) -> Clause:
    colon = line.find(":")
    if colon <= 0:
        raise _Fault('a clause "tag: value" is expected', 0)
    tag = line[:colon]
    start = colon + 1
    while start < len(line) and line[start] == " ":
        start += 1
    known = _FRAME if kind else _HEADER
    parser = known.get(tag)
    if parser is None:
        tag, parser = _unusual(tag, kind)
    try:
        values, xrefs, end = parser(line, start)
    except IndexError:
        raise _Fault(f"the {tag} clause ends too early", len(line)) from None
    return Clause(tag, values, xrefs, _tail(line, end, tag), number)


def _unusual(tag: str, kind: str) -> "tuple[str, Callable[[str, int], _Parsed]]":
    """Return the current name and parser of a tag of old OBO, or of a header's own tag."""
    if not kind:
        return tag, _text
    if old := _OLD_SYNONYM.match(tag):
        return "synonym", lambda line, at: _old_synonym(line, at, old[1].upper())
    if tag in _RENAMED:
        return _RENAMED[tag], _FRAME[_RENAMED[tag]]
    raise _Fault(f'OBO has no tag "{tag}"', 0)


def _tail(line: str, at: int, tag: str) -> tuple[tuple[str, str], ...]:
    """Return the qualifiers behind a clause's values; only a comment may follow."""
    if at >= len(line):
        return _NO_QUALIFIERS
    rest = line[at:].lstrip(" ")
    if not rest or rest[0] == "!":
        return _NO_QUALIFIERS
    at = len(line) - len(rest)
    if rest[0] != "{":
        raise _Fault(f'unexpected "{rest[:20]}" in the {tag} clause', at)
    found: list[tuple[str, str]] = []
    at += 1
    while match := _QUALIFIER.match(line, at):
        value = match[2] if match[2] is not None else match[3]
        found.append((_plain(match[1].strip()), _plain(value)))
        at = match.end()
        if line[at : at + 1] == ",":
            at += 1
    if line[at : at + 1] != "}":
        raise _Fault('a qualifier such as {source="PMID:1"} is expected here', at)
    rest = line[at + 1 :].lstrip(" ")
    if rest and rest[0] != "!":
        raise _Fault(f'unexpected "{rest[:20]}" after the qualifiers', len(line) - len(rest))
    return tuple(found)


def _plain(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), text)


def _identifier(line: str, at: int) -> tuple[str, int]:
    match = _ID.match(line, at)
    if match is None or match.end() == at:
        raise _Fault("an identifier is expected here", at)
    return _plain(match.group()), match.end()


def _next(line: str, at: int) -> int:
    while line[at : at + 1] == " ":
        at += 1
    return at


def _text(line: str, at: int) -> _Parsed:
    match = _TEXT.match(line, at)
    assert match is not None  # the pattern matches the empty text
    return (_plain(match.group().rstrip(" ")),), _NO_XREFS, match.end()


def _id(line: str, at: int) -> _Parsed:
    value, end = _identifier(line, at)
    return (value,), _NO_XREFS, end


def _pair(line: str, at: int) -> _Parsed:
    first, end = _identifier(line, at)
    second, end = _identifier(line, _next(line, end))
    return (first, second), _NO_XREFS, end


def _one_or_two(line: str, at: int) -> _Parsed:
    first, end = _identifier(line, at)
    match = _ID.match(line, _next(line, end))
    if match is None or not match.group():
        return (first,), _NO_XREFS, end
    return (first, _plain(match.group())), _NO_XREFS, match.end()


def _boolean(line: str, at: int) -> _Parsed:
    for value in ("true", "false"):
        if line.startswith(value, at):
            return (value,), _NO_XREFS, at + len(value)
    raise _Fault("true or false is expected here", at)


def _quoted(line: str, at: int, what: str) -> tuple[str, int]:
    match = _QUOTED.match(line, at)
    if match is None:
        raise _Fault(f"{what} must stand in double quotes", at)
    return _plain(match[1]), match.end()


def _definition(line: str, at: int) -> _Parsed:
    text, end = _quoted(line, at, "the text")
    xrefs, end = _xrefs(line, end)
    return (text,), xrefs, end


def _synonym(line: str, at: int) -> _Parsed:
    text, at = _quoted(line, at, "a synonym")
    values = [text]
    while len(values) < 3 and line[at : at + 1] not in ("[", ""):
        word = _WORD.match(line, at)
        if word is None or word.end() == at:
            break
        values.append(_plain(word.group()))
        at = _next(line, word.end())
    xrefs, at = _xrefs(line, at)
    return tuple(values), xrefs, at


def _old_synonym(line: str, at: int, scope: str) -> _Parsed:
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
            raise _Fault('the list of cross-references must end in "]"', at)


def _xref(line: str, at: int) -> tuple[Xref, int]:
    match = _XREF.match(line, at)
    assert match is not None  # the pattern matches the empty text
    at, text = match.end(), ""
    if line[at : at + 1] == '"':
        text, at = _quoted(line, at, "the description")
    return Xref(_plain(match.group().strip(" ")), text), at


def _direct_xref(line: str, at: int) -> _Parsed:
    xref, end = _xref(line, at)
    if not xref.id:
        raise _Fault("a cross-reference is expected here", at)
    return (), (xref,), end


def _property_value(line: str, at: int) -> _Parsed:
    values: list[str] = []
    quoted = False
    for _ in range(2):
        quoted = line[at : at + 1] == '"'
        value, at = _quoted(line, at, "the value") if quoted else _identifier(line, at)
        at = _next(line, at)
        values.append(value)
    datatype = _ID.match(line, at)
    if datatype and datatype.group():
        return (*values, _plain(datatype.group())), _NO_XREFS, datatype.end()
    return (*values, "xsd:string") if quoted else tuple(values), _NO_XREFS, at


def _definition_of_type(line: str, at: int) -> _Parsed:
    """Read ``subsetdef`` and ``synonymtypedef``: an id, a text and perhaps a scope."""
    name, end = _identifier(line, at)
    text, end = _quoted(line, _next(line, end), "the description")
    scope = _ID.match(line, end)
    if scope and scope.group():
        return (name, text, scope.group()), _NO_XREFS, scope.end()
    return (name, text), _NO_XREFS, end


def _idspace(line: str, at: int) -> _Parsed:
    values, _, end = _pair(line, at)
    end = _next(line, end)
    if line[end : end + 1] == '"':
        text, end = _quoted(line, end, "the description")
        values = (*values, text)
    return values, _NO_XREFS, end


def _whole(line: str, at: int) -> _Parsed:
    return (line[at:],), _NO_XREFS, len(line)


_HEADER: dict[str, Callable[[str, int], _Parsed]] = {
    "subsetdef": _definition_of_type,
    "synonymtypedef": _definition_of_type,
    "property_value": _property_value,
    "idspace": _idspace,
    "owl-axioms": _whole,
    **dict.fromkeys(
        "format-version data-version date saved-by auto-generated-by import default-namespace "
        "ontology remark".split(),
        _text,
    ),
}
_FRAME: dict[str, Callable[[str, int], _Parsed]] = {
    **dict.fromkeys("name comment subset created_by".split(), _text),
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
