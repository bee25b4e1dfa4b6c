"""``doidkit check --profile do`` on the full release, next to rdflib and to ROBOT's three steps."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from measure import Row, rows, table
from release import HOME, ROOT, Release

TITLE = "check"
_JARS = Path(os.environ.get("DOIDKIT_BENCH_ROBOT", HOME / "robot"))
"""ROBOT and what it needs, fetched with Maven once; a folder of jars may be named instead."""
_POM = ROOT / ".ci" / "robot.xml"
_RDFLIB = """
import rdflib
from doidkit.checks import profile, select
from doidkit.checks.running import bindings
from doidkit.sparql import querytext
graph = rdflib.Graph().parse({data!r})
found = 0
for check in select(profile("do")):
    text = querytext.with_prefixes(querytext.bind(check.check.text, bindings(check)))
    found += len(list(graph.query(text)))
print(found)
"""


def section(release: Release) -> str:
    """Return the tables."""
    obo = HOME / "doid-check.obo"
    if not obo.exists():
        _doidkit("convert", str(release.ntriples), "-o", str(obo))
    ours = {
        name: [*_program("check"), str(path), "--fail-on", "never", "-f", "json"]
        for name, path in (("doidkit check, OBO", obo), ("doidkit check, RDF/XML", release.rdfxml))
    }
    measured = rows(ours)
    rdflib = [sys.executable, "-c", _RDFLIB.format(data=str(release.rdfxml))]
    measured |= rows({"the same rules, rdflib": rdflib}, runs=1, limit=300)
    robot, remark = _robot(release)
    measured |= rows(robot, runs=2, limit=600) if robot else {}
    base = measured["doidkit check, RDF/XML"]
    lines = [[r.name, r.time(), r.memory(), r.times(base)] for r in measured.values()]
    steps = [measured[name] for name in robot]
    if steps and not any(step.failure for step in steps):
        total = Row("ROBOT, all three", sum(s.seconds for s in steps), 0)
        lines.append([total.name, total.time(), "", total.times(base)])
    return table(["", "wall", "memory", "of RDF/XML"], lines) + f"\n{remark}\n"


def _robot(release: Release) -> tuple[dict[str, list[str]], str]:
    """Return ROBOT's commands, and how it was got or why it is not here."""
    if shutil.which("java") is None:
        return {}, "ROBOT was left out: there is no Java."
    if not any(_JARS.glob("robot-command*.jar")) and not _fetched():
        return {}, "ROBOT was left out: Maven is missing, or could not fetch it."
    java = ["java", "-Xmx4G", "-cp", f"{_JARS}/*", "org.obolibrary.robot.CommandLineInterface"]
    data, out = str(release.rdfxml), HOME / "robot-out"
    out.mkdir(parents=True, exist_ok=True)
    checks = Path(__file__).parents[1] / "checks" / "do"
    queries = [str(p) for p in sorted(checks.glob("*.rq")) if "options." not in p.read_text()]
    return {
        "ROBOT report": [*java, "report", "-i", data, "--fail-on", "none", "-o", f"{out}/r.tsv"],
        "ROBOT verify": [
            *(*java, "verify", "-i", data, "--fail-on-violation", "false"),
            *("-O", str(out), "--queries", *queries),
        ],
        "ROBOT reason (ELK)": [*java, "reason", "-r", "ELK", "-i", data, "-o", f"{out}/r.owl"],
    }, (
        "ROBOT, as DO's continuous integration runs it: report with its default profile, verify "
        "with the rules above that need no options, reason. doidkit's rows reason with rustdl."
    )


def _fetched() -> bool:
    """Fetch ROBOT from Maven Central; return whether that went well."""
    if shutil.which("mvn") is None:
        return False
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={_JARS}"]
    return subprocess.run(["mvn", "-q", "-B", "-f", str(_POM), *goal], check=False).returncode == 0


def _program(command: str) -> list[str]:
    return [sys.executable, "-m", "doidkit", command]


def _doidkit(command: str, *arguments: str) -> None:
    subprocess.run([*_program(command), *arguments], check=True)
