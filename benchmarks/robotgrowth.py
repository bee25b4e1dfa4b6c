"""ROBOT's commands on an ontology that grows to ten million triples."""

import sys
from pathlib import Path

from copies import made
from measure import Row, rows, run, table, target
from release import HOME, Release

TITLE = "ROBOT's commands on what is large"
_COPIES = (1, 4, 16, 46)
_MEGABYTES = 2000
_SUFFIXES = {".nt": "N-Triples", ".owl": "RDF/XML", ".obo": "OBO"}
_COMMANDS = {
    "extract (MIREOT)": "extract --method MIREOT --lower-term DOID:182 --upper-term DOID:4",
    "remove": "remove --select annotation-properties --exclude-term rdfs:label",
}


def section(release: Release) -> str:
    """Return the table."""
    sources = {".nt": release.ntriples} | {
        suffix: _converted(release.ntriples, suffix) for suffix in (".owl", ".obo")
    }
    lines = []
    for suffix, name in _SUFFIXES.items():
        for copies in _COPIES:
            path = made(sources[suffix], copies)
            found = rows(
                {
                    each: [*_ROBOT, *words.split(), "-i", str(path), "-o", str(HOME / "made.owl")]
                    for each, words in _COMMANDS.items()
                },
                runs=1,
                limit=3600,
            )
            size = f"{path.stat().st_size / 1e6:,.0f} MB"
            lines.append([f"{name}, {copies}", size, *_cells(found)])
    head = ["format, copies", "size"]
    head += [text for each in _COMMANDS for text in (each, "memory", "target")]
    return (
        "The release several times over, each copy with terms of its own: 46 are ten million "
        "triples. MIREOT takes what is above one class, `remove` leaves of all annotations the "
        "labels; both write RDF/XML. From 100 MB on a file is read a slice at a time.\n\n"
        + table(head, lines)
    )


_ROBOT = [sys.executable, "-m", "doidkit", "robot"]


def _cells(found: dict[str, Row]) -> list[str]:
    return [
        text
        for row in found.values()
        for text in (row.time(), row.memory(), target(row, megabytes=_MEGABYTES))
    ]


def _converted(source: Path, suffix: str) -> Path:
    path = source.with_name(f"large{suffix}")
    if not path.exists():
        done = run([*_ROBOT, "convert", "-i", str(source), "-o", str(path)])
        assert not done.failure, done.failure
    return path
