"""What both sources share: answers made into values, and the three typed methods."""

import pyoxigraph as ox

from doidkit.engines.source import NOTHING, Bindings
from doidkit.errors import QueryError
from doidkit.model import Answer, RdfTerm, Solutions, Triples


class SourceMethods:
    """``select``, ``ask`` and ``construct`` over a source's own ``answer``."""

    def answer(self, query: str, *, bindings: Bindings = NOTHING) -> Answer:
        """Return the answer of a query of any form."""
        raise NotImplementedError

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


def solutions(result: ox.QuerySolutions) -> Solutions:
    """Return an engine's rows; blank nodes are renamed by their order in the answer."""
    labels: dict[RdfTerm, RdfTerm] = {}

    def stable(term: RdfTerm | None) -> RdfTerm | None:
        # The engines' own labels differ from run to run.
        if not isinstance(term, ox.BlankNode):
            return term
        return labels.setdefault(term, ox.BlankNode(f"b{len(labels)}"))

    return Solutions(
        variables=tuple(variable.value for variable in result.variables),
        rows=tuple(tuple(stable(term) for term in row) for row in result),
    )
