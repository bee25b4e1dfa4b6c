"""The pages of ``doidkit site``, made when asked for, at the addresses that they have there.

Links to terms lead to the terms' own addresses, where there is RDF, too.
"""

import mimetypes
from collections.abc import Callable, Mapping
from functools import cached_property

from doidkit.ontology import Ontology
from doidkit.rendering import site as rendering
from doidkit.rendering.site import others, searching
from doidkit.rendering.site.folder import Plan
from doidkit.rendering.site.static import Static
from doidkit.serving.addresses import ENDPOINT, address
from doidkit.serving.negotiation import HTML
from doidkit.serving.replies import Draft, Head
from doidkit.website import Site, answered, queries

_SPARQL = ("SPARQL", ENDPOINT.removeprefix("/"))


class Served(Static):
    """The links of a page on the server, from its root."""

    def term(self, iri: str) -> str:
        """Return the address of a term, or of the place of a statement on a term's page."""
        return address(iri) if iri in self._pages else super().term(iri)

    def download(self, iri: str, suffix: str) -> str:
        """Return the address of a term's RDF."""
        return address(iri, suffix) if iri in self._pages else ""


class _Plan(Plan):
    def links(self, up: str = "", here: str = "") -> Served:
        found = super().links()
        return Served(
            self.pages,
            "/",
            places=self.places,
            name=found.name,
            made_of=found.made_of,
            ways=(*found.ways[:-1], _SPARQL, found.ways[-1]),
        )


class SitePages:
    """A site whose pages are made one by one."""

    def __init__(self, site: Site) -> None:
        plan = Plan.of(site)
        self._plan = _Plan(plan.site, plan.pages, plan.places)
        self._named = {name: iri for iri, name in self._plan.pages.items()}

    @property
    def ontology(self) -> Ontology:
        """The data."""
        return self._plan.site.ontology

    @cached_property
    def links(self) -> Served:
        """The links of a page of the server's own."""
        return self._plan.links()

    def term(self, iri: str) -> bytes:
        """Return the page of a term, or of what else has an IRI."""
        terms = self._plan.site.terms
        page = terms.page(iri)
        return rendering.term(page, terms.around(page), self.links).encode()

    def place(self, iri: str) -> str:
        """Return the place on a term's page where a statement stands, "" for what is none."""
        about, name = self._plan.site.terms.documented.get(iri, ("", ""))
        return f"{address(about)}#{name}" if about else ""

    def iri(self, name: str) -> str:
        """Return the term whose page the static site calls so, "" for none."""
        return self._named.get(name, "")

    def file(self, name: str) -> Draft | None:
        """Return another file of the site, None where it has none that is called so."""
        if name in (assets := rendering.assets()):
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return _draft(kind, lambda: assets[name])
        if name == "search.js":
            return _draft("text/javascript", lambda: self.search)
        html = self.others.get(name) or self._query(name)
        return None if html is None else _draft(HTML, html.encode)

    @cached_property
    def others(self) -> Mapping[str, str]:
        """The pages that are no term's and no query's, by name; few, and made together."""
        return dict(others.pages(self._plan))

    @cached_property
    def search(self) -> bytes:
        """The index that is searched in the browser."""
        return searching.index(self._plan.site, self._plan.pages).encode()

    def _query(self, name: str) -> str | None:
        wanted = (each for each in queries() if name == f"queries/{each.name}.html")
        for query in wanted:
            ((_, html),) = others.queries(self._plan, [answered(self.ontology, query)])
            return html
        return None


def _draft(kind: str, make: Callable[[], bytes]) -> Draft:
    headers = {"Cache-Control": "no-cache"}
    return Draft(Head(f"{kind}; charset=utf-8", headers), [make()])
