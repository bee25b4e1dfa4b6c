"""The document in the graph: every word of it is accounted for, and every quotation is its own."""

import re
from collections import defaultdict

import pytest
from quotations import Quotation, quotations, rows, texts
from shared import SHARED, needs

import doidkit

SEED = SHARED / "seed"
WORD = re.compile(r"\w+")
PRINTED = re.compile(r"\[(\d*)\]")
STATING = ("Claim", "Observation", "DeclinedPassage")


@pytest.fixture(scope="module")
def ontology() -> doidkit.Ontology:
    return doidkit.load()


@pytest.fixture(scope="module")
def quoted(ontology: doidkit.Ontology) -> list[Quotation]:
    return quotations(ontology)


@needs("seed")
def test_the_sections_are_the_document(ontology: doidkit.Ontology) -> None:
    """Name, sections and disclaimer, one behind the other, are the page and nothing else is."""
    (path,) = SEED.glob("000_*.txt")
    (disclaimer,) = rows(ontology, "SELECT ?t { work:disclaimer schema:text ?t }")
    ordered = rows(
        ontology,
        "SELECT ?n ?t { ?s a schema:WebPageElement ; schema:name ?n ; schema:text ?t ; "
        "dk:position ?p } ORDER BY ?p",
    )
    parts = ["calcinosis", *(part for pair in ordered for part in pair)]
    parts.append("Medical Disclaimer: " + disclaimer[0])
    assert "\n\n".join(parts) == path.read_text(encoding="utf-8").strip()


def test_each_quotation_stands_once_in_its_own_section(quoted: list[Quotation]) -> None:
    assert len(quoted) > 126 + 25
    assert [q for q in quoted if q.count != 1] == []


def test_every_word_of_the_document_is_in_a_statement_or_declined(
    ontology: doidkit.Ontology, quoted: list[Quotation]
) -> None:
    """A quotation is a clause, so a clause that nothing is made of shows."""
    covered: dict[str, set[int]] = defaultdict(set)
    for q in quoted:
        if q.kind.endswith(STATING):
            covered[q.section].update(range(q.start, q.end))
    text = texts(ontology)
    for section, whole in text.items():  # the numbers are the matter of the tests below
        for number in PRINTED.finditer(whole):
            covered[section].update(range(*number.span()))
    for line, section in rows(
        ontology,
        "SELECT ?l ?n { ?b a dk:BlockStatement ; dk:asWritten ?l ; "
        "schema:isPartOf/schema:name ?n }",
    ):
        words = line.replace(" ", "\n", 1)  # a line of the block is a property and a value
        assert text[section].count(words) == 1
        covered[section].update(range(start := text[section].index(words), start + len(words)))
    bare = {
        section: [
            word[0]
            for word in WORD.finditer(whole)
            if not covered[section].issuperset(range(word.start(), word.end()))
        ]
        for section, whole in text.items()
    }
    assert {section: words for section, words in bare.items() if words} == {}


def test_what_is_declined_has_a_reason_and_a_restatement_its_claim(
    ontology: doidkit.Ontology,
) -> None:
    declined = rows(
        ontology,
        """SELECT ?reason (COUNT(?claim) AS ?claims) { ?p a dk:DeclinedPassage ;
             dk:reason/rdfs:label ?reason OPTIONAL { ?p dk:restates ?claim .
             ?claim biolink:predicate ?any } } GROUP BY ?p ?reason""",
    )
    assert len(declined) == len(rows(ontology, "SELECT ?p { ?p a dk:DeclinedPassage }")) > 15
    assert all(int(n) for reason, n in declined if reason == "restatement")


def blocks(text: str) -> list[tuple[int, int, bool]]:
    """Return each paragraph, whether it is of the reference block."""
    found, inside = [], False
    for match in re.finditer(r".+", text):
        inside = (inside or match[0].startswith("References")) and not match[0].startswith("Add")
        found.append((match.start(), match.end(), inside))
    return found


def citations(ontology: doidkit.Ontology) -> list[tuple[str, str, str, int]]:
    """Return what cites, the section, the number as printed, the occurrence."""
    return [
        (doidkit.prefixes.compact(by), section, marker, int(n))
        for by, section, marker, n in rows(
            ontology,
            "SELECT ?by ?s ?m ?n { ?c a dk:Citation ; cito:hasCitingEntity ?by ; dk:marker ?m ; "
            "dk:occurrence ?n ; schema:isPartOf/schema:name ?s }",
        )
    ]


def printed(text: str) -> dict[tuple[str, int], int]:
    """Return the place of each number printed as a citation, by number and occurrence.

    A number that opens an entry of a reference block is none.
    """
    places: dict[tuple[str, int], int] = {}
    for start, end, of_references in blocks(text):
        for match in PRINTED.finditer(text, start, end):
            opens = re.match(r" (?:by |- |\[2-5|[A-Z])", text[match.end() :])
            if not (of_references and opens and match[1]):
                number = sum(marker == match[0] for marker, _ in places) + 1
                places[match[0], number] = match.start()
    return places


def test_every_number_printed_as_a_citation_is_one_and_no_other_is(
    ontology: doidkit.Ontology,
) -> None:
    found = {
        (section, marker, occurrence) for _, section, marker, occurrence in citations(ontology)
    }
    assert found == {
        (section, *number) for section, text in texts(ontology).items() for number in printed(text)
    }


def test_a_claim_cites_what_is_printed_in_its_paragraph(
    ontology: doidkit.Ontology, quoted: list[Quotation]
) -> None:
    """In the bullet or paragraph of its words; what an entry prints is the entry's own."""
    text = texts(ontology)
    places = {section: printed(whole) for section, whole in text.items()}
    of = {q.of: q for q in quoted}
    cited = [line for line in citations(ontology) if line[0].startswith("claim:")]
    assert len(cited) > 30
    for by, section, marker, occurrence in cited:
        place = places[section][marker, occurrence]
        (block,) = [b for b in blocks(text[section]) if b[0] <= of[by].start < b[1]]
        assert block[0] <= place < block[1], (by, marker)
        assert not block[2] or marker == "[]", (by, marker)


def test_an_entry_is_stored_whole(ontology: doidkit.Ontology, quoted: list[Quotation]) -> None:
    """From behind its number to the next entry, or to the end of the block."""
    text = texts(ontology)
    entries = [q for q in quoted if q.kind == "ReferenceEntry"]
    assert len(entries) == 25
    for entry in entries:
        before = text[entry.section][: entry.start].rstrip()
        after = text[entry.section][entry.end :]
        assert before.endswith("]"), entry.of
        assert re.match(r"\s*(\[\d+\] |\n\n|$)", after), entry.of
