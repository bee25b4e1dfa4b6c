"""The full release that everything is measured on, in each syntax, under build/benchmarks."""

import gzip
import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOME = ROOT / "build" / "benchmarks"
SOURCE = Path(
    os.environ.get("DOIDKIT_BENCH_RELEASE", ROOT.parent / "shared/data/doid-2024-01-31.nt.gz")
)
"""A release as N-Triples; set DOIDKIT_BENCH_RELEASE to measure another one."""

_PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "obo": "http://purl.obolibrary.org/obo/",
    "doid": "http://purl.obolibrary.org/obo/doid#",
    "oboInOwl": "http://www.geneontology.org/formats/oboInOwl#",
}


@dataclass(frozen=True)
class Release:
    """Files with the same triples, and an on-disk Oxigraph store of them."""

    ntriples: Path
    turtle: Path
    rdfxml: Path
    store: Path
    triples: int


def release() -> Release:
    """Return the release, made on first use.

    That is another process's work: what measures must stay small, for its own size counts
    as that of each process that it starts.
    """
    done = subprocess.run([sys.executable, __file__], stdout=subprocess.PIPE, text=True, check=True)
    return replace(_FILES, triples=int(done.stdout))


_FILES = Release(HOME / "doid.nt", HOME / "doid.ttl", HOME / "doid.owl", HOME / "store", 0)


def _make() -> int:
    import pyoxigraph as ox

    HOME.mkdir(parents=True, exist_ok=True)
    source = _FILES.ntriples
    if not source.exists():
        data = SOURCE.read_bytes()
        source.write_bytes(gzip.decompress(data) if SOURCE.suffix == ".gz" else data)
    quads = list(ox.parse(path=str(source), format=ox.RdfFormat.N_TRIPLES))
    for path, syntax in (
        (_FILES.turtle, ox.RdfFormat.TURTLE),
        (_FILES.rdfxml, ox.RdfFormat.RDF_XML),
    ):
        if not path.exists():
            ox.serialize(quads, str(path), format=syntax, prefixes=_PREFIXES)
    if not _FILES.store.exists():
        store = ox.Store(str(_FILES.store))
        store.bulk_load(path=str(source), format=ox.RdfFormat.N_TRIPLES)
        store.optimize()
    return len(quads)


if __name__ == "__main__":
    print(_make())
