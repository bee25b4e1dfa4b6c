"""An ontology of any size: the release several times over, each time with terms of its own."""

import re
from collections.abc import Iterator
from pathlib import Path

_ROOT = re.compile(r"<rdf:RDF[^>]*>\n?")


def made(source: Path, copies: int) -> Path:
    """Return copies of a release (``.nt``, ``.owl`` or ``.obo``), made on first use beside it."""
    path = source.with_stem(f"{source.stem}-{copies}")
    if not path.exists():
        new = path.with_name(f"{path.name}.new")
        with new.open("w", encoding="utf-8") as file:
            file.writelines((_ntriples if source.suffix == ".nt" else _parts)(source, copies))
        new.rename(path)
    return path


def _ntriples(source: Path, copies: int) -> Iterator[str]:
    data = source.read_text(encoding="utf-8")
    yield data
    for copy in range(1, copies):
        named = data.replace("/obo/DOID_", f"/obo/DOID_{copy}N")
        yield re.sub(r"(?m)^_:|(?<=> )_:(?=\S+ \.$)", f"_:k{copy}", named)


def _parts(source: Path, copies: int) -> Iterator[str]:
    """Yield the head of a document, its terms again and again, and what follows them."""
    head, terms, tail = _split(source)
    yield head + terms
    for copy in range(1, copies):
        named = terms.replace("/obo/DOID_", f"/obo/DOID_{copy}N").replace("DOID:", f"DOID:{copy}N")
        yield re.sub(r'(rdf:nodeID=")', rf"\1k{copy}", named)
    yield tail


def _split(source: Path) -> tuple[str, str, str]:
    data = source.read_text(encoding="utf-8")
    if source.suffix == ".obo":
        first, last = data.index("\n[Term]"), data.index("\n[Typedef]")
    else:
        root = _ROOT.search(data)
        assert root is not None, "a release in RDF/XML has a root"
        first, last = root.end(), data.rindex("</rdf:RDF>")
    return data[:first], data[first:last], data[last:]
