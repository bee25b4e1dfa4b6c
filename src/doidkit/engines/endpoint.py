"""The remote source: any SPARQL 1.1 endpoint, through SPARQLWrapper."""

import math
import time
import urllib.error
from http.client import HTTPException
from typing import TYPE_CHECKING

import pyoxigraph as ox

from doidkit.engines import querytext
from doidkit.engines.canonical import canonical_triples
from doidkit.engines.results import SourceMethods, solutions
from doidkit.engines.source import NOTHING, Bindings
from doidkit.errors import EngineError, InputError, QueryError
from doidkit.model import Answer, Triples

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

_ACCEPT_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_ACCEPT_GRAPH = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"


class EndpointSource(SourceMethods):
    """A SPARQL endpoint by URL; ``timeout`` is in seconds and holds for a whole answer."""

    def __init__(self, url: str, *, timeout: float = 60.0) -> None:
        if not url.startswith(("http://", "https://")):
            raise InputError(f'"{url}" is no endpoint address; it starts with http:// or https://.')
        self.url = url
        self.timeout = timeout

    def answer(self, query: str, *, bindings: Bindings = NOTHING) -> Answer:
        """Return the answer of a query of any form.

        Raises QueryError if the endpoint refuses the query, EngineError if it is unreachable,
        fails, takes longer than the timeout or answers something else than SPARQL results.
        """
        form = querytext.form(query)
        text = querytext.with_prefixes(querytext.bind(query, bindings))
        graph = form in ("CONSTRUCT", "DESCRIBE")
        data, media_type = self._ask_server(text, form, _ACCEPT_GRAPH if graph else _ACCEPT_ROWS)
        try:
            return _graph(data, media_type) if graph else _rows(data, media_type)
        except (SyntaxError, ValueError) as error:
            raise EngineError(
                f"{self.url}: the answer is not SPARQL results ({media_type or 'no type'}); "
                "check that the address is that of a SPARQL endpoint."
            ) from error

    def _ask_server(self, text: str, form: str, accept: str) -> tuple[bytes, str]:
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        deadline = time.monotonic() + self.timeout
        try:
            with self._request(text, form, accept).query().response as response:
                chunks = []
                while chunk := response.read(1 << 16):
                    chunks.append(chunk)
                    if time.monotonic() > deadline:
                        raise TimeoutError
                return b"".join(chunks), response.headers.get_content_type()
        except SPARQLWrapperException as error:
            if isinstance(error.__context__, urllib.error.HTTPError):
                error.__context__.close()  # SPARQLWrapper leaves the connection open
            raise self._refusal(error) from error
        except urllib.error.HTTPError as error:
            error.close()
            raise EngineError(
                f"{self.url}: the endpoint answered HTTP {error.code} ({error.reason}); "
                "try again later or ask its operator."
            ) from error
        except (OSError, HTTPException) as error:
            raise self._failure(error) from error

    def _request(self, text: str, form: str, accept: str) -> "SPARQLWrapper":
        from SPARQLWrapper import POST, URLENCODED, SPARQLWrapper

        from doidkit import __version__

        wrapper = SPARQLWrapper(self.url, agent=f"doidkit/{__version__}")
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(URLENCODED)
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(math.ceil(self.timeout))
        wrapper.addCustomHttpHeader("Accept", accept)
        # Not setQuery(): it guesses the form with a regular expression, and warns.
        wrapper.queryString, wrapper.queryType = text, form
        return wrapper

    def _refusal(self, error: Exception) -> EngineError | QueryError:
        kind = type(error).__name__
        if kind in ("QueryBadFormed", "URITooLong"):
            detail = " ".join(str(error).partition("Response:")[2].split())[:200].strip("b'\"")
            return QueryError(f"{self.url}: the endpoint refuses the query: {detail}.")
        status = {"EndPointNotFound": 404, "Unauthorized": 401}.get(kind, 500)
        return EngineError(
            f"{self.url}: the endpoint answered HTTP {status}; check the address and your access."
        )

    def _failure(self, error: Exception) -> EngineError:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            return EngineError(
                f"{self.url}: no complete answer in {self.timeout:g} seconds; "
                "allow more time or narrow the query."
            )
        return EngineError(
            f"{self.url}: the endpoint cannot be reached ({reason}); "
            "check the address and that the server runs."
        )


def _rows(data: bytes, media_type: str) -> Answer:
    format = ox.QueryResultsFormat.from_media_type(media_type)
    if format is None:
        raise ValueError(media_type)
    result = ox.parse_query_results(data, format)
    return bool(result) if isinstance(result, ox.QueryBoolean) else solutions(result)


def _graph(data: bytes, media_type: str) -> Answer:
    format = ox.RdfFormat.from_media_type(media_type)
    if format is None:
        raise ValueError(media_type)
    return Triples(canonical_triples(quad.triple for quad in ox.parse(data, format)))
