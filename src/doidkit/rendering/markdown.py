"""Answers as Markdown tables, and text that Markdown shows as it is."""

import re

from doidkit.model import Solutions
from doidkit.rendering.terms import one_line, plain


def render(answer: Solutions | bool) -> str:
    """Return a pipe table, or the truth of an ASK as one word."""
    if isinstance(answer, bool):
        return f"{str(answer).lower()}\n"
    lines = [_row(answer.variables), _row(["---"] * len(answer.variables))]
    lines += [_row([escape(plain(term)) for term in row]) for row in answer]
    return "\n".join(lines) + "\n"


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def escape(text: str) -> str:
    """Return text on one line that Markdown shows as it is.

    The marks escaped would be read as a column break, emphasis, code, links or HTML.
    """
    escaped = one_line(text).replace("\\", "\\\\")
    for mark in "|*_`[]<>":
        escaped = escaped.replace(mark, "\\" + mark)
    return escaped


_CALLS = re.compile(r"@(?=\w)|#(?=\d)|\bGH-(?=\d)", re.IGNORECASE)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def inert(text: str) -> str:
    """Return text on one line that a comment on GitHub shows as it is; blanks stay.

    Besides Markdown and HTML it calls nobody and refers to no issue: GitHub looks for those in
    the text as it is shown, so that escapes and entities do not help (github/cmark-gfm#181). An
    empty HTML comment does, and is not copied with the text.
    """
    line = "".join(c if c.isprintable() else " " for c in text)
    marked = line.replace("\\", "\\\\").translate(_ENTITIES)
    for mark in "|*_`[]~":
        marked = marked.replace(mark, "\\" + mark)
    called = _CALLS.sub(lambda found: f"{found[0]}<!---->", marked)
    return f"\\{called}" if called[:1] == "#" else called
