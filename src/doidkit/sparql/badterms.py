"""Which term of an answer is none: a parser says why, seldom which."""

import json
import re
from collections.abc import Iterator

import pyoxigraph as ox

from doidkit.web.refusals import plain

_SHOWN = 120
_IRI = re.compile(r"IRI|uri|scheme|code point|percent")
_LANGUAGE = re.compile(r"lang", re.IGNORECASE)
_NAMED = re.compile(r"(?:datatype IRI|named node) '(.*?)': ")
_QUOTED = re.compile(r"'(.*)'")
_CONTROL = re.compile(r"'(.)' is not allowed in JSON", re.DOTALL)
_INVALID = re.compile(r"[Ii]nvalid|No scheme|subtag|parsing IRI|not allowed")
_TEXTS = re.compile(
    rb'"(?:uri|iri)"\s*,\s*"value"\s*:\s*("(?:[^"\\]|\\.)*")'
    rb'|"value"\s*:\s*("(?:[^"\\]|\\.)*")\s*,\s*"type"\s*:\s*"uri"'
    rb'|"datatype"\s*:\s*("(?:[^"\\]|\\.)*")'
    rb"|<uri>([^<]*)</uri>|<([^<>\n]*)>",
)


def bad_term(reason: str, text: bytes) -> str:
    """Return what is no IRI, language tag or text in an answer's text, "" for another fault.

    >>> bad_term("Invalid uri value: Invalid IRI code point ' '", b"<http://e/a b>")
    "an IRI that is none, <http://e/a b> (Invalid IRI code point ' ')"
    """
    control = _CONTROL.search(reason)
    if control:
        return f"the control character U+{ord(control[1]):04X}, which JSON does not allow"
    if "invalid token" in reason and (found := _control(text)):
        return f"the control character U+{found:04X}, which XML does not allow"
    if "UTF-8" in reason and _is_misspelt(text):
        return "a text that is not UTF-8"
    if not _INVALID.search(reason) or "UTF-8" in reason or "end of file" in reason:
        return ""
    why = _why(reason)
    if _LANGUAGE.search(reason):
        named = re.search(r"lang value '(.*?)'", reason)
        tag = f', "{plain(named[1])}"' if named else ""
        return f"a language tag that is none{tag} ({why})"
    if _IRI.search(reason):
        told = _NAMED.search(reason)
        bad = told[1] if told else next(_bad_iris(text), "")
        return f"an IRI that is none{f', <{plain(bad)[:_SHOWN]}>' if bad else ''} ({why})"
    return ""


def _why(reason: str) -> str:
    text = re.sub(r" \(line \d+\)$", "", reason)
    before = r"^(?:Parser error at [^:]*|error while parsing IRI '.*'|Invalid .*?): "
    return plain(re.sub(before, "", text))


def _bad_iris(text: bytes) -> Iterator[str]:
    for match in _TEXTS.finditer(text):
        found = next(group for group in match.groups() if group is not None)
        iri = found.decode("utf-8", "replace")
        if iri.startswith('"'):
            try:
                iri = json.loads(iri)
            except ValueError:
                continue
        elif match[5] and (iri[:1] in "/?!" or '="' in iri or ":" not in iri):
            continue  # a tag
        try:
            ox.NamedNode(iri)
        except ValueError:
            yield iri


def _is_misspelt(text: bytes) -> bool:
    """Return True for what is not UTF-8 before its ends, which may stand in a character."""
    try:
        text.decode()
    except UnicodeDecodeError as error:
        return 3 < error.start < len(text) - 3
    return False


def _control(text: bytes) -> int | None:
    found = re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    return found[0][0] if found else None
