"""Loading the release: doidkit next to pyoxigraph's bulk load and rdflib's parser."""

from measure import inside, rows, table
from release import Release

TITLE = "Loading"

_MEMORY = {
    "pyoxigraph `Store().bulk_load`": """
import pyoxigraph as ox
timed(lambda: ox.Store().bulk_load(path={path!r}, format=ox.RdfFormat.{syntax}))
""",
    "doidkit `load(FILE)`": "import doidkit; doidkit.load; timed(lambda: doidkit.load({path!r}))",
    "rdflib `Graph().parse`": """
import rdflib
timed(lambda: rdflib.Graph().parse({path!r}, format={{'ttl': 'turtle', 'owl': 'xml'}}[{end!r}]))
""",
}
_DISK = {
    "pyoxigraph `Store(DIR).bulk_load`": """
import pyoxigraph as ox, tempfile
with tempfile.TemporaryDirectory() as folder:
    store = ox.Store(folder)
    timed(lambda: store.bulk_load(path={path!r}, format=ox.RdfFormat.{syntax}))
""",
    "doidkit `load FILE --store DIR`": """
import tempfile
from doidkit.loading import build
from doidkit.syntax import reading, sssom
with tempfile.TemporaryDirectory() as folder:
    timed(lambda: build([{path!r}], folder + "/store"))
""",
}


def section(release: Release) -> str:
    """Return the tables."""
    return (
        "Into memory, in process, imports not counted. Target: at most 1.3 times pyoxigraph's own "
        "bulk load and at least 8 times faster than rdflib.\n\n"
        + _table(release, _MEMORY)
        + "\nOn disk.\n\n"
        + _table(release, _DISK)
    )


def _table(release: Release, codes: dict[str, str]) -> str:
    lines = []
    for title, path, syntax in (
        ("RDF/XML", release.rdfxml, "RDF_XML"),
        ("Turtle", release.turtle, "TURTLE"),
    ):
        commands = {
            name: inside(code.format(path=str(path), end=path.suffix[1:], syntax=syntax))
            for name, code in codes.items()
        }
        measured = rows(commands)
        base = next(iter(measured.values()))
        lines += [
            [title, row.name, row.time(), row.times(base), row.memory()]
            for row in measured.values()
        ]
    return table(["syntax", "what", "time", "of pyoxigraph", "peak memory"], lines)
