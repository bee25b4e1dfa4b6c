"""Servers that tests ask: each a process of its own on a free port of the loopback."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from serverprocess import Served, served

GRAPHS = """
<urn:only> <urn:p> "in the default graph" .
<urn:a> <urn:p> "in a" <urn:graph:a> .
<urn:b> <urn:p> "in b" <urn:graph:b> .
<urn:c> <urn:p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:graph:b> .
"""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the bundled ontology."""
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(scope="session")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the bundled ontology within narrow limits, two replies at once."""
    limits = "--timeout 1 --max-size 1 --workers 2 --memory 300".split()
    with served(tmp_path_factory.mktemp("limited"), *limits) as running:
        yield running


@pytest.fixture(scope="session")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a file with named graphs, open to one other site."""
    folder: Path = tmp_path_factory.mktemp("graphs")
    (folder / "graphs.nq").write_text(GRAPHS)
    options = ("--allow-origin", "https://example.org", "--name", "data.example.org")
    with served(folder, "graphs.nq", *options) as running:
        yield running
