"""Where a cross-reference or a source leads, by the patterns of the Bioregistry."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from urllib.parse import quote

_WEB = re.compile(r"(?:url:)?(https?://[^\s<>\"]+)\Z", re.IGNORECASE)
_DATED = re.compile(r"(snomedct)_us_\d{4}_\d{2}_\d{2}\Z")
_CURIE = re.compile(r"([A-Za-z][\w.-]*):(\S+)\Z")


@cache
def _patterns() -> Mapping[str, str]:
    table = resources.files(__package__) / "assets" / "xrefs.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


def address(text: str) -> str:
    """Return the web address that a CURIE or ``url:`` text leads to, "" for none.

    >>> address("MESH:D002114")
    'https://meshb.nlm.nih.gov/record/ui?ui=D002114'
    >>> address("url:http://en.wikipedia.org/wiki/Calcinosis")
    'http://en.wikipedia.org/wiki/Calcinosis'
    >>> address("javascript:alert(1)")
    ''
    """
    if found := _WEB.match(text):
        return found[1]
    curie = _CURIE.match(text)
    if curie is None:
        return ""
    prefix = curie[1].lower()
    if dated := _DATED.match(prefix):
        prefix = dated[1]
    pattern = _patterns().get(prefix, "")
    return pattern.replace("$1", quote(curie[2], safe="/:.-_")) if pattern else ""


def site(text: str) -> str:
    """Return what a source is called: the host and path of a web address, else the text itself.

    >>> site("url:http://en.wikipedia.org/wiki/Calcinosis")
    'en.wikipedia.org/wiki/Calcinosis'
    """
    found = _WEB.match(text)
    return re.sub(r"^https?://(?:www\.)?|/$", "", found[1]) if found else text
