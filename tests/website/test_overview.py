"""What a site says of an ontology as a whole, counted by hand."""

from pathlib import Path

import doidkit
from doidkit import website

OBO = """
format-version: 1.2
ontology: small
data-version: 2026-01-01

[Term]
id: DOID:4
name: disease
def: "Any." []

[Term]
id: DOID:1
name: one
synonym: "uno" RELATED []
synonym: "first" EXACT []
synonym: "number one" EXACT []
xref: MESH:D1
xref: MESH:D2
xref: NCI:C1
subset: some_slim
is_a: DOID:4

[Term]
id: DOID:2
name: two
is_a: DOID:4

[Term]
id: DOID:3
name: three
is_a: DOID:1
is_a: DOID:2

[Term]
id: DOID:5
name: obsolete five
is_obsolete: true
"""


def counts(found: tuple[website.Count, ...]) -> dict[str, int]:
    return {each.name: each.count for each in found}


def test_the_numbers_are_right(tmp_path: Path) -> None:
    path = tmp_path / "small.obo"
    path.write_text(OBO, encoding="utf-8")
    found = website.gather(doidkit.Data(path))
    numbers = found.statistics
    diseases = {c: n for c, n in counts(numbers.prefixes).items() if c == "DOID"}
    assert diseases == {"DOID": 4}
    assert numbers.obsolete == 1
    assert (numbers.defined, numbers.several_parents) == (1, 1)
    assert counts(numbers.branches) == {"one": 1, "two": 1}
    assert counts(numbers.xrefs) == {"MESH": 2, "NCI": 1}
    assert counts(numbers.synonyms) == {"hasExactSynonym": 2, "hasRelatedSynonym": 1}
    assert counts(numbers.depths) == {"0": 1, "1": 2, "2": 1}
    assert [each.count for each in numbers.subsets] == [1]
    assert found.main is not None
    assert (found.name, found.shapes, found.changes) == (found.main.iri, (), None)


def test_the_whole_comes_before_its_parts() -> None:
    found = website.gather(doidkit.Data())
    assert found.name == "DOID:182 calcinosis, the entry"
    assert len(found.headers) > 20
    chebi = next(each for each in found.headers if each.iri.endswith("imports/chebi"))
    assert chebi.version == "2026-05-01"
    assert "https://creativecommons.org/licenses/by/4.0/" in chebi.licences


def test_the_entry_is_added_to_files(tmp_path: Path) -> None:
    path = tmp_path / "small.obo"
    path.write_text(OBO, encoding="utf-8")
    both = website.with_entry(doidkit.Data(path))
    assert both.files[0] == path
    assert len(both.files) > 20
    assert website.with_entry(doidkit.Data()).bundled
