"""The remote source: any SPARQL 1.1 endpoint, through SPARQLWrapper."""

import math
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse
from typing import IO, TYPE_CHECKING, TypeVar, cast
from urllib.parse import urlsplit, urlunsplit

import pyoxigraph as ox

from doidkit.errors import EngineError, QueryError
from doidkit.model import RowStream, Stream, TripleStream
from doidkit.sparql import querytext
from doidkit.sparql.portable import Prepared, portable, refuse_network
from doidkit.sparql.results import SourceMethods, rows
from doidkit.sparql.source import NOTHING, Bindings
from doidkit.web.credentials import address, authorization
from doidkit.web.redirects import Redirects

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

_ACCEPT_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_ACCEPT_GRAPH = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_HELP = {
    401: "the endpoint asks who you are (HTTP 401); set DOIDKIT_ENDPOINT_TOKEN, or "
    "DOIDKIT_ENDPOINT_USER and DOIDKIT_ENDPOINT_PASSWORD, or a netrc entry.",
    403: "the endpoint refuses access (HTTP 403); ask its operator for the right to query it.",
    404: "there is no endpoint at this address (HTTP 404); check the address.",
    429: "the endpoint says that it is asked too often (HTTP 429); wait and try again.",
    503: "the endpoint is overloaded or down (HTTP 503); try again later.",
}
_BUSY = (429, 502, 503, 504)
_PAUSES = (0.4, 0.8, 1.6, None)
"""Seconds before each new try of a busy endpoint, None after the last."""
_Item = TypeVar("_Item")


class EndpointSource(SourceMethods):
    """A SPARQL endpoint by URL; ``timeout`` is in seconds and holds for a whole answer.

    Credentials come from ``web.credentials``; no error shows them.
    """

    labels_last = False

    def __init__(self, url: str, *, timeout: float = 60.0, services: bool = False) -> None:
        self.url = address(url)
        self.timeout = timeout
        self.services = services
        self._shown = urlunsplit((*urlsplit(url)[:3], "", ""))

    def prepare(self, query: str, *, bindings: Bindings = NOTHING) -> Prepared:
        """Return the text that is sent, and remarks on what was done to it."""
        querytext.form(query)
        refuse_network(query, allowed=self.services)
        return portable(querytext.with_prefixes(querytext.bind(query, bindings)))

    def stream(self, query: str, *, bindings: Bindings = NOTHING) -> Stream:
        """Return the answer of a query of any form while it arrives.

        Raises QueryError if the endpoint refuses the query, EngineError if it is unreachable,
        fails, takes longer than the timeout or answers something else than SPARQL results.
        """
        text = self.prepare(query, bindings=bindings).text
        form = querytext.form(text)
        graph = form in ("CONSTRUCT", "DESCRIBE")
        accept = _ACCEPT_GRAPH if graph else _ACCEPT_ROWS
        body = _Body(self._opened(text, form, accept), time.monotonic() + self.timeout)
        try:
            return self._graph(body) if graph else self._rows(body)
        except _FAILURES as error:
            body.close()
            raise self._failure(error, body.media_type) from error

    def rows(self, query: str) -> RowStream:
        """Return the rows of a SELECT, sent as it is, with the endpoint's own blank node labels."""
        opened = self._opened(query, "SELECT", _ACCEPT_ROWS)
        body = _Body(opened, time.monotonic() + self.timeout)
        try:
            result = self._parsed(body)
            assert isinstance(result, ox.QuerySolutions), "only SELECT is asked here"
        except _FAILURES as error:
            body.close()
            raise self._failure(error, body.media_type) from error
        names = tuple(variable.value for variable in result.variables)
        return RowStream(names, self._guarded(map(tuple, result), body))

    def _rows(self, body: "_Body") -> RowStream | bool:
        result = self._parsed(body)
        if isinstance(result, ox.QueryBoolean):
            body.close()
            return bool(result)
        if [variable.value for variable in result.variables] == ["__ASK_RETVAL"]:
            # Virtuoso's answer to an ASK, in which 0 is false.
            return any(term != ox.Literal(0) for row in self._guarded(result, body) for term in row)
        return rows(result.variables, self._guarded(result, body))

    def _parsed(self, body: "_Body") -> ox.QuerySolutions | ox.QueryBoolean:
        format = ox.QueryResultsFormat.from_media_type(body.media_type)
        if format is None:
            raise ValueError(body.media_type)
        read = _LegalLabels(body) if body.server.startswith("Virtuoso") else body
        return ox.parse_query_results(cast(IO[bytes], read), format)

    def _graph(self, body: "_Body") -> TripleStream:
        format = ox.RdfFormat.from_media_type(body.media_type)
        if format is None:
            raise ValueError(body.media_type)
        quads = self._guarded(ox.parse(cast(IO[bytes], body), format), body)
        return TripleStream(quad.triple for quad in quads)

    def _guarded(self, found: Iterator[_Item], body: "_Body") -> Iterator[_Item]:
        try:
            yield from found
        except _FAILURES as error:
            raise self._failure(error, body.media_type) from error
        finally:
            body.close()

    def _opened(self, text: str, form: str, accept: str) -> HTTPResponse:
        secret = authorization(self.url)
        # The request is SPARQLWrapper's; it is opened here, because SPARQLWrapper opens it with
        # urllib's defaults, which carry credentials along to wherever they are redirected.
        request = self._wrapper(text, form, accept)._createRequest()
        if secret:
            request.add_unredirected_header("Authorization", secret)
        opener = urllib.request.build_opener(Redirects(secret))
        deadline = time.monotonic() + self.timeout
        for pause in _PAUSES:
            try:
                return cast(HTTPResponse, opener.open(request, timeout=math.ceil(self.timeout)))
            except urllib.error.HTTPError as error:
                wait = _wait(error, pause)
                if wait is None or time.monotonic() + wait > deadline:
                    raise self._refusal(error) from None
                error.close()
                time.sleep(wait)
            except (OSError, HTTPException) as error:
                raise self._failure(error, "") from error
        raise AssertionError("the last pause ends the loop")

    def _wrapper(self, text: str, form: str, accept: str) -> "SPARQLWrapper":
        from SPARQLWrapper import POST, URLENCODED, SPARQLWrapper

        from doidkit.version import __version__

        wrapper = SPARQLWrapper(self.url, agent=f"doidkit/{__version__}")
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(URLENCODED)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", accept)
        # Not setQuery(): it guesses the form with a regular expression, and warns.
        wrapper.queryString, wrapper.queryType = text, form
        return wrapper

    def _refusal(self, error: urllib.error.HTTPError) -> EngineError | QueryError:
        with error:
            detail = " ".join(error.read(2000).decode("utf-8", "replace").split())[:200]
        if error.code in (400, 414):
            return QueryError(f"{self._shown}: the endpoint refuses the query: {detail}.")
        help = _HELP.get(
            error.code,
            f"the endpoint answered HTTP {error.code}; try again later or ask its operator.",
        )
        return EngineError(f"{self._shown}: {help}")

    def _failure(self, error: Exception, media_type: str) -> EngineError:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            return EngineError(
                f"{self._shown}: no complete answer in {self.timeout:g} seconds; "
                "allow more time or narrow the query."
            )
        if isinstance(error, SyntaxError | ValueError):
            return EngineError(
                f"{self._shown}: the answer is not SPARQL results ({media_type or 'no type'}), or "
                "not all of them; check that the address is that of a SPARQL endpoint."
            )
        if media_type:
            return EngineError(
                f"{self._shown}: the connection broke before the answer was complete; try again."
            )
        return EngineError(
            f"{self._shown}: the endpoint cannot be reached ({reason}); "
            "check the address and that the server runs."
        )


