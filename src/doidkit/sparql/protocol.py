"""The SPARQL 1.1 Protocol: a query as a request, which SPARQLWrapper builds and ``web`` sends.

SPARQLWrapper would open it with urllib's defaults, which carry credentials along to wherever
they are redirected, wait for each byte anew, and read an answer of any size.
"""

from collections.abc import Sequence
from typing import cast

from doidkit.version import __version__
from doidkit.web.client import Request

_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_TRIPLES = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")


def request(url: str, query: str, form: str, *, graphs: Sequence[str] = ()) -> Request:
    """Return the request of a query; ``graphs``, if any, are its default graph (2.1.4)."""
    from SPARQLWrapper import POST, URLENCODED, SPARQLWrapper

    wrapper = SPARQLWrapper(url, agent=f"doidkit/{__version__}")
    wrapper.setMethod(POST)
    wrapper.setRequestMethod(URLENCODED)
    wrapper.setOnlyConneg(True)
    for graph in graphs:
        wrapper.addParameter("default-graph-uri", graph)
    accept = _TRIPLES if form in GRAPH_FORMS else _ROWS
    wrapper.addCustomHttpHeader("Accept", accept)
    # Not setQuery(): it guesses the form with a regular expression, and warns.
    wrapper.queryString, wrapper.queryType = query, form
    made = wrapper._createRequest()
    media_type = made.get_header("Content-type", "")
    return Request(made.get_method(), made.full_url, cast(bytes, made.data), media_type, accept)
