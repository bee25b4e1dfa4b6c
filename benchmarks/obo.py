"""Reading the release as OBO: doidkit into its store, next to the libraries' own parsers."""

import gzip
import tempfile
from pathlib import Path

from measure import inside, rows, table
from release import SOURCE, Release

TITLE = "OBO"

_CODES = {
    "py-horned-owl, parse only": """
import pyhornedowl
timed(lambda: pyhornedowl.open_ontology({path!r}, "obo"))
""",
    "fastobo, parse only": "import fastobo; timed(lambda: fastobo.load({path!r}))",
    "doidkit, parse and map to triples": """
from pathlib import Path
from doidkit.syntax.obo import to_owl
from doidkit.syntax.obo.reader import Document
def read():
    document = Document(Path({path!r}).read_text(encoding="utf-8"), {path!r})
    for chunk in to_owl.ntriples(document):
        pass
timed(read)
""",
    "doidkit `load(FILE)`, into the store": """
import doidkit; doidkit.load
import doidkit.syntax.obo.to_owl
timed(lambda: doidkit.load({path!r}))
""",
}


def section(release: Release) -> str:
    """Return the table."""
    source = SOURCE.with_name(SOURCE.name.replace(".nt.gz", ".obo.gz"))
    if not source.exists():
        return f"{source.name} is not there."
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "release.obo"
        path.write_bytes(gzip.decompress(source.read_bytes()))
        codes = {name: inside(code.format(path=str(path))) for name, code in _CODES.items()}
        measured = rows(codes)
    base = next(iter(measured.values()))
    lines = [[row.name, row.time(), row.times(base), row.memory()] for row in measured.values()]
    return (
        "In process, imports not counted; doidkit's store has ROBOT's own triples in the end. "
        "Target: at most twice py-horned-owl's parse.\n\n"
        + table(["what", "time", "of py-horned-owl", "peak memory"], lines)
    )
