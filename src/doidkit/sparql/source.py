"""The data source: what every query, check and shape runs on.

Two implementations, ``sparql.embedded.StoreSource`` (embedded, the default) and
``sparql.endpoint.EndpointSource`` (any SPARQL 1.1 endpoint), give the same answers to the
same query and bindings.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from doidkit.model import Answer, Parameter, RowStream, Solutions, Stream, Triples

if TYPE_CHECKING:
    from doidkit.sparql.portable import Prepared

Bindings = Mapping[str, Parameter]
"""Query parameters by variable name, without ``$`` or ``?``."""

NOTHING: Bindings = {}


class Source(Protocol):
    """Something that answers SPARQL queries.

    Queries may use the well-known prefixes undeclared. ``bindings`` turns parameters into
    constants. All methods raise QueryError for a query that is wrong, of another form or has a
    SERVICE that ``services`` does not allow, and EngineError where the engine fails.
    """

    services: bool
    graphs: tuple[str, ...]
    """The named graphs that make up the default graph, none if that is the source's own."""
    labels_last: bool
    """True if it is known that a blank node has the same label in all answers of ``rows``."""

    def prepare(self, query: str, *, bindings: Bindings = NOTHING) -> "Prepared":
        """Return the text that will be evaluated, with all that is done to the one given."""
        ...

    def stream(self, query: str, *, bindings: Bindings = NOTHING) -> Stream:
        """Return the answer while it is found; reading on may raise what ``answer`` raises."""
        ...

    def rows(self, query: str) -> RowStream:
        """Return the rows of a SELECT that needs nothing done to it.

        Blank nodes keep the engine's own labels, which an embedded store, and some endpoints,
        use in all their answers.
        """
        ...

    def select(self, query: str, *, bindings: Bindings = NOTHING) -> Solutions:
        """Return the rows of a SELECT query."""
        ...

    def ask(self, query: str, *, bindings: Bindings = NOTHING) -> bool:
        """Return the truth of an ASK query."""
        ...

    def construct(self, query: str, *, bindings: Bindings = NOTHING) -> Triples:
        """Return the triples of a CONSTRUCT or DESCRIBE query."""
        ...

    def answer(self, query: str, *, bindings: Bindings = NOTHING) -> Answer:
        """Return the answer of a query of any form."""
        ...
