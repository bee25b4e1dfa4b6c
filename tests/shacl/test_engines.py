"""The same findings as other engines: on the bundled data, and on the full release."""

import gzip
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from shared import SHARED, needs

import doidkit
from doidkit import bundled
from doidkit.syntax.reading import quads
from doidkit.validation import Engine

ROOT = Path(__file__).parents[2]
RELEASE = SHARED / "data" / "doid-2024-01-31.nt.gz"
SHAPES = ROOT / "benchmarks" / "shapes"
BASE = "https://w3id.org/doidkit/benchmark/"

needs_release = needs("data/doid-2024-01-31.nt.gz")
Found = Counter[tuple[str, str, str]]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("release") / "doid.nt"
    path.write_bytes(gzip.decompress(RELEASE.read_bytes()))
    yield path
    path.unlink()


def ours(data: Path, shapes: Path, engine: Engine = Engine.AUTO) -> Found:
    findings = doidkit.validate(data, shapes=shapes, engine=engine)
    return Counter((plain(str(f.focus)), str(f.component), plain(str(f.value))) for f in findings)


def by_shacl(data: Path, shapes: Path) -> Found:
    import shacl

    return Counter(
        (plain(f.focus_node), f.component_iri, plain(str(f.value)))
        for f in shacl.validate(os.fspath(data), os.fspath(shapes)).results
    )


def by_shacl_rust(data: Path, shapes: Path) -> Found:
    import shacl_rust

    found = shacl_rust.validate_file(data, shapes, experimental_index=True)["results"]
    return Counter(
        (
            plain(f["focusNode"]),
            f["sourceConstraintComponent"].strip("<>"),
            plain(str(f.get("value"))),
        )
        for f in found
    )


def plain(term: str) -> str:
    """Return a term's text with all blank nodes alike: each engine has its own labels."""
    return "_:" if term.startswith("_:") else term.strip("<>")


@needs_release
@pytest.mark.parametrize("name", ["release.ttl", "heavy.ttl"])
@pytest.mark.parametrize("other", [by_shacl, by_shacl_rust])
def test_the_full_release(release: Path, name: str, other: object) -> None:
    found = ours(release, SHAPES / name)
    assert other(release, SHAPES / name) == found
    assert sum(found.values()) > 100


@needs_release
def test_a_sample_of_the_release_against_pyshacl(release: Path, tmp_path: Path) -> None:
    lines = release.read_bytes().splitlines(keepends=True)
    sample = tmp_path / "sample.nt"
    sample.write_bytes(b"".join(lines[::150]))
    for name in ("release.ttl", "heavy.ttl"):
        found = ours(sample, SHAPES / name)
        assert ours(sample, SHAPES / name, Engine.PYSHACL) == found
        assert found


def test_the_bundled_shapes_against_pyshacl(tmp_path: Path) -> None:
    """All but their SPARQL, which pySHACL parses anew for each of thousands of focus nodes."""
    shapes = tmp_path / "shapes.nt"
    said = (quad.triple for path in bundled.shape_files() for quad in quads(path))
    kept = (triple for triple in said if not triple.predicate.value.endswith("shacl#sparql"))
    shapes.write_bytes(ox.serialize(kept, format=ox.RdfFormat.N_TRIPLES) or b"")
    data = [*bundled.ontology_files(), *bundled.mapping_files()]
    found = doidkit.validate(data, shapes=shapes)
    other = doidkit.validate(data, shapes=shapes, engine=Engine.PYSHACL)
    assert [f for f in found if not str(f.focus).startswith("_:")] == [
        f for f in other if not str(f.focus).startswith("_:")
    ]
    assert len(found) == len(other)
