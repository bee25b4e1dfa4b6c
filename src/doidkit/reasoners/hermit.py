"""OWL reasoning with HermiT, the one that owlready2 ships.

The axioms go from pyoxigraph to HermiT's own process, without an owlready2 world in between. A
world would import the Python modules that an ontology names (its ``python_module``
annotation), print warnings about cycles, leave its temporary file behind when HermiT fails,
and hand back Python classes that cannot be in a cycle. So owlready2's default world and its
settings are never changed; ``owlready2.JAVA_EXE`` and ``owlready2.JAVA_MEMORY`` are obeyed, the
latter where ``children.VARIABLE`` says nothing of memory.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import owlready2
import pyoxigraph as ox

from doidkit import children, temporary
from doidkit.errors import EngineError
from doidkit.prefixes import PREFIXES
from doidkit.reasoners.condensation import condensed
from doidkit.reasoners.taxonomy import Taxonomy, group, logic
from doidkit.syntax.formats import GraphFormat
from doidkit.syntax.ofn import writer
from doidkit.syntax.owl.expressions import Call
from doidkit.syntax.owltext import ntriples
from doidkit.terms import OWL_CLASS, RDF_TYPE

_NOTHING, _THING = PREFIXES["owl"] + "Nothing", PREFIXES["owl"] + "Thing"
_LINE = re.compile(r"^(SubClassOf|EquivalentClasses)\( (<[^>]+>(?: <[^>]+>)+) \)$", re.MULTILINE)
_STEP = 0.1  # seconds between two looks at a running HermiT
_UTF8 = ("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dsun.stdout.encoding=UTF-8")


def classify(triples: Iterable[ox.Triple], *, timeout: float | None = None) -> Taxonomy:
    """Return the classification of an OWL 2 DL ontology in RDF; imports are not followed.

    ``timeout`` is in seconds. Raises EngineError without Java, when HermiT refuses an axiom,
    runs out of memory or takes too long.
    """
    given = condensed(logic(triples))
    with temporary.folder() as folder:
        axioms = folder / "axioms.nt"
        ox.serialize(given.triples, str(axioms), ox.RdfFormat.N_TRIPLES)
        done = _run(_command(axioms), timeout)
    # HermiT exits with 0 when it cannot read its input.
    if done.returncode or "pear-shaped" in done.stderr or "Exception" in done.stderr:
        if "InconsistentOntologyException" in done.stderr:
            return Taxonomy(consistent=False)
        raise EngineError(f"HermiT cannot classify the ontology ({_reason(done.stderr)}).")
    return given.expanded(_below_all(_taxonomy(done.stdout), given.triples))


def classify_axioms(axioms: Iterable[Call], *, timeout: float | None = None) -> Taxonomy:
    """Return the same of axioms."""
    text = BytesIO(writer.body(axioms).encode())
    lines = b"".join(ntriples(text, GraphFormat.OFN, Path("axioms.ofn")))
    given = ox.parse(lines, ox.RdfFormat.N_TRIPLES)
    return classify((quad.triple for quad in given), timeout=timeout)


def is_there() -> bool:
    """Return whether there is the Java that HermiT needs."""
    return shutil.which(owlready2.JAVA_EXE) is not None


def _command(axioms: Path) -> list[str]:
    java = shutil.which(owlready2.JAVA_EXE)
    if java is None:
        raise EngineError(
            f'Java ("{owlready2.JAVA_EXE}") is not installed, and HermiT needs it to check '
            "consistency; install a Java runtime (Debian: default-jre-headless) or pass "
            "--reasoner rustdl, which needs none."
        )
    home = Path(owlready2.__file__).parent / "hermit"
    return [
        java,
        *([f"-Xmx{_memory()}M"] if _memory() else []),
        "-XX:-UsePerfData",  # it would leave a file in the temporary folder if killed
        *_UTF8,
        "-cp",
        f"{home}{os.pathsep}{home / 'HermiT.jar'}",
        "org.semanticweb.HermiT.cli.CommandLine",
        "-c",
        axioms.as_uri(),
    ]


def _memory() -> int:
    """Return how many MB HermiT may take, 0 for what Java takes by itself."""
    asked = children.VARIABLE in os.environ
    return children.memory_mb() if asked else int(owlready2.JAVA_MEMORY)


def _run(command: list[str], timeout: float | None) -> subprocess.CompletedProcess[str]:
    end = time.monotonic() + timeout if timeout is not None else None
    try:
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            preexec_fn=children.death_signal(),
        ) as process:
            children.started(process.pid)
            try:
                return _wait(process, end)
            except BaseException:
                process.kill()
                raise
            finally:
                children.ended(process.pid)
    except subprocess.TimeoutExpired as error:
        raise EngineError(
            f"HermiT took longer than {timeout:g} seconds; allow more time or reason over less."
        ) from error
    except OSError as error:
        raise EngineError(f"Java cannot be started ({error.strerror}); reinstall it.") from error


def _wait(process: subprocess.Popen[str], end: float | None) -> subprocess.CompletedProcess[str]:
    # In short steps: a Ctrl-C reaches a thread that is not the main one between two of them.
    while True:
        try:
            out, err = process.communicate(timeout=_STEP)
            return subprocess.CompletedProcess(process.args, process.returncode, out, err)
        except subprocess.TimeoutExpired:
            if end is not None and time.monotonic() > end:
                raise


def _reason(stderr: str) -> str:
    if "OutOfMemoryError" in stderr:
        return f"it needs more than {_memory():,} MB of memory; allow more with {children.VARIABLE}"
    datatype = re.search(r"The datatype '([^']+)' is not part of the OWL 2 datatype map", stderr)
    if datatype:
        return f"the datatype {datatype[1]} is not one of OWL 2's; use xsd:dateTime or xsd:string"
    lines = [line.strip() for line in stderr.splitlines() if not line.startswith("\tat ")]
    text = next((line for line in lines if "Exception" in line or "Error" in line), "")
    return text.rpartition("Exception: ")[2][:200].rstrip(".") or "it gave no reason"


def _taxonomy(output: str) -> Taxonomy:
    subclasses: set[tuple[str, str]] = set()
    equivalent: set[tuple[str, ...]] = set()
    unsatisfiable: set[str] = set()
    for relation, members in _LINE.findall(output):
        iris = members[1:-1].split("> <")
        if relation == "SubClassOf":
            subclasses.add((iris[0], iris[1]))
        elif _NOTHING in iris:
            unsatisfiable.update(set(iris) - {_NOTHING})
        else:
            equivalent.add(group(iris))
    return Taxonomy(
        consistent=True,
        subclasses=tuple(sorted(pair for pair in subclasses if _THING not in pair)),
        equivalent=tuple(sorted(equivalent)),
        unsatisfiable=tuple(sorted(unsatisfiable)),
    )


def _below_all(found: Taxonomy, triples: Iterable[ox.Triple]) -> Taxonomy:
    """Return a taxonomy with the pairs of classes below what is the same as owl:Thing."""
    every = next((each for each in found.equivalent if _THING in each), ())
    if not every:
        return found
    placed = {*every, *found.unsatisfiable, *(child for child, _ in found.subclasses)}
    placed |= {iri for same in found.equivalent for iri in same[1:]}
    classes = {
        triple.subject.value
        for triple in triples
        if isinstance(triple.subject, ox.NamedNode)
        and triple.predicate.value == RDF_TYPE
        and getattr(triple.object, "value", "") == OWL_CLASS
    }
    pairs = [*found.subclasses, *((iri, every[0]) for iri in classes - placed)]
    return replace(found, subclasses=tuple(sorted(pairs)))
