"""The full release that everything is measured on, in each syntax, under build/benchmarks."""

import gzip
import os
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

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
    """Return the release, made on first use."""
    HOME.mkdir(parents=True, exist_ok=True)
    made = Release(
        HOME / "doid.nt", HOME / "doid.ttl", HOME / "doid.owl", HOME / "store", triples=0
    )
    if not made.ntriples.exists():
        data = SOURCE.read_bytes()
        made.ntriples.write_bytes(gzip.decompress(data) if SOURCE.suffix == ".gz" else data)
    quads = list(ox.parse(path=str(made.ntriples), format=ox.RdfFormat.N_TRIPLES))
    for path, syntax in (
        (made.turtle, ox.RdfFormat.TURTLE),
        (made.rdfxml, ox.RdfFormat.RDF_XML),
    ):
        if not path.exists():
            ox.serialize(quads, str(path), format=syntax, prefixes=_PREFIXES)
    if not made.store.exists():
        store = ox.Store(str(made.store))
        store.bulk_load(path=str(made.ntriples), format=ox.RdfFormat.N_TRIPLES)
        store.optimize()
    return Release(made.ntriples, made.turtle, made.rdfxml, made.store, len(quads))
