"""Where a command's data comes from: files, a store, an endpoint, or the bundled ontology."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from doidkit.errors import QueryError
from doidkit.ontology import Ontology, load
from doidkit.sparql.embedded import StoreSource

if TYPE_CHECKING:
    from doidkit.sparql.endpoint import EndpointSource


@dataclass(frozen=True, slots=True)
class Choice:
    """The data that a command is to work on; nothing is opened until ``open`` is called.

    With ``copy`` an endpoint's default graph is fetched into memory and asked there.
    """

    data: Sequence[str | Path] = ()
    endpoint: str | None = None
    timeout: float = 60.0
    store: str | Path | None = None
    copy: bool = False

    @property
    def local(self) -> bool:
        """Return whether the data are files, or the bundled ontology."""
        return self.store is None and self.endpoint is None

    def open(self, *, services: bool = False) -> Ontology:
        """Return the data as an ontology; QueryError if more than one source is named.

        ``services`` lets a query's own SERVICE clauses reach the network.
        """
        if (bool(self.data), self.store is not None, self.endpoint is not None).count(True) > 1:
            raise QueryError(
                "Files, a store and an endpoint cannot be read together; name one of them."
            )
        if self.endpoint is None:
            ontology = load(*self.data, store=self.store, cache=True)
            ontology.source.services = services
            return ontology
        # Half of a local query's start would go to the network's modules.
        from doidkit.sparql.endpoint import EndpointSource

        source = EndpointSource(self.endpoint, timeout=self.timeout, services=services)
        return Ontology(_copied(source, services) if self.copy else source)

    def __str__(self) -> str:
        if self.endpoint is not None:
            return self.endpoint
        if self.store is not None:
            return str(self.store)
        return ", ".join(str(path) for path in self.data) or "the bundled ontology"


def _copied(source: "EndpointSource", services: bool) -> StoreSource:
    from doidkit.sparql.complete import copied

    copy = StoreSource(services=services)
    copy.extend(Quad(*triple) for triple in copied(source))
    return copy
