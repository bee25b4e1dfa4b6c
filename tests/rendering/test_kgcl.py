"""What diff writes as KGCL parses with the reference grammar, and says what it means."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from isomorphism import canonical

from doidkit.comparing import Comparison, compare
from doidkit.comparing.commands import applied
from doidkit.comparing.patching import Edit, patched
from doidkit.comparing.pieces import parsed
from doidkit.data import Data
from doidkit.errors import SyntaxFault
from doidkit.rendering.changes.kgcl import render, unsaid

OLD = """format-version: 1.2
ontology: doid
subsetdef: one "One"

[Term]
id: DOID:4
name: disease

[Term]
id: DOID:1
name: heart disease
def: "A disease." [PMID:1]
synonym: "cardiac" RELATED []
synonym: "sick" EXACT []
xref: A:1
is_a: DOID:4

[Term]
id: DOID:2
name: it's
is_a: DOID:4

[Term]
id: DOID:3
name: gone
is_a: DOID:4
"""
EDITS = {
    "rename": ("name: heart disease", "name: cardiac disease"),
    "create node": ("[Term]\nid: DOID:2\n", "[Term]\nid: DOID:9\nname: n\n\n[Term]\nid: DOID:2\n"),
    "change annotation": ("name: it's", "name: it's other"),
    "change definition": ("A disease.", "A heart disease."),
    "remove synonym": ('synonym: "sick" EXACT []\n', ""),
    "create exact synonym": ('"cardiac" RELATED', '"cardiac" EXACT'),
    "create edge": ("is_a: DOID:4\n\n[Term]\nid: DOID:3", "is_a: DOID:1\n\n[Term]\nid: DOID:3"),
    "obsolete": ("name: gone\n", "name: gone\nis_obsolete: true\n"),
    "to subset": ("xref: A:1", "subset: one\nxref: A:1"),
    "with oboInOwl:hasDbXref": ("xref: A:1", "xref: B:1"),
}


@pytest.fixture
def parse() -> Callable[[str], object]:
    import warnings

    with warnings.catch_warnings():  # the parser's dependencies warn when they are imported
        warnings.simplefilter("ignore")
        from kgcl_schema.grammar.parser import kgcl_parser
    return kgcl_parser.parse


def compared(folder: Path, old: str, new: str) -> tuple[Path, Comparison]:
    paths = folder / "old.obo", folder / "new.obo"
    for path, text in zip(paths, (old, new), strict=True):
        path.write_text(text)
    return paths[0], compare(*paths)


@pytest.mark.parametrize("command", EDITS)
def test_a_command_parses_and_gives_what_json_gives(
    tmp_path: Path, parse: Callable[[str], object], command: str
) -> None:
    old, found = compared(tmp_path, OLD, OLD.replace(*EDITS[command]))
    text = render([found])
    assert command in text
    for line in text.splitlines():
        assert parse(line)
    left = {id(change) for change in unsaid([found])}
    each = [part for change in found for part in change.each() if id(part) not in left]
    before = set(Data((old,)).statements())
    by_command = applied(text, before, "c.kgcl")
    by_edit = patched(before, Edit.of(replace(change, parts=()) for change in each))
    assert canonical(parsed(by_command)) == canonical(parsed(by_edit))


BY_HAND = {
    "deepen DOID:3 from DOID:4 to DOID:1": ("gone\nis_a: DOID:4", "gone\nis_a: DOID:1"),
    "shallow 'gone' from 'disease' to DOID:1": ("gone\nis_a: DOID:4", "gone\nis_a: DOID:1"),
    "move DOID:3 rdfs:subClassOf DOID:4 from DOID:4 to DOID:1": (
        "gone\nis_a: DOID:4",
        "gone\nis_a: DOID:1",
    ),
    "change synonym 'sick' for DOID:1 to 'ill'": ('"sick" EXACT', '"ill" EXACT'),
    "change exact synonym 'sick' for 'heart disease' -> 'ill'": ('"sick" EXACT', '"ill" EXACT'),
    "change relationship between DOID:3 and DOID:4 from oboInOwl:consider to rdfs:subClassOf": (
        "consider: DOID:4\n",
        "is_a: DOID:4\n",
    ),
    "rename 'gone' as 'still here'": ("name: gone", "name: still here"),
    "change definition of DOID:1 to 'Any disease.'": ('"A disease."', '"Any disease."'),
}


@pytest.mark.parametrize("command", BY_HAND)
def test_a_command_that_diff_does_not_write_is_made(
    tmp_path: Path, parse: Callable[[str], object], command: str
) -> None:
    assert parse(command)
    text = OLD
    if "consider" in command:
        text = OLD.replace("name: gone\nis_a", "name: gone\nconsider")
    new = text.replace(*BY_HAND[command])
    assert new != text
    old, _ = compared(tmp_path, text, new)
    made = applied(f"{command}\n", set(Data((old,)).statements()), "c.kgcl")
    goal = set(Data((tmp_path / "new.obo",)).statements())
    about = (
        "http://purl.obolibrary.org/obo/DOID_"  # OBO's own properties are declared with their use
    )
    one, other = (
        {quad for quad in canonical(parsed(side)) if about in f"{quad.subject} {quad.object}"}
        for side in (made, goal)
    )
    assert one == other


@pytest.mark.parametrize(
    "command",
    [
        "move DOID:3 rdfs:subClassOf DOID:4 from DOID:1 to DOID:2",
        "deepen DOID:3 from DOID:1 to DOID:2",
        "change narrow synonym 'sick' for DOID:1 to 'ill'",
        "change relationship between DOID:3 and DOID:1 from rdfs:subClassOf to rdfs:seeAlso",
    ],
)
def test_a_command_about_what_is_not_there_is_refused(
    tmp_path: Path, parse: Callable[[str], object], command: str
) -> None:
    assert parse(command)
    old, _ = compared(tmp_path, OLD, OLD)
    with pytest.raises(SyntaxFault, match=r"c\.kgcl:1"):
        applied(f"{command}\n", set(Data((old,)).statements()), "c.kgcl")
