"""N-Triples text, the fastest way from Python into the store.

pyoxigraph reads a line of text several times faster than Python makes a Quad object of it.
"""

import re
from urllib.parse import quote

_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_SPECIAL = re.compile(r'["\\\n\r]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}


def iri(text: str) -> str:
    """Return an IRI in angle brackets; characters that no IRI has are percent-encoded."""
    if _NOT_IN_IRI.search(text):
        text = _NOT_IN_IRI.sub(lambda match: quote(match.group(), safe=""), text)
    return f"<{text}>"


def foreign(text: str) -> str:
    """Return the first character of a text that no IRI has, "" if there is none."""
    found = _NOT_IN_IRI.search(text)
    return found[0] if found else ""


def literal(text: str, datatype: str = "") -> str:
    """Return a literal; ``datatype`` is an IRI in angle brackets, "" for a string."""
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(lambda match: _ESCAPES[match.group()], text)
    return f'"{text}"^^{datatype}' if datatype else f'"{text}"'
