"""The nearest identifiers: the same number first, then what looks alike."""

import pytest

from doidkit.ontology.nearest import nearest
from doidkit.prefixes import contract, expand

TERMS = [
    expand(each) for each in ("DOID:4", "DOID:182", "DOID:0060001", "HP:0000118", "HP:0000119")
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("HP:118", ["HP:0000118"]),
        ("hp:0000118", ["HP:0000118", "HP:0000119"]),
        ("HPO:0000118", ["HP:0000118"]),  # another prefix
        ("DOID:00182", ["DOID:182"]),
        ("DOID:1822", ["DOID:182"]),
        ("DOID:0060010", ["DOID:0060001"]),
        ("http://purl.obolibrary.org/obo/DOID_1822", ["DOID:182"]),
        ("DOID:777777", []),
    ],
)
def test_nearest(text: str, found: list[str]) -> None:
    assert [contract(iri) for iri in nearest(text, TERMS)][: len(found) or None] == found
