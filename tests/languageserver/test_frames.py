"""A text cut into frames: nothing is lost, an edit is what it is to a text, mistakes stay apart."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doidkit.languageserver import positions
from doidkit.languageserver.document import Document, Span
from doidkit.languageserver.frames import cut
from doidkit.syntax.formats import GraphFormat

OBO = """format-version: 1.2
ontology: doid

[Term]
id: DOID:1
name: one 😋
def: "A [Term] of \\"one\\"." [url:http\\://x.org/1]

! a remark
[Term]
id: DOID:2
is_a: DOID:1 ! one

[Typedef]
id: part_of
xref: BFO:0000050
"""
TURTLE = """@prefix : <http://x.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

# about a
:a a owl:Class ;
  :p "a . dot", '''long
:b a owl:Class .
''' .

:b :p :a . :c :p :a .
[] a owl:Axiom ; owl:annotatedSource :a ; owl:annotatedProperty :p ; owl:annotatedTarget "x" .
"""
OFN = """Prefix(:=<http://x.org/>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<http://x.org/o>
Annotation(rdfs:comment "of (all)")

Declaration(Class(:a))
# Class: :a (one)
AnnotationAssertion(rdfs:label :a "one )
two")
SubClassOf(:a :b)

SubClassOf(:b :c)
)
"""
TEXTS = {GraphFormat.OBO: OBO, GraphFormat.TURTLE: TURTLE, GraphFormat.OFN: OFN}


def named(format: GraphFormat, text: str) -> list[tuple[str, tuple[str, ...], int]]:
    frames = cut(format, positions.lines(text))
    return [(frame.kind, frame.names, len(frame.lines)) for frame in frames]


def test_frames_are_stanzas_and_what_is_said_of_a_subject() -> None:
    assert named(GraphFormat.OBO, OBO) == [
        ("header", (), 3),
        ("term", ("DOID:1",), 6),
        ("term", ("DOID:2",), 4),
        ("relation", ("part_of",), 4),
    ]
    assert named(GraphFormat.TURTLE, TURTLE) == [
        ("header", (), 4),
        ("term", (":a",), 5),
        ("term", (":b", ":c"), 1),
        ("term", (":a",), 2),
    ]
    assert named(GraphFormat.OFN, OFN) == [
        ("header", (), 5),
        ("term", (":a",), 6),
        ("term", (":b",), 1),
        ("end", (), 2),
    ]


@pytest.mark.parametrize(
    ("format", "whole", "broken", "names"),
    [
        (GraphFormat.OBO, "id: DOID:2", "id DOID:2", {"DOID:1", "part_of"}),
        (GraphFormat.TURTLE, ":b :p :a .", ':b :p "a .', {":a"}),
        (GraphFormat.OFN, "SubClassOf(:a :b)", "SubClassOf(:a :b", {":a", ":b"}),
    ],
)
def test_a_mistake_leaves_the_other_frames(
    format: GraphFormat, whole: str, broken: str, names: set[str]
) -> None:
    text = TEXTS[format].replace(whole, broken)
    assert text != TEXTS[format]
    found = cut(format, positions.lines(text))
    assert "".join(frame.text for frame in found) == text
    assert names <= {name for frame in found for name in frame.names}


def offset(text: str, line: int, character: int) -> int:
    lines = positions.lines(text)
    line = min(line, len(lines) - 1)
    return sum(map(len, lines[:line])) + min(character, len(positions.content(lines[line])))


PIECES = ["", "x", "\n", "[Term]\n", "id: DOID:3\n", ":a :p :b .\n", '"', "(", ")", " . ", "\r\n"]


@pytest.mark.parametrize("format", TEXTS)
@given(
    edits=st.lists(
        st.tuples(
            st.integers(0, 20), st.integers(0, 30), st.integers(0, 4), st.sampled_from(PIECES)
        ),
        max_size=8,
    )
)
@settings(max_examples=60, deadline=None)
def test_edits_are_those_of_a_text(
    format: GraphFormat, edits: list[tuple[int, int, int, str]]
) -> None:
    text = TEXTS[format]
    document = Document(Path("x"), format, text, 1)
    for line, character, more, new in edits:
        count = len(positions.lines(text))
        line, end_line = min(line, count - 1), min(line + more, count - 1)
        start, end = offset(text, line, character), offset(text, end_line, character)
        if end < start:
            continue
        bare = positions.content(document.line(line))
        last = positions.content(document.line(end_line))
        place = Span(line, min(character, len(bare)), end_line, min(character, len(last)))
        gone = document.edit(place, new)
        text = text[:start] + new + text[end:]
        assert document.text == text
        assert positions.lines(text) == [line for f in document.frames for line in f.lines]
        assert not {id(f) for f in gone.gone} & {id(f) for f in document.frames}
        assert {id(f) for f in gone.new} <= {id(f) for f in document.frames}


@pytest.mark.parametrize("format", TEXTS)
def test_what_an_edit_does_not_touch_stays_the_same_frame(format: GraphFormat) -> None:
    document = Document(Path("x"), format, TEXTS[format], 1)
    before = list(document.frames)
    last = document.starts[-1]
    document.edit(Span(last, 0, last, 0), " ")
    assert document.frames[:-2] == before[: len(document.frames) - 2]


@pytest.mark.parametrize(
    ("encoding", "width"), [("utf-16", 2), ("utf-8", 4), ("utf-32", 1)]
)  # fmt: skip
def test_places_are_in_the_units_that_were_agreed_on(encoding: str, width: int) -> None:
    assert positions.units("a😋b", encoding) == 2 + width
    assert positions.index("a😋b\n", 1 + width, encoding) == 2
    assert positions.index("a😋b\n", 99, encoding) == 3
