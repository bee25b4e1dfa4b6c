"""The kinds of triple stores: one table of where they listen and how they differ.

Adding a kind is adding a row.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from doidkit.errors import InputError
from doidkit.sparql.stores.changes import Change

_MANY = frozenset(Change)
_FORMS = frozenset({Change.NUMBER_FORM, Change.BOOLEAN_FORM, Change.TIME_FORM})


@dataclass(frozen=True, slots=True)
class StoreKind:
    """One kind of store.

    ``query``, ``update``, ``graphs`` (Graph Store Protocol, "" where there is none) and ``reading``
    (its address for reading, if another) are added to the store's base address; ``endings`` are
    what a given address may have beyond that base. ``server`` is a pattern of the Server header,
    ``sign`` of any other header's name, ``told`` of the service description; ``answers`` is what
    the store says at ``asked``, an address in which {url}, {root} and {server} (what comes before
    /repositories/) are put. ``at_root`` says that the addresses stand at the server's root,
    ``own_default`` says whether the default graph is a graph of its own, not the union of all;
    ``digest`` that credentials go by Digest authentication; ``staging`` what is added to the
    address while a stage is filled, which needs no transaction; ``changes`` what the store does to
    literals.
    """

    name: str
    title: str
    query: str = ""
    update: str = ""
    graphs: str = ""
    reading: str = ""
    endings: tuple[str, ...] = ()
    server: str = ""
    sign: str = ""
    told: str = ""
    asked: str = ""
    answers: str = ""
    at_root: bool = False
    own_default: bool = False
    digest: bool = False
    staging: str = ""
    media_type: str = "application/n-triples"
    changes: frozenset[Change] = frozenset()
    note: str = ""


GENERIC = StoreKind("generic", "SPARQL 1.1 store")
KINDS = (
    StoreKind(
        "oxigraph",
        "Oxigraph",
        query="/query",
        update="/update",
        graphs="/store",
        endings=("/query", "/update", "/store"),
        server="Oxigraph",
        own_default=True,
        staging="no_transaction",
        changes=_FORMS | {Change.NUMBER_TYPE},
    ),
    StoreKind(
        "fuseki",
        "Apache Jena Fuseki",
        query="/query",
        update="/update",
        graphs="/data",
        endings=("/query", "/sparql", "/update", "/data", "/get"),
        server="Fuseki",
        sign="Fuseki-Request-Id",
        own_default=True,
        changes=_FORMS,
    ),
    StoreKind(
        "virtuoso",
        "Virtuoso",
        query="/sparql",
        update="/sparql-auth",
        graphs="/sparql-graph-crud-auth",
        reading="/sparql-graph-crud",
        at_root=True,
        endings=("/sparql-graph-crud-auth", "/sparql-graph-crud", "/sparql-auth", "/sparql"),
        server="Virtuoso",
        digest=True,
        media_type="text/turtle",
        changes=_MANY,
        note="ResultSetMaxRows in virtuoso.ini cuts long answers; raise it above the graph's size",
    ),
    StoreKind(
        "graphdb",
        "GraphDB",
        update="/statements",
        graphs="/rdf-graphs/service",
        endings=("/statements", "/rdf-graphs/service"),
        server="GraphDB",
    ),
    StoreKind(
        "rdf4j",
        "RDF4J",
        update="/statements",
        graphs="/rdf-graphs/service",
        endings=("/statements", "/rdf-graphs/service"),
        server="RDF4J|Sesame",
        asked="{server}/protocol",
        answers=r"\A\s*\d+\s*\Z",
    ),
    StoreKind(
        "qlever",
        "QLever",
        sign="QLever",
        server="QLever",
        asked="{url}?cmd=stats",
        answers='"name-index"',
        changes=_FORMS,
    ),
    StoreKind(
        "stardog",
        "Stardog",
        query="/query",
        update="/update",
        graphs="/",
        endings=("/query", "/update"),
        server="Stardog",
        sign="SD-",
        own_default=True,
        changes=_FORMS,
    ),
    StoreKind(
        "blazegraph", "Blazegraph", told="bigdata\\.com/rdf", server="Blazegraph", changes=_FORMS
    ),
    StoreKind(
        "neptune",
        "Amazon Neptune",
        query="/sparql",
        update="/sparql",
        graphs="/sparql/gsp/",
        endings=("/sparql/gsp/", "/sparql/gsp", "/sparql"),
        server="Neptune",
        sign="x-amzn-neptune",
        asked="{root}/status",
        answers='"dbEngineVersion"',
    ),
    GENERIC,
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a store is asked, updated and given graphs; ``graphs`` is None without protocol."""

    query: str
    update: str
    graphs: str | None
    reading: str | None


def kind_named(name: str) -> StoreKind:
    """Return a kind by name; InputError with the known ones."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    known = ", ".join(kind.name for kind in KINDS)
    raise InputError(f'There is no store kind "{name}"; choose one of {known}.')


def addresses(
    kind: StoreKind, url: str, *, update: str | None = None, graphs: str | None = None
) -> Addresses:
    """Return a store's addresses from any one of them; those given are taken as they are."""
    parts = urlsplit(url)
    base = parts.path.rstrip("/")
    ending = next((e for e in kind.endings if base.endswith(e.rstrip("/"))), None)
    if ending:
        base = base[: -len(ending.rstrip("/"))]
    elif kind.at_root:
        base = ""

    def at(path: str) -> str:
        return urlunsplit((parts.scheme, parts.netloc, base + path, parts.query, ""))

    store = graphs or (at(kind.graphs.rstrip("/") or "") if kind.graphs else None)
    if kind.graphs.endswith("/") and store and not graphs and len(kind.graphs) > 1:
        store += "/"
    reading = at(kind.reading) if kind.reading and not graphs else store
    return Addresses(at(kind.query), update or at(kind.update), store, reading)


def matching(kind: StoreKind, server: str, names: str, description: str) -> bool:
    """Return True if headers or a service description show that a store is of this kind."""
    return bool(
        (kind.server and re.search(kind.server, server, re.IGNORECASE))
        or (kind.sign and re.search(rf"^{kind.sign}", names, re.IGNORECASE | re.MULTILINE))
        or (kind.told and re.search(kind.told, description))
    )
