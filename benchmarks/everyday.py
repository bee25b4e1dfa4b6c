"""Everyday commands on the release as OBO: doidkit, OAK's runoak and ROBOT in turns.

OAK_PYTHON names a Python that has oaklib, ROBOT_CLASSPATH ROBOT's jars.
"""

import gzip
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measure import RUNS, Row, robot, rows, run, runoak, table
from release import SOURCE, Release

TITLE = "Everyday commands beside OAK and ROBOT"
_TERM, _OTHER = "DOID:182", "DOID:4734"


@dataclass(frozen=True)
class _Task:
    """One thing to do: the words of each program that can."""

    name: str
    doidkit: tuple[str, ...]
    oak: tuple[str, ...] = ()
    robot: tuple[str, ...] = ()


def section(_release: Release) -> str:
    """Return the table, the slowest commands first."""
    with tempfile.TemporaryDirectory() as name:
        folder = _files(Path(name))
        run([sys.executable, "-m", "doidkit", "search", _TERM, "-d", str(folder / "doid.obo")])
        tasks = [*_tasks(folder)]
        measured = [(task, _measured(task)) for task in tasks]
    measured.sort(key=lambda each: -each[1]["doidkit"].processor)
    lines = [
        [f"{task.name}", *(_cell(found, each) for each in ("doidkit", "OAK", "ROBOT"))]
        for task, found in measured
    ]
    return (
        "Seconds of the processor and, of the others, how often as long as doidkit; whole "
        f"processes on the release as OBO, slowest first, runs of each: {min(RUNS, 3)}. OAK reads "
        "it with its `simpleobo` adapter, for associations with `pronto`; empty is what a program "
        "does not do. What looks terms up asks the index that the first command on a file makes, "
        "a row of its own. What the answers differ in is in [coming from OAK](oak.md).\n\n"
        + table(["what", "doidkit", "`runoak`", "ROBOT"], lines)
    )


def _files(folder: Path) -> Path:
    packed = SOURCE.with_name(SOURCE.name.replace(".nt.gz", ".obo.gz"))
    text = gzip.decompress(packed.read_bytes()).decode()
    (folder / "doid.obo").write_text(text)
    edited = text.replace("name: angiosarcoma\n", "name: angiosarcoma, edited\n")
    (folder / "edited.obo").write_text(edited)
    ids = [line[4:] for line in text.splitlines() if line.startswith("id: DOID:")]
    (folder / "ids.tsv").write_text("\n".join(["id\tlabel", *(f"{i}\t" for i in ids[:500])]) + "\n")
    pairs = [(f"gene:{n // 3}", term) for n, term in enumerate(ids)]
    body = "".join(f"{gene}\t{term}\n" for gene, term in pairs)
    (folder / "g2t.tsv").write_text(body)
    (folder / "edges.tsv").write_text("subject\tobject\n" + body)
    (folder / "sample.txt").write_text("".join(f"gene:{n}\n" for n in range(40)))
    defined = [line.split('"')[1] for line in text.splitlines() if line.startswith("def: ")]
    (folder / "text.txt").write_text("\n".join(defined[:100]) + "\n")
    return folder


