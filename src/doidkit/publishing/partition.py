"""Balanced N-Triples parts for bulk loaders, with metadata in VoID.

The same graph gives the same bytes. Connected blank nodes are in one part, with labels made of
their content, so that parts may be loaded in any order, by any number of loaders.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from doidkit import temporary
from doidkit.atomic import replacing_folder
from doidkit.data import Data, Paths
from doidkit.errors import InputError
from doidkit.prefixes import expand
from doidkit.publishing.chunks import spooled
from doidkit.publishing.report import PartReport, Progress, quiet
from doidkit.publishing.spool import Spool, canonical_component
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.writing import serialize
from doidkit.terms import RDF_TYPE, XSD_INTEGER

_LABEL = re.compile(rb"^_:c14n(\d+)|(?<= )_:c14n(\d+)(?= \.$)")
_METADATA = "void.ttl"


def partition(
    paths: Data | Paths,
    parts: int,
    out: str | Path,
    *,
    graph: str | None = None,
    by_property: bool = False,
    progress: Progress = quiet,
) -> PartReport:
    """Write a graph as this many N-Triples files of nearly equal size, and their metadata.

    With ``by_property`` all triples of a property are in one file, and all properties that
    blank nodes have in the same, as a federation needs them; sizes differ then. ``out`` is a
    new or empty folder. Raises InputError for files that cannot be read.
    """
    folder = Path(out)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder}: is not an empty folder; name a new one.")
    with temporary.folder() as workspace:
        spool = spooled(Data.of(paths), workspace / "sent", progress)
        with replacing_folder(folder) as new:
            homes = _homes(spool, parts) if by_property else {}
            counts = _write(spool, new, parts, homes)
            metadata = _metadata(spool, counts, graph)
            (new / _METADATA).write_bytes(metadata)
    return PartReport(str(folder), tuple(counts.items()), _METADATA)


def _homes(spool: Spool, parts: int) -> dict[bytes, int]:
    """Return the part of each property: the first for those of blank nodes, others balanced."""
    sizes = Counter(_property(line) for line in _lines(spool))
    homes = {_property(line): 0 for component in spool.components() for line in component}
    filled = [sum(sizes[each] for each in homes), *([0] * (parts - 1))]
    for each, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        if each not in homes:
            homes[each] = filled.index(min(filled))
            filled[homes[each]] += size
    return homes


def _property(line: bytes) -> bytes:
    return line.split(b" ", 2)[1]


def _write(spool: Spool, folder: Path, parts: int, homes: Mapping[bytes, int]) -> dict[str, int]:
    """Write each group into its home, or where there is none, into the smallest part."""
    width = len(str(parts))
    names = [f"part-{number:0{width}}-of-{parts}.nt" for number in range(1, parts + 1)]
    sizes = [0] * parts
    with ExitStack() as stack:
        opened: list[BinaryIO] = [stack.enter_context((folder / name).open("wb")) for name in names]
        for group in _groups(spool):
            part = homes[_property(group[0])] if homes else sizes.index(min(sizes))
            opened[part].write(b"\n".join(group) + b"\n")
            sizes[part] += len(group)
    return dict(zip(names, sizes, strict=True))


def _groups(spool: Spool) -> Iterator[list[bytes]]:
    """Yield what must stay together, in an order that depends on the graph alone."""
    seen: Counter[bytes] = Counter()
    for text in sorted(canonical_component(component) for component in spool.components()):
        name = hashlib.sha256(text).hexdigest()[:16].encode()
        seen[name] += 1
        prefix = b"_:b%s%s" % (name, b"" if seen[name] == 1 else b"x%d" % seen[name])
        yield [_labelled(line, prefix) for line in text.split(b"\n")]
    for lines in spool.ground():
        for line in lines:
            yield [line]


def _labelled(line: bytes, prefix: bytes) -> bytes:
    return _LABEL.sub(lambda match: prefix + b"n" + (match[1] or match[2]), line)


def _metadata(spool: Spool, counts: dict[str, int], graph: str | None) -> bytes:
    """Return what the parts are in VoID: their sizes, and those of properties and classes."""
    dataset = ox.NamedNode(graph) if graph else ox.BlankNode("dataset")
    properties: Counter[bytes] = Counter()
    classes: Counter[bytes] = Counter()
    type_ = f"<{RDF_TYPE}>".encode()
    for line in _lines(spool):
        _, predicate, rest = line.split(b" ", 2)
        properties[predicate] += 1
        if predicate == type_ and rest.startswith(b"<"):
            classes[rest.removesuffix(b" .")] += 1
    triples = [
        ox.Triple(dataset, ox.NamedNode(RDF_TYPE), _void("Dataset")),
        _count(dataset, "triples", sum(counts.values())),
        _count(dataset, "properties", len(properties)),
        _count(dataset, "classes", len(classes)),
    ]
    for name, size in counts.items():
        part = ox.BlankNode(f"part{len(triples)}")
        # A relative IRI would be resolved against wherever the metadata is read.
        triples += [
            ox.Triple(dataset, _void("subset"), part),
            ox.Triple(part, ox.NamedNode(expand("rdfs:label")), ox.Literal(name)),
            _count(part, "triples", size),
        ]
    partitions = (
        ("propertyPartition", "property", properties),
        ("classPartition", "class", classes),
    )
    for link, what, sizes in partitions:
        for iri, size in sorted(sizes.items()):
            part = ox.BlankNode(f"part{len(triples)}")
            triples += [
                ox.Triple(dataset, _void(link), part),
                ox.Triple(part, _void(what), ox.NamedNode(iri[1:-1].decode())),
                _count(part, "triples" if what == "property" else "entities", size),
            ]
    return serialize(triples, format=GraphFormat.TURTLE, declared={"void": _VOID})


def _lines(spool: Spool) -> Iterator[bytes]:
    for lines in spool.ground():
        yield from lines
    for component in spool.components():
        yield from component


_VOID = "http://rdfs.org/ns/void#"


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(_VOID + name)


def _count(subject: ox.NamedNode | ox.BlankNode, name: str, number: int) -> ox.Triple:
    return ox.Triple(
        subject, _void(name), ox.Literal(str(number), datatype=ox.NamedNode(XSD_INTEGER))
    )
