"""A source line as it is shown: what is cut, and the mark under the very character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doidkit.model import Finding, Location, Severity
from doidkit.rendering.findings.excerpts import LONGEST, Excerpt, caret, excerpt

LONG = "".join(chr(ord("a") + number % 26) for number in range(300))


def shown(line: str | None, column: int | None = None) -> Excerpt | None:
    place = Location("a.ttl", 1, column)
    return excerpt(Finding("c", Severity.ERROR, "m", location=place, excerpt=line))


@pytest.mark.parametrize("line", [None, "", "  \t", "\r\n", "\x00"])
def test_a_line_without_text_is_not_shown(line: str | None) -> None:
    assert shown(line, 1) is None


@pytest.mark.parametrize(
    ("line", "column", "text", "mark"),
    [
        ("name: x\n", 7, "name: x", 6),
        ("name: x", 1, "name: x", 0),
        ("name: x", 8, "name: x", None),  # behind the line
        ("name: x", 0, "name: x", None),  # columns count from 1
        ("name: x", None, "name: x", None),
        ("\tname: x  ", 2, "name: x", 0),  # indentation goes
        ("   name: x", 2, "  name: x", 0),  # but not where the mark is in it
        ("a\tb\x00c", 3, "a b c", 2),  # columns stay
        ("e\u0301\u200dx", 4, "e\u0301\u200dx", 3),
        ("x" * LONGEST, LONGEST, "x" * LONGEST, LONGEST - 1),
        (" " + "x" * LONGEST + " ", LONGEST + 1, "x" * LONGEST, LONGEST - 1),
    ],
)
def test_a_short_line_is_shown_whole(
    line: str, column: int | None, text: str, mark: int | None
) -> None:
    assert shown(line, column) == Excerpt(text, mark)


def test_a_long_line_is_cut_around_the_mark() -> None:
    assert shown(LONG) == Excerpt(LONG[:96] + "...", None)
    assert shown(LONG, 41) == Excerpt(LONG[:LONGEST] + "...", 40), "40 characters are before it"
    assert shown(LONG, 42) == Excerpt(f"...{LONG[1 : 1 + LONGEST]}...", 43)
    assert shown(LONG, 300) == Excerpt(f"...{LONG[259:]}", 43)
    assert shown(LONG[: LONGEST + 1], 1) == Excerpt(LONG[:LONGEST] + "...", 0)
    far = " " * 60 + "x" * 200
    assert shown(far, 61) == Excerpt("x" * LONGEST + "...", 0), "nothing but blanks is cut"
    assert shown("x" * (LONGEST + 60), LONGEST + 1) == Excerpt("..." + "x" * LONGEST + "...", 43), (
        "what is left behind the cut is told"
    )


def test_excerpt_without_a_location_has_no_mark() -> None:
    assert excerpt(Finding("c", Severity.ERROR, "m", excerpt="x")) == Excerpt("x", None)


@pytest.mark.parametrize(
    ("text", "mark", "line"),
    [
        ("abc", None, ""),
        ("abc", 0, "^"),
        ("abc", 2, "  ^"),
        ("病x", 1, "  ^"),  # a wide character takes two cells
        ("\uff21x", 1, "  ^"),
        ("e\u0301x", 2, " ^"),  # a combining mark takes none
        ("a\u200dx", 2, " ^"),  # nor does a joiner
    ],
)
def test_the_caret_is_under_the_mark(text: str, mark: int | None, line: str) -> None:
    assert caret(Excerpt(text, mark)) == line


@given(st.text(alphabet="ab \t", min_size=1, max_size=300), st.integers(1, 300))
def test_the_mark_is_on_the_character_of_the_column(line: str, column: int) -> None:
    found = shown(line, column)
    if found is None or found.mark is None:
        return
    assert found.text[found.mark : found.mark + 1] in (line[column - 1].replace("\t", " "), "")
    assert len(found.text) <= LONGEST + 6
