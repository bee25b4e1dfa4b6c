"""Which kind a store is, found by asking it."""

from urllib.parse import urlsplit, urlunsplit

from doidkit.publishing.stores.kinds import GENERIC, KINDS, StoreKind, matching
from doidkit.web.client import Request, Web, shown

_DESCRIPTION = "text/turtle, application/rdf+xml;q=0.9, application/sparql-results+json;q=0.5"
_ASK = "?query=ASK%20%7B%7D"


def detected(url: str, web: Web) -> StoreKind:
    """Return the kind of the store at an address, the generic one if nothing tells.

    Its headers, its service description and the well-known paths of RDF4J, QLever and Neptune
    are looked at. Raises EngineError if nothing answers.
    """
    bare = shown(url)
    for question in (_ASK, ""):
        if kind := _by_answer(bare + question, web):
            return kind
    parts = urlsplit(bare)
    root = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
    server, _, repository = parts.path.partition("/repositories/")
    if repository and _text(web, f"{root}{server}/protocol").strip().isdigit():
        return _kind("rdf4j")
    if '"name-index"' in _text(web, f"{bare}?cmd=stats"):
        return _kind("qlever")
    if '"dbEngineVersion"' in _text(web, f"{root}/status"):
        return _kind("neptune")
    return GENERIC


def _by_answer(url: str, web: Web) -> StoreKind | None:
    headers, text = web.look(Request("GET", url, accept=_DESCRIPTION))
    names = "\n".join(headers)
    for kind in KINDS:
        if matching(kind, headers.get("server", ""), names, text):
            return kind
    return None


def _text(web: Web, url: str) -> str:
    return web.look(Request("GET", url))[1]


def _kind(name: str) -> StoreKind:
    return next(kind for kind in KINDS if kind.name == name)
