"""Where a command's data comes from: files, an endpoint, or the bundled ontology."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from doidkit.engines.endpoint import EndpointSource
from doidkit.errors import QueryError
from doidkit.ontology import Ontology, load


@dataclass(frozen=True, slots=True)
class Choice:
    """The data that a command is to work on; nothing is opened until ``open`` is called."""

    data: Sequence[str | Path] = ()
    endpoint: str | None = None
    timeout: float = 60.0

    def open(self, *, services: bool = False) -> Ontology:
        """Return the data as an ontology; QueryError if more than one source is named.

        ``services`` lets a query's own SERVICE clauses reach the network.
        """
        if self.endpoint is None:
            ontology = load(*self.data)
            ontology.source.services = services
            return ontology
        if self.data:
            raise QueryError(
                "Data files and an endpoint cannot be queried together; name one of them."
            )
        return Ontology(EndpointSource(self.endpoint, timeout=self.timeout, services=services))

    def __str__(self) -> str:
        if self.endpoint is not None:
            return self.endpoint
        return ", ".join(str(path) for path in self.data) or "the bundled ontology"
