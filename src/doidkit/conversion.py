"""RDF to RDF: the same data always gives the same bytes, and lexical forms stay.

The data goes from parser to serialiser without a store in between, because the store rewrites
numbers (``007`` to ``7``). Blank nodes get canonical labels (RDFC-1.0).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import Quad

from doidkit import bundled
from doidkit.engines.canonical import canonical
from doidkit.engines.sssom import mapping_quads
from doidkit.engines.syntax import quads, serialize
from doidkit.files import write_whole
from doidkit.formats import GraphFormat, graph_format


def convert(
    paths: Sequence[str | Path] = (),
    out: str | Path | None = None,
    *,
    format: GraphFormat | None = None,
) -> bytes:
    """Return files merged into one syntax, and write them to ``out`` if that is given.

    Without paths it is the bundled ontology. The format is that of ``out``'s extension unless
    given, Turtle if there is neither. The file is written whole or not at all. Raises
    InputError for missing or malformed input, for an output folder that does not exist, and
    for named graphs where the syntax has none.
    """
    target = None if out is None else Path(out)
    if format is None:
        format = GraphFormat.TURTLE if target is None else graph_format(target)
    sources = [Path(path) for path in paths] or _bundled()
    data = serialize(canonical(_all_quads(sources)), format=format)
    if target is not None:
        write_whole(target, data)
    return data


def _bundled() -> list[Path]:
    return [*bundled.ontology_files(), *bundled.mapping_files()]


def _all_quads(paths: Sequence[Path]) -> Iterator[Quad]:
    for path in paths:
        yield from mapping_quads(path) if path.name.endswith(".tsv") else quads(path)
