"""A store that is asked the same queries about many terms: each is made ready once."""

import re

from pyoxigraph import NamedNode, QueryBoolean, QueryTriples, Store

from doidkit.model import RowStream, Solutions, Stream
from doidkit.pages.questions import OF_TERM
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.literals import restored
from doidkit.sparql.results import rows
from doidkit.sparql.source import NOTHING, Bindings

_STATEMENTS = f"SELECT DISTINCT ?claim WHERE {{ {OF_TERM} }} ORDER BY ?claim"


class Repeated(StoreSource):
    """Another source's data, for queries about ``$term``, which must be in the data.

    To make a query portable costs ten times what it costs to answer one about a single term. It
    is done with a ``sample`` in the term's place, which is then replaced: both are in the data,
    so nothing that is done to the query tells them apart. The statements in which a term takes
    part are found once, and named where a question finds them again; ``statement`` is a sample.
    """

    def __init__(self, of: StoreSource, sample: NamedNode, statement: NamedNode) -> None:
        vars(self).update(vars(of))  # the same store, the same literals as they are written
        self._sample, self._statement = sample, statement
        self._sampled = re.compile("|".join(re.escape(str(s)) for s in (sample, statement)))
        self._ready: dict[str, tuple[str, Store]] = {}
        self._known: dict[str, Solutions] = {}
        self._stated: tuple[NamedNode, str] = (NamedNode("urn:none"), "")

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
        text, store = self._prepared(query)
        named = {str(self._sample): str(term)}
        if _is_of_statements(query):
            named[str(self._statement)] = self._statements(term)
        found = self._asked(self._sampled.sub(lambda match: named[match[0]], text), store)
        if isinstance(found, QueryTriples):
            return super().stream(query, bindings=bindings)
        if isinstance(found, QueryBoolean):
            return bool(found)
        answer = rows(found.variables, map(tuple, found))
        return RowStream(answer.variables, (tuple(map(restored, row)) for row in answer.rows))

    def _prepared(self, query: str) -> tuple[str, Store]:
        if query not in self._ready:
            asked, sample = query, {"term": self._sample}
            if _is_of_statements(query):
                asked = query.replace(OF_TERM, f"VALUES ?claim {{ {self._statement} }}")
            used = sample if "$term" in asked else NOTHING
            self._ready[query] = self._told(self.prepare(asked, bindings=used).text)
        return self._ready[query]

    def _statements(self, term: NamedNode) -> str:
        """Return the statements in which a term takes part, as SPARQL names them."""
        if self._stated[0] != term:
            found = self.select(_STATEMENTS, bindings={"term": term})
            self._stated = term, " ".join(str(row[0]) for row in found)
        return self._stated[1]


def _is_of_statements(query: str) -> bool:
    return OF_TERM in query and query != _STATEMENTS
