"""Where the links of a page lead, which depends on where the page stands."""

from collections.abc import Sequence
from typing import Protocol


class Links(Protocol):
    """What a page asks of the place that it stands in.

    ``style`` is the stylesheet's text for a page that stands alone, "" where it is a file.
    ``name`` is what the site is called, ``ways`` what its bar leads to, as names and files of the
    site, ``made_of`` the data that it was made from.
    """

    style: str
    name: str
    ways: Sequence[tuple[str, str]]
    made_of: str

    def __hash__(self) -> int:
        """Return what tells these links from others: terms are written once for each."""
        ...

    def term(self, iri: str) -> str:
        """Return the address of a term's page, "" where it has none."""
        ...

    def file(self, name: str) -> str:
        """Return the address of a file of the site, such as ``site.css`` or ``about.html``."""
        ...

    def download(self, iri: str, suffix: str) -> str:
        """Return the address of a term's RDF, ``ttl`` or ``jsonld``, "" where there is none."""
        ...


class Alone:
    """The links of a page that stands alone: a term's own address, and its style within."""

    name = "doidkit"
    ways: Sequence[tuple[str, str]] = ()
    made_of = ""

    def __init__(self, style: str) -> None:
        self.style = style

    def term(self, iri: str) -> str:
        """Return the IRI itself, where it is an address."""
        return iri if iri.startswith(("http://", "https://")) else ""

    def file(self, name: str) -> str:
        """Return "": there is no site around the page."""
        return ""

    def download(self, iri: str, suffix: str) -> str:
        """Return "": there are no files beside the page."""
        return ""