_FAILURES = (SyntaxError, ValueError, OSError, HTTPException)


class _Body:
    """An answer's bytes as they arrive, until the deadline."""

    def __init__(self, response: HTTPResponse, deadline: float) -> None:
        self._response = response
        self._deadline = deadline
        self.media_type = response.headers.get_content_type()
        self.server = response.headers.get("Server", "")

    def read(self, size: int = -1) -> bytes:
        """Return some bytes; TimeoutError once the deadline has passed."""
        if time.monotonic() > self._deadline:
            raise TimeoutError
        # At most what has arrived: a trickle must not hold us beyond the deadline.
        data = self._response.read1(size)
        if not data and size and self._response.length:
            raise ConnectionError("fewer bytes than announced")
        return data

    def close(self) -> None:
        self._response.close()


class _LegalLabels:
    """Virtuoso's JSON with labels of blank nodes that may stand there: not ``nodeID://b1``."""

    _SIGN = b'"bnode", "value": "nodeID://'

    def __init__(self, body: _Body) -> None:
        self._body = body
        self._held = b""

    def read(self, size: int = -1) -> bytes:
        """Return some bytes; the last few are held back, as a label may go on in the next."""
        while True:
            data = self._body.read(size)
            text = (self._held + data).replace(self._SIGN, self._SIGN[:-3])
            end = max(len(text) - len(self._SIGN), 0) if data else len(text)
            self._held = text[end:]
            if end or not data:
                return text[:end]


def _wait(error: urllib.error.HTTPError, pause: float | None) -> float | None:
    """Return how long to wait before a new try, None if there is to be none."""
    if error.code not in _BUSY or pause is None:
        return None
    asked = error.headers.get("Retry-After", "")
    return max(pause, float(asked)) if asked.isdigit() else pause
