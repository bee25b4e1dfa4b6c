"""A store that is asked the same queries about many terms: each is made ready once."""

from pyoxigraph import NamedNode, QueryBoolean, QueryTriples, Store

from doidkit.model import RowStream, Solutions, Stream
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.literals import restored
from doidkit.sparql.results import rows
from doidkit.sparql.source import NOTHING, Bindings


class Repeated(StoreSource):
    """Another source's data, for queries about ``$term``, which must be in the data.

    To make a query portable costs ten times what it costs to answer one about a single term. It
    is done with a ``sample`` in the term's place, which is then replaced: both are in the data,
    so nothing that is done to the query tells them apart.
    """

    def __init__(self, of: StoreSource, sample: NamedNode) -> None:
        vars(self).update(vars(of))  # the same store, the same literals as they are written
        self._sample = sample
        self._sampled = {"term": sample}
        self._ready: dict[str, tuple[str, Store]] = {}
        self._known: dict[str, Solutions] = {}

    def stream(self, query: str, *, bindings: Bindings = NOTHING) -> Stream:
        """Return the answer of a query while it is found."""
        term = bindings.get("term")
        if len(bindings) != 1 or not isinstance(term, NamedNode):
            return super().stream(query, bindings=bindings)
        if "$term" not in query:  # the same answer for every term
            if query not in self._known:
                self._known[query] = self.select(query)
            known = self._known[query]
            return RowStream(known.variables, iter(known.rows))
        if query not in self._ready:
            self._ready[query] = self._told(self.prepare(query, bindings=self._sampled).text)
        text, store = self._ready[query]
        found = self._asked(text.replace(str(self._sample), str(term)), store)
        if isinstance(found, QueryTriples):
            return super().stream(query, bindings=bindings)
        if isinstance(found, QueryBoolean):
            return bool(found)
        answer = rows(found.variables, map(tuple, found))
        return RowStream(answer.variables, (tuple(map(restored, row)) for row in answer.rows))
