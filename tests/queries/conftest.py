"""Fixtures for the bundled queries: the data, their rows as text, and the full DO release."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

import doidkit
from doidkit.model import RdfTerm, Solutions
from doidkit.prefixes import contract

Rows = list[tuple[str, ...]]
DATA = Path(__file__).parents[3] / "shared" / "data"
RELEASE = DATA / "doid-2024-01-31.nt.gz"
LOGIC = DATA / "do-logical-2026-07-31.owl.gz"


@pytest.fixture(scope="session")
def bundled() -> doidkit.Ontology:
    """The bundled ontology, loaded once."""
    return doidkit.load()


@pytest.fixture(scope="session")
def release() -> doidkit.Ontology:
    """The Disease Ontology's release of 2024-01-31, all of it."""
    if not RELEASE.is_file():
        pytest.skip(f"the Disease Ontology release is not at {RELEASE}")
    return doidkit.load(RELEASE)


@pytest.fixture(scope="session")
def logical() -> doidkit.Ontology:
    """The axioms of the release of 2026-07-31: parents, definitions and restrictions."""
    if not LOGIC.is_file():
        pytest.skip(f"the Disease Ontology's axioms are not at {LOGIC}")
    return doidkit.load(LOGIC)


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
