r"""REPLACE as XPath defines it (F&O 5.6.4), for an engine that reads replacements otherwise.

pyoxigraph 0.5.13 hands the replacement to Rust, where ``\$`` is a backslash and a group, and
``$1x`` the group "1x". What is written as a constant is rewritten; one that is computed is not.
"""

import re
from collections.abc import Sequence

import pyoxigraph as ox

from doidkit.sparql.structure import structure
from doidkit.sparql.tokens import Token

_PART = re.compile(r"\\(.)|\$(\d+)|(\$)|[^\\$]+", re.DOTALL)
_GROUP = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|(\((?!\?))", re.DOTALL)


def with_xpath_replacements(query: str) -> str:
    """Return a query in which each constant replacement means to Rust what it does to XPath."""
    if "REPLACE" not in query.upper():
        return query
    seen = structure(query)
    out = [token.text for token in seen.tokens]
    for at, token, _ in seen.solid():
        if token.keyword != "REPLACE":
            continue
        arguments = seen.arguments(at)
        if len(arguments) < 3 or len(arguments[2]) != 1:
            continue
        given = _text(seen.tokens[arguments[2][0]])
        pattern = _only(seen.tokens, arguments[1])
        flags = _only(seen.tokens, arguments[3]) if len(arguments) > 3 else ""
        if given is not None:
            out[arguments[2][0]] = str(ox.Literal(_for_rust(given, pattern, flags or "")))
    return "".join(out)


def _for_rust(given: str, pattern: str | None, flags: str) -> str:
    if "q" in flags:
        return given.replace("$", "$$")
    groups = None if pattern is None else sum(bool(m[1]) for m in _GROUP.finditer(pattern))
    found = ""
    for match in _PART.finditer(given):
        escaped, number, lone = match.groups()
        if escaped is not None:
            found += "$$" if escaped == "$" else escaped
        elif number is not None:
            digits = len(number)
            while digits > 1 and groups is not None and int(number[:digits]) > groups:
                digits -= 1  # the rest are digits of the text
            found += f"${{{number[:digits]}}}{number[digits:]}"
        else:
            found += "$$" if lone else match[0]
    return found


def _only(tokens: Sequence[Token], argument: Sequence[int]) -> str | None:
    return _text(tokens[argument[0]]) if len(argument) == 1 else None


def _text(token: Token) -> str | None:
    if token.kind != "string":
        return None
    try:
        (quad,) = ox.parse(f"<urn:n> <urn:n> {token.text} .", ox.RdfFormat.TURTLE)
    except (SyntaxError, ValueError):
        return None
    return quad.object.value if isinstance(quad.object, ox.Literal) else None
