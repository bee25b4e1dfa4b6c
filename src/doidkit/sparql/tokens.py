"""The tokens of SPARQL: strings, IRIs and comments are known, so that nothing hides in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string>  \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                 | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<var>     [?$]\w[\w\u00B7\u203F\u2040]* )
    | (?P<bnode>   _:\w[\w.\-]* )
    | (?P<pname>   (?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)* )
    | (?P<lang>    @[A-Za-z0-9\-]+ )
    | (?P<word>    [^\W\d]\w* )
    | (?P<number>  (?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+\-]?[0-9]+ | [0-9]*\.[0-9]+ | [0-9]+ )
    | (?P<space>   \s+ )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_QUOTED = re.compile(
    r"""\#[^\n\r]* | <[^<>"{}|^`\x00-\x20]*>
    | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' | \\[uU][0-9A-Fa-f]{4,8}""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One lexical token; ``kind`` is the name of its group in the scanner."""

    kind: str
    text: str

    @property
    def name(self) -> str:
        """Return a variable's name without its sigil."""
        return self.text[1:]

    @property
    def keyword(self) -> str:
        """Return a word in capitals, an empty text for any other token."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def is_solid(self) -> bool:
        """Return False for spaces and comments."""
        return self.kind not in ("space", "comment")


def tokens(query: str) -> Iterator[Token]:
    """Yield all tokens, spaces and comments included; their texts join to the query."""
    for match in _TOKEN.finditer(query):
        yield Token(match.lastgroup or "other", match.group())


def unescaped(query: str) -> str:
    r"""Return the query with the ``\u`` escapes outside of its strings resolved (SPARQL 19.2).

    >>> unescaped(r'ASK { <http://e/\u00E9> ?p "\u00E9" }')
    'ASK { <http://e/é> ?p "\\u00E9" }'
    """
    return _QUOTED.sub(_resolved, query) if "\\u" in query or "\\U" in query else query


def _resolved(match: re.Match[str]) -> str:
    text = match[0]
    return text if text[0] in "#\"'" else _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF else match[0]
