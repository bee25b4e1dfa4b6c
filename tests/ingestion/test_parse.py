"""A page taken apart: every part is where it says that it is, whatever the page looks like."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doidkit.errors import InputError
from doidkit.ingestion import page as model
from doidkit.ingestion.page import Page, Role, Topic
from doidkit.ingestion.parse import parse, read

KNOWN = [
    "Description", "Signs and Symptoms", "Diagnostic Tests", "Treatment",
    "Differential Diagnosis", "Additional Information",
]  # fmt: skip


def places(page: Page) -> list[tuple[model.Span, str]]:
    """Return each part's place and the words that it says it has."""
    found = []
    for section in page.sections:
        found += [(statement.span, statement.text) for statement in section.statements]
        found += [(citation.span, citation.text) for citation in section.citations]
        found += [(reference.words, reference.text) for reference in section.references]
    return found


_LINES = st.sampled_from(
    [
        "", "", "Signs and Symptoms", "Treatment", "References", "References: [1] One. [2] Two.",
        "  • Pain: It hurts [1][2-4].", "\t- Redness [3]. More", "1. First", "+ b", "Some words.",
        "[1] An entry. [2] Another [1].", "oboInOwl#id", "DOID:182", "rdf-schema#label\tgout",
        "Medical Disclaimer: ask.", "💊 A note.", "A Heading of Sorts", "# Marked", "words: more:",
        "é\u2028x [", "[]", "[5-2]", "   ", "**Bold**", "*", "1.", "[9999-1]",
    ]
) | st.text(max_size=20)  # fmt: skip


