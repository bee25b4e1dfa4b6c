"""What is checked: a store, read from files or built before, or what an endpoint has."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Triple

from doidkit.checking.blanknodes import described
from doidkit.checks import ConfiguredCheck, bindings, row_findings
from doidkit.errors import DoidkitError, QueryError
from doidkit.model import Finding, Report, Solutions
from doidkit.reasoners.branches import Hierarchy
from doidkit.sparql.complete import complete
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.portable import without_absent_graphs
from doidkit.sparql.source import Source
from doidkit.validation import validate, validate_source

if TYPE_CHECKING:
    from doidkit.shacl.evaluation import Failed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found; ``below`` is what hangs from blank nodes that no other query knows.

    ``hierarchy`` is that of a reasoner.
    """

    findings: tuple[Finding, ...]
    below: tuple[Triple, ...] = ()
    hierarchy: Hierarchy | None = None


class Stored:
    """A store; with the files that it was read from, as only they keep lexical forms."""

    def __init__(self, source: StoreSource, paths: Sequence[Path] = ()) -> None:
        self.store = source.store
        self.labelled = source.labelled
        self.select = source.select
        self._source = source
        self._paths = paths

    def validate(self, shapes: Sequence[Path], failed: "Failed") -> Report:
        """Return what shapes find; none fails on its own here."""
        if self._paths:
            return validate(self._paths, shapes=shapes, owners=True)
        return validate_source(self._source, shapes=shapes, owners=True)

    def run(self, check: ConfiguredCheck) -> Outcome:
        """Return what a check finds."""
        text, bound = check.check.text, bindings(check)
        try:
            # The store keeps its own blank node labels, so that findings can be traced to them.
            answer = self._source.rows(self._source.prepare(text, bindings=bound).text)
        except (DoidkitError, AssertionError):
            # Asked again as written, so that the error says what the query's author wrote.
            rows = self._source.select(text, bindings=bound)
        else:
            rows = Solutions(answer.variables, tuple(answer.rows))
        return Outcome(row_findings(check, rows))


class Remote:
    """An endpoint, which keeps the time itself."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def select(self, query: str) -> Solutions:
        """Return all rows of a SELECT."""
        return complete(self._source, self._source.prepare(query).text)

    def validate(self, shapes: Sequence[Path], failed: "Failed") -> Report:
        """Return what shapes find, evaluated where the data are."""
        return validate_source(self._source, shapes=shapes, failed=failed)

    def run(self, check: ConfiguredCheck) -> Outcome:
        """Return what a check finds."""
        text, bound = check.check.text, bindings(check)
        prepared = self._source.prepare(text, bindings=bound).text
        columns = (check.check.columns.focus, check.check.columns.value)
        try:
            known = without_absent_graphs(prepared, self._has_graph).text
            rows, below = described(self._source, known, columns)
        except QueryError:
            # Our own engine knows the line of what is wrong, if it finds fault with it, too.
            StoreSource().select(text, bindings=bound)
            raise
        return Outcome(row_findings(check, rows), below)

    def _has_graph(self, iri: str) -> bool:
        return self._source.ask(f"ASK {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")


Runner = Stored | Remote
