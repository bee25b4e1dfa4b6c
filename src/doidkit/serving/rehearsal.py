"""One reply of each kind, made in the server itself before it serves.

Each reply is made in a copy of the server's process: what has been imported, compiled and read by
then, all copies have.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from doidkit.errors import DoidkitError
from doidkit.serving import answering, searching, terms
from doidkit.serving.addresses import HOME, address
from doidkit.serving.negotiation import HTML
from doidkit.serving.protocol import Asked
from doidkit.sparql.embedded import StoreSource

if TYPE_CHECKING:
    from doidkit.serving.sitepages import SitePages

_ROWS = "SELECT * { ?s ?p ?o } LIMIT 1"
_TRIPLES = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1"
_TERM = "SELECT ?term { ?term a owl:Class FILTER(ISIRI(?term)) } LIMIT 1"


def rehearse(site: "SitePages") -> None:
    """Make replies and let them go."""
    site.file("index.html")
    site.file("search.js")
    source = site.ontology.source
    assert isinstance(source, StoreSource), "no other is served"
    for query, kinds in ((_ROWS, answering.ROWS), (_TRIPLES, answering.GRAPHS)):
        for media_type in (*kinds, HTML):
            b"".join(answering.answer(site, Asked(query), media_type, "http://localhost/").parts)
    with suppress(DoidkitError):  # told to whoever asks for it
        b"".join(searching.found(site, "a name that no term has", None).parts)
        for (term,) in source.select(_TERM):
            assert isinstance(term, NamedNode), "the query says so"
            for suffix in ("html", "nt"):
                name = address(term.value, suffix).removeprefix(HOME)
                b"".join(terms.document(site, name, None).parts)
