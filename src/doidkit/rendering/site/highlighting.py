"""SPARQL and Turtle with their words marked, for reading."""

import re

from markupsafe import Markup, escape

_TOKEN = re.compile(
    r"(?P<c>^[ \t]*#[^\n]*|(?<=\s)#[^\n]*)"
    r'|(?P<s>"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*")'
    r"|(?P<iri><[^<>\s]*>)"
    r"|(?P<v>[?$]\w+)"
    r"|(?P<k>@prefix\b|\b(?:PREFIX|BASE|SELECT|CONSTRUCT|DESCRIBE|ASK|DISTINCT|REDUCED|WHERE|FILTER"
    r"|OPTIONAL|UNION|MINUS|BIND|AS|VALUES|GROUP|ORDER|BY|HAVING|LIMIT|OFFSET|NOT|EXISTS|IN|IF"
    r"|COUNT|SUM|MIN|MAX|SAMPLE|GROUP_CONCAT|COALESCE|STR|CONCAT|BOUND|ISIRI|ISBLANK|LCASE|REGEX"
    r"|REPLACE|CONTAINS|STRSTARTS|STRBEFORE|STRAFTER|SEPARATOR|DESC|ASC)\b)",
    re.MULTILINE,
)


def highlighted(text: str) -> Markup:
    """Return a query or Turtle as HTML."""
    parts: list[str | Markup] = []
    at = 0
    for found in _TOKEN.finditer(text):
        parts.append(escape(text[at : found.start()]))
        kind = found.lastgroup
        said = escape(found[0])
        wrapped = Markup('<span class="{}">{}</span>').format(kind, said)
        parts.append(said if kind == "iri" else wrapped)
        at = found.end()
    parts.append(escape(text[at:]))
    return Markup("").join(parts)
