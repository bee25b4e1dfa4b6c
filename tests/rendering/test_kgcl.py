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
