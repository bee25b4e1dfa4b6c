"""The remote source: any SPARQL 1.1 endpoint."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TypeVar
from urllib.parse import urlsplit

from doidkit.errors import EngineError, QueryError
from doidkit.model import RowStream, Stream, TripleStream
from doidkit.sparql import answers, querytext
from doidkit.sparql.portable import Prepared, prepared
from doidkit.sparql.protocol import GRAPH_FORMS, request
from doidkit.sparql.results import SourceMethods, rows
from doidkit.sparql.source import NOTHING, Bindings
from doidkit.sparql.stores.detect import located
from doidkit.sparql.stores.kinds import addresses
from doidkit.web.addresses import address, shown
from doidkit.web.client import Body, Client
from doidkit.web.connections import Limits
from doidkit.web.peers import Peer
from doidkit.web.refusals import Refused

_ABOUT_THE_QUERY = (400, 414)
_LIMIT = "X-SPARQL-MaxRows"  # Virtuoso's
_Row = TypeVar("_Row")


class EndpointSource(SourceMethods):
    """A SPARQL endpoint by URL, or a store by its own, which is looked at to find its service.

    ``timeout`` is in seconds and holds for a whole answer.

    ``graphs`` are what its queries find as the default graph, the endpoint's own unless given.
    Credentials come from ``web.credentials``; no error shows them.
    """

    labels_last = False

    def __init__(
        self,
        url: str,
        *,
        timeout: float = 60.0,
        services: bool = False,
        graphs: Sequence[str] = (),
    ) -> None:
        self.url = address(url)
        self.timeout = timeout
        self.services = services
        self.graphs = tuple(graphs)

    def prepare(self, query: str, *, bindings: Bindings = NOTHING) -> Prepared:
        """Return the text that is sent, and remarks on what was done to it."""
        return prepared(query, bindings, services=self.services)

    def stream(self, query: str, *, bindings: Bindings = NOTHING) -> Stream:
        """Return the answer of a query of any form while it arrives.

        Raises QueryError if the endpoint refuses the query, EngineError if it is unreachable,
        fails, takes longer than the timeout or answers something else than SPARQL results.
        """
        text = self.prepare(query, bindings=bindings).text
        form = querytext.form(text)
        body = self._sent(text, form)
        if form in GRAPH_FORMS:
            return TripleStream(answers.triples(self.url, body))
        if form == "ASK":
            return answers.truth(self.url, body)
        variables, found = answers.solutions(self.url, body)
        return rows(variables, _unlimited(found, self.url, text, body))

    def rows(self, query: str) -> RowStream:
        """Return the rows of a SELECT, sent as it is, with the endpoint's own blank node labels."""
        variables, found = answers.solutions(self.url, self._sent(query, "SELECT"))
        return RowStream(tuple(variable.value for variable in variables), found)

    @cached_property
    def place(self) -> str:
        """The address of the query service, which a store's own address leads to."""
        if urlsplit(self.url).path.strip("/"):
            return self.url
        return addresses(*located(self.url, self._client)).query

    @property
    def _client(self) -> Client:
        return Client(Peer.ENDPOINT, Limits(silence=self.timeout, whole=self.timeout))

    def _sent(self, text: str, form: str) -> Body:
        try:
            return self._client.open(request(self.place, text, form, graphs=self.graphs))
        except Refused as error:
            if error.status not in _ABOUT_THE_QUERY:
                raise
            said = f"{shown(self.url)}: the endpoint refuses the query: {error.words}."
            raise QueryError(said) from None


def _unlimited(found: Iterator[_Row], url: str, query: str, body: Body) -> Iterator[_Row]:
    """Yield the rows; EngineError at their end if they are as many as the endpoint ever gives."""
    limit = body.headers.get(_LIMIT, "")
    number = 0
    for row in found:
        number += 1
        yield row
    if limit.isdigit() and number >= int(limit) > 0 and not _has_limit(query, int(limit)):
        raise EngineError(
            f"{shown(url)}: the endpoint gives only a part of the answer (its limit of {limit} "
            "rows is reached); narrow the query, or ask with LIMIT and OFFSET."
        )


def _has_limit(query: str, most: int) -> bool:
    words = [token for token in querytext.tokens(query) if token.kind not in ("space", "comment")]
    return any(
        word.keyword == "LIMIT" and number.text.isdigit() and int(number.text) <= most
        for word, number in pairwise(words)
    )
