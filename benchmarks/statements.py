"""Three ways from a file to its statements as lines of text, on which the rest works."""

import sys

from measure import rows, table
from release import Release

TITLE = "Statements as lines"

_WAYS = {
    "doidkit: written while they are read (`syntax.statements`)": """
from doidkit.syntax.reading import statements
statements(Path(path))
""",
    "as quads of Python, then written": """
from doidkit.syntax.reading import quads
ox.serialize([*quads(Path(path))], format=ox.RdfFormat.N_QUADS).split(b" .\\n")
""",
    "by way of a store and its dump": """
store = ox.Store()
store.bulk_load(path=path, format=ox.RdfFormat.RDF_XML)
store.dump(format=ox.RdfFormat.N_QUADS).split(b" .\\n")
""",
}


def section(release: Release) -> str:
    """Return the table."""
    head = f"from pathlib import Path\nimport pyoxigraph as ox\npath = {str(release.rdfxml)!r}\n"
    found = rows({name: [sys.executable, "-c", head + way] for name, way in _WAYS.items()})
    base = next(iter(found.values()))
    lines = [[row.name, row.time(), row.times(base), row.memory()] for row in found.values()]
    return (
        "The release as RDF/XML, whole processes with the start of Python. What needs no terms of "
        "Python works on such lines (docs/architecture.md).\n\n"
        + table(["way", "time", "of the first", "peak memory"], lines)
    )
