"""Associations read, rolled up and tested; the statistics against exact fractions."""

import gzip
from fractions import Fraction
from math import comb
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import doidkit
from doidkit.enrichment import End, enriched, read, rollup, slim
from doidkit.enrichment.testing import benjamini_hochberg, hypergeometric
from doidkit.errors import InputError, SyntaxFault
from doidkit.prefixes import expand

EXAMPLES = Path(__file__).parent / "examples"
EDGES = EXAMPLES / "likeness-edges.tsv"


@pytest.fixture(scope="module")
def ontology() -> doidkit.Ontology:
    return doidkit.load(EXAMPLES / "likeness.obo")


def test_kgx_edges_without_what_is_denied() -> None:
    found = read(EDGES)
    assert found.denied == 1
    assert found.terms["HGNC:4"] == {expand("DOID:17")}
    assert len(found.terms) == 6


def test_hpo_annotations(tmp_path: Path) -> None:
    table = tmp_path / "phenotype.hpoa.gz"
    text = (
        "#description: HPO annotations\n#version: 2026\n"
        "database_id\tdisease_name\tqualifier\thpo_id\n"
        "OMIM:1\tone\t\tHP:0003761\nOMIM:1\tone\tNOT\tHP:0000001\n"
    )
    table.write_bytes(gzip.compress(text.encode()))
    found = read(table)
    assert (found.denied, dict(found.terms)) == (1, {"OMIM:1": {expand("HP:0003761")}})
    turned = read(table, end=End.SUBJECT)
    assert [*turned.terms] == ["HP:0003761"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\tb\n1\t2\n", "no columns subject and object"),
        ("", "no columns"),
        ("subject\tobject\nx\n", ":2: the row has no subject or no object"),
    ],
)
def test_what_is_no_table_of_associations(tmp_path: Path, text: str, said: str) -> None:
    table = tmp_path / "t.tsv"
    table.write_text(text)
    with pytest.raises((InputError, SyntaxFault), match=said):
        read(table)


def test_a_thing_is_with_what_is_above_its_terms(ontology: doidkit.Ontology) -> None:
    groups, unknown = rollup(ontology, read(EDGES), slim(ontology, "slim"))
    assert [(g.term.curie, g.things, g.direct) for g in groups] == [
        ("DOID:7", ("HGNC:2", "HGNC:4", "HGNC:5", "HGNC:6"), 1),
        ("DOID:0014667", ("HGNC:1", "HGNC:2", "HGNC:3"), 0),
    ]
    assert unknown == ()
    with pytest.raises(InputError, match='"none" is no subset of the ontology; there are slim'):
        slim(ontology, "none")


def test_enrichment_by_hand(ontology: doidkit.Ontology) -> None:
    found = enriched(ontology, read(EDGES), ["HGNC:1", "HGNC:2"], most=1)
    rows = {each.term.curie: each for each in found}
    # Both of two, of three in six: 3/6 * 2/5. Both of two of six in six: certain.
    assert rows["DOID:182"].p == pytest.approx(0.2)
    assert (rows["DOID:182"].sample, rows["DOID:182"].background) == (2, 3)
    assert rows["DOID:182"].fold == pytest.approx(2)
    assert rows["DOID:4"].p == 1
    # The classes tested: 4, 7, 17, 0014667, 10575, 182, 4734, 6652.
    chances = sorted(each.p for each in found)
    assert len(chances) == 8
    assert rows["DOID:182"].adjusted == pytest.approx(0.2 * 8 / 3)
    some = enriched(
        ontology, read(EDGES), ["HGNC:1", "HGNC:2"], slim=slim(ontology, "slim"), most=1
    )
    assert {each.term.curie for each in some} == {"DOID:7", "DOID:0014667"}


def test_a_background_of_more_things_makes_a_sample_rarer(ontology: doidkit.Ontology) -> None:
    every = [f"HGNC:{n}" for n in range(1, 13)]
    found = enriched(ontology, read(EDGES), every[:2], background=every, most=1)
    assert {e.term.curie: e.p for e in found}["DOID:182"] == pytest.approx(3 / 12 * 2 / 11)


def test_a_sample_without_associations_is_refused(ontology: doidkit.Ontology) -> None:
    with pytest.raises(InputError, match="Nothing of the sample"):
        enriched(ontology, read(EDGES), ["HGNC:99"])


@given(st.integers(1, 60), st.data())
def test_the_hypergeometric_tail_is_the_exact_one(whole: int, data: st.DataObject) -> None:
    drawn, there = data.draw(st.integers(0, whole)), data.draw(st.integers(0, whole))
    here = data.draw(st.integers(0, min(drawn, there)))
    ways = sum(
        comb(there, k) * comb(whole - there, drawn - k) for k in range(here, min(drawn, there) + 1)
    )
    exact = Fraction(ways, comb(whole, drawn))
    assert hypergeometric(here, drawn, there, whole) == pytest.approx(float(exact), rel=1e-9)


def test_a_tail_too_small_for_a_product_is_there() -> None:
    exact = Fraction(1, comb(4000, 100))
    assert hypergeometric(100, 100, 100, 4000) == pytest.approx(float(exact), rel=1e-8)


def test_scipy_agrees() -> None:
    stats = pytest.importorskip("scipy.stats", reason="scipy is no dependency")
    chances = [0.001, 0.2, 0.03, 0.03, 0.9, 1.0]
    assert benjamini_hochberg(chances) == pytest.approx(
        list(stats.false_discovery_control(chances))
    )
    assert hypergeometric(7, 40, 90, 12000) == pytest.approx(
        stats.hypergeom.sf(6, 12000, 90, 40), rel=1e-8
    )


@given(st.lists(st.floats(0, 1), max_size=20))
def test_adjusted_values_keep_the_order_and_are_no_smaller(chances: list[float]) -> None:
    adjusted = benjamini_hochberg(chances)
    assert all(a >= p or a == pytest.approx(p) for a, p in zip(adjusted, chances, strict=True))
    pairs = sorted(zip(chances, adjusted, strict=True))
    assert [a for _, a in pairs] == sorted(a for _, a in pairs)
