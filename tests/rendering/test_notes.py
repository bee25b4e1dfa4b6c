"""Release notes: what an announcement needs, counted by hand."""

from collections.abc import Callable
from pathlib import Path

import doidkit
from doidkit.rendering.changes import render

BEFORE = """\
format-version: 1.2
ontology: doid

[Term]
id: DOID:4
name: disease

[Term]
id: DOID:7
name: organ disease
is_a: DOID:4

[Term]
id: DOID:8
name: gene disease
is_a: DOID:4

[Term]
id: DOID:9
name: old heart disease
is_a: DOID:7

[Term]
id: DOID:10
name: odd disease
is_a: DOID:7

[Term]
id: DOID:11
name: sleeping
is_obsolete: true

[Term]
id: DOID:12
name: gone
is_a: DOID:8

[Term]
id: DOID:13
name: moved
is_a: DOID:8
"""
ADDED = """
[Term]
id: DOID:20
name: heart disease
is_a: DOID:7

[Term]
id: DOID:21
name: heart *burn*
is_a: DOID:7

[Term]
id: DOID:22
name: BRCA disease
is_a: DOID:8
"""
EDITS = (
    ("name: old heart disease\nis_a: DOID:7", "name: x\nis_obsolete: true\nreplaced_by: DOID:20"),
    (
        "name: odd disease\nis_a: DOID:7",
        "name: y\nis_obsolete: true\nconsider: DOID:7\nconsider: DOID:8",
    ),
    ("id: DOID:13", "id: DOID:0013"),
    ("name: sleeping\nis_obsolete: true", "name: sleeping\nis_a: DOID:7"),
    ("\n[Term]\nid: DOID:12\nname: gone\nis_a: DOID:8\n", ADDED),
)


def test_the_notes_of_a_release(write: Callable[[str, str], Path], invoke: Callable) -> None:
    after = BEFORE
    for old, new in EDITS:
        assert old in after
        after = after.replace(old, new)
    old, new = write("a.obo", BEFORE), write("b.obo", after)
    notes = render([doidkit.compare(old, new)], format="notes")
    assert notes.startswith(f"## {new}, since {old}".replace("_", "\\_"))
    sections = {part.partition("\n")[0]: part for part in notes.split("\n### ")[1:]}
    # The properties that OBO says these with are declared, too: they are no terms.
    assert sections["New terms: 3"].splitlines()[2:] == [
        "- DOID:7 organ disease (2): DOID:20 heart disease; DOID:21 heart \\*burn\\*",
        "- DOID:8 gene disease (1): DOID:22 BRCA disease",
    ]
    assert sections["Obsoleted terms: 2"].splitlines()[2:4] == [
        "- DOID:10 y, consider DOID:7 organ disease; DOID:8 gene disease",
        "- DOID:9 x, replaced by DOID:20 heart disease",
    ]
    assert "- DOID:11 sleeping\n" in sections["Terms that are no longer obsolete: 1"]
    assert "- DOID:13 moved, now DOID:0013 moved\n" in sections["Terms with another id: 1"]
    assert "- DOID:12 gone\n" in sections["Removed terms: 1"]
    done = invoke("diff", old, new, "--format", "notes")
    assert (done.code, done.out) == (0, notes)


def test_no_difference_is_one_line(write: Callable[[str, str], Path]) -> None:
    path = write("a.obo", BEFORE)
    assert render([doidkit.compare(path, path)], format="notes").endswith("\n\nNo differences.\n")
