"""What a writer of OWL's syntaxes asks of an ontology."""

from collections.abc import Sequence, Set
from typing import NamedTuple, Protocol

from doidkit.syntax.owl.expressions import Call


class Ontology(Protocol):
    """A header (``Ontology`` with its IRIs, then imports and annotations) and axioms."""

    @property
    def header(self) -> Sequence[Call]:
        """The statements before the axioms."""

    @property
    def axioms(self) -> Set[Call]:
        """The axioms, each once."""


class Part(NamedTuple):
    """An ontology put together of statements."""

    header: Sequence[Call]
    axioms: Set[Call]
