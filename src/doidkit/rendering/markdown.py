"""Answers as Markdown tables."""

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
