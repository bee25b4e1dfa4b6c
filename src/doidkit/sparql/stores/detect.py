"""Which kind a store is, found by asking it."""

import re
from urllib.parse import urlsplit, urlunsplit

from doidkit.sparql.stores.kinds import GENERIC, KINDS, StoreKind, matching
from doidkit.web.addresses import shown
from doidkit.web.client import Client, Request

_DESCRIPTION = "text/turtle, application/rdf+xml;q=0.9, application/sparql-results+json;q=0.5"
_ASK = "?query=ASK%20%7B%7D"
_PLACES = ("/query", "/sparql")
_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_SIGNS = ('"boolean"', "http://www.w3.org/2005/sparql-results#")


def located(url: str, web: Client) -> tuple[StoreKind, str]:
    """Return the kind of the store at an address, and where it listens.

    A kind that is known has its places by its table. Of another, where the address is a server's
    own and no query service, the usual places are asked. Raises EngineError if nothing answers.
    """
    kind = detected(url, web)
    parts = urlsplit(url)
    if kind is GENERIC and not parts.path.strip("/") and not _answers(url, web):
        for place in _PLACES:
            there = urlunsplit((parts.scheme, parts.netloc, place, parts.query, ""))
            if _answers(there, web):
                return kind, there
    return kind, url


def _answers(url: str, web: Client) -> bool:
    text = web.look(Request("GET", shown(url) + _ASK, accept=_RESULTS))[1]
    return any(sign in text for sign in _SIGNS)


def detected(url: str, web: Client) -> StoreKind:
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
    before = f"{root}{server}" if repository else ""
    for kind in KINDS:
        if not kind.asked or ("{server}" in kind.asked and not before):
            continue
        address = kind.asked.format(url=bare, root=root, server=before)
        if re.search(kind.answers, _text(web, address)):
            return kind
    return GENERIC


def _by_answer(url: str, web: Client) -> StoreKind | None:
    headers, text = web.look(Request("GET", url, accept=_DESCRIPTION))
    names = "\n".join(headers)
    for kind in KINDS:
        if matching(kind, headers.get("server", ""), names, text):
            return kind
    return None


def _text(web: Client, url: str) -> str:
    return web.look(Request("GET", url))[1]
