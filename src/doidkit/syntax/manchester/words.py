"""The words of a text, read one after the other: names, literals, and what was expected."""

import re
from collections.abc import Callable, Collection
from typing import Any, Protocol

from doidkit.prefixes import expand
from doidkit.syntax.manchester.tokens import Token
from doidkit.syntax.manchester.vocabulary import UnknownName
from doidkit.syntax.owl.lexical import iri, literal

_TYPES = {name: iri(expand(f"xsd:{name}")) for name in ("integer", "decimal", "float", "boolean")}
_STRING, _PLAIN = iri(expand("xsd:string")), iri(expand("rdf:PlainLiteral"))
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_LITERAL = re.compile(r'("(?:[^"\\]|\\.)*")(?:\^\^(.+)|@(.+))?\Z', re.DOTALL)
NAMES = frozenset(("iri", "word", "label", "blank"))
LITERALS = frozenset(("literal", "integer", "decimal", "float"))


class Names(Protocol):
    """What names stand for; ``wanted`` has the letters of the kinds that may be meant."""

    def full(self, text: str) -> str:
        """Return what an IRI in angle brackets means."""

    def word(self, text: str, wanted: Collection[str]) -> str:
        """Return the IRI of a name without quotes; UnknownName if it has none."""

    def label(self, text: str, wanted: Collection[str]) -> str:
        """Return the IRI of a name in quotes; UnknownName if it has none."""

    def kinds(self, term: str) -> Collection[str]:
        """Return what a term is known as, by letter."""


class Words:
    """Reads what begins at a word; ``fault`` makes an error of a place and a reason."""

    def __init__(
        self, words: list[Token], names: Names, fault: Callable[[int, str], Exception]
    ) -> None:
        self.words, self.names, self._fault = words, names, fault
        self.at = 0

    # words

    @property
    def now(self) -> Token:
        """Return the word that comes next."""
        return self.words[self.at]

    def ahead(self, count: int = 1) -> Token:
        """Return a word behind the next one."""
        return self.words[min(self.at + count, len(self.words) - 1)]

    def take(self) -> Token:
        """Return the next word and go on."""
        token = self.now
        self.at += 1
        return token

    def took(self, text: str) -> bool:
        """Go on if the next word is this sign, or this one of the grammar's words."""
        token = self.now
        same = token.text == text if token.kind == "sign" else token.text.lower() == text
        if same and token.kind in ("sign", "word"):
            self.at += 1
            return True
        return False

    def require(self, text: str) -> None:
        """Go on over a sign that must come next."""
        if not self.took(text):
            raise self.expected(f'"{text}"')

    def expected(self, what: str) -> Exception:
        """Return the error of a next word that is none of what may come."""
        token = self.now
        found = f'not "{_short(token.text)}"' if token.kind != "end" else "where the text ends"
        return self._fault(token.start, f"{what} is expected here, {found}")

    def fault(self, token: Token, reason: str) -> Exception:
        """Return an error at a word."""
        return self._fault(token.start, reason)

    # names and literals

    def leaf(self, term: str, _: Token) -> str:
        """Return a term as it goes into a node; places are kept by whom they interest."""
        return term

    def name(self, what: str, wanted: Collection[str] = ()) -> str:
        """Return the IRI or blank node that comes next."""
        token = self.now
        if token.kind not in NAMES:
            raise self.expected(what)
        try:
            return self.leaf(self._term(self.take(), wanted), token)
        except UnknownName as error:
            raise self.fault(token, str(error)) from error

    def _term(self, token: Token, wanted: Collection[str]) -> str:
        if token.kind == "iri":
            return self.names.full(token.text)
        if token.kind == "blank":
            return token.text
        if token.kind == "label":
            return self.names.label(_ESCAPE.sub(r"\1", token.text[1:-1]), wanted)
        return self.names.word(token.text, wanted)

    def is_literal(self) -> bool:
        """Return True if a literal comes next."""
        token = self.now
        return token.kind in LITERALS or (token.kind == "word" and token.text in ("true", "false"))

    def literal(self) -> str:
        """Return the literal that comes next."""
        if not self.is_literal():
            raise self.expected("a literal")
        token = self.take()
        return self.leaf(self._literal(token), token)

    def _literal(self, token: Token) -> str:
        if token.kind == "word":
            return literal(token.text, _TYPES["boolean"])
        if token.kind != "literal":
            return literal(token.text.rstrip("fF"), _TYPES[token.kind])
        match = _LITERAL.match(token.text)
        if match is None:
            raise self.fault(token, "this literal is not whole")
        value = _ESCAPE.sub(lambda escape: self._escaped(escape, token), match[1][1:-1])
        if match[3]:
            return f"{literal(value)}@{match[3]}"
        return typed(value, self._datatype(match[2], token)) if match[2] else literal(value)

    def _escaped(self, escape: re.Match[str], token: Token) -> str:
        if escape[1] not in ('"', "\\"):
            reason = 'only \\" and \\\\ may be escaped in a text; double the backslash'
            raise self._fault(token.start + 1 + escape.start(), reason)
        return escape[1]

    def _datatype(self, name: str, token: Token) -> str:
        try:
            return self.names.full(name) if name[0] == "<" else self.names.word(name, "R")
        except UnknownName as error:
            raise self._fault(token.end - len(name), str(error)) from error

    def listed(self, item: Callable[[], Any]) -> list[Any]:
        """Return what comes next, and each behind a comma."""
        found = [item()]
        while self.took(","):
            found.append(item())
        return found


def typed(value: str, datatype: str) -> str:
    """Return a literal of a datatype; rdf:PlainLiteral stands for what RDF writes otherwise."""
    if datatype == _PLAIN:  # OWL 2 syntax, 4.3
        said, sign, language = value.rpartition("@")
        return literal(said if sign else value) + (f"@{language}" if sign and language else "")
    return literal(value, "" if datatype == _STRING else datatype)


def _short(text: str) -> str:
    return text if len(text) < 40 else f"{text[:36]}…"
