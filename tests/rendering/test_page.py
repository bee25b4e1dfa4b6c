"""The page renderers against golden files, all from one small fixed page."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import doidkit
from doidkit import pages
from doidkit.ontology import Synonym, Term, TermRef
from doidkit.pages import (
    Bearing,
    BlockLine,
    Contradiction,
    EvidenceLine,
    Fact,
    Group,
    Mark,
    Observation,
    Page,
    Reference,
    Section,
    Statement,
    Work,
)
from doidkit.rendering import page, page_markdown, phrases

GOLDEN = Path(__file__).parents[1] / "golden"
DISEASE = TermRef("blue disease", "DOID:1", "http://purl.obolibrary.org/obo/DOID_1")
PAIN = TermRef("Pain", "HP:0012531", "http://purl.obolibrary.org/obo/HP_0012531")
ITCH = TermRef("Pruritus", "HP:0000989", "http://purl.obolibrary.org/obo/HP_0000989")
HAS = TermRef("has phenotype", "RO:0002200", "http://purl.obolibrary.org/obo/RO_0002200")
BOOK = Work("On blueness", "Blau A, Azul B", "2011", ("PMID:1", "doi:10.1/x"))
LOST = Work("title not given", "Nobody C", "2020", ())


def statement(identifier: str, mark: Mark, *lines: EvidenceLine, note: str = "") -> Statement:
    return Statement(
        id=identifier,
        text="It is *painful* or itches, and this sentence is long enough to wrap over two lines.",
        mark=mark,
        subject=Group((DISEASE,)),
        negated=mark is Mark.DISPUTED,
        predicate=HAS,
        object=Group((PAIN, ITCH, TermRef("a thing without a term", "", "")), "or"),
        qualifiers=("possible", "often"),
        evidence=lines,
        contradicts=(Contradiction("X-09", "It is not so."),) if mark is Mark.DISPUTED else (),
        note=note,
    )


PAGE = Page(
    term=Term(
        iri=DISEASE.iri,
        curie="DOID:1",
        label="blue disease",
        definition="A disease that is blue.",
        synonyms=(Synonym("blueness", "exact"),),
        xrefs=("MESH:D1",),
        parents=(),
        children=(),
        obsolete=False,
    ),
    definition_sources=("url:http://example.org/blue",),
    thing=True,
    added=(Fact("Exact synonyms", ("blueness",)), Fact("Parents", ("disease (DOID:4)",))),
    sections=(
        Section(
            "Signs",
            (
                statement(
                    "X-01",
                    Mark.SUPPORTED,
                    EvidenceLine(
                        Bearing.SUPPORTS, "[1]", ("resolvable",), (BOOK,), False, "Says so."
                    ),
                ),
                statement(
                    "X-02",
                    Mark.WEAK,
                    EvidenceLine(Bearing.SUPPORTS, "[2]", ("resolvable",), (LOST,), True, ""),
                ),
                statement(
                    "X-03",
                    Mark.UNSUPPORTED,
                    EvidenceLine(
                        Bearing.VOID,
                        "[3]",
                        ("circular", "misattributed"),
                        (),
                        False,
                        "Cites itself.",
                    ),
                    note="Mind <this>.",
                ),
                statement("X-04", Mark.UNCITED),
                statement(
                    "X-05",
                    Mark.DISPUTED,
                    EvidenceLine(Bearing.DISPUTES, "", (), (BOOK,), False, "Says the contrary."),
                ),
            ),
            (Observation("X-06", "A heading stands twice.", "Taken in as it stands."),),
            (
                Reference("[1]", "Blue is blue.", BOOK, ""),
                Reference("[3]", "See [3].", None, "Circular."),
            ),
            (
                BlockLine("subClassOf DOID_2", "reversed", "DOID:2 is below DOID:1."),
                BlockLine("label blue disease", "agrees", ""),
            ),
        ),
    ),
    disclaimer="Not advice.",
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.txt", page.render(PAGE)),
        ("page.ansi", page.render(PAGE, width=60)),
        ("page.md", page_markdown.render(PAGE)),
    ],
)
def test_golden(name: str, text: str) -> None:
    assert text == (GOLDEN / name).read_text(encoding="utf-8")


def test_a_page_of_one_statement_has_the_small_print() -> None:
    line = EvidenceLine(
        Bearing.SUPPORTS,
        "[1]",
        ("resolvable",),
        (BOOK,),
        False,
        "Says so.",
        "Blue\n is blue.",
        "code",
    )
    said = replace(statement("X-01", Mark.SUPPORTED, line), quote="It is\n blue.")
    section = Section("Signs", (said,), (Observation("X-06", "Twice.", "", "Blue"),), (), ())
    close = replace(PAGE, sections=(section,), close=True)
    for shown in (page.render(close), page_markdown.render(close)):
        small = (
            '"It is blue."',
            '"Blue is blue."',
            "On blueness (Blau A, Azul B",
            '"Blue"',
            "code",
        )
        assert all(words in shown for words in small)
    assert '"It is blue."' not in page.render(replace(close, close=False))


def test_a_negated_predicate_is_english() -> None:
    said = replace(statement("X-01", Mark.UNCITED), negated=True)
    labels = {
        "RO:0004019": "disease has basis in",
        "biolink:applied_to_treat": "applied to treat",
        "ex:hasUse": "has use",
    }
    denied = {
        curie: phrases.predicate(replace(said, predicate=TermRef(label, curie, "")))
        for curie, label in labels.items()
    }
    assert denied == {
        "RO:0004019": "has no",
        "biolink:applied_to_treat": "is not given for",
        "ex:hasUse": "has no use",
    }


def test_each_predicate_of_a_claim_is_english() -> None:
    """A label of a hierarchy of properties is none; a local predicate has no CURIE to go by."""
    bundled = doidkit.load()
    entry = pages.page(bundled, "DOID:182")
    said = {phrases.predicate(each) for each in entry.statements}
    denied = {phrases.predicate(replace(each, negated=True)) for each in entry.statements}
    assert all(
        re.match(r"(is|has|had|can|does|needs|works|shows|contributes|depends)\b", p) for p in said
    )
    assert all(re.search(r"\b(not|no|cannot|neither)\b", phrase) for phrase in denied)
    assert not any("not:" in phrase for phrase in denied)
    (cure,) = pages.page(bundled, "TRT-01").statements
    assert phrases.triple(cure) == (
        "medical action (MAXO:0000001) | does not cure | calcinosis cutis (dkt:calcinosis-cutis)"
    )


def test_plain_text_has_no_escapes_and_fits_its_width() -> None:
    text = page.render(PAGE)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= page.PIPE_WIDTH


def test_a_terminal_of_any_width_gets_lines_that_fit() -> None:
    from rich.text import Text

    for width in (40, 60, 200):
        lines = Text.from_ansi(page.render(PAGE, width=width)).plain.splitlines()
        assert max(map(len, lines)) <= width
