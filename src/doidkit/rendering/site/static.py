"""A site as files: what each term's page is called, and the links between the pages."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

from doidkit.ontology import TermRef

WAYS = (
    ("Browse", "browse/index.html"),
    ("Queries", "queries/index.html"),
    ("Shapes", "shapes/index.html"),
    ("Statistics", "statistics.html"),
    ("About", "about.html"),
)
CHANGES = ("Changes", "changes.html")
_OTHER = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 80  # characters of a name; file systems allow 255 bytes


def names(terms: Iterable[TermRef]) -> dict[str, str]:
    """Return the file name of each term's page by IRI, without an ending.

    >>> names([TermRef("calcinosis", "DOID:182", "http://purl.obolibrary.org/obo/DOID_182")])
    {'http://purl.obolibrary.org/obo/DOID_182': 'DOID_182'}

    Names differ also where a file system ignores case; they depend on the term alone.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for term in terms:
        wanted = _OTHER.sub("_", term.curie or term.iri)
        plain = re.fullmatch(r"[A-Z][A-Za-z]*:[0-9]+", term.curie or "")
        if not plain or wanted.casefold() in taken:
            digest = hashlib.sha256(term.iri.encode()).hexdigest()[:8]
            wanted = f"{wanted.strip('_.')[-_LONGEST:]}-{digest}"
        found[term.iri] = wanted
        taken.add(wanted.casefold())
    return found


class Static:
    """The links of a page of the folder; ``up`` leads from where it stands to the folder.

    ``pages`` are names of files by IRI, ``places`` what has no page of its own, but a place on one:
    file and fragment by IRI.
    """

    style = ""

    def __init__(
        self,
        pages: Mapping[str, str],
        up: str = "",
        *,
        places: Mapping[str, str],
        name: str,
        made_of: str,
        ways: Sequence[tuple[str, str]] = WAYS,
        here: str = "",
    ) -> None:
        self._pages, self._places = pages, places
        self._up, self._terms = up, "" if here == "terms/" else f"{up}terms/"
        self.name, self.made_of, self.ways = name, made_of, ways

    def term(self, iri: str) -> str:
        """Return the address of a term's page, "" where it has none."""
        if name := self._pages.get(iri):
            return f"{self._terms}{name}.html"
        place = self._places.get(iri)
        return f"{self._terms}{place}" if place else ""

    def file(self, name: str) -> str:
        """Return the address of a file of the site."""
        return f"{self._up}{name}"

    def download(self, iri: str, suffix: str) -> str:
        """Return the address of a term's RDF."""
        name = self._pages.get(iri)
        return f"{self._terms}{name}.{suffix}" if name else ""
