"""The endpoint's own page, with an editor that knows the bundled queries, and its description.

The editor is YASGUI, which a build of the package puts into ``assets/yasgui`` (``hatch_build.py``);
without it, or without scripts, the page is a form. No file comes from another host.
"""

import mimetypes
from functools import cache
from importlib import resources
from itertools import pairwise

import pyoxigraph as ox

from doidkit import prefixes
from doidkit.errors import QueryError
from doidkit.queries import QueryFile, bundled_queries
from doidkit.querying import assignments, bind_parameters
from doidkit.rendering.site.links import Links
from doidkit.serving import negotiation, webpages
from doidkit.serving.answering import GRAPHS
from doidkit.serving.negotiation import HTML
from doidkit.serving.replies import Refused, Reply
from doidkit.serving.sending import made
from doidkit.sparql import querytext
from doidkit.syntax.formats import GraphFormat, ResultFormat

_FIRST = """PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?term ?label {
  ?term a owl:Class ; rdfs:label ?label
} LIMIT 20"""
_FILES = ("serve.css", "editor.js", "icon.svg", "yasgui/yasgui.min.js", "yasgui/yasgui.min.css")
_SD = "http://www.w3.org/ns/sparql-service-description#"
_RESULTS = (ResultFormat.JSON, ResultFormat.XML, ResultFormat.CSV, ResultFormat.TSV)


def front(links: Links, accept: str | None, endpoint: str, example: str) -> Reply:
    """Return what is at the endpoint where no query is sent: its page, or what it is in RDF."""
    media_type = negotiation.chosen(accept, (*GRAPHS, HTML))
    if media_type == HTML:
        headers = {"Vary": "Accept", "Content-Security-Policy": webpages.EDITOR_POLICY}
        return made(f"{HTML}; charset=utf-8", _page(links, example), headers=headers)
    return made(media_type, _description(endpoint, GRAPHS[media_type]))


def asset(name: str) -> Reply:
    """Return a file that the pages name; Refused for any other name."""
    if name not in _FILES or not (yasgui() or not name.startswith("yasgui/")):
        raise Refused(404, "There is no such file.")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {"Cache-Control": "no-cache"}
    return made(f"{kind}; charset=utf-8", webpages.asset(name), headers=headers)


@cache
def yasgui() -> bool:
    """Return whether this installation has the editor."""
    folder = resources.files("doidkit.serving") / "assets" / "yasgui"
    return all((folder / name).is_file() for name in ("yasgui.min.js", "yasgui.min.css"))


def _page(links: Links, example: str) -> bytes:
    known = _examples()
    if example and example not in known:
        raise Refused(404, f'There is no bundled query "{example}".')
    return webpages.render(
        "editor.html",
        links,
        query=known[example][1] if example else _FIRST,
        example=example,
        examples={name: {"title": title, "text": text} for name, (title, text) in known.items()},
        prefixes=prefixes.PREFIXES,
        yasgui=yasgui(),
    )


@cache
def _examples() -> dict[str, tuple[str, str]]:
    """Return the title and text of each bundled query, as it can be run."""
    return {query.name: (query.title, _runnable(query)) for query in bundled_queries()}


def _runnable(query: QueryFile) -> str:
    """Return a query's text without its header, with the parameters of its example."""
    words = query.example.split()
    given = [after for word, after in pairwise(words) if word in _PARAM]
    lines = [line for line in query.text.splitlines() if not line.startswith("#+")]
    text = "\n".join(lines).strip()
    try:
        return querytext.bind(text, bind_parameters(query, assignments(given)))
    except QueryError:
        return text


_PARAM = ("-p", "--param")


def _description(endpoint: str, format: GraphFormat) -> bytes:
    """Return the service description (W3C SPARQL 1.1 Service Description)."""
    service, dataset, graph = ox.NamedNode(endpoint), ox.BlankNode("d"), ox.BlankNode("g")
    kind = ox.NamedNode(prefixes.expand("rdf:type"))
    named = ox.NamedNode
    formats = [format.iri for format in _RESULTS] + [format.iri for format in GRAPHS.values()]
    triples = [
        ox.Triple(service, kind, named(_SD + "Service")),
        ox.Triple(service, named(_SD + "endpoint"), service),
        ox.Triple(service, named(_SD + "supportedLanguage"), named(_SD + "SPARQL11Query")),
        ox.Triple(service, named(_SD + "defaultDataset"), dataset),
        ox.Triple(dataset, kind, named(_SD + "Dataset")),
        ox.Triple(dataset, named(_SD + "defaultGraph"), graph),
        ox.Triple(graph, kind, named(_SD + "Graph")),
        *(ox.Triple(service, named(_SD + "resultFormat"), named(each)) for each in formats if each),
    ]
    from doidkit.syntax.writing import serialize

    return serialize(triples, format=format)
