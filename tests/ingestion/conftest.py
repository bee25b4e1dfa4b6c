"""Pages for the tests: the document, and one on another disease with planted faults."""

from pathlib import Path

import pytest
from shared import required

from doidkit.ingestion.page import Page
from doidkit.ingestion.parse import read


@pytest.fixture(scope="session")
def document() -> Page:
    """Return the document of the bundled entry."""
    (path,) = required("seed").glob("000_*.txt")
    return read(path.read_bytes(), path.name)


@pytest.fixture(scope="session")
def planted() -> Page:
    """Return a page on gout in the same loose format, with faults of every kind."""
    path = Path(__file__).with_name("gout.txt")
    return read(path.read_bytes(), path.name)
