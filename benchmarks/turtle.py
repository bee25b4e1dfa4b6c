"""Stable Turtle: its price next to plain serialisation and rdflib, and what an edit changes."""

import json
import random
import sys
from pathlib import Path

from measure import inside, rows, run, table
from release import HOME, Release

TITLE = "Stable Turtle"
_EDITS = 200
_WHOLE_EDITS = 50  # of the full release, which is written anew for each
_TERMS = 300  # of the slice on which rdflib can keep up
_READ = "import pyoxigraph as ox\nsource = {path!r}\n"
_QUADS = _READ + "quads = list(ox.parse(path=source, format=ox.RdfFormat.N_TRIPLES))\n"
_GRAPH = "import rdflib\ngraph = rdflib.Graph().parse({path!r}, format='nt')\n"
_PLAIN = (
    "prefixes = {{'obo': 'http://purl.obolibrary.org/obo/', "
    "'oboInOwl': 'http://www.geneontology.org/formats/oboInOwl#', "
    "'owl': 'http://www.w3.org/2002/07/owl#', "
    "'rdfs': 'http://www.w3.org/2000/01/rdf-schema#'}}\n"
)
_SERIALISE = {
    "pyoxigraph, plain": _QUADS
    + _PLAIN
    + "timed(lambda: ox.serialize(quads, format=ox.RdfFormat.TURTLE, prefixes=prefixes))",
    "doidkit, stable": _QUADS
    + "from doidkit.syntax.turtle import turtle\ntimed(lambda: turtle(quads))",
    "rdflib turtle": _GRAPH + "timed(lambda: graph.serialize(format='turtle'))",
    "rdflib longturtle": _GRAPH + "timed(lambda: graph.serialize(format='longturtle'))",
}
_CONVERT = {
    "pyoxigraph, plain": _READ
    + _PLAIN
    + "timed(lambda: ox.serialize(ox.parse(path=source, format=ox.RdfFormat.N_TRIPLES), "
    "format=ox.RdfFormat.TURTLE, prefixes=prefixes))",
    "doidkit, stable": _READ
    + "from doidkit.conversion import convert\nfrom doidkit.syntax import turtle\n"
    "timed(lambda: convert([source]))",
    "rdflib turtle": "import rdflib\ntimed(lambda: "
    "rdflib.Graph().parse({path!r}, format='nt').serialize(format='turtle'))",
}


def section(release: Release) -> str:
    """Return the tables."""
    return (
        "Target: at most 4 times pyoxigraph's plain serialisation and at least 5 times faster "
        "than rdflib's turtle. From a file of N-Triples to the text, both reading and writing:\n\n"
        + _table(_CONVERT, release)
        + "\nThe writing alone, from triples in memory to the text:\n\n"
        + _table(_SERIALISE, release)
        + f"\nLines that differ (added and removed) after each of {_EDITS} random edits of one "
        "axiom: a cross-reference added or removed, a label or a parent changed, a definition "
        "changed together with its annotation, a synonym added with an annotation. The triples "
        "come in another order, with other blank node labels, each time. The slice is "
        f"{_TERMS} terms with their annotations; the full release gets {_WHOLE_EDITS} edits.\n\n"
        + _changes(release)
    )


def _table(codes: dict[str, str], release: Release) -> str:
    found = rows(
        {name: inside(code.format(path=str(release.ntriples))) for name, code in codes.items()},
        limit=300,
    )
    base = found["pyoxigraph, plain"]
    return table(
        ["what", "time", "of pyoxigraph", "peak memory"],
        [[row.name, row.time(), row.times(base), row.memory()] for row in found.values()],
    )


def _changes(release: Release) -> str:
    lines = release.ntriples.read_text(encoding="utf-8").splitlines()
    lines_of_slice = _slice(lines)
    found = []
    for what, data, writers in (
        ("slice", lines_of_slice, ("doidkit", "longturtle canon", "longturtle", "rdflib turtle")),
        ("full release", lines, ("doidkit",)),
    ):
        path = HOME / f"edits-{what.split()[0]}.json"
        edits = _edits(data)[: _EDITS if data is lines_of_slice else _WHOLE_EDITS]
        path.write_text(json.dumps({"lines": data, "edits": edits}))
        for writer in writers:
            done = run([sys.executable, __file__, str(path), writer], limit=1800)
            counts = json.loads(done.output) if not done.failure else {}
            found.append(
                [
                    what,
                    writer,
                    done.failure or f"{counts['median']}",
                    f"{counts.get('mean', 0):,.1f}",
                    f"{counts.get('most', 0):,}",
                ]
            )
    return table(["data", "writer", "median", "mean", "most"], found)


