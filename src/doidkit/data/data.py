"""One noun for all that an operation may work on."""

from collections.abc import Iterable, Iterator
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Union

from pyoxigraph import NamedNode, Quad

from doidkit import bundled, prefixes
from doidkit.errors import InputError
from doidkit.sparql.embedded import StoreSource
from doidkit.sparql.source import Source
from doidkit.syntax import files

if TYPE_CHECKING:
    from doidkit.data.imports import Closure, Missing
    from doidkit.sparql.endpoint import EndpointSource
    from doidkit.syntax.owl.from_rdf import Axioms

Paths = str | Path | Iterable[str | Path]

_ALL = "CONSTRUCT WHERE { ?s ?p ?o }"


@dataclass(frozen=True)
class Data:
    """RDF to work on: files, a store, an endpoint, or where none is named the bundled ontology.

    ``paths`` are files of any format that doidkit reads, SSSOM tables included, ``-`` for
    standard input or http(s) addresses, taken together; with ``imports`` what they import is
    read, too, where ``catalog`` or the ``catalog-v001.xml`` beside each says, and with
    ``network`` from its own IRI. ``store`` is a folder that ``doidkit load`` made. ``endpoint``
    is the address of a SPARQL endpoint, which may take ``timeout`` seconds for a query, as local
    data may take ``limit``; with
    ``copy`` its default graph is fetched and worked on here. ``graphs`` are IRIs or CURIEs of
    named graphs of a store or an endpoint, which then make up its default graph. ``opened`` is
    a source that is open already. With ``cache`` large files are indexed once, and later only
    opened; such a source, like a store, is only to be read.

    Nothing is opened before it is asked for. Raises InputError where more than one is named.

    >>> import doidkit
    >>> doidkit.query("ASK { DOID:182 a owl:Class }", source=doidkit.Data())
    True
    """

    paths: Paths = ()
    _: KW_ONLY
    store: str | Path | None = None
    endpoint: str | None = None
    opened: Source | None = None
    timeout: float = 60.0
    limit: float | None = None
    copy: bool = False
    graphs: Iterable[str] = ()
    imports: bool = False
    catalog: str | Path | None = None
    network: bool = False
    cache: bool = False

    def __post_init__(self) -> None:
        # Whatever was iterated over once is kept: a frozen value has no other way to say so.
        object.__setattr__(self, "paths", tuple(files.paths(self.paths)))
        named = (self.paths or None, self.store, self.endpoint, self.opened)
        if sum(each is not None for each in named) > 1:
            raise InputError(
                "Files, a store and an endpoint cannot be read together; name one of them."
            )
        object.__setattr__(self, "graphs", tuple(map(_graph, self.graphs)))
        if self.graphs and self.store is None and self.endpoint is None:
            raise InputError("Only a store or an endpoint has graphs to choose; name one.")
        if self.copy and self.endpoint is None:
            raise InputError("Only an endpoint is copied; name one, or leave out copy.")

    @classmethod
    def of(
        cls,
        given: Union["Data", Paths] = (),
        *,
        store: str | Path | None = None,
        endpoint: str | None = None,
        opened: Source | None = None,
        timeout: float = 60.0,
        copy: bool = False,
        graphs: Iterable[str] = (),
    ) -> "Data":
        """Return what a caller named in one way or the other; InputError for two at once."""
        if not isinstance(given, Data):
            return cls(
                given,
                store=store,
                endpoint=endpoint,
                opened=opened,
                timeout=timeout,
                copy=copy,
                graphs=graphs,
            )
        if store is None and endpoint is None and opened is None and not copy and not graphs:
            return given
        raise InputError("What to read is named twice, in the Data and beside it; name it once.")

    @property
    def local(self) -> bool:
        """Whether the data are files, or the bundled ontology."""
        return self.store is None and self.endpoint is None and self.opened is None

    @property
    def bundled(self) -> bool:
        """Whether nothing is named, so that the data are the bundled ontology."""
        return self.local and not self.paths

    @property
    def named(self) -> tuple[Path, ...]:
        """The files that are named, without what they import."""
        return tuple(files.paths(self.paths))

    @property
    def files(self) -> tuple[Path, ...]:
        """The files to read, those that they import included; none of a store or an endpoint."""
        if self.bundled:
            return (*bundled.ontology_files(), *bundled.mapping_files())
        return self._closure.files if self.imports else self.named

    @property
    def missing(self) -> "tuple[Missing, ...]":
        """The imports that are left out, as no catalog says where they are."""
        return self._closure.missing if self.imports and not self.bundled else ()

    def source(self, *, services: bool = False) -> Source:
        """Return the data as what answers SPARQL.

        ``services`` lets a query's own SERVICE clauses reach the network; a source that was
        open before has its own leave. Raises SyntaxFault with line and column, InputError for
        what is missing or cannot be read, EngineError for an endpoint that fails.
        """
        if self.opened is not None:
            return self.opened
        if self.endpoint is None:
            return self._stored(services)
        asked = self._asked(services)
        return _in_memory(_copied(asked), services) if self.copy else asked

    def quads(self, *, declared: dict[str, str] | None = None) -> Iterator[Quad]:
        """Yield the quads; those of files, and of stores made of them, with their lexical forms.

        The prefixes that files declare are added to ``declared``. Of an endpoint it is the
        default graph. Raises as ``source``, and EngineError for more than memory should hold.
        """
        if self.local:
            from doidkit.syntax.reading import quads  # not needed where there is an index

            # Chained, not yielded: a generator more costs a twentieth of the time of reading.
            return chain.from_iterable(quads(path, declared=declared) for path in self.files)
        if self.endpoint is not None:
            return _copied(self._asked(services=False))
        source = self.source()
        if isinstance(source, StoreSource):
            return source.quads()
        return (Quad(*triple) for triple in source.construct(_ALL))

    def statements(self, *, declared: dict[str, str] | None = None) -> list[bytes]:
        """Return what ``quads`` yields as lines of N-Quads without final dots; raises as that."""
        from doidkit.syntax.reading import statements  # not needed where there is an index
        from doidkit.syntax.statements import lines

        if self.local:
            each = (statements(path, declared=declared) for path in self.files)
            return [*chain.from_iterable(each)]
        return lines(self.quads())

    def axioms(self) -> "Axioms":
        """Return the OWL axioms that the default graph says; raises as ``quads``."""
        from doidkit.syntax.owl.from_rdf import axioms

        return axioms(self.quads())

    def logic(self) -> Iterator[Quad]:
        """Yield the quads that a reasoner may believe; raises as ``quads``.

        Of the bundled ontology these are its OWL: claims and evidence are statements about the
        document. Of a store it is the default graph.
        """
        if self.bundled:
            from doidkit.syntax.reading import quads

            return chain.from_iterable(map(quads, bundled.axiom_files()))
        if self.local:
            return self.quads()
        return (Quad(*triple) for triple in self.source().construct(_ALL))

    def __str__(self) -> str:
        if self.bundled:
            return "the bundled ontology"
        if self.local:
            return ", ".join(map(str, self.files))
        return str(self.endpoint or self.store or "an open source")

    @cached_property
    def _closure(self) -> "Closure":
        from doidkit.data.imports import closure

        catalog = None if self.catalog is None else Path(self.catalog)
        return closure(self.named, catalog=catalog, allow_network=self.network)

    def _stored(self, services: bool) -> StoreSource:
        if self.store is not None:
            from doidkit.sparql import ondisk

            found = ondisk.read(Path(self.store))
            return StoreSource(
                found.values,
                written=found.written,
                services=services,
                graphs=tuple(self.graphs),
                limit=self.limit,
                beside=None if self.graphs else found.made,
            )
        if self.cache and not self.bundled:
            from doidkit.sparql.cache import cached

            indexed = cached(self.files)
            if indexed is not None:
                return StoreSource(
                    indexed.stores.values,
                    written=indexed.stores.written,
                    services=services,
                    limit=self.limit,
                    beside=indexed.folder,
                )
        source = StoreSource.of(self.files, services=services)
        source.limit = self.limit
        return source

    def _asked(self, services: bool) -> "EndpointSource":
        # Half of a local query's start would go to the network's modules.
        from doidkit.sparql.endpoint import EndpointSource

        assert self.endpoint is not None, "only an endpoint is asked"
        return EndpointSource(
            self.endpoint, timeout=self.timeout, services=services, graphs=tuple(self.graphs)
        )


def _graph(text: str) -> str:
    iri = prefixes.expand(text) if prefixes.is_curie(text) else text
    try:
        return NamedNode(iri).value
    except ValueError:
        raise InputError(f"{text} is no IRI; name a graph by its IRI or CURIE.") from None


def _copied(source: Source) -> Iterator[Quad]:
    from doidkit.sparql.complete import copied

    return (Quad(*triple) for triple in copied(source))


def _in_memory(found: Iterable[Quad], services: bool) -> StoreSource:
    source = StoreSource(services=services)
    source.extend(found)
    return source
