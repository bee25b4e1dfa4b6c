"""All measurements, side by side in one run on the full release, into docs/benchmarks.md.

``python benchmarks/run.py [SECTION...]`` runs all sections or the named ones; the page keeps
the others. A section is a module here with TITLE and ``section(release) -> str``.
"""

import compileall
import os
import platform
import re
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from release import ROOT, SOURCE, release

SECTIONS = [
    name
    for name in (
        "startup",
        "loading",
        "wellformed",
        "statements",
        "query",
        "turtle",
        "diff",
        "reason",
        "robotrelease",
        "robotgrowth",
        "everyday",
        "obo",
        "shacl",
        "check",
        "push",
        "federated",
        "mistakes",
        "ingest",
        "website",
        "serve",
        "editing",
    )
    if (Path(__file__).parent / f"{name}.py").exists()
]
PAGE = ROOT / "docs" / "benchmarks.md"
_PACKAGES = ("doidkit", "pyoxigraph", "oxigraph", "rdflib", "pyshacl", "py-horned-owl", "fastobo")


def main(names: list[str]) -> None:
    """Measure the named sections, all if none is named, and write the page after each."""
    measured = release()
    # Installed packages have their bytecode; so has the checkout, wherever writing it is off.
    compileall.compile_dir(ROOT / "src", quiet=1)
    names = names or SECTIONS
    for name in names:
        if len(names) > 1:
            # A process counts the memory of the one that it was forked from as its own at first.
            subprocess.run([sys.executable, __file__, name], check=True)
            continue
        print(f"{name} ...", file=sys.stderr)
        module = import_module(name)
        _write(measured.triples, {module.TITLE: module.section(measured)})


def _write(triples: int, new: Mapping[str, str]) -> None:
    """Write the page, its other sections as they are by now."""
    texts = _sections(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    texts |= new
    titles = [import_module(name).TITLE for name in SECTIONS]
    parts = [f"## {title}\n\n{texts[title].strip()}\n" for title in titles if title in texts]
    PAGE.write_text("\n".join([_head(triples), *parts]), encoding="utf-8")


def _head(triples: int) -> str:
    found = []
    for package in _PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        "# Benchmarks\n\n"
        "Made by `make bench`: every row in its own process, rows of a table in turns, medians. "
        f"The data is the Disease Ontology release {_release_name()} in full, {triples:,} triples. "
        "Differences under a fifth are noise. The sections are of different days, and the machine "
        "is not always as fast: compare within a table.\n\n"
        f"Machine: {_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"{platform.system()}; Python {platform.python_version()}; {', '.join(found)}.\n"
    )


def _release_name() -> str:
    return SOURCE.name.removesuffix(".gz").removesuffix(".nt").removeprefix("doid-")


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    text = path.read_text() if path.exists() else ""
    found = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    return found[1].strip() if found else platform.machine()


def _sections(page: str) -> dict[str, str]:
    parts = re.split(r"^## (.*)\n", page, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


if __name__ == "__main__":
    main(sys.argv[1:])