@given(st.lists(_LINES, max_size=25), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_place_has_the_very_words(lines: list[str], end: str) -> None:
    page = parse(end.join(lines), "page")
    for span, words in places(page):
        assert page.text[span.start : span.end] == words
    for section in page.sections:
        starts = [statement.span for statement in section.statements]
        assert starts == sorted(starts)
        assert all(s.span in s.item for s in section.statements)
        assert all(lead < n for n, s in enumerate(section.statements) for lead in s.leads)


@given(st.lists(_LINES, max_size=25))
def test_every_word_is_somewhere(lines: list[str]) -> None:
    """What the page says is a heading, a statement, an entry, a block line or the disclaimer."""
    page = parse("\n".join(lines), "page")
    covered: set[int] = set()
    for section in page.sections:
        spans = [section.heading, *section.subheadings]
        spans += [s.span for s in section.statements] + [r.span for r in section.references]
        spans += [line.span for line in section.block]
        for span in spans:
            covered.update(range(span.start, span.end))
    if page.disclaimer:
        covered.update(range(page.disclaimer.start, page.disclaimer.end))
    for mark in re.finditer(r"^\s*\(?\w{1,4}[.)]\s", page.text, re.MULTILINE):
        covered.update(range(*mark.span()))  # a list item's number is none of its words
    bare = [m[0] for m in re.finditer(r"\w+", page.text) if m.start() not in covered]
    title = re.findall(r"\w+", page.title)
    assert [word for word in bare if word not in title] == []


def test_the_document_is_read_whole(document: Page) -> None:
    assert document.title == "calcinosis"
    assert document.identifier == "DOID:182"
    assert [section.name for section in document.sections] == KNOWN
    assert document.gaps == ()
    assert document.disclaimer is not None
    assert document.words(document.disclaimer).startswith("Medical Disclaimer: The information")
    assert [len(section.references) for section in document.sections] == [3, 5, 6, 3, 7, 0]
    assert len(document.block) == 12
    (types,) = [s for s in document.sections[0].statements if s.text.startswith("Calciphylaxis: ")]
    assert [document.sections[0].statements[at].text for at in types.leads] == [
        "Calcinosis cutis is classified into five main types:"
    ]


def test_references_run_together_are_entries(document: Page) -> None:
    description, symptoms = document.sections[:2]
    assert [entry.numbers for entry in description.references] == [
        (1,), (11, 2, 3, 4, 5, 7, 9, 10, 12, 13, 14, 15), (6,),
    ]  # fmt: skip
    assert [entry.numbers for entry in symptoms.references] == [(1,), (3,), (4,), (6,), (7,)]
    differential = document.about(Topic.DIFFERENTIAL)[0]
    assert [entry.numbers for entry in differential.references] == [(n,) for n in range(1, 8)]
    inner = [c.numbers for c in differential.citations if c.entry is not None]
    assert inner == [(10,), (10,), (3,), (4,), (3,), (8,), (4,)]


def test_nested_lists_hang_from_their_leads(document: Page) -> None:
    diagnostics = document.about(Topic.DIAGNOSTICS)[0].statements
    (urine,) = [s for s in diagnostics if s.text.startswith("24-hour")]
    assert urine.depth == 2
    assert [diagnostics[at].text for at in urine.leads] == ["These tests include:"]
    assert document.words(diagnostics[urine.leads[0]].item).startswith("Laboratory Tests: Blood")


def test_labels_notes_and_headings(document: Page) -> None:
    symptoms = document.about(Topic.SYMPTOMS)[0]
    labels = [document.words(s.label) for s in symptoms.statements if s.label]
    assert labels == ["Lesions", "Pain", "Redness and itching", "Size and shape variation"]
    notes = [s.text for s in document.about(Topic.TREATMENT)[0].statements if s.role is Role.NOTE]
    assert notes[0].startswith("💊 Drug information")
    assert len(notes) == 3


def test_another_page_comes_through(planted: Page) -> None:
    assert planted.title == "gout"
    assert planted.identifier == "DOID:13189"
    assert {section.name for section in planted.sections} == set(KNOWN)
    assert [gap.message for gap in planted.gaps] == ["rdf-schema#comment has no value."]
    assert [len(section.references) for section in planted.sections] == [4, 3, 3, 2, 3, 0]


Spoil = Callable[[str], str | bytes]
SPOILT: dict[str, tuple[Spoil, set[str]]] = {
    "crlf": (lambda text: text.replace("\n", "\r\n"), set()),
    "cr": (lambda text: text.replace("\n", "\r"), set()),
    "tabs": (lambda text: text.replace("   \u2013 ", "\t\t\u2013 "), set()),
    "utf-16": (lambda text: text.encode("utf-16"), set()),
    "utf-16 without a mark": (lambda text: text.encode("utf-16-le"), {"encoding"}),
    "windows-1252": (
        lambda text: text.replace("▪", "•").replace("💊", "©").encode("cp1252"), {"encoding"},
    ),
    "misread": (
        lambda text: text.replace("▪", "•").replace("💊", "©").encode().decode("cp1252"),
        {"encoding"},
    ),
    "markdown": (
        lambda text: re.sub(rf"^({'|'.join(KNOWN)})$", r"## \1", text, flags=re.MULTILINE), set(),
    ),
    "capitals": (
        lambda text: re.sub(
            rf"^({'|'.join(KNOWN)})$", lambda m: m[0].upper(), text, flags=re.MULTILINE
        ),
        set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_a_page_in_another_shape_says_the_same(name: str, planted: Page) -> None:
    spoil, gaps = SPOILT[name]
    spoilt = spoil(planted.text)
    page = read(spoilt.encode() if isinstance(spoilt, str) else spoilt, name)
    assert {gap.kind for gap in page.gaps} - {"block"} == gaps

    def shape(page: Page) -> list[tuple[Topic, int, list[int], list[tuple[int, ...]]]]:
        return [
            (s.topic, len(s.statements), [t.depth for t in s.statements],
             [r.numbers for r in s.references])
            for s in page.sections
        ]  # fmt: skip

    assert shape(page) == shape(planted)


def test_html_is_read_as_the_text_that_it_shows() -> None:
    page = read(
        b"""<!DOCTYPE html><html><head><title>x</title><style>p { }</style></head><body>
        <h1>gout</h1><h2>Signs and Symptoms</h2><ul><li><b>Pain</b>: It hurts [1].
        <ul><li>At night</li></ul></li><li><p>Fever &amp; chills</p></li></ul>
        <h3>References</h3><p>[1] A book.</p><script>no()</script></body></html>""",
        "page.html",
    )
    assert page.title == "gout"
    assert "html" in {gap.kind for gap in page.gaps}
    (section,) = page.sections
    assert [(s.text, s.depth) for s in section.statements] == [
        ("Pain: It hurts [1].", 1), ("At night", 2), ("Fever & chills", 1),
    ]  # fmt: skip
    assert [(r.numbers, r.text) for r in section.references] == [((1,), "A book.")]


def test_half_a_page_is_read_and_its_gaps_are_named(planted: Page) -> None:
    end = planted.text.index("is a common form") + 20
    page = parse(planted.text[:end], "half")
    assert page.about(Topic.DESCRIPTION)[0].statements
    assert {gap.kind for gap in page.gaps} == {"section", "block", "disclaimer", "cut"}
    assert sum(gap.kind == "section" for gap in page.gaps) == 4


def test_a_heading_that_stands_twice_is_told(planted: Page) -> None:
    page = parse(planted.text + "\nTreatment\n\nRest helps.\n", "twice")
    (gap,) = [gap for gap in page.gaps if gap.kind == "repeated"]
    assert "Treatment" in gap.message
    assert len(page.about(Topic.TREATMENT)) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n\n",
        bytes(range(256)) * 20,
        b"x" * (2 << 20),
        b"%PDF-1.4\n1 0 obj <<>>\nendobj\n",
        b"{\\rtf1\\ansi Treatment}",
    ],
)
def test_what_is_no_page_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^page: .*\.$"):
        read(data, "page")


def test_html_says_the_same_as_its_text(planted: Page) -> None:
    """Paragraphs, lists in lists and headings: the same statements, whatever is around them."""
    rows: list[str] = []
    lists: list[str] = []
    for line in planted.text.splitlines():
        words = line.strip()
        bullet = re.match(r"(?:[-*+\u25aa\u2013]|\d\.)\s+", words)
        inner = len(line) - len(line.lstrip()) > 2 or line.startswith("\t\t")
        level = 1 + inner if bullet else 0
        rows += [f"</{lists.pop()}>" for _ in range(len(lists) - level)]
        while len(lists) < level:
            lists.append("ol" if words[0].isdigit() else "ul")
            rows.append(f"<{lists[-1]}>")
        tag = "li" if bullet else "h2" if words in KNOWN else "p"
        rows.append(f"<{tag}>{words[bullet.end() :] if bullet else words}</{tag}>")
    page = read(f"<html><body>{''.join(rows)}</body></html>".encode(), "page.html")
    texts = [[s.text for s in section.statements] for section in page.sections]
    expected = [[s.text for s in section.statements] for section in planted.sections]
    assert texts == expected
    numbers = [[entry.numbers for entry in section.references] for section in page.sections]
    assert numbers == [[e.numbers for e in section.references] for section in planted.sections]
    assert [section.name for section in page.sections] == [s.name for s in planted.sections]


@pytest.mark.parametrize(
    "odd",
    ["[", "(a ", "1, ", "a. ", "A A A ", "\n", "- a:\n", "[1] ", "[]", "*", "!", "#", "[1] Ab. "],
)
def test_no_page_takes_longer_than_its_length_lets_expect(odd: str) -> None:
    """What is long is refused, and what is not is read: no pattern runs away."""
    page = read(("x\n\nTreatment\n\n" + odd * 2000).encode(), "odd")
    assert page.text.startswith("x\n")
