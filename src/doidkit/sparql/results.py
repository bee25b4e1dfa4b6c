"""What both sources share: answers made into values, and the typed methods."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from doidkit.errors import QueryError
from doidkit.model import Answer, RdfTerm, RowStream, Solutions, Stream, Triples
from doidkit.sparql.source import NOTHING, Bindings


class SourceMethods:
    """``answer``, ``select``, ``ask`` and ``construct`` over a source's own ``stream``."""

    def stream(self, query: str, *, bindings: Bindings = NOTHING) -> Stream:
        """Return the answer of a query of any form while it is found."""
        raise NotImplementedError

    def answer(self, query: str, *, bindings: Bindings = NOTHING) -> Answer:
        """Return the answer of a query of any form, blank nodes renamed, triples sorted."""
        found = self.stream(query, bindings=bindings)
        if isinstance(found, bool):
            return found
        if isinstance(found, RowStream):
            return Solutions(found.variables, tuple(found.rows))
        from doidkit.syntax.canonical import canonical_triples  # not needed for rows

        return Triples(canonical_triples(found.triples))

    def select(self, query: str, *, bindings: Bindings = NOTHING) -> Solutions:
        """Return the rows of a SELECT query."""
        answer = self.answer(query, bindings=bindings)
        if not isinstance(answer, Solutions):
            raise QueryError("A SELECT query is needed here; start it with SELECT.")
        return answer

    def ask(self, query: str, *, bindings: Bindings = NOTHING) -> bool:
        """Return the truth of an ASK query."""
        answer = self.answer(query, bindings=bindings)
        if not isinstance(answer, bool):
            raise QueryError("An ASK query is needed here; start it with ASK.")
        return answer

    def construct(self, query: str, *, bindings: Bindings = NOTHING) -> Triples:
        """Return the triples of a CONSTRUCT or DESCRIBE query."""
        answer = self.answer(query, bindings=bindings)
        if not isinstance(answer, Triples):
            raise QueryError("A CONSTRUCT or DESCRIBE query is needed here; start it so.")
        return answer


def rows(variables: Iterable[ox.Variable], found: Iterable[Iterable[RdfTerm | None]]) -> RowStream:
    """Return an engine's rows; blank nodes are renamed by their order in the answer."""
    return RowStream(tuple(variable.value for variable in variables), _renamed(found))


def _renamed(found: Iterable[Iterable[RdfTerm | None]]) -> Iterator[tuple[RdfTerm | None, ...]]:
    labels: dict[RdfTerm, RdfTerm] = {}
    for row in map(tuple, found):
        if ox.BlankNode in map(type, row):  # seldom, and a long answer is looked through faster so
            # The engines' own labels differ from run to run.
            row = tuple(
                labels.setdefault(term, ox.BlankNode(f"b{len(labels)}"))
                if isinstance(term, ox.BlankNode)
                else term
                for term in row
            )
        yield row
