"""OWL functional syntax as nodes: a constructor's name and its operands.

py-horned-owl 2.0 reads it too, but the RDF that it makes of it loses axioms (docs/formats.md);
functional syntax is a nest of calls, read here with its lines.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from doidkit.errors import SyntaxFault
from doidkit.prefixes import PREFIXES, expand
from doidkit.syntax.depth import DEEPEST, TOO_DEEP
from doidkit.syntax.iris import absolute
from doidkit.syntax.owl.expressions import Call, Node, Statement
from doidkit.syntax.owl.lexical import foreign, iri, literal

STANDARD = {f"{prefix}:": PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "xsd")}
_STRING = iri(expand("xsd:string"))
_PLAIN = iri(expand("rdf:PlainLiteral"))
_SKIP = r"(?:[ \t\r\n]++|\#[^\n]*+)*+"
# White space and names are ASCII's, so a pattern reads UTF-8 byte by byte as it reads text.
# What no IRI has is refused where it stands, as in any other syntax.
_IRI = r"<[^\x00-\x20<>\"{}|^`\\]*>"
PREFIX = re.compile(_SKIP + rf"Prefix\s*\(\s*([^\s=()<>\"]*:)\s*=\s*({_IRI})\s*\)", re.ASCII)
OPEN = re.compile(_SKIP + r"Ontology\s*\(", re.ASCII)
_TOKEN = re.compile(
    _SKIP
    + rf"""(?:
    (?P<iri>{_IRI})
  | (?P<text>"[^"\\]*+(?:\\.[^"\\]*+)*+")
    (?:{_SKIP}(?:\^\^{_SKIP}(?P<type>{_IRI}|[^\s()"<]+)|@(?P<lang>[A-Za-z0-9-]+)))?
  | (?P<call>[A-Za-z]\w*)?\s*\(
  | (?P<close>\))
  | (?P<blank>_:[^\s()"<>]+)
  | (?P<name>[^\s()"<>]*:[^\s()"<>]*)
  | (?P<count>\d+(?=[\s)]))
    )""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# Most axioms of an ontology, in a line as every program writes them: an annotation, or a link
# between names, and annotations of it, with texts that need no escapes.
_WORD = rf"{_IRI}|[^\s()<>\"]*:[^\s()<>\"]*"
_TEXT = r"\"[^\"\\]*+\"(?:@[A-Za-z0-9-]+|\^\^(?:[^\s()\"<>@^]+|" + _IRI + "))?"
_TERM = rf"(?:{_TEXT}|{_WORD})"
_NOTE = re.compile(rf"Annotation\(({_WORD}) ({_TERM})\) ", re.ASCII)
_USUAL = re.compile(
    r"[ \t\r\n]*(AnnotationAssertion|SubClassOf)\("
    rf"((?:Annotation\((?:{_WORD}) {_TERM}\) )*)({_WORD}) ({_WORD})(?: ({_TERM}))?\)",
    re.ASCII,
)


def statements(text: str, path: Path | str, declared: dict[str, str]) -> Iterator[Statement]:
    """Yield an ontology document's header and axioms; SyntaxFault with line and column.

    Its prefixes are added to ``declared``.
    """
    reader = Reader(text, path)
    declared.update({prefix[:-1]: reader.prefixes[prefix] for prefix in reader.declared})
    yield from reader.body(reader.start)


class Reader:
    """Reads a document's prefixes at once, its body from any place between two axioms.

    ``start`` is where the body begins, ``at`` how far it was read.
    """

    def __init__(self, text: str, path: Path | str) -> None:
        self.text, self.path = text, path
        self.prefixes, self.declared = dict(STANDARD), list[str]()
        at = 0
        while match := PREFIX.match(text, at):
            self.prefixes[match[1]], at = absolute(match[2][1:-1], path), match.end()
            self.declared.append(match[1])
        opened = OPEN.match(text, at)
        if opened is None:
            reason = "Prefix(...) or Ontology(...) is expected here"
            raise _fault(text, _next(text, at), path, reason)
        self.start = self.at = opened.end()
        self._names: dict[str, str] = {}
        self._line, self._counted = 1, 0

    def body(self, at: int) -> Iterator[Statement]:
        """Yield the axioms from a place on, the header before the first."""
        stack: list[list[Node]] = []
        names: list[Node] = []
        begun = at
        while match := _TOKEN.match(self.text, at):
            kind = match.lastgroup
            at = match.end()
            if kind == "close":
                if not stack:
                    yield from self._header(names)
                    return self._end(at)
                done = tuple(stack.pop())
                if stack:
                    stack[-1].append(done)
                else:
                    yield from self._header(names)
                    names, self.at = [], at
                    yield Statement(done, *self._place(begun))
                    while usual := self._usual(at):
                        node, begun, self.at = usual
                        at = self.at
                        yield Statement(node, *self._place(begun))
            elif kind == "call" or kind is None:
                if not stack:
                    begun = match.start("call") if match["call"] else match.end() - 1
                if len(stack) >= DEEPEST:
                    raise _fault(self.text, match.end() - 1, self.path, TOO_DEEP)
                stack.append([match["call"] or ""])
            else:
                (stack[-1] if stack else names).append(self._leaf(match))
        raise _fault(self.text, _next(self.text, at), self.path, "this is not functional syntax")

    def _usual(self, at: int) -> tuple[Call, int, int] | None:
        """Return an axiom of the usual form whose names are known, where it begins and ends."""
        match = _USUAL.match(self.text, at)
        if match is None:
            return None
        known, (name, annotations, *parts) = self._names, match.groups()
        try:
            notes = [
                ("Annotation", known[predicate], self._usual_term(term))
                for predicate, term in (_NOTE.findall(annotations) if annotations else ())
            ]
            rest = [known[parts[0]], known[parts[1]]]
            if parts[2] is not None:
                rest.append(self._usual_term(parts[2]))
        except KeyError:
            return None  # read with more care, which makes it known or refuses it
        return (name, *notes, *rest), match.start(1), match.end()

    def _usual_term(self, term: str) -> str:
        if term[0] != '"':
            return self._names[term]
        if term[-1] == '"':
            return literal(term[1:-1])
        text, _, suffix = term.rpartition('"')
        text = literal(text[1:])
        if suffix[0] == "@":
            return text + suffix
        datatype = self._names[suffix[2:]]
        if datatype in (_STRING, _PLAIN):
            raise KeyError(datatype)
        return f"{text}^^{datatype}"

    def _header(self, names: list[Node]) -> Iterator[Statement]:
        if names:
            yield Statement(("Ontology", *names), 1, 1)
            names.clear()

    def _end(self, at: int) -> None:
        rest = _next(self.text, at)
        if rest < len(self.text):
            raise _fault(self.text, rest, self.path, "nothing may follow the ontology")

    def _place(self, at: int) -> tuple[int, int]:
        """Return line and column; only the text since the last question is counted."""
        self._line += self.text.count("\n", self._counted, at)
        self._counted = at
        return self._line, at - self.text.rfind("\n", 0, at)

    def _leaf(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind == "name":
            return self._name(match["name"], match)
        if kind in ("text", "type", "lang"):
            return self._literal(match)
        if kind == "iri":
            return self._full(match["iri"])
        return match["blank"] or match["count"]

    def _literal(self, match: re.Match[str]) -> str:
        value = match["text"][1:-1]
        if "\\" in value:
            value = _ESCAPE.sub(
                lambda escape: self._escaped(escape, match.start("text") + 1), value
            )
        if match["lang"]:
            return f"{literal(value)}@{match['lang']}"
        kind = match["type"]
        if not kind:
            return literal(value)
        datatype = self._full(kind) if kind[0] == "<" else self._name(kind, match)
        if datatype == _PLAIN:  # which stands for what RDF writes otherwise (OWL 2 syntax, 4.3)
            said, sign, language = value.rpartition("@")
            return literal(said if sign else value) + (f"@{language}" if sign and language else "")
        return literal(value, "" if datatype == _STRING else datatype)

    def _escaped(self, escape: re.Match[str], start: int) -> str:
        if escape[1] not in ('"', "\\"):
            reason = 'only \\" and \\\\ may be escaped in a text; double the backslash'
            raise _fault(self.text, start + escape.start(), self.path, reason)
        return escape[1]

    def _full(self, name: str) -> str:
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = iri(absolute(name[1:-1], self.path))
        return found

    def _name(self, name: str, match: re.Match[str]) -> str:
        found = self._names.get(name)
        if found is None:
            prefix, _, local = name.partition(":")
            namespace, sign, reason = self.prefixes.get(f"{prefix}:"), foreign(local), ""
            if namespace is None:
                reason = f'the prefix "{prefix}:" is not declared'
            elif not local:
                reason = f'"{name}" has nothing behind its prefix; write the IRI whole'
            elif sign:
                reason = f"no IRI has the character U+{ord(sign):04X}"
            if reason:
                raise _fault(self.text, match.end() - len(name), self.path, reason)
            found = self._names[name] = iri(f"{namespace}{local}")
        return found


def _next(text: str, at: int) -> int:
    match = re.compile(_SKIP).match(text, at)
    return match.end() if match else at


def _fault(text: str, at: int, path: Path | str, reason: str) -> SyntaxFault:
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    if at >= len(text):
        reason = "the text ends before the ontology does"
    return SyntaxFault(path, reason, line=line, column=column)