def _slice(lines: list[str]) -> list[str]:
    terms = sorted({line.split(" ", 1)[0] for line in lines if "/obo/DOID_" in line[:45]})
    wanted = set(random.Random(1).sample(terms, _TERMS))
    axioms = {
        line.split(" ", 1)[0]
        for line in lines
        if "#annotatedSource> " in line and line.split(" ", 2)[2].removesuffix(" .") in wanted
    }
    return [line for line in lines if line.split(" ", 1)[0] in wanted | axioms]


def _edits(lines: list[str]) -> list[dict[str, list[str]]]:
    """Return edits as the lines that go and the lines that come."""
    chance = random.Random(2)
    by: dict[str, list[str]] = {}
    for line in lines:
        predicate = line.split(" ", 2)[1].rstrip(">").rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        if line[0] == "<":
            by.setdefault(predicate, []).append(line)
    axioms: dict[str, str] = {}
    for line in lines:
        if line[0] == "_" and "#annotatedTarget> " in line:
            axioms[line.split(" ", 2)[2]] = line
    kinds = (_xref, _no_xref, _label, _parent, _definition, _synonym)
    return [chance.choice(kinds)(by, axioms, chance, number) for number in range(_EDITS)]


def _change(gone: list[str], come: list[str]) -> dict[str, list[str]]:
    return {"gone": gone, "come": come}


def _xref(by, axioms, chance, number):
    subject, predicate, _ = chance.choice(by["hasDbXref"]).split(" ", 2)
    return _change([], [f'{subject} {predicate} "NEW:{number}" .'])


def _no_xref(by, axioms, chance, number):
    return _change([chance.choice(by["hasDbXref"])], [])


def _label(by, axioms, chance, number):
    line = chance.choice(by["label"])
    return _change([line], [line.replace('"', '"edited ', 1)])


def _parent(by, axioms, chance, number):
    line, other = (chance.choice(by["subClassOf"]) for _ in range(2))
    return _change([line], [" ".join([*line.split(" ", 2)[:2], other.split(" ", 2)[2]])])


def _definition(by, axioms, chance, number):
    line = chance.choice(by["IAO_0000115"])
    gone = [line, *([axioms[line.split(" ", 2)[2]]] if line.split(" ", 2)[2] in axioms else [])]
    return _change(gone, [text.replace(' "', ' "Edited: ', 1) for text in gone])


def _synonym(by, axioms, chance, number):
    subject = chance.choice(by["label"]).split(" ", 1)[0]
    owl, name = "http://www.w3.org/2002/07/owl#", "http://www.geneontology.org/formats/oboInOwl#"
    property, text, node = f"<{name}hasExactSynonym>", f'"new name {number}"', f"_:new{number}"
    return _change(
        [],
        [
            f"{subject} {property} {text} .",
            f"{node} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{owl}Axiom> .",
            f"{node} <{owl}annotatedSource> {subject} .",
            f"{node} <{owl}annotatedProperty> {property} .",
            f"{node} <{owl}annotatedTarget> {text} .",
            f'{node} <{name}hasDbXref> "PMID:{number}" .',
        ],
    )


def _write(writer: str, lines: list[str]) -> str:
    text = "\n".join(lines) + "\n"
    if writer == "doidkit":
        import pyoxigraph as ox

        from doidkit.syntax.turtle import turtle

        quads = ox.parse(text, ox.RdfFormat.N_TRIPLES, rename_blank_nodes=True)
        return turtle(quads).decode()
    import rdflib

    graph = rdflib.Graph().parse(data=text, format="nt")
    if writer == "longturtle canon":
        return graph.serialize(format="longturtle", canon=True)
    return graph.serialize(format=writer.removeprefix("rdflib "))


def _differing(before: str, after: str) -> int:
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old"), Path(folder, "new")
        old.write_text(before, encoding="utf-8")
        new.write_text(after, encoding="utf-8")
        done = subprocess.run(["diff", str(old), str(new)], capture_output=True, check=False)
    return sum(line[:1] in (b"<", b">") for line in done.stdout.split(b"\n"))


def _count(path: str, writer: str) -> None:
    import statistics

    given = json.loads(Path(path).read_text())
    chance = random.Random(3)
    before = _write(writer, given["lines"])
    counts = []
    for edit in given["edits"]:
        gone = set(edit["gone"])
        lines = [line for line in given["lines"] if line not in gone] + edit["come"]
        chance.shuffle(lines)
        counts.append(_differing(before, _write(writer, lines)))
    print(
        json.dumps(
            {
                "median": statistics.median(counts),
                "mean": statistics.mean(counts),
                "most": max(counts),
            }
        )
    )


if __name__ == "__main__":
    _count(*sys.argv[1:])
