"""What the tests of relaxing, reducing and materialising share: axioms of files, as they are."""

from pathlib import Path

import pytest

from doidkit.reasoners import rustdl
from doidkit.reasoners.locality import NO_LOGIC
from doidkit.reasoners.taxonomy import Taxonomy
from doidkit.syntax.ofn import writer
from doidkit.syntax.owl.expressions import Call, Node
from doidkit.syntax.owl.from_rdf import axioms
from doidkit.syntax.owl.operands import ENTITY_OF, used
from doidkit.syntax.reading import quads


def logical(path: Path) -> set[Call]:
    """Return the axioms of a file that have a part in the logic, without annotations."""
    found = axioms(quads(path)).axioms
    return {(each[0], *writer.operands(each)) for each in found if each[0] not in NO_LOGIC}


def saved(given: list[Call], path: Path) -> Path:
    """Write axioms with the declarations of what they name."""
    entities = {pair for axiom in given for pair in used(axiom) if pair[0] in ENTITY_OF}
    said = [("Declaration", (ENTITY_OF[kind], name)) for kind, name in sorted(entities)]
    path.write_text(writer.body([*said, *given]), encoding="utf-8")
    return path


def classified(given: list[Call]) -> Taxonomy:
    """Return all that follows; only in a copy of the process."""
    return rustdl.classify_axioms(given)


def by_elk(given: list[Call]) -> Taxonomy:
    """Return what ELK finds; only in a copy of the process."""
    return rustdl.classify_el_axioms(given)[0]


def robots(shared: Path, command: str) -> Path:
    """Return the one file that ROBOT wrote for a command of its documentation."""
    (path,) = (shared / "robot" / "expected" / command / "files" / "results").iterdir()
    return path


def example(shared: Path, name: str) -> Path:
    """Return a file of ROBOT's documentation; skip the test where it is not there."""
    path = shared / "robot" / "examples" / name
    if not path.exists():
        pytest.skip("ROBOT's examples are not in the shared folder")
    return path


def distinct(given: list[Call]) -> list[Call]:
    """Return axioms without those that name one thing twice in a set, which OWLAPI shortens."""
    return [axiom for axiom in given if _is_distinct(axiom)]


def _is_distinct(node: Node) -> bool:
    if isinstance(node, str):
        return True
    return len({*node}) == len(node) and all(map(_is_distinct, node))