def _tasks(folder: Path) -> Iterator[_Task]:
    def at(name: str) -> str:
        return str(folder / name)

    obo, own = at("doid.obo"), ("-i", f"simpleobo:{at('doid.obo')}")
    associated = ("-i", f"pronto:{obo}", "-g", at("g2t.tsv"), "-G", "g2t")
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    (folder / "count.rq").write_text(count)
    yield _Task("check", ("check", obo, "--fail-on", "never"), (),
                ("report", "-i", obo, "-o", at("r.tsv"), "--fail-on", "none"))  # fmt: skip
    yield _Task("diff", ("diff", obo, at("edited.obo")),
                (*own, "diff", "-X", f"simpleobo:{at('edited.obo')}"),
                ("diff", "--left", obo, "--right", at("edited.obo")))  # fmt: skip
    yield _Task("metrics", ("metrics", obo), (), ("measure", "-i", obo, "-o", at("m.tsv")))
    yield _Task("convert", ("convert", obo, "-o", at("x.owl")),
                (*own, "dump", "-O", "owl", "-o", at("oak.ttl")),
                ("convert", "-i", obo, "-o", at("robot.owl")))  # fmt: skip
    yield _Task("reason", ("reason", obo), (), ("reason", "-i", obo, "-o", at("reasoned.owl")))
    yield _Task("extract", ("extract", obo, "--term", _TERM, "-o", at("e.owl")),
                (*own, "extract", _TERM, "-O", "owl", "-o", at("oak-e.ttl")),
                ("extract", "-i", obo, "-m", "STAR", "-t", _TERM, "-o", at("re.owl")))  # fmt: skip
    yield _Task("filter", ("filter", obo, "--term", _TERM, "--select", "self descendants",
                           "-o", at("f.owl")), (),
                ("filter", "-i", obo, "--term", _TERM, "--select", "self descendants",
                 "-o", at("robot-f.owl")))  # fmt: skip
    yield _Task("query", ("query", at("count.rq"), "-d", obo), (),
                ("query", "-i", obo, "--query", at("count.rq"), at("c.csv")))  # fmt: skip
    yield _Task("search", ("search", "calcinosis", "-d", obo), (*own, "search", "l~calcinosis"))
    yield _Task("search, the first of a file", ("search", "calcinosis", "-d", obo))
    yield _Task("show", ("show", _TERM, "-d", obo), (*own, "info", _TERM, "-O", "obo"))
    yield _Task("usages", ("usages", _TERM, "-d", obo),
                (*own, "relationships", "--direction", "down", _TERM))  # fmt: skip
    yield _Task("similarity", ("similarity", _TERM, _OTHER, "-d", obo),
                (*own, "similarity", "-p", "i", _TERM, "@", _OTHER))  # fmt: skip
    yield _Task("mentions", ("mentions", f"@{at('text.txt')}", "-d", obo),
                (*own, "annotate", "--text-file", at("text.txt")))  # fmt: skip
    edited = f"simpleobo:{at('edited.obo')}"
    yield _Task("lexmatch", ("lexmatch", obo, at("edited.obo"), "-o", at("l.tsv")),
                (*own, "-a", edited, "lexmatch", "-o", at("oak-l.tsv")))  # fmt: skip
    yield _Task("fill", ("fill", at("ids.tsv"), "--add", "label", "-d", obo),
                (*own, "fill-table", "--allow-missing", at("ids.tsv")))  # fmt: skip
    yield _Task("rollup", ("rollup", at("edges.tsv"), "DOID:7", "DOID:0014667", "-d", obo),
                (*associated, "rollup", "--object-group", "DOID:7", "--object-group",
                 "DOID:0014667", *(f"gene:{n}" for n in range(40))))  # fmt: skip
    yield _Task("enrich", ("enrich", at("edges.tsv"), "-s", f"@{at('sample.txt')}", "-d", obo),
                (*associated, "enrichment", "-U", at("sample.txt"), "-p", "i"))  # fmt: skip


def _measured(task: _Task) -> dict[str, Row]:
    """Return a row for each program that can do a task, asked in turns."""
    commands = {"doidkit": [sys.executable, "-m", "doidkit", *task.doidkit]}
    if "first" in task.name:  # with an empty cache each time
        fresh = 'XDG_CACHE_HOME=$(mktemp -d -p "$0") exec "$@"'
        folder = str(Path(task.doidkit[-1]).parent)
        commands["doidkit"] = ["bash", "-c", fresh, folder, *commands["doidkit"]]
    if task.oak and (command := runoak(*task.oak)):
        commands["OAK"] = command
    if task.robot and (command := robot(*task.robot)):
        commands["ROBOT"] = command
    print(f"  {task.name}", file=sys.stderr)
    return rows(commands, runs=min(RUNS, 3), limit=120)


def _cell(found: dict[str, Row], program: str) -> str:
    row = found.get(program)
    if row is None:
        return ""
    if row.failure:
        return row.failure
    told = f"{row.processor:.2f} s"
    if program == "doidkit" or not found["doidkit"].processor:
        return told
    return f"{told} ({row.processor / found['doidkit'].processor:.1f} x)"
