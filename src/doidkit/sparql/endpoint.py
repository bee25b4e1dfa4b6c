"""The remote source: any SPARQL 1.1 endpoint."""

from collections.abc import Sequence

from doidkit.errors import QueryError
from doidkit.model import RowStream, Stream, TripleStream
from doidkit.sparql import answers, querytext
from doidkit.sparql.portable import Prepared, portable, refuse_network
from doidkit.sparql.protocol import GRAPH_FORMS, request
from doidkit.sparql.results import SourceMethods, rows
from doidkit.sparql.source import NOTHING, Bindings
from doidkit.web.addresses import address, shown
from doidkit.web.client import Body, Client
from doidkit.web.connections import Limits
from doidkit.web.peers import Peer
from doidkit.web.refusals import Refused

_ABOUT_THE_QUERY = (400, 414)


class EndpointSource(SourceMethods):
    """A SPARQL endpoint by URL; ``timeout`` is in seconds and holds for a whole answer.

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
        body = self._sent(text, form)
        if form in GRAPH_FORMS:
            return TripleStream(answers.triples(self.url, body))
        if form == "ASK":
            return answers.truth(self.url, body)
        return rows(*answers.solutions(self.url, body))

    def rows(self, query: str) -> RowStream:
        """Return the rows of a SELECT, sent as it is, with the endpoint's own blank node labels."""
        variables, found = answers.solutions(self.url, self._sent(query, "SELECT"))
        return RowStream(tuple(variable.value for variable in variables), found)

    def _sent(self, text: str, form: str) -> Body:
        client = Client(Peer.ENDPOINT, Limits(silence=self.timeout, whole=self.timeout))
        try:
            return client.open(request(self.url, text, form, graphs=self.graphs))
        except Refused as error:
            if error.status not in _ABOUT_THE_QUERY:
                raise
            said = f"{shown(self.url)}: the endpoint refuses the query: {error.words}."
            raise QueryError(said) from None
