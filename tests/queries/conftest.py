"""Fixtures for the bundled queries: the data, their rows as text, and the full DO release."""

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode
from shared import required

import doidkit
from doidkit.model import RdfTerm, Solutions
from doidkit.prefixes import contract

Rows = list[tuple[str, ...]]


@pytest.fixture(scope="session")
def bundled() -> doidkit.Ontology:
    """The bundled ontology, loaded once."""
    return doidkit.load()


@pytest.fixture(scope="session")
def release() -> doidkit.Ontology:
    """The Disease Ontology's release of 2024-01-31, all of it."""
    return doidkit.load(required("data/doid-2024-01-31.nt.gz"))


@pytest.fixture(scope="session")
def logical() -> doidkit.Ontology:
    """The axioms of the release of 2026-07-31: parents, definitions and restrictions."""
    return doidkit.load(required("data/do-logical-2026-07-31.owl.gz"))


@pytest.fixture
def rows(bundled: doidkit.Ontology) -> Callable[..., Rows]:
    """Run a bundled query and return the named columns as text: CURIEs, values, "" for none."""

    def run(
        name: str, *columns: str, source: doidkit.Ontology | None = None, **params: str
    ) -> Rows:
        answer = doidkit.query(name, params, source=source or bundled)
        assert isinstance(answer, Solutions)
        places = [answer.variables.index(column) for column in columns or answer.variables]
        return [tuple(_text(row[place]) for place in places) for row in answer]

    return run


def _text(term: RdfTerm | None) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return contract(term.value) or term.value
    assert isinstance(term, Literal), "a blank node means nothing to a reader"
    return term.value
