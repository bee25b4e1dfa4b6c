"""What it costs to know that RDF/XML is whole: the load with and without the check before it."""

import statistics

from measure import RUNS, inside, run, table
from release import Release

TITLE = "RDF/XML is whole"

_LOAD = """
import doidkit
from doidkit.syntax.rdfxml import reader
doidkit.load
if not {checked}:
    reader.is_plain = lambda stream, path: True
elif not {proved}:
    reader.is_proved = lambda stream: False
def processor(work):
    start = time.process_time()
    work()
    print(json.dumps({{"seconds": time.process_time() - start}}), file=sys.stderr)
processor(lambda: doidkit.load({path!r}))
"""
_ROWS = {
    "not checked": {"checked": False, "proved": False},
    "checked": {"checked": True, "proved": True},
    "checked by expat, as what is not proved is": {"checked": True, "proved": False},
}


def section(release: Release) -> str:
    """Return the table."""
    taken: dict[str, list[float]] = {name: [] for name in _ROWS}
    for _ in range(RUNS):
        for name, how in _ROWS.items():
            code = _LOAD.format(path=str(release.rdfxml), **how)
            taken[name].append(run(inside(code)).seconds)
    medians = {name: statistics.median(found) for name, found in taken.items()}
    base = medians["not checked"]
    lines = [
        [name, f"{seconds:.2f} s", "" if seconds == base else f"{(seconds - base) / seconds:.0%}"]
        for name, seconds in medians.items()
    ]
    return (
        "`load(FILE)` of the release as RDF/XML into memory, in seconds of the processor, with and "
        "without the proof that every byte of it is well-formed XML. Target: at most 15 % of the "
        "load.\n\n" + table(["what", "time", "of it the check"], lines)
    )
