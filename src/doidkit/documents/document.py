"""An ontology as OWL has it, for what makes another ontology of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from doidkit.prefixes import NO_PREFIXES
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.owl.expressions import Call, is_whole

_WHOLE = ("AnnotationAssertion", "Declaration")


@dataclass(frozen=True)
class Document:
    """An ontology: its header, its axioms, and the ontologies that it imports.

    Terms are in N-Triples' form (``<iri>``, ``"text"@en``), axioms tuples as functional syntax
    writes them (``syntax.owl.expressions``), their annotations first. ``iri`` and ``version`` are
    "" where there is none. ``imports`` are the IRIs that the header imports, ``imported`` all that
    is in the import closure, each ontology once, with nothing imported itself. ``prefixes`` and
    ``format`` are those of the file. ``broken`` is what the file says that is no OWL.

    >>> Document(axioms=frozenset({("SubClassOf", "<a:b>", "<a:c>")})).header
    [('Ontology',)]
    """

    iri: str = ""
    version: str = ""
    imports: tuple[str, ...] = ()
    annotations: tuple[Call, ...] = ()
    axioms: frozenset[Call] = frozenset()
    prefixes: Mapping[str, str] = field(default_factory=lambda: NO_PREFIXES)
    imported: tuple["Document", ...] = ()
    format: GraphFormat | None = None
    broken: tuple[Call, ...] = ()

    @property
    def header(self) -> list[Call]:
        """The header as statements: ``Ontology`` with its IRIs, imports, annotations."""
        names = [name for name in (self.iri, self.version) if name]
        return [
            ("Ontology", *names),
            *(("Import", each) for each in self.imports),
            *sorted(self.annotations, key=str),
        ]

    @cached_property
    def everything(self) -> frozenset[Call]:
        """The axioms, those of the imported ontologies included."""
        return self.axioms.union(*(each.axioms for each in self.imported))

    @property
    def closure(self) -> Iterator["Document"]:
        """The ontology itself, then those that it imports."""
        yield self
        yield from self.imported

    def with_axioms(self, axioms: Iterable[Call]) -> "Document":
        """Return the ontology with other axioms."""
        return replace(self, axioms=frozenset(axioms))


def assembled(
    header: Sequence[Call],
    axioms: Set[Call],
    prefixes: Mapping[str, str],
    format: GraphFormat | None,
    *,
    whole: frozenset[Call] = frozenset(),
) -> Document:
    """Return the ontology of a header and axioms, without what it imports.

    ``whole`` are more axioms, which are known to be no part of ``Document.broken``.
    """
    broken = [axiom for axiom in axioms if axiom[0] not in _WHOLE and not is_whole(axiom)]
    own = next((node[1:] for node in header if node[0] == "Ontology"), ())
    return Document(
        iri=own[0] if own else "",
        version=own[1] if len(own) > 1 else "",
        imports=tuple(node[1] for node in header if node[0] == "Import"),
        annotations=tuple(node for node in header if node[0] == "Annotation"),
        axioms=frozenset(whole.union(axioms).difference(broken)),
        prefixes=prefixes,
        format=format,
        broken=tuple(sorted(broken, key=str)),
    )
